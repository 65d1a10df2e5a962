package fr.oubli.decision.clock;

import fr.oubli.decision.person.PersonIdentifiers;
import fr.oubli.model.datamap.References.Step;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.ReferencePath;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Rows that may be of several persons. Such a row goes with the last of its accounts: one whose
 * clock has not started keeps it. An identity that is no account's starts a clock, and waits for
 * none.
 *
 * @param collection of the rows
 */
record SharedRow(MappedSchema schema, String collection, LookupStyle style) {

  /**
   * The clock has started for a row.
   *
   * @param ofOwner by the row itself, or by its accounts
   * @param besides by identities
   * @param account the clock has started for an account, given its alias
   */
  Sql started(String row, List<Sql> ofOwner, List<Sql> besides, Function<String, Sql> account) {
    List<List<Step>> accounts = accounts();
    if (accounts.isEmpty()) {
      List<Sql> all = new ArrayList<>(ofOwner);
      all.addAll(besides);
      return Sql.any(all);
    }
    if (accounts.size() == 1 && !Step.anyDown(accounts.get(0))) {
      List<Sql> all = new ArrayList<>(ofOwner);
      all.add(Sql.all(hasNoAccount(row, accounts.get(0)), Sql.any(besides)));
      return Sql.any(all);
    }
    List<Sql> all = new ArrayList<>(ofOwner);
    all.addAll(besides);
    List<Sql> conditions = new ArrayList<>(List.of(Sql.any(all)));
    for (List<Step> way : accounts) {
      conditions.add(waits(row, new ReferencePath(schema, way), account).not());
    }
    return Sql.all(conditions);
  }

  private Sql waits(String row, ReferencePath way, Function<String, Sql> account) {
    return style == LookupStyle.SETS
        ? way.among(row, each -> account.apply(each).not())
        : way.test(row, style, each -> account.apply(each).not());
  }

  /** The name of an account for which the row waits; null where it waits for none. */
  Sql waitsFor(String row, Function<String, Sql> account) {
    String people = schema.subjectRule().collection();
    List<Sql> names =
        accounts().stream()
            .map(
                way ->
                    new ReferencePath(schema, way)
                        .value(
                            row, each -> Sql.when(account.apply(each).not(), name(people, each))))
            .toList();
    return names.isEmpty() ? Sql.of("null::text") : Sql.format("greatest({})", Sql.list(names));
  }

  private Sql name(String people, String account) {
    return Sql.format(
        "{} || ' ' || {}",
        Sql.of("?::text", people),
        Sql.of(Keys.text(account, schema.table(people))));
  }

  private Sql hasNoAccount(String row, List<Step> way) {
    return Sql.format("{} is null", schema.end(row, collection, way));
  }

  private List<List<Step>> accounts() {
    return new PersonIdentifiers(schema, collection, false).sharedBy();
  }
}
