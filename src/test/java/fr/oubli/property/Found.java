package fr.oubli.property;

import fr.oubli.datamap.DataMap;
import fr.oubli.datamap.DataMapFile;
import fr.oubli.policy.Policy;
import fr.oubli.policy.PolicyFile;
import fr.oubli.retention.NightlyPurge;
import fr.oubli.retention.Outcome;
import fr.oubli.run.Progress;
import fr.oubli.testing.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A few tables, a map and a policy that a test writes out, and nights on them. */
abstract class Found {

  private static final String HEAD =
      """
      policy: found
      zone: Europe/Paris
      limits: { share-of-collection: 100%, from-rows: 1000 }
      """;
  static final String RULE =
      """
          cites: section 4
          basis: contract
      """;

  @TempDir private Path folder;
  final Shop database = Shop.fresh();

  @AfterEach
  void close() {
    database.close();
  }

  final void tables(String sql) {
    database.jdbc().execute("drop schema public cascade; create schema public;" + sql);
  }

  final Outcome purge(String map, String policy) throws IOException {
    return purge("2026-01-01", map, HEAD + policy);
  }

  /**
   * @param policy the whole of it, its limits with it
   */
  final Outcome purge(String day, String map, String policy) throws IOException {
    return new NightlyPurge(
            policy(policy), map(map), database.dataSource(), Progress.silent(), Clock.systemUTC())
        .run(database.options(LocalDate.parse(day), false, null));
  }

  final Policy policy(String text) throws IOException {
    return PolicyFile.read(Files.writeString(folder.resolve("policy.yml"), text));
  }

  final DataMap map(String collections) throws IOException {
    return DataMapFile.read(
        Files.writeString(
            folder.resolve("map.yml"),
            "dataset:\n  - fides_key: d\n    collections:\n" + collections.indent(6)));
  }
}
