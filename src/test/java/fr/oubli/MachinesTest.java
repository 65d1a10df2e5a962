package fr.oubli;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.testing.AnswerSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Every command that reads answers programs, and what it answers is described. */
class MachinesTest {

  private static final String CHANGES = "it changes a register, and says what comes next";

  /** The commands that have no answer for programs, each with the reason. */
  private static final Map<String, String> OTHERS =
      Map.ofEntries(
          Map.entry("hold add", CHANGES),
          Map.entry("hold release", CHANGES),
          Map.entry("object-removals confirm", CHANGES),
          Map.entry("request open", CHANGES),
          Map.entry("request import", CHANGES),
          Map.entry("request verify-identity", CHANGES),
          Map.entry("request suspend", CHANGES),
          Map.entry("request resume", CHANGES),
          Map.entry("request extend", CHANGES),
          Map.entry("request refuse", CHANGES),
          Map.entry("request close", CHANGES),
          Map.entry("subject-export", "it carries a request out, and tells a passphrase once"),
          Map.entry("subject-erase", "it carries a request out"),
          Map.entry("subject-rectify", "it carries a request out"),
          Map.entry("subject-object", "it carries a request out"),
          Map.entry("subject-restrict", "it carries a request out"),
          Map.entry("reply", "it writes a letter"),
          Map.entry("policy-version add", CHANGES),
          Map.entry("invoice-decisions", "it puts holds and approvals"),
          Map.entry("feed", "it brings rows in"),
          Map.entry("replay", "it does again what was done"),
          Map.entry("demo-data", "it fills a database"),
          Map.entry("benchmark", "it fills databases of its own, and measures"),
          Map.entry("draft-datamap", "its answer is a map in YAML, which programs read"),
          Map.entry("completion", "its answer is a script for a shell"));

  private static void collect(CommandLine line, Map<String, CommandLine> leaves) {
    if (line.getSubcommands().isEmpty()) {
      leaves.put(line.getCommandSpec().qualifiedName().replaceFirst("^oubli ", ""), line);
    }
    line.getSubcommands().values().forEach(sub -> collect(sub, leaves));
  }

  private static Set<String> answering() {
    Map<String, CommandLine> leaves = new TreeMap<>();
    collect(Oubli.line(), leaves);
    Set<String> answering = new TreeSet<>();
    leaves.forEach(
        (name, line) -> {
          if (line.getCommandSpec().findOption("--json") != null) {
            answering.add(name);
          }
        });
    leaves.keySet().removeAll(answering);
    assertThat(leaves.keySet()).isEqualTo(new TreeSet<>(OTHERS.keySet()));
    return answering;
  }

  @Test
  void everyCommandThatReadsAnswersAndTheOthersHaveAReason() {
    assertThat(answering()).hasSizeGreaterThan(15).contains("check", "hold list", "verify-ledger");
  }

  @Test
  void everyAnswerIsDescribedAndNothingElseIs() {
    AnswerSchema schema = new AnswerSchema();
    Set<String> described = new TreeSet<>();
    schema.answers().forEach(answer -> described.add(schema.command(answer)));
    described.remove("");

    assertThat(schema.faults()).isEmpty();
    assertThat(described).isEqualTo(answering());
  }

  @Test
  void theReadmeNamesEveryCommandThatAnswers() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    int from = readme.indexOf("### For programs");
    String chapter = readme.substring(from, readme.indexOf("\n### ", from + 1));

    assertThat(chapter).contains(answering().stream().map(name -> "`" + name + "`").toList());
  }
}
