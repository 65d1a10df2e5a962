package fr.oubli.accounting;

import fr.oubli.model.policy.DocumentNumbers;
import fr.oubli.model.policy.NumberPattern;
import fr.oubli.model.policy.NumberPattern.Kind;
import fr.oubli.model.policy.NumberPattern.Part;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;

/**
 * The same account of every number where the policy says how numbers are built: the counter stands
 * where it says, and runs over everything that does not tell it from another counter. Nothing lies
 * between the last number of a month and the first of the next but the next number.
 */
record WrittenNumbers(DocumentNumbers numbers) {

  /**
   * A number belongs to the first pattern that it is written by. What stands before and after its
   * counter is kept where it tells the counter apart, and named as the policy names it where it
   * does not.
   */
  private static final String RANGES =
      """
      with stored as (select series, number, 'KEPT' as fate from {} d
        union all select series, number, 'DESTROYED' from oubli.destroyed_document
          where collection = {}),
      patterns(way, written, head, tail, counter) as (values {}),
      read as (select s.series, s.number, s.fate, p.way,
          regexp_replace(s.number, p.written, p.head) as head,
          regexp_replace(s.number, p.written, p.tail) as tail,
          regexp_replace(s.number, p.written, p.counter) as digits
        from stored s left join lateral (
          select * from patterns where s.number ~ patterns.written order by way limit 1) p on true),
      placed as (select *, digits::numeric as place from read where way is not null),
      widths as (select series, way, head, tail, min(length(digits)) as width
        from placed group by series, way, head, tail),
      each as (select distinct on (series, way, head, tail, place) *
        from placed order by series, way, head, tail, place, fate desc),
      islands as (select *, place - row_number() over (
          partition by series, way, head, tail, fate order by place) as island,
          lag(place) over (partition by series, way, head, tail order by place) as before from each),
      ranges as (
        select series, way, head, tail, fate, min(place) as low, max(place) as high,
          (array_agg(number order by place))[1] as first,
          (array_agg(number order by place desc))[1] as last, count(*)::numeric as count
          from islands group by series, way, head, tail, fate, island
        union all select series, way, head, tail, 'GAP', before + 1, place - 1, null, null,
            place - before - 1
          from (select series, way, head, tail, place, coalesce(before, {}) as before from islands) i
          where place > before + 1
        union all select series, way, head, tail, 'DUPLICATE', place, place, min(number),
            min(number), count(*)
          from placed group by series, way, head, tail, place having count(*) > 1)
      select series, fate,
        coalesce(first, head || lpad(low::text, greatest(width, length(low::text)), '0') || tail)
          as first,
        coalesce(last, head || lpad(high::text, greatest(width, length(high::text)), '0') || tail)
          as last, count, way, head, low
        from ranges join widths using (series, way, head, tail)
      union all select series, 'UNREADABLE', number, number, count(*), null, '', null
        from read where way is null group by series, number
      order by series, way nulls last, head, low, fate""";

  /** Columns series, fate, first, last and count of the ranges of numbers. */
  Sql ranges(DocumentRelation relation) {
    List<Sql> patterns = new ArrayList<>();
    for (int i = 0; i < numbers.patterns().size(); i++) {
      patterns.add(pattern(i, numbers.patterns().get(i)));
    }
    return Sql.format(
        RANGES,
        relation.documents(),
        Sql.of("?", relation.decisions().accounting().documents()),
        Sql.list(patterns),
        // A counter that starts anew starts at 1; of one that runs on, nobody knows the first.
        Sql.of(numbers.restarts() == null ? "place - 1" : "0"));
  }

  private Sql pattern(int way, NumberPattern pattern) {
    StringBuilder written = new StringBuilder("^");
    StringBuilder head = new StringBuilder();
    StringBuilder tail = new StringBuilder();
    StringBuilder side = head;
    int group = 0;
    int counter = 0;
    for (Part part : pattern.parts()) {
      if (part.kind() == Kind.LITERAL) {
        written.append(part.text().replaceAll("([^\\p{L}\\p{N} ])", "\\\\$1"));
        side.append(part.text().replace("\\", "\\\\"));
        continue;
      }
      group++;
      written.append('(').append(expression(part.kind(), part.text())).append(')');
      if (part.kind() == Kind.COUNTER) {
        counter = group;
        side = tail;
      } else if (numbers.tellsCounter(part.kind())) {
        side.append('\\').append(group);
      } else {
        side.append('{').append(part.text()).append('}');
      }
    }
    return Sql.of(
        "(" + way + ", ?::text, ?::text, ?::text, ?::text)",
        written.append('$').toString(),
        head.toString(),
        tail.toString(),
        "\\" + counter);
  }

  private static String expression(Kind kind, String text) {
    return switch (kind) {
      case LITERAL -> throw new IllegalArgumentException(text + " is no placeholder");
      case LETTERS, ANY -> "[[:alpha:]]*";
      case YEAR -> text.length() == 4 ? "[0-9][0-9][0-9][0-9]" : "[0-9][0-9]";
      case MONTH -> "0[1-9]|1[0-2]";
      case DAY -> "0[1-9]|[12][0-9]|3[01]";
      case COUNTER -> "[0-9]+";
    };
  }
}
