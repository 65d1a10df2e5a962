package fr.oubli.model.datamap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetTest {

  private static final String MAP =
      """
      dataset:
        - fides_key: odd
          collections:
            - { name: col, fields: [{ name: id, fides_meta: { primary_key: true } }] }
            - { name: "col:on", fields: [{ name: id, fides_meta: { primary_key: true } }] }
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "col, col, ",
    "col:on, col:on, ",
    "col:42, col, 42",
    "col:on:42, col:on, 42",
    "col:on:a:b, col:on, a:b",
    "col:once, col, once",
    "cold:on:1, cold, on:1",
    "none, none, "
  })
  void theLongestNameThatTheMapHasIsTheCollections(
      String written, String collection, @Nullable String key) throws IOException {
    DataMap map = DataMapFile.read(Files.writeString(folder.resolve("datamap.yml"), MAP));

    assertThat(Target.of(written, map)).isEqualTo(new Target(collection, key));
  }
}
