package fr.oubli.clues;

import fr.oubli.catalog.Column;
import fr.oubli.catalog.ForeignKey;
import fr.oubli.catalog.SqlName;
import fr.oubli.catalog.Table;
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
public record Facts(
    Table table,
    String comment,
    Map<String, String> comments,
    List<ForeignKey> keys,
    Set<String> indexed,
    Map<String, Shares> values,
    Map<String, Integer> rising) {

  public Facts {
    comments = Map.copyOf(comments);
    keys = List.copyOf(keys);
    indexed = Set.copyOf(indexed);
    values = Map.copyOf(values);
    rising = Map.copyOf(rising);
  }

  public Facts with(Map<String, Shares> looked, Map<String, Integer> risen) {
    return new Facts(table, comment, comments, keys, indexed, looked, risen);
  }

  Shares shares(Column column) {
    return values.getOrDefault(column.name(), Shares.NONE);
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
