package fr.oubli.model.datamap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.oubli.model.datacontroller.Controller;
import fr.oubli.model.datacontroller.ControllerFile;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.PolicyFile;
import fr.oubli.model.policy.Rule;
import fr.oubli.model.yaml.Label;
import fr.oubli.platform.exit.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people read for the names and values of a map. */
class WordingTest {

  @TempDir private Path folder;

  private DataMap map(String collection, String field) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("map.yml"),
            """
            dataset:
              - fides_key: shop
                collections:
                  - name: orders
                    description: The orders table
                    fides_meta: { %s }
                    fields:
                      - { name: id, fides_meta: { primary_key: true } }
                      - { name: status, description: A code, fides_meta: { %s } }
            """
                .formatted(collection, field));
    return DataMapFile.read(file);
  }

  private static Field status(DataMap map) {
    return map.required("orders").field("status").orElseThrow();
  }

  @Test
  void aLabelStandsInThePlaceOfTheDescription() throws IOException {
    DataMap map = map("label: { fr: Commandes, en: Orders, you: Vos commandes }", "label: État");

    assertThat(map.required("orders").label()).isEqualTo("Vos commandes");
    assertThat(map.label("orders").orElseThrow())
        .isEqualTo(new Label("Commandes", "Orders", "Vos commandes", null));
    assertThat(status(map).label()).isEqualTo("État");
  }

  @Test
  void withoutOneTheDescriptionIsReadAsBefore() throws IOException {
    DataMap map = map("label: null", "provided: true");

    assertThat(map.required("orders").label()).isEqualTo("The orders table");
    assertThat(map.label("orders")).isEmpty();
    assertThat(status(map).label()).isEqualTo("A code");
  }

  @Test
  void codesAndAmountsHaveWords() throws IOException {
    Wording words =
        status(map("", "values: { done: terminée, on: { fr: 'en cours', en: going } }, money: EUR"))
            .disclosure()
            .wording();

    assertThat(Objects.requireNonNull(words.values().get("done")).toPerson()).isEqualTo("terminée");
    assertThat(Objects.requireNonNull(words.values().get("on")).english()).isEqualTo("going");
    assertThat(words.money()).isEqualTo(Currency.getInstance("EUR"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "label: { en: Orders }|missing key 'fr'",
        "label: { fr: a, de: b }|unknown key 'de'",
        "label: { fr: a, one: b }|a label has 'one' and not 'many'",
        "label: [a]|is a list, not a single value",
        "values: { done: { en: done } }|missing key 'fr'",
        "values: done|'values' is 'done', not a block of keys",
        "money: euros|unknown currency 'euros'; write the three letters of ISO 4217",
        "lable: a|unknown key 'lable'"
      })
  void whatIsWrongIsALineWithItsPlace(String meta, String fault) {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> map("", meta));
    assertThat(refusal).as(meta).isNotNull();
    assertThat(refusal.getMessage()).contains("map.yml:9", fault);
  }

  @Test
  void aRuleIsCalledAsThePolicySaysAndElseAsTheControllerFileDoes() throws IOException {
    DataMap map = DataMapFile.read(Path.of("jobs/datamap.yml"));
    String text = Files.readString(Path.of("jobs/policy.yml"));
    Path file =
        Files.writeString(
            folder.resolve("policy.yml"),
            text.replaceFirst("  contests:\n", "  contests:\n    label: Concours\n"));
    Controller controller = ControllerFile.read(Path.of("jobs/controller.yml"), map);

    Policy named = controller.naming(PolicyFile.read(file));

    assertThat(label(named, "contests")).isEqualTo("Concours");
    assertThat(label(named, "order-data")).isEqualTo("Données des commandes et du compte");
    assertThat(named.sha256()).isEqualTo(PolicyFile.read(file).sha256());
    assertThat(controller.naming(PolicyFile.read(Path.of("jobs/policy.yml"))).rules())
        .as("every rule of the demo has a label")
        .allMatch(rule -> rule.label().isPresent());
  }

  private static String label(Policy policy, String rule) {
    return policy.rule(rule).flatMap(Rule::label).map(Label::french).orElse("");
  }

  @Test
  void aLabelOfNoRuleIsRefused() throws IOException {
    DataMap map = DataMapFile.read(Path.of("jobs/datamap.yml"));
    Path file =
        Files.writeString(
            folder.resolve("controller.yml"),
            Files.readString(Path.of("jobs/controller.yml"))
                .replace("  contests: {", "  contest: {"));
    Controller controller = ControllerFile.read(file, map);
    Policy policy = PolicyFile.read(Path.of("jobs/policy.yml"));

    Refusal refusal = catchThrowableOfType(Refusal.class, () -> controller.naming(policy));

    assertThat(List.of(refusal.getMessage()))
        .containsExactly(
            "the controller's file has a label for 'contest', which is no rule of the policy; did you"
                + " mean 'contests'?");
  }
}
