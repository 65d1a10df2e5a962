package fr.oubli.decision.statement;

import fr.oubli.decision.clock.RuleTarget;
import fr.oubli.decision.keep.StillReferenced;
import fr.oubli.model.datamap.Collection;
import fr.oubli.schema.catalog.ForeignKey;
import fr.oubli.schema.catalog.ForeignKey.OnDelete;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows that lose their reference when the row that they refer to goes: PostgreSQL empties it, by ON
 * DELETE SET NULL or SET DEFAULT, and this accounts for it as if Oubli had.
 *
 * @param child the collection of those rows
 */
public record NulledReferences(Collection child, ForeignKey key, Table childTable, Table parent) {

  public static final String ACTION = "detach";

  public static List<NulledReferences> by(MappedSchema schema, RuleTarget target) {
    List<NulledReferences> detached = new ArrayList<>();
    for (ForeignKey key : schema.catalog().referencing(target.table())) {
      if (key.onDelete() == OnDelete.SET_NULL || key.onDelete() == OnDelete.SET_DEFAULT) {
        schema
            .collectionOf(key.child())
            .ifPresent(
                child ->
                    detached.add(
                        new NulledReferences(
                            child, key, schema.table(child.name()), target.table())));
      }
    }
    return detached;
  }

  /** How many rows would, of rows that meet a condition. */
  public Sql count(String parentAlias, Sql condition) {
    return Sql.format(
        "select count(*) from {} where exists (select 1 from {} where {} and {})",
        Sql.of(SqlName.rowsOf(childTable) + " c"),
        Sql.of(SqlName.rowsOf(parent) + " " + parentAlias),
        StillReferenced.refers(key, "c", parent, parentAlias),
        condition);
  }

  /** What the statement that deletes has to return of each row that went. */
  List<Sql> returned(String alias, int number) {
    List<Sql> returned = new ArrayList<>();
    for (int i = 0; i < key.parentColumns().size(); i++) {
      Sql column = Sql.of(alias + "." + SqlName.of(parent.column(key.parentColumns().get(i))));
      returned.add(Sql.format("{} as " + referred(number, i), column));
    }
    return returned;
  }

  /**
   * The entry of the rows that refer to those that went; the rows that went themselves are left.
   */
  Sql entry(int number, long run, Sql terms, Sql cutoff) {
    List<Sql> joined = new ArrayList<>();
    for (int i = 0; i < key.childColumns().size(); i++) {
      joined.add(Sql.of("c." + key.childColumns().get(i) + " = gone." + referred(number, i)));
    }
    if (key.self()) {
      joined.add(Sql.of(Keys.text("c", childTable) + " not in (select k::text from gone)"));
    }
    return Sql.format(
        "select false as own, oubli.append_entry({}, {}, {}, '"
            + ACTION
            + "', {},"
            + (" array_agg(" + Keys.text("c", childTable) + ")::text, count(*)) as rows")
            + " from {} join gone on {}",
        Sql.of("?", run),
        terms,
        Sql.of("?", child.name()),
        cutoff,
        Sql.of(SqlName.rowsOf(childTable) + " c"),
        Sql.all(joined));
  }

  private static String referred(int number, int column) {
    return "referred" + number + "_" + column;
  }
}
