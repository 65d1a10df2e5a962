package fr.oubli.model.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An action that somebody adds is read by its word, and the JSON schema knows it, both ways. */
class ActionsTest {

  @Test
  void everyKindOfActionIsInTheListOnce() {
    assertThat(Actions.told().stream().<Class<?>>map(Action::getClass).toList())
        .containsExactlyInAnyOrder(Action.class.getPermittedSubclasses());
  }

  @Test
  void theJsonSchemaKnowsTheSameWords() throws IOException {
    Set<String> ofSchema = new TreeSet<>();
    for (JsonNode form : schema().at("/$defs/action/oneOf")) {
      form.path("enum").valueStream().map(JsonNode::asString).forEach(ofSchema::add);
      ofSchema.addAll(form.path("properties").propertyNames());
    }

    assertThat(ofSchema)
        .isEqualTo(Actions.ALL.stream().map(Action::word).collect(Collectors.toSet()));
  }

  static Stream<Action> actions() {
    return Actions.told().stream();
  }

  @ParameterizedTest
  @MethodSource("actions")
  void anActionAnswersForItself(Action action) {
    assertThat(Actions.named(action.word())).contains(action);
    assertThat(action.masks()).as("a row that is masked stays").isEqualTo(!action.removesRow());
    assertThat(action.removesRow())
        .as("a row that leaves is destroyed or archived")
        .isEqualTo(action.destroys() != action.archives());
    assertThat(action.archivedColumns()).isEmpty();
    assertThat(action.<Class<?>>map(CLASSES)).isEqualTo(action.getClass());
  }

  @Test
  void anArchiveCanKeepSomeColumns() {
    assertThat(new Archive(List.of("number")).archivedColumns()).containsExactly("number");
  }

  /** The evidence of a stage says its columns, and is still that of its kind. */
  @Test
  void aStageIsToldWithItsColumns() {
    Action stage = new Anonymise(List.of("ip", "payload.mail"));

    assertThat(stage.word()).isEqualTo("anonymise (ip, payload.mail)");
    assertThat(Actions.named(stage.word())).contains(new Anonymise());
    assertThat(Actions.kind(stage.word())).isEqualTo("anonymise");
    assertThat(Actions.columns(stage.word())).isEqualTo(" (ip, payload.mail)");
    assertThat(Actions.columns("anonymise")).isEmpty();
    assertThat(Actions.named("delete (ip)")).isEmpty();
    assertThat(Actions.named(new Pseudonymise(List.of("ip")).word())).contains(new Pseudonymise());
  }

  @Test
  void aStageRewritesItsColumnsAndWhatHoldsThem() {
    Action stage = new Anonymise(List.of("ip", "payload.mail"));

    assertThat(stage.isStage()).isTrue();
    assertThat(stage.mayRewrite("ip")).isTrue();
    assertThat(stage.mayRewrite("payload")).isTrue();
    assertThat(stage.mayRewrite("body")).isFalse();
    assertThat(new Anonymise().mayRewrite("body")).isTrue();
    assertThat(new Delete().mayRewrite("ip")).isFalse();
  }

  /** The ledger has words that no rule asks for. */
  @Test
  void noOtherWordIsAnAction() {
    assertThat(Actions.named("correct")).isEmpty();
  }

  /** Masks say whether a row is anonymised or pseudonymised, and no word of a rule. */
  @Test
  void noPolicyNamesPseudonymisation() {
    assertThat(Actions.ALL).doesNotContain(new Pseudonymise());
    assertThat(Actions.asked("pseudonymise")).isEmpty();
  }

  private static final Action.Cases<Class<?>> CLASSES =
      new Action.Cases<>() {
        @Override
        public Class<?> delete(Delete action) {
          return Delete.class;
        }

        @Override
        public Class<?> anonymise(Anonymise action) {
          return Anonymise.class;
        }

        @Override
        public Class<?> pseudonymise(Pseudonymise action) {
          return Pseudonymise.class;
        }

        @Override
        public Class<?> archive(Archive action) {
          return Archive.class;
        }
      };

  private static JsonNode schema() throws IOException {
    return new JsonMapper().readTree(Files.readString(Path.of("jobs/policy.schema.json")));
  }
}
