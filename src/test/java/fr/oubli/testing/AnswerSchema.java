package fr.oubli.testing;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code jobs/answers.schema.json} as a test holds answers against it: a field that it does not
 * describe is a fault here, while programs let new fields pass.
 */
public final class AnswerSchema {

  private static final Path FILE = Path.of("jobs/answers.schema.json");
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private final JsonNode root = JsonMapper.shared().readTree(FILE);

  public AnswerSchema() {
    close(root);
  }

  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.has("properties")
        && object.has("required")
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    node.forEach(AnswerSchema::close);
  }

  /** What its own rules say of it; empty where it is a schema. */
  public List<Error> faults() {
    return REGISTRY
        .getSchema("{\"$ref\": \"https://json-schema.org/draft/2020-12/schema\"}")
        .validate(root.toString(), InputFormat.JSON);
  }

  public List<String> answers() {
    return root.get("oneOf")
        .valueStream()
        .map(each -> each.get("$ref").asString().replace("#/$defs/", ""))
        .toList();
  }

  /** The command whose answer one of the schema is. */
  public String command(String answer) {
    JsonNode command = root.get("$defs").get(answer).get("properties").get("command");
    return command.has("const") ? command.get("const").asString() : "";
  }

  /**
   * @param answer which of its answers the document must be
   */
  public List<Error> errors(String answer, String document) {
    ObjectNode one = (ObjectNode) root.deepCopy();
    one.remove("oneOf");
    one.put("$ref", "#/$defs/" + answer);
    return schema(one).validate(document, InputFormat.JSON);
  }

  /** Whether it is one of the answers, and one alone. */
  public List<Error> errors(String document) {
    return schema(root).validate(document, InputFormat.JSON);
  }

  private static Schema schema(JsonNode node) {
    return Objects.requireNonNull(REGISTRY.getSchema(node.toString()));
  }
}
