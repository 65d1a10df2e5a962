package fr.oubli.schema.sql;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.References.Step;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.ForeignKey;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The columns by which a row refers to another. The map tells of references column by column. Where
 * the column is part of a foreign key of several columns, all of them join: one alone would join
 * rows of different persons.
 */
public record ReferenceJoin(DataMap map, Catalog catalog) {

  /** A condition: the step leads from the row of one alias to the row of the other. */
  public Sql on(Step step, String from, String to) {
    String child = step.down() ? to : from;
    String parent = step.down() ? from : to;
    List<Sql> equal = new ArrayList<>();
    columns(step)
        .forEach(
            (other, own) -> equal.add(Sql.of(parent + "." + other + " = " + child + "." + own)));
    equal.add(condition(step, child));
    return Sql.all(equal);
  }

  /** The condition under which the reference of a row holds; true where it holds for all rows. */
  public Sql condition(Step step, String child) {
    List<Sql> conditions = new ArrayList<>();
    map.references()
        .written(step)
        .when()
        .forEach(
            (field, values) ->
                conditions.add(
                    Sql.format(
                        "coalesce({}::text in ({}), false)",
                        Sql.of(child + "." + SqlName.of(table(step.child()).column(field))),
                        Sql.list(values.stream().map(value -> Sql.of("?", value)).toList()))));
    return Sql.all(conditions);
  }

  /** The columns of the row that the step starts from, as one value where they are several. */
  public Sql startColumns(Step step, String from) {
    return value(step.down() ? columns(step).keySet() : columns(step).values(), from);
  }

  /** The columns of the row that the step leads to, in the same order. */
  public Sql endColumns(Step step, String to) {
    Collection<String> names = step.down() ? columns(step).values() : columns(step).keySet();
    return Sql.list(names.stream().map(name -> Sql.of(to + "." + name)).toList());
  }

  /** Whether a foreign key has the reference among its columns. */
  boolean isForeignKey(Step step) {
    String childField = SqlName.of(table(step.child()).column(step.childField()));
    return catalog.between(table(step.child()), table(step.parent())).stream()
        .anyMatch(key -> joins(key, childField, step.parentField()));
  }

  /** Whether at most one row is at the end: a foreign key refers to what is unique. */
  boolean leadToOne(Step step) {
    return !step.down() && (isForeignKey(step) || columns(step).keySet().containsAll(key(step)));
  }

  /** What PostgreSQL joins by: two steps with the same are one reference. */
  List<String> joinedBy(Step step) {
    List<String> joined = new ArrayList<>(List.of(step.from(), step.to(), "" + step.down()));
    columns(step).forEach((parent, child) -> joined.add(child + " = " + parent));
    return joined;
  }

  private static Sql value(Collection<String> names, String row) {
    List<Sql> parts = names.stream().map(name -> Sql.of(row + "." + name)).toList();
    return parts.size() == 1 ? parts.get(0) : Sql.format("({})", Sql.list(parts));
  }

  /**
   * Whether the columns of the row that the step starts from hold the other row's key. Without a
   * foreign key there may be no such row, and what it says is then said of nobody.
   */
  public boolean tellKey(Step step) {
    return !step.down()
        && isForeignKey(step)
        && map.references().written(step).when().isEmpty()
        && columns(step).keySet().equals(Set.copyOf(key(step)));
  }

  /**
   * Whether every row refers by the step to a row that is there, as a foreign key that was checked
   * for all of them says.
   */
  public boolean alwaysLeads(Step step) {
    Table child = table(step.child());
    return isChecked(step)
        && columns(step).values().stream()
            .allMatch(
                own ->
                    child.columns().stream()
                        .anyMatch(column -> column.notNull() && SqlName.of(column).equals(own)));
  }

  private boolean isChecked(Step step) {
    String childField = SqlName.of(table(step.child()).column(step.childField()));
    return !step.down()
        && map.references().written(step).when().isEmpty()
        && catalog.between(table(step.child()), table(step.parent())).stream()
            .filter(key -> joins(key, childField, step.parentField()))
            .max(Comparator.comparingInt(key -> key.childColumns().size()))
            .filter(ForeignKey::checked)
            .isPresent();
  }

  /**
   * The key of one column that the row at the end has, where the row that the step starts from
   * holds it and a checked foreign key says that it is there.
   */
  public Optional<Sql> heldKey(Step step, String child) {
    return key(step).size() == 1 && isChecked(step) && tellKey(step)
        ? Optional.of(key(step, child))
        : Optional.empty();
  }

  /** The parent's key, taken from the child's own columns. */
  public Sql key(Step step, String child) {
    Map<String, String> columns = columns(step);
    List<Sql> parts =
        key(step).stream().map(part -> Sql.of(child + "." + columns.get(part))).toList();
    return parts.size() == 1 ? parts.get(0) : Sql.format("row({})", Sql.list(parts));
  }

  private List<String> key(Step step) {
    return table(step.parent()).primaryKey().stream().map(SqlName::quote).toList();
  }

  /** Quoted columns of the child by those of the parent. */
  private Map<String, String> columns(Step step) {
    String childField = SqlName.of(table(step.child()).column(step.childField()));
    Map<String, String> columns = new LinkedHashMap<>();
    catalog.between(table(step.child()), table(step.parent())).stream()
        .filter(key -> joins(key, childField, step.parentField()))
        .max(Comparator.comparingInt(key -> key.childColumns().size()))
        .ifPresent(
            key -> {
              for (int i = 0; i < key.childColumns().size(); i++) {
                columns.put(SqlName.quote(key.parentColumns().get(i)), key.childColumns().get(i));
              }
            });
    if (columns.isEmpty()) {
      columns.put(SqlName.of(table(step.parent()).column(step.parentField())), childField);
    }
    return columns;
  }

  private static boolean joins(ForeignKey key, String childField, String parentField) {
    int part = key.childColumns().indexOf(childField);
    return part >= 0 && key.parentColumns().get(part).equals(parentField);
  }

  private Table table(String collection) {
    return catalog.table(map.required(collection));
  }
}
