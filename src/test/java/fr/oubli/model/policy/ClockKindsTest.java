package fr.oubli.model.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A clock that somebody adds is read by its word, and the JSON schema knows it, both ways. */
class ClockKindsTest {

  /** A block of each kind, by its word. */
  private static final Map<String, String> BLOCKS =
      Map.of(
          "row", "{ row: visits.seen_at }",
          "end", "{ end: visits.left_at }",
          "latest-end", "{ latest-end: [members.until], per: subject }",
          "latest", "{ latest: [orders.ordered_at], per: subject, ignoring: { orders.id: [1] } }",
          "fiscal-year-end", "{ fiscal-year-end: bills.on, together-with: bills.corrects }",
          "refused", "{ refused: choices.at, accepted: yes, same: [kind], set: seen_at }");

  @TempDir private Path folder;

  @Test
  void everyKindOfClockIsReadByItsWord() throws IOException {
    Set<Class<?>> read = new java.util.HashSet<>();
    for (ClockKind kind : ClockReader.KINDS) {
      read.add(clock(Objects.requireNonNull(BLOCKS.get(kind.word()))).getClass());
    }

    assertThat(read).containsExactlyInAnyOrder(Clock.class.getPermittedSubclasses());
  }

  @Test
  void theJsonSchemaKnowsTheSameKindsWithTheSameKeys() throws IOException {
    Map<String, Set<String>> ofSchema = new TreeMap<>();
    for (JsonNode block : schema().at("/$defs/clock/oneOf")) {
      Set<String> keys = new TreeSet<>(block.get("properties").propertyNames());
      ofSchema.put(block.get("required").get(0).asString(), keys);
    }
    Map<String, Set<String>> ofReader = new TreeMap<>();
    for (ClockKind kind : ClockReader.KINDS) {
      Set<String> keys = new TreeSet<>(kind.options());
      keys.add(kind.word());
      ofReader.put(kind.word(), keys);
    }

    assertThat(ofSchema).isEqualTo(ofReader);
  }

  static Stream<ClockKind> kinds() {
    return ClockReader.KINDS.stream();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aClockAnswersForItself(ClockKind kind) throws IOException {
    Clock clock = clock(Objects.requireNonNull(BLOCKS.get(kind.word())));

    assertThat(clock.word()).isEqualTo(kind.word());
    assertThat(clock.columns()).isNotEmpty();
    assertThat(clock.perSubject())
        .isEqualTo(clock.rowDate().isEmpty() && !(clock instanceof RefusalClock));
    assertThat(clock.columns()).containsAll(clock.rowDate().stream().toList());
    assertThat(clock.<Class<?>>map(CLASSES)).isEqualTo(clock.getClass());
  }

  @Test
  void thePerSubjectClockIsTheOneForUnlessHasInTheJsonSchemaToo() throws IOException {
    Set<String> ofSchema =
        schema()
            .at("/$defs/rule/allOf")
            .valueStream()
            .filter(part -> part.at("/if/required/0").asString().equals("unless-has"))
            .flatMap(part -> part.at("/then/properties/starts/anyOf").valueStream())
            .map(part -> part.at("/required/0").asString())
            .collect(Collectors.toSet());
    Set<String> ofClocks = new TreeSet<>();
    for (String block : BLOCKS.values()) {
      Clock clock = clock(block);
      if (clock.perSubject()) {
        ofClocks.add(clock.word());
      }
    }

    assertThat(ofSchema).isEqualTo(ofClocks);
  }

  private static final Clock.Cases<Class<?>> CLASSES =
      new Clock.Cases<>() {
        @Override
        public Class<?> row(RowClock clock) {
          return RowClock.class;
        }

        @Override
        public Class<?> person(PersonClock clock) {
          return PersonClock.class;
        }

        @Override
        public Class<?> fiscalYear(FiscalYearClock clock) {
          return FiscalYearClock.class;
        }

        @Override
        public Class<?> refusal(RefusalClock clock) {
          return RefusalClock.class;
        }
      };

  private Clock clock(String block) throws IOException {
    Path file = folder.resolve("policy.yml");
    List<String> lines =
        Arrays.asList(
            "policy: small",
            "zone: Europe/Paris",
            "subject: { collection: customers }",
            "fiscal-years: { close: 12-31 }",
            "rules:",
            "  only:",
            "    cites: section 4",
            "    basis: contract",
            "    starts: " + block,
            "    keep: { at-most: P1Y }",
            "    then: { visits: delete }");
    Files.write(file, lines);
    return PolicyFile.read(file).rules().get(0).starts();
  }

  private static JsonNode schema() throws IOException {
    return new JsonMapper().readTree(Files.readString(Path.of("jobs/policy.schema.json")));
  }
}
