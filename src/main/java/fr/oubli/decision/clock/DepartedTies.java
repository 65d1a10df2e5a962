package fr.oubli.decision.clock;

import fr.oubli.decision.person.PersonIdentifiers;
import fr.oubli.model.datamap.References.Step;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.ReferencedKey;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a row leaves to remember for the row that it refers to, where the map says that it tells
 * whose that one is. The row above goes after it, and nothing would then say whose it was.
 *
 * @param rule whose clock remembers
 * @param collection of the rows that go
 * @param down the reference, from the row above
 */
public record DepartedTies(
    MappedSchema schema, Days days, Rule rule, String collection, Step down) {

  /** One per rule of persons that needs the tie, and per reference. */
  public static List<DepartedTies> of(MappedSchema schema, Days days, String collection) {
    List<DepartedTies> ties = new ArrayList<>();
    for (Rule rule : schema.policy().personClocks()) {
      schema.persons().identifying(collection).stream()
          .filter(down -> needs(schema, rule, down))
          .forEach(down -> ties.add(new DepartedTies(schema, days, rule, collection, down)));
    }
    return ties;
  }

  private static boolean needs(MappedSchema schema, Rule rule, Step down) {
    return rule.then().keySet().stream().anyMatch(acted -> new TiesBelow(schema, acted).pass(down));
  }

  /**
   * What the deletion must return of each row that goes; the names of the columns end in a number.
   * A row that is nobody's tells nothing, even where its own date starts a clock for itself.
   */
  public List<Sql> returned(String row, int number) {
    PersonClockSql clock = new ClockSqls(schema, days).ofPerson(rule, collection);
    Sql tells = new PersonIdentifiers(schema, collection, false).isSomebodys(row);
    return List.of(
        Sql.format("{} as above" + number, Sql.when(tells, above(row))),
        Sql.format("{} as tie" + number, new DayToRemember(clock).known(row)),
        Sql.format("{} as untied" + number, clock.exceptedOn(row)));
  }

  private Sql above(String row) {
    Table parent = schema.table(down.parent());
    ReferencedKey key =
        ReferencedKey.through(
            schema, List.of(down.up()), row, end -> Sql.of(Keys.text(end, parent)));
    return Sql.format("(select {} from {}{})", key.key(), Sql.list(key.tables()), key.where());
  }

  /**
   * Parts of a statement in which {@code gone} are the rows that went. What two references tell of
   * one row is noted together: a statement can note it once.
   *
   * @param all numbered in their order
   */
  public static List<Sql> remembered(List<DepartedTies> all, long run) {
    Map<List<String>, List<Integer>> together = new LinkedHashMap<>();
    for (int i = 0; i < all.size(); i++) {
      DepartedTies each = all.get(i);
      together
          .computeIfAbsent(
              List.of(each.rule.written(), each.down.parent()), any -> new ArrayList<>())
          .add(i);
    }
    return together.values().stream()
        .map(numbers -> all.get(numbers.get(0)).together(numbers, run))
        .toList();
  }

  private Sql together(List<Integer> numbers, long run) {
    int first = numbers.get(0);
    String gone = numbers.size() == 1 ? "gone" : "(" + told(numbers) + ") gone";
    return Sql.format(
        """
        ties%1$d as (
          insert into oubli.departed_tie as known
            (rule, collection, row_key, last_day, excepted_on, run)
          select {}, {}, above%1$d, max(tie%1$d), max(untied%1$d), {}::bigint from %2$s
          where above%1$d is not null and (tie%1$d is not null or untied%1$d is not null)
          group by above%1$d order by above%1$d
          on conflict (rule, collection, row_key) do update
            set last_day = greatest(known.last_day, excluded.last_day),
              excepted_on = greatest(known.excepted_on, excluded.excepted_on),
              run = excluded.run)"""
            .formatted(first, gone),
        Sql.of("?", rule.written()),
        Sql.of("?", down.parent()),
        Sql.of("?", run));
  }

  /** The columns of all under the names of the first. */
  private static String told(List<Integer> numbers) {
    return numbers.stream()
        .map("select above%1$d, tie%1$d, untied%1$d from gone"::formatted)
        .collect(Collectors.joining(" union all "));
  }

  /** A part that forgets what was remembered of the rows that went; empty where nothing can be. */
  public static Optional<Sql> forgotten(MappedSchema schema, String collection) {
    return schema.persons().isIdentified(collection)
        ? Optional.of(
            Sql.format(
                "forgotten as (delete from oubli.departed_tie tie using gone"
                    + " where tie.collection = {} and tie.row_key = gone.k::text)",
                Sql.of("?", collection)))
        : Optional.empty();
  }
}
