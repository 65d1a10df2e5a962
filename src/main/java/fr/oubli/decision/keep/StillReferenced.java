package fr.oubli.decision.keep;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.References.Step;
import fr.oubli.schema.catalog.ForeignKey;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows that others refer to stay until those others are gone. No row is then taken along by a
 * cascade, without a decision and evidence of its own, and no constraint stops a run midway. Where
 * PostgreSQL would empty the reference instead, or no foreign key guards it, only those rows count
 * whose clock it leads to.
 *
 * @param table of the rows that are referred to
 */
public record StillReferenced(MappedSchema schema, Table table) {

  /** Which of the rows that refer to a row count. */
  @FunctionalInterface
  public interface Counting {

    /**
     * @param collection of the referring row; null for a table that is not mapped
     * @param row its alias
     */
    Sql counts(@Nullable String collection, String row);
  }

  /** Conditions that are all true where no other row refers to the row. */
  public List<Sql> guards(String alias) {
    return ways(alias, (collection, row) -> Sql.TRUE).stream().map(Sql::not).toList();
  }

  /** Another row refers to the row. */
  public Sql referred(String alias) {
    return referred(alias, (collection, row) -> Sql.TRUE);
  }

  /** Another row that counts refers to the row. */
  public Sql referred(String alias, Counting counting) {
    return Sql.any(ways(alias, counting));
  }

  private List<Sql> ways(String alias, Counting counting) {
    List<Sql> ways = new ArrayList<>();
    for (ForeignKey key : schema.catalog().referencing(table)) {
      Optional<Collection> child = schema.collectionOf(key.child());
      String name = child.map(Collection::name).orElse(null);
      if (key.onDelete().removesOrBlocks()) {
        ways.add(referred(key, alias, row -> counting.counts(name, row)));
      } else if (!key.self()) {
        child.stream()
            .flatMap(each -> SeveredReferences.of(schema, key).waiting(each).stream())
            .forEach(
                waiting ->
                    ways.add(
                        referred(
                            key,
                            alias,
                            row -> Sql.all(waiting.apply(row), counting.counts(name, row)))));
      }
    }
    schema
        .collectionOf(SqlName.of(table))
        .ifPresent(parent -> unguarded(parent, alias, counting, ways));
    return ways;
  }

  /** References that the map alone knows of. */
  private void unguarded(Collection parent, String alias, Counting counting, List<Sql> ways) {
    for (Step down : schema.unguarded(parent.name())) {
      Collection child = schema.collection(down.child());
      new SeveredReferences(schema, step -> step.equals(down.up()))
          .waiting(child)
          .forEach(
              waiting ->
                  ways.add(
                      referred(
                          down,
                          alias,
                          row -> Sql.all(waiting.apply(row), counting.counts(child.name(), row)))));
    }
  }

  private Sql referred(Step down, String alias, Function<String, Sql> condition) {
    String child = schema.freshAlias();
    return LookupStyle.PROBES.exists(
        schema.from(down.child(), child),
        Sql.all(schema.joined(down, alias, child), condition.apply(child)));
  }

  private Sql referred(ForeignKey key, String alias, Function<String, Sql> condition) {
    String child = schema.freshAlias();
    Sql joined = refers(key, child, table, alias);
    return LookupStyle.PROBES.exists(
        Sql.of(schema.catalog().rowsOf(key.child()) + " " + child),
        key.self()
            ? Sql.all(joined, Sql.of(child + ".ctid <> " + alias + ".ctid"), condition.apply(child))
            : Sql.all(joined, condition.apply(child)));
  }

  /** The child's row behind one alias refers to the parent's row behind another. */
  public static Sql refers(ForeignKey key, String child, Table parent, String alias) {
    List<Sql> joined = new ArrayList<>();
    for (int i = 0; i < key.childColumns().size(); i++) {
      joined.add(
          Sql.of(
              child
                  + "."
                  + key.childColumns().get(i)
                  + " = "
                  + alias
                  + "."
                  + SqlName.of(parent.column(key.parentColumns().get(i)))));
    }
    return Sql.all(joined);
  }
}
