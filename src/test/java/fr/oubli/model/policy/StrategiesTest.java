package fr.oubli.model.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import fr.oubli.model.policy.mask.Mask;
import fr.oubli.model.policy.mask.Strategies;
import fr.oubli.model.policy.mask.Strategy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A strategy that somebody adds is in the list, in the JSON schema and among the samples. */
class StrategiesTest {

  @Test
  void everyStrategyHasASample() {
    assertThat(MaskSample.all().map(MaskSample::word)).hasSameElementsAs(Strategies.WORDS);
    assertThat(Strategies.WORDS).doesNotHaveDuplicates();
  }

  @Test
  void everyMaskIsReadByAStrategyOfTheList() {
    Set<String> written =
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(Mask.class.getPackageName())
                .stream()
                .filter(each -> each.isAssignableTo(Mask.class) && !each.isInterface())
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toSet());
    Set<String> read =
        MaskSample.all()
            .map(sample -> sample.mask().getClass().getSimpleName())
            .collect(Collectors.toSet());

    assertThat(read).isNotEmpty().isEqualTo(written);
  }

  @Test
  void theJsonSchemaKnowsTheSameStrategiesWithTheSameKeys() {
    Map<String, Set<String>> ofSchema = new TreeMap<>();
    blocks().forEach(block -> words(block).forEach(word -> keys(word, block, ofSchema)));
    Map<String, Set<String>> ofReader = new TreeMap<>();
    Strategies.ALL.forEach(each -> ofReader.put(each.word(), new TreeSet<>(each.keys())));

    assertThat(ofSchema).isEqualTo(ofReader);
  }

  @Test
  void theJsonSchemaLetsTheSameStrategiesStandAlone() {
    List<String> alone = new ArrayList<>();
    forms().stream()
        .filter(form -> form.has("enum"))
        .forEach(form -> form.get("enum").forEach(word -> alone.add(word.asString())));

    assertThat(alone)
        .containsExactlyInAnyOrderElementsOf(
            Strategies.ALL.stream()
                .filter(strategy -> strategy.alone() != null)
                .map(Strategy::word)
                .toList());
  }

  private static void keys(String word, JsonNode block, Map<String, Set<String>> keys) {
    Set<String> others = new HashSet<>(block.get("properties").propertyNames());
    others.remove(Strategy.KEY);
    keys.computeIfAbsent(word, any -> new TreeSet<>()).addAll(others);
  }

  private static List<String> words(JsonNode block) {
    JsonNode strategy = block.get("properties").get(Strategy.KEY);
    List<String> words = new ArrayList<>();
    if (strategy.has("const")) {
      words.add(strategy.get("const").asString());
    } else {
      strategy.get("enum").forEach(word -> words.add(word.asString()));
    }
    return words;
  }

  private static List<JsonNode> blocks() {
    return forms().stream().filter(form -> form.has("properties")).toList();
  }

  /** Each form in which the schema lets a mask be written. */
  private static List<JsonNode> forms() {
    List<JsonNode> forms = new ArrayList<>();
    JsonMapper.shared()
        .readTree(Path.of("jobs/policy.schema.json"))
        .get("$defs")
        .get("mask")
        .get("oneOf")
        .forEach(forms::add);
    return forms;
  }
}
