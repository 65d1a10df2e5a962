package fr.oubli.decision.clock;

import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Rows of a collection that bear on the clock of a person, with what each says of it.
 *
 * @param anyParty they count for every person whom they concern, not for their owner alone
 * @param counted the condition on which a row counts
 * @param day the day of its event; null where it only leaves the person out of the rule
 * @param over its period is over
 * @param suspect nobody can judge its date
 */
record PersonEvents(
    MappedSchema schema,
    String collection,
    boolean anyParty,
    Function<String, Sql> counted,
    Function<String, Sql> day,
    Function<String, Sql> over,
    Function<String, Sql> suspect) {

  /** The row does not count, or its period is over. */
  Sql passes(String row) {
    Sql counts = counted.apply(row);
    Sql isOver = over.apply(row);
    return counts.equals(Sql.TRUE)
        ? isOver
        : Sql.format("not ({} and not coalesce({}, false))", counts, isOver);
  }

  /**
   * A query of them.
   *
   * @param key whose they are, as columns
   * @param row the alias of a row
   * @param more tables that the key needs
   * @param joined what joins these to the row
   */
  Sql select(Sql key, String row, List<Sql> more, List<Sql> joined) {
    List<Sql> tables = new ArrayList<>(List.of(schema.from(collection, row)));
    tables.addAll(more);
    List<Sql> conditions = new ArrayList<>(joined);
    conditions.add(counted.apply(row));
    Sql isOver = over.apply(row);
    return Sql.format(
        "select {}, {} as last_day, {} as over, {} as suspect from {}{}",
        key,
        day.apply(row),
        isOver.equals(Sql.FALSE) ? isOver : Sql.format("coalesce({}, false)", isOver),
        suspect.apply(row),
        Sql.list(tables),
        Sql.where(conditions));
  }
}
