package fr.oubli.decision;

import fr.oubli.decision.statement.Eligibility;
import fr.oubli.model.datamap.Collection;
import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.SessionTable;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a collection that some rule ends, gathered once. A rule with a period for each value
 * of a column is as many rules; each of them would ask all the others of the same rows.
 *
 * @param ending the eligibilities of the rules that remove rows of the collection
 */
record EndingRows(MappedSchema schema, Collection collection, List<Eligibility> ending) {

  private static final int LONGEST_NAME = 40;
  private static final String ROW = "t";
  private static final String ENDED = "ended";

  /** Whether several of the rules were made of one. */
  boolean isWorthGathering() {
    return ending.stream().map(each -> each.target().rule().written()).distinct().count()
        < ending.size();
  }

  SessionTable table() {
    List<Sql> keys = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < key().size(); i++) {
      names.add("k" + i);
      keys.add(Sql.of(ROW + "." + SqlName.of(key().get(i)) + " as k" + i));
    }
    return new SessionTable(
        name(),
        Sql.format(
            "select {} from {} where {}",
            Sql.list(keys),
            schema.from(collection.name(), ROW),
            Sql.any(ending.stream().map(each -> each.unkept(ROW, LookupStyle.SETS)).toList())),
        names);
  }

  /** A condition on a row: it is one of them. */
  Sql has(String row) {
    List<Sql> own = new ArrayList<>();
    List<Sql> listed = new ArrayList<>();
    for (int i = 0; i < key().size(); i++) {
      own.add(Sql.of(row + "." + SqlName.of(key().get(i))));
      listed.add(Sql.of(ENDED + ".k" + i));
    }
    return Sql.format(
        "(({}) in (select {} from {})) is true",
        Sql.list(own),
        Sql.list(listed),
        SessionTable.made(name(), ENDED));
  }

  private List<Column> key() {
    Table table = schema.table(collection.name());
    return table.primaryKey().stream().map(table::column).toList();
  }

  private String name() {
    String told = collection.name();
    return "ended: "
        + (told.length() <= LONGEST_NAME
            ? told
            : told.substring(0, LONGEST_NAME) + "~" + Integer.toHexString(told.hashCode()));
  }
}
