package fr.oubli.property;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.DataMapFile;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.PolicyFile;
import fr.oubli.platform.console.Progress;
import fr.oubli.purge.NightlyPurge;
import fr.oubli.purge.PurgeOutcome;
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

  final PurgeOutcome purge(String map, String policy) throws IOException {
    return purge("2026-01-01", map, HEAD + policy);
  }

  /**
   * @param policy the whole of it, its limits with it
   */
  final PurgeOutcome purge(String day, String map, String policy) throws IOException {
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
