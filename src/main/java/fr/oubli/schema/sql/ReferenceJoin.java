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
import java.util.Set;

/**
 * The columns by which a row refers to another. The map tells of references column by column. Where
 * the column is part of a foreign key of several columns, all of them join: one alone would join
 * rows of different persons.
 */
public record ReferenceJoin(DataMap map, Catalog catalog) {

  /** A condition: the row of one alias refers to the row of the other. */
  public Sql on(Step step, String child, String parent) {
    List<Sql> equal = new ArrayList<>();
    columns(step)
        .forEach(
            (other, own) -> equal.add(Sql.of(parent + "." + other + " = " + child + "." + own)));
    return Sql.all(equal);
  }

  /** The columns of the child, as one value where they are several. */
  public Sql childColumns(Step step, String child) {
    return value(columns(step).values(), child);
  }

  /** The columns of the parent that those of the child equal, in the same order. */
  public Sql parentColumns(Step step, String parent) {
    return Sql.list(
        columns(step).keySet().stream().map(name -> Sql.of(parent + "." + name)).toList());
  }

  private static Sql value(Collection<String> names, String row) {
    List<Sql> parts = names.stream().map(name -> Sql.of(row + "." + name)).toList();
    return parts.size() == 1 ? parts.get(0) : Sql.format("({})", Sql.list(parts));
  }

  /** Whether the columns of the reference hold the parent's key. */
  public boolean tellKey(Step step) {
    return columns(step).keySet().equals(Set.copyOf(key(step)));
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
