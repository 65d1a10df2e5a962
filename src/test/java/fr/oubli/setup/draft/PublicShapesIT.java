package fr.oubli.setup.draft;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.DataMapFile;
import fr.oubli.schema.catalog.Column;
import fr.oubli.setup.clues.Proposal;
import fr.oubli.setup.clues.TableFacts;
import fr.oubli.setup.ties.DraftReference;
import fr.oubli.setup.ties.DraftTie;
import fr.oubli.setup.ties.ValueProbe;
import fr.oubli.testing.Foreign;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Drafts of schemas in the shape of well-known public ones, of which there are no rows: what was
 * found by names and keys alone, and whose rows are asked about.
 */
class PublicShapesIT {

  private static final Path SHAPES = Path.of("src/test/resources/draft/public");
  private static final int LEAST_FOUND = 95;
  private static final int MOST_FALSE = 5;

  private final Foreign database = new Foreign();

  @AfterEach
  void close() {
    database.close();
  }

  private Draft draft(String shape) throws IOException {
    database.tables(Files.readString(SHAPES.resolve(shape + ".sql")));
    Surveyor surveyor = new Surveyor(database.dataSource());
    return surveyor.draft(List.of("public"), UnaryOperator.identity(), ValueProbe.none());
  }

  private static Stream<String> truth(String shape) throws IOException {
    return Files.readAllLines(SHAPES.resolve(shape + "-truth.csv")).stream()
        .filter(line -> !line.startsWith("#"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"forum", "billing", "world", "shop"})
  void whatIsPersonalIsFoundAndLittleElse(String shape) throws IOException {
    Draft draft = draft(shape);
    List<Proposal> proposals =
        draft.mapped().stream().flatMap(facts -> draft.of(facts.table()).stream()).toList();
    Map<String, String> truth = new HashMap<>();
    for (Proposal each : proposals) {
      // Whether the day on which something was written down speaks of a person is a matter of view.
      if (!each.column().isDate()) {
        truth.put(each.table().name() + "." + each.column().name(), "");
      }
    }
    truth(shape)
        .filter(line -> !line.startsWith("?"))
        .map(line -> line.split(";", -1))
        .forEach(parts -> truth.put(parts[0], parts[1]));

    Measure measure = Measure.of(proposals, truth);
    assertThat(measure.judged()).as("%s", measure).isEqualTo(truth.size());
    assertThat(measure.percentFound()).as("%s", measure).isGreaterThanOrEqualTo(LEAST_FOUND);
    assertThat(measure.percentFalse()).as("%s", measure).isLessThanOrEqualTo(MOST_FALSE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"forum", "billing", "world", "shop"})
  void everyOwnerThatIsOpenIsAskedAndNoneIsGuessed(String shape) throws IOException {
    Draft draft = draft(shape);
    Map<String, String> asked = new TreeMap<>();
    Map<String, String> guessed = new TreeMap<>();
    for (TableFacts facts : draft.mapped()) {
      String table = facts.table().name();
      boolean question = draft.ties().ownerQuestion(facts.table()).isPresent();
      if (question) {
        asked.put(table, owner(draft, facts));
      }
      for (Column column : facts.table().columns()) {
        for (DraftReference each : draft.ties().references(facts.table(), column)) {
          boolean open =
              each.tie() == DraftTie.IDENTIFIES
                  ? draft.ties().questions(facts.table(), column).isEmpty()
                  : each.tie() != DraftTie.UNSAID && !question;
          if (open) {
            guessed.put(table, column.name());
          }
        }
      }
    }
    assertThat(guessed).isEmpty();
    assertThat(asked)
        .containsExactlyInAnyOrderEntriesOf(
            truth(shape)
                .filter(line -> line.startsWith("?"))
                .map(line -> line.substring(1).split(";", -1))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1])));
  }

  /** The column of the proposed owner, or a dash for nobody. */
  private static String owner(Draft draft, TableFacts facts) {
    return facts.table().columns().stream()
        .filter(
            column ->
                draft.ties().references(facts.table(), column).stream()
                    .anyMatch(each -> each.tie() == DraftTie.OWNER))
        .map(Column::name)
        .findFirst()
        .orElse("-");
  }

  @ParameterizedTest
  @ValueSource(strings = {"forum", "billing", "world", "shop"})
  void theMapIsReadAndLeavesNoOwnerOpenWhoeverThePersonsAre(String shape) throws IOException {
    Draft draft = draft(shape);
    Path file = Files.writeString(Files.createTempFile("map", ".yml"), MapText.of(draft));
    DataMap map = DataMapFile.read(file);

    for (TableFacts people : draft.subjects()) {
      String end = draft.name(people.table());
      assertThat(map.collections().stream().map(Collection::name))
          .allSatisfy(
              from ->
                  assertThat(map.references().owners(end).open(from))
                      .as("%s to %s", from, end)
                      .hasSizeLessThan(2));
    }
    assertThat(PolicyText.of(draft)).contains("subject: { collection: ");
  }
}
