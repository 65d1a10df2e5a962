package fr.oubli.setup.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.schema.gate.Gates;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeShapeTest {

  @TempDir private Path folder;

  @Test
  void aShapeHasAsManyTablesAndRulesAsItSaysAndItsPolicyFitsItsMap() throws IOException {
    LargeShape shape = new LargeShape("shape", 500, 75, 50, 3);
    DataMap map = shape.map(folder);
    Policy policy = shape.policy(folder);
    assertThat(map.collections()).hasSize(500);
    assertThat(policy.rules()).hasSize(75);
    assertThat(policy.rules().stream().flatMap(rule -> rule.then().keySet().stream()))
        .hasSize(500)
        .doesNotHaveDuplicates();
    assertThatCode(() -> Gates.refuseMismatch(policy, map)).doesNotThrowAnyException();
  }

  @Test
  void everyTableButThatOfTheStaffBelongsToPeople() throws IOException {
    DataMap map = new LargeShape("shape", 137, 30, 50, 1).map(folder);
    assertThat(map.collections())
        .filteredOn(each -> map.references().pathUp(each.name(), "people").isEmpty())
        .extracting(each -> each.name())
        .containsExactly("staff");
  }
}
