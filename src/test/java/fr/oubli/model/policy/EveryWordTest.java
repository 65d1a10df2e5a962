package fr.oubli.model.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.oubli.platform.exit.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Editors complete the keys that the reader knows, block by block. What the reader knows is what it
 * says of a key that it does not know.
 */
class EveryWordTest {

  private static final String UNKNOWN = "no-such-key-at-all";
  private static final Pattern KNOWN =
      Pattern.compile("unknown key '" + UNKNOWN + "'.*; the keys here are (.*)");

  private final JsonNode schema = JsonMapper.shared().readTree(Path.of("jobs/policy.schema.json"));
  private final Set<JsonNode> met = new HashSet<>();
  private final Set<String> written = new TreeSet<>();

  @TempDir private Path folder;

  @Test
  void theSchemaKnowsTheKeysThatTheReaderKnows() throws IOException {
    Object policy =
        new Yaml().load(Files.readString(Path.of("src/test/resources/policy/every-word.yml")));
    PolicyFile.read(file(policy));

    compare(policy, policy, List.of(schema), "the policy");

    Set<String> unwritten = new TreeSet<>();
    closed(schema)
        .forEach(block -> block.get("properties").propertyNames().forEach(unwritten::add));
    unwritten.removeAll(written);
    assertThat(unwritten).as("words that the policy of every word does not write").isEmpty();
    assertThat(closed(schema).filter(block -> !met.contains(block)).map(JsonNode::toString))
        .as("blocks that the policy of every word does not write")
        .isEmpty();
  }

  private void compare(Object policy, Object part, List<JsonNode> schemas, String where)
      throws IOException {
    List<JsonNode> forms = schemas.stream().flatMap(this::forms).toList();
    if (part instanceof List<?> items) {
      for (Object item : items) {
        compare(policy, item, children(forms, "items"), where);
      }
    } else if (part instanceof Map<?, ?> block) {
      compareBlock(policy, block, forms, where);
    }
  }

  @SuppressWarnings("unchecked")
  private void compareBlock(Object policy, Map<?, ?> block, List<JsonNode> forms, String where)
      throws IOException {
    Map<String, Object> open = (Map<String, Object>) block;
    open.keySet().forEach(written::add);
    Set<String> ofSchema = new TreeSet<>();
    forms.stream()
        .filter(EveryWordTest::isClosed)
        .filter(form -> isOf(form, open))
        .forEach(
            form -> {
              met.add(form);
              form.get("properties").propertyNames().forEach(ofSchema::add);
            });
    open.put(UNKNOWN, "1");
    Optional<Set<String>> ofReader = known(policy);
    open.remove(UNKNOWN);
    // Where keys are names of the company's own, there is no unknown one.
    ofReader.ifPresent(known -> assertThat(ofSchema).as("the keys of " + where).isEqualTo(known));
    assertThat(ofReader.isPresent() || ofSchema.isEmpty()).as("closed: " + where).isTrue();
    for (Map.Entry<String, Object> entry : Map.copyOf(open).entrySet()) {
      compare(policy, entry.getValue(), below(forms, entry.getKey()), entry.getKey());
    }
  }

  private Optional<Set<String>> known(Object policy) throws IOException {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> PolicyFile.read(file(policy)));
    return Optional.ofNullable(refusal)
        .map(Refusal::getMessage)
        .map(KNOWN::matcher)
        .filter(Matcher::find)
        .map(found -> new TreeSet<>(List.of(found.group(1).strip().split(", "))));
  }

  private Path file(Object policy) throws IOException {
    return Files.writeString(folder.resolve("policy.yml"), new Yaml().dump(policy));
  }

  /** A schema, what it refers to, and each of the forms that it lets be written. */
  private Stream<JsonNode> forms(JsonNode node) {
    Stream<JsonNode> itself = Stream.of(node);
    if (node.has("$ref")) {
      String name = node.get("$ref").asString().replace("#/$defs/", "");
      return Stream.concat(itself, forms(schema.get("$defs").get(name)));
    }
    return node.has("oneOf")
        ? Stream.concat(itself, node.get("oneOf").valueStream().flatMap(this::forms))
        : itself;
  }

  private static List<JsonNode> children(List<JsonNode> forms, String key) {
    return forms.stream().filter(form -> form.has(key)).map(form -> form.get(key)).toList();
  }

  private static List<JsonNode> below(List<JsonNode> forms, String key) {
    List<JsonNode> below = new ArrayList<>();
    for (JsonNode form : forms) {
      Map<String, JsonNode> properties = new LinkedHashMap<>();
      Optional.ofNullable(form.get("properties"))
          .ifPresent(
              all -> all.properties().forEach(p -> properties.put(p.getKey(), p.getValue())));
      if (properties.containsKey(key)) {
        below.add(properties.get(key));
        continue;
      }
      Optional.ofNullable(form.get("patternProperties")).ifPresent(all -> all.forEach(below::add));
      Optional.ofNullable(form.get("additionalProperties"))
          .filter(JsonNode::isObject)
          .ifPresent(below::add);
    }
    return below;
  }

  private static boolean isClosed(JsonNode form) {
    return form.has("properties")
        && form.has("additionalProperties")
        && form.get("additionalProperties").isBoolean()
        && !form.has("patternProperties");
  }

  /**
   * The form is of the block's kind: a mask of the same strategy, a clock with the same first key.
   */
  private static boolean isOf(JsonNode form, Map<String, Object> block) {
    JsonNode strategy = form.get("properties").get("strategy");
    if (strategy != null) {
      String word = String.valueOf(block.get("strategy"));
      return strategy.has("const")
          ? strategy.get("const").asString().equals(word)
          : strategy.get("enum").valueStream().anyMatch(each -> each.asString().equals(word));
    }
    return form.get("properties").propertyNames().containsAll(block.keySet())
        && (!form.has("required")
            || form.get("required")
                .valueStream()
                .allMatch(key -> block.containsKey(key.asString())));
  }

  private static Stream<JsonNode> closed(JsonNode node) {
    Stream<JsonNode> below = node.valueStream().flatMap(EveryWordTest::closed);
    return node.isObject() && isClosed(node) ? Stream.concat(Stream.of(node), below) : below;
  }
}
