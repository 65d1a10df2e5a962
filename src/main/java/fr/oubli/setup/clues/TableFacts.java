package fr.oubli.setup.clues;

import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.ForeignKey;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that is known of a table before it is judged.
 *
 * @param comment of the table; empty where it has none
 * @param comments by column, of those that have one
 * @param keys the foreign keys that the table holds
 * @param indexed the columns that an index starts with
 * @param values by column, what a sample looked like; empty where nothing was looked at
 * @param rising by column of dates, in what percent of the sample it rises with the primary key
 */
public record TableFacts(
    Table table,
    String comment,
    Map<String, String> comments,
    List<ForeignKey> keys,
    Set<String> indexed,
    Map<String, SampleShares> values,
    Map<String, Integer> rising) {

  public TableFacts {
    comments = Map.copyOf(comments);
    keys = List.copyOf(keys);
    indexed = Set.copyOf(indexed);
    values = Map.copyOf(values);
    rising = Map.copyOf(rising);
  }

  public TableFacts with(Map<String, SampleShares> looked, Map<String, Integer> risen) {
    return new TableFacts(table, comment, comments, keys, indexed, looked, risen);
  }

  SampleShares shares(Column column) {
    return values.getOrDefault(column.name(), SampleShares.NONE);
  }

  String comment(Column column) {
    return comments.getOrDefault(column.name(), "");
  }

  /** The foreign key of which the column is the only one, or one of several. */
  public Optional<ForeignKey> key(Column column) {
    String quoted = SqlName.of(column);
    return keys.stream().filter(key -> key.childColumns().contains(quoted)).findFirst();
  }

  public boolean refersTo(Table parent) {
    String name = SqlName.of(parent);
    return keys.stream().anyMatch(key -> key.parent().equals(name));
  }

  boolean isKey(Column column) {
    return table.primaryKey().equals(List.of(column.name()));
  }
}
