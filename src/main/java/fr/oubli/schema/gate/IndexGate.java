package fr.oubli.schema.gate;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.ForeignKey;
import fr.oubli.schema.catalog.Indexes;
import fr.oubli.schema.sql.ClockIndexes;
import fr.oubli.schema.sql.IndexNeed;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Large tables have the indexes without which a purge would take days: PostgreSQL looks for the
 * children of each row that is deleted, and a clock for the events of each person.
 */
record IndexGate(DataSource dataSource, Catalog catalog, DataMap map, Policy policy) {

  private static final long LARGE = 10_000;

  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    ClockIndexes clocks = new ClockIndexes(catalog, map, policy, Indexes.read(dataSource));
    for (Rule rule : policy.rules()) {
      clocks.of(rule).stream()
          .filter(need -> need.gated() && need.missed())
          .forEach(
              need ->
                  problems.add(
                      missing(
                          "finding a person's rows in " + need.table().name() + " would crawl",
                          need.create())));
    }
    clocks
        .unindexedChildren(policy.rules())
        .filter(key -> key.childRows() >= LARGE)
        .forEach(key -> problems.add(crawling(key)));
    return problems;
  }

  private Problem crawling(ForeignKey key) {
    return missing(
        "deleting from " + key.parent() + " would crawl",
        IndexNeed.create(
            key.child(), partitioned(key.child()), String.join(", ", key.childColumns())));
  }

  private boolean partitioned(String name) {
    return catalog.named(name).filter(table -> table.kind().equals("p")).isPresent();
  }

  private static Problem missing(String why, String create) {
    return Problem.refused(why + ": an index is missing; " + create);
  }
}
