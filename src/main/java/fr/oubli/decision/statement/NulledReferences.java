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
 * Rows that lose their reference when the row that they refer to goes. PostgreSQL empties it by ON
 * DELETE SET NULL or SET DEFAULT, and the ledger accounts for it as for a change of Oubli's own.
 *
 * @param child the collection of the rows that lose their reference
 * @param key the foreign key that PostgreSQL empties
 */
public record NulledReferences(Collection child, ForeignKey key, Table childTable, Table parent) {

  /** The ledger's word for what happens to them. */
  public static final String ACTION = "detach";

  /** One per foreign key that PostgreSQL empties where rows of the target go. */
  static List<NulledReferences> by(MappedSchema schema, RuleTarget target) {
    List<NulledReferences> nulled = new ArrayList<>();
    if (!target.action().removesRow()) {
      return nulled;
    }
    for (ForeignKey key : schema.catalog().referencing(target.table())) {
      if (key.onDelete() == OnDelete.SET_NULL || key.onDelete() == OnDelete.SET_DEFAULT) {
        schema
            .collectionOf(key.child())
            .ifPresent(
                child ->
                    nulled.add(
                        new NulledReferences(
                            child, key, schema.table(child.name()), target.table())));
      }
    }
    return nulled;
  }

  /** The name by which the plan tells of them. */
  String name() {
    return child.name() + " (" + key.name() + ")";
  }

  /** One row: how many would lose a reference to rows that meet a condition. */
  Sql count(String parentAlias, Sql condition) {
    return Sql.format(
        "select count(*) from {} where exists (select 1 from {}{})",
        Sql.of(SqlName.rowsOf(childTable) + " c"),
        Sql.of(SqlName.rowsOf(parent) + " " + parentAlias),
        Sql.where(List.of(StillReferenced.refers(key, "c", parent, parentAlias), condition)));
  }

  /** What the deletion has to return of each row that goes, to be joined by {@link #entry}. */
  List<Sql> returned(String alias, int number) {
    List<Sql> returned = new ArrayList<>();
    for (int i = 0; i < key.parentColumns().size(); i++) {
      Sql column = Sql.of(alias + "." + SqlName.of(parent.column(key.parentColumns().get(i))));
      returned.add(Sql.format("{} as " + referred(number, i), column));
    }
    return returned;
  }

  /**
   * Writes the entry of the rows that referred to those in {@code gone}, of which it leaves out
   * those that went themselves.
   *
   * @param number tells apart what several foreign keys have returned
   */
  Sql entry(int number, LedgerEntry entry) {
    List<Sql> joined = new ArrayList<>();
    for (int i = 0; i < key.childColumns().size(); i++) {
      joined.add(Sql.of("c." + key.childColumns().get(i) + " = gone." + referred(number, i)));
    }
    if (key.self()) {
      joined.add(Sql.of(Keys.text("c", childTable) + " not in (select k::text from gone)"));
    }
    return Sql.format(
        "select false as own, {} as rows from {} join gone on {}",
        entry.of(
            child.name(),
            Sql.of("'" + ACTION + "'"),
            Sql.of("array_agg(" + Keys.text("c", childTable) + ")::text, count(*)")),
        Sql.of(SqlName.rowsOf(childTable) + " c"),
        Sql.all(joined));
  }

  private static String referred(int number, int column) {
    return "referred" + number + "_" + column;
  }
}
