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
 * @param comments by column, of those that have one; the table's own stands under the empty name
 * @param keys the foreign keys that the table holds
 * @param found the references that its values speak for, and no foreign key says
 * @param indexed the columns that an index starts with
 * @param values by column, what a sample looked like; empty where nothing was looked at
 * @param rising by column of dates, in what percent of the sample it rises with the primary key
 */
public record TableFacts(
    Table table,
    Map<String, String> comments,
    List<ForeignKey> keys,
    List<FoundReference> found,
    Set<String> indexed,
    Map<String, SampleShares> values,
    Map<String, Integer> rising) {

  public TableFacts {
    comments = Map.copyOf(comments);
    keys = List.copyOf(keys);
    found = List.copyOf(found);
    indexed = Set.copyOf(indexed);
    values = Map.copyOf(values);
    rising = Map.copyOf(rising);
  }

  public TableFacts with(Map<String, SampleShares> looked, Map<String, Integer> risen) {
    return new TableFacts(table, comments, keys, found, indexed, looked, risen);
  }

  public TableFacts withFound(List<FoundReference> references) {
    return new TableFacts(table, comments, keys, references, indexed, values, rising);
  }

  /** What the table's comment says; empty where it has none. */
  String comment() {
    return comments.getOrDefault("", "");
  }

  /** The references of a column that its values speak for. */
  public List<FoundReference> found(Column column) {
    return found.stream().filter(each -> each.column().equals(column.name())).toList();
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
    return keys.stream().anyMatch(key -> key.parent().equals(name))
        || found.stream().anyMatch(each -> each.parent().equals(name));
  }

  boolean isKey(Column column) {
    return table.primaryKey().equals(List.of(column.name()));
  }
}
