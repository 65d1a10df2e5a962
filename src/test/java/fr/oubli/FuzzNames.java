package fr.oubli;

import static fr.oubli.FuzzInputs.DAY;

import fr.oubli.FuzzInputs.Input;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Tables and columns with names that nobody gives. */
record FuzzNames(FuzzText text, FuzzFolder folder) {

  /** A table and two columns with names that nobody gives. */
  Input name() throws IOException {
    String table = name63();
    String key = name63();
    String date = key.equals("d") ? "e" : text.random().nextBoolean() ? "d" : name63() + "2";
    String sql =
        "create table %s (%s int primary key, %s date); insert into %s values (1, '2001-01-01')"
            .formatted(quoted(table), quoted(key), quoted(date), quoted(table));
    String map = folder.right("datamap.yml");
    Path mapFile = folder.folder().resolve("names.yml");
    Files.writeString(
        mapFile,
        map.stripTrailing()
            + "\n"
            + "      - name: %s\n        fields:\n          - { name: %s, fides_meta: { primary_key: true } }\n          - { name: %s }\n"
                .formatted(FuzzText.quoted(table), FuzzText.quoted(key), FuzzText.quoted(date)),
        StandardCharsets.UTF_8);
    Path policyFile = folder.folder().resolve("names-policy.yml");
    String policy = folder.right("policy.yml");
    Files.writeString(
        policyFile,
        policy.replaceFirst(
            "(?m)^rules:\n",
            "rules:\n  odd:\n    cites: x\n    basis: contract\n"
                + java.util.regex.Matcher.quoteReplacement(
                    "    starts: { row: %s }\n    keep: { at-most: P1Y }\n    then: { %s: delete }\n"
                        .formatted(FuzzText.quoted(table + "." + date), FuzzText.quoted(table)))));
    List<String> arguments =
        text.any(
            List.of(
                List.of(
                    "check",
                    "--as-of",
                    DAY,
                    "--policy",
                    policyFile.toString(),
                    "--datamap",
                    mapFile.toString()),
                List.of(
                    "nightly-purge",
                    "--dry-run",
                    "--as-of",
                    DAY,
                    "--policy",
                    policyFile.toString(),
                    "--datamap",
                    mapFile.toString()),
                List.of(
                    "nightly-purge",
                    "--as-of",
                    DAY,
                    "--policy",
                    policyFile.toString(),
                    "--datamap",
                    mapFile.toString()),
                List.of(
                    "explain",
                    table,
                    "1",
                    "--as-of",
                    DAY,
                    "--policy",
                    policyFile.toString(),
                    "--datamap",
                    mapFile.toString()),
                List.of(
                    "explain",
                    "--sql",
                    "odd",
                    "--as-of",
                    DAY,
                    "--policy",
                    policyFile.toString(),
                    "--datamap",
                    mapFile.toString()),
                List.of("draft-datamap"),
                folder.with("check", "--as-of", DAY)));
    return new Input(
        "name",
        Map.of(),
        arguments,
        List.of(sql),
        List.of("drop table if exists " + quoted(table)));
  }

  String name63() {
    String word = text.word().replace("\n", "\\n");
    String name = word.isBlank() ? "n" + word : word;
    while (name.getBytes(StandardCharsets.UTF_8).length > 60) {
      name = name.substring(0, name.offsetByCodePoints(name.length(), -1));
    }
    return text.random().nextInt(6) == 0 ? name + "\n" : name;
  }

  static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }
}
