package fr.oubli.property;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.DataMapFile;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.PolicyFile;
import fr.oubli.purge.PurgeOutcome;
import fr.oubli.testing.Foreign;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the tests share that keep what random schemas found: a database for the few tables that a
 * case still needs, a policy and a map written out beside them, and nights on them.
 */
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
  final Foreign database = new Foreign();

  @AfterEach
  void close() {
    database.close();
  }

  final void tables(String sql) {
    database.tables(sql);
  }

  final void execute(String sql) {
    database.execute(sql);
  }

  /**
   * A night as of the first day of 2026.
   *
   * @param policy the text after the policy's name, zone and limits
   */
  final PurgeOutcome purge(String map, String policy) throws IOException {
    return purge("2026-01-01", map, HEAD + policy);
  }

  /**
   * @param policy the whole text, its limits included
   */
  final PurgeOutcome purge(String day, String map, String policy) throws IOException {
    return database.purge(policy(policy), map(map), LocalDate.parse(day));
  }

  final Policy policy(String text) throws IOException {
    return PolicyFile.read(Files.writeString(folder.resolve("policy.yml"), text));
  }

  /**
   * @param collections the text below {@code collections:}, not indented
   */
  final DataMap map(String collections) throws IOException {
    return DataMapFile.read(
        Files.writeString(
            folder.resolve("map.yml"),
            "dataset:\n  - fides_key: d\n    collections:\n" + collections.indent(6)));
  }
}
