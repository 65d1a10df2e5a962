package fr.oubli.decision.person;

import fr.oubli.model.datamap.References.Step;
import fr.oubli.model.policy.ColumnFilter;
import fr.oubli.model.policy.Filter;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.ReferencePath;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which rows of a collection a rule bears on, by its {@code only}. A condition on a row bears on
 * every row that belongs to it: on those from which references lead to it, and, where it is on a
 * person, on all rows of that person. Where a row belongs to several such rows, all of them must
 * meet it; where it belongs to none, nothing says that it is met, and the row is left out.
 *
 * @param collection of the rows
 */
public record RuleReach(MappedSchema schema, Rule rule, String collection) {

  /** A condition: the rule bears on the row. */
  public Sql includes(String alias, LookupStyle style) {
    return meets(rule.only(), alias, style);
  }

  /** A condition of the rule bears on rows of the collection. */
  public boolean isLimited() {
    return schema.belonging().bears(rule, collection);
  }

  /** It does by what stands in other rows. */
  public boolean asksOtherRows() {
    return schema.belonging().bearsFromElsewhere(rule, collection);
  }

  /** The ways of references by which the row belongs to the rows that conditions are on. */
  public List<List<Step>> ways() {
    List<List<Step>> ways = new ArrayList<>();
    for (String on : rule.only().collections()) {
      switch (schema.belonging().of(rule, collection, on)) {
        case REFERENCES -> ways.addAll(schema.waysUp(collection, on));
        case PERSON, ABOVE_PERSON -> ways.addAll(schema.persons().owners(collection));
        case OWN, NONE -> {}
      }
    }
    return ways;
  }

  /** A condition: the row belongs to a row of every collection that is asked. */
  public Sql isTied(String alias, LookupStyle style) {
    return Sql.all(
        rule.only().collections().stream()
            .map(on -> new Bearing(on, Filter.NONE).meets(alias, style))
            .toList());
  }

  /**
   * What a condition on a column says of a row.
   *
   * @param met whether the row meets it, by all that it belongs to
   * @param value the value that does not, as text; null where it meets it or nothing is asked
   */
  public record Answer(ColumnFilter condition, Sql met, Sql value) {}

  /** Each condition on a column that bears on the row, for telling about one row. */
  public List<Answer> answers(String alias) {
    return rule.only().conditions().stream()
        .map(each -> new Bearing(each.column().collection(), each).answer(each, alias))
        .flatMap(Optional::stream)
        .toList();
  }

  private Sql meets(Filter filter, String alias, LookupStyle style) {
    Optional<String> on = filter.asksEach() ? filter.onlyCollection() : Optional.empty();
    return on.isPresent()
        ? new Bearing(on.get(), filter).meets(alias, style)
        : filter.map(
            new Filter.Cases<Sql>() {
              @Override
              public Sql column(ColumnFilter condition) {
                return new Bearing(condition.column().collection(), condition).meets(alias, style);
              }

              @Override
              public Sql allOf(List<Filter> parts) {
                return Sql.all(
                    byCollection(parts).stream().map(part -> meets(part, alias, style)).toList());
              }

              @Override
              public Sql anyOf(List<Filter> parts) {
                return Sql.any(parts.stream().map(part -> meets(part, alias, style)).toList());
              }

              @Override
              public Sql someOf(Filter part, boolean any) {
                String collection = part.onlyCollection().orElseThrow();
                Sql one = new Bearing(collection, part).some(alias, style);
                return any ? one : one.not();
              }
            });
  }

  /** Conditions on one collection are asked of its rows together. */
  private static List<Filter> byCollection(List<Filter> parts) {
    Map<String, List<Filter>> alone = new LinkedHashMap<>();
    List<Filter> grouped = new ArrayList<>();
    for (Filter part : parts) {
      Optional.of(part)
          .filter(Filter::asksEach)
          .flatMap(Filter::onlyCollection)
          .ifPresentOrElse(
              on -> alone.computeIfAbsent(on, any -> new ArrayList<>()).add(part),
              () -> grouped.add(part));
    }
    alone.values().forEach(each -> grouped.add(Filter.all(each)));
    return grouped;
  }

  /** A condition on the columns of one collection, as it bears on the rows. */
  private final class Bearing {

    private final String on;
    private final Filter filter;

    Bearing(String on, Filter filter) {
      this.on = on;
      this.filter = filter;
    }

    Sql meets(String alias, LookupStyle style) {
      return switch (schema.belonging().of(rule, collection, on)) {
        case OWN -> asked(alias);
        case REFERENCES -> above(collection, alias, style);
        case PERSON -> new PersonReach(schema, collection).all(alias, style, this::asked);
        case ABOVE_PERSON ->
            new PersonReach(schema, collection)
                .all(alias, style, account -> above(people(), account, style));
        case NONE -> Sql.TRUE;
      };
    }

    /** One of the rows that the row belongs to meets it. */
    Sql some(String alias, LookupStyle style) {
      return switch (schema.belonging().of(rule, collection, on)) {
        case OWN -> asked(alias);
        case REFERENCES -> any(collection, alias, style);
        case PERSON -> new PersonReach(schema, collection).any(alias, style, this::asked);
        case ABOVE_PERSON ->
            new PersonReach(schema, collection)
                .any(alias, style, account -> any(people(), account, style));
        case NONE -> Sql.TRUE;
      };
    }

    private Sql any(String from, String alias, LookupStyle style) {
      return Sql.any(
          schema.waysUp(from, on).stream().map(way -> at(way, alias, style, this::asked)).toList());
    }

    Optional<Answer> answer(ColumnFilter condition, String alias) {
      Function<String, Sql> failed = row -> asked(row).not();
      Function<String, Sql> value =
          row ->
              Sql.when(
                  failed.apply(row),
                  Sql.format(
                      "coalesce({}::text, 'missing')", schema.column(row, condition.column())));
      List<Sql> values =
          switch (schema.belonging().of(rule, collection, on)) {
            case OWN -> List.of(value.apply(alias));
            case REFERENCES -> above(collection, alias, value);
            case PERSON -> new PersonReach(schema, collection).values(alias, value);
            case ABOVE_PERSON ->
                new PersonReach(schema, collection)
                    .values(
                        alias,
                        account ->
                            Sql.format("greatest({})", Sql.list(above(people(), account, value))));
            case NONE -> List.of();
          };
      return values.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new Answer(
                  condition,
                  meets(alias, LookupStyle.PROBES),
                  Sql.format("greatest({})", Sql.list(values))));
    }

    private List<Sql> above(String from, String alias, Function<String, Sql> value) {
      return schema.waysUp(from, on).stream()
          .map(way -> new ReferencePath(schema, way).value(alias, value))
          .toList();
    }

    private Sql asked(String alias) {
      return schema.matches(alias, on, filter);
    }

    /** All rows to which references lead meet it, and there is one. */
    private Sql above(String from, String alias, LookupStyle style) {
      List<List<Step>> ways = schema.waysUp(from, on);
      Sql met = any(from, alias, style);
      if (ways.size() == 1 && ways.get(0).stream().allMatch(schema::leadsToOne)) {
        return met;
      }
      List<Sql> conditions = new ArrayList<>(List.of(met));
      Function<String, Sql> failed = row -> asked(row).not();
      ways.forEach(way -> conditions.add(at(way, alias, style, failed).not()));
      return Sql.all(conditions);
    }

    private Sql at(List<Step> way, String alias, LookupStyle style, Function<String, Sql> asked) {
      return new ReferencePath(schema, way).test(alias, style, asked);
    }
  }

  private String people() {
    return schema.subjectRule().collection();
  }
}
