package fr.oubli.model.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schema that editors complete from says the same as the reader, as far as a schema can. */
@TestInstance(Lifecycle.PER_CLASS)
class PolicySchemaTest {

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private Schema schema = REGISTRY.getSchema("{}");

  @BeforeAll
  void readTheSchema() throws IOException {
    String text = Files.readString(Path.of("jobs/policy.schema.json"));
    Schema metaSchema =
        REGISTRY.getSchema("{\"$ref\": \"https://json-schema.org/draft/2020-12/schema\"}");
    assertThat(metaSchema.validate(text, InputFormat.JSON)).isEmpty();
    schema = REGISTRY.getSchema(text);
  }

  @Test
  void theExamplePolicyIsValid() {
    assertThat(errors(WrongPolicies.example())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("fr.oubli.model.policy.WrongPolicies#bySchema")
  void whatTheReaderRefusesTheSchemaRefusesToo(WrongPolicies.Wrong wrong) {
    assertThat(errors(wrong.text())).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("fr.oubli.model.policy.WrongPolicies#rightOnes")
  void whatTheReaderAcceptsTheSchemaAcceptsToo(String text) {
    assertThat(errors(text)).isEmpty();
  }

  private List<Error> errors(String policy) {
    return schema.validate(policy, InputFormat.YAML);
  }
}
