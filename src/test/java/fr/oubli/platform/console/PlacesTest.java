package fr.oubli.platform.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlacesTest {

  private static final Path HERE = Path.of("").toAbsolutePath();

  @Test
  void theEnvironmentNamesTheFilesOnce() {
    Places places =
        Places.of(
            Map.of(
                "OUBLI_POLICY", "my-policy.yml",
                "OUBLI_DATAMAP", "/etc/oubli/datamap.yml",
                "OUBLI_CONTROLLER", "my-controller.yml",
                "OUBLI_REPORTS", "/srv/reports",
                "OUBLI_RECORDINGS", "/srv/audio"));
    assertThat(places.policy()).isEqualTo(Path.of("my-policy.yml"));
    assertThat(places.dataMap()).isEqualTo(Path.of("/etc/oubli/datamap.yml"));
    assertThat(places.controller()).isEqualTo(Path.of("my-controller.yml"));
    assertThat(places.reports()).isEqualTo(Path.of("/srv/reports"));
    assertThat(places.recordings()).isEqualTo(Path.of("/srv/audio"));
    assertThat(places.policyIsDemo() || places.controllerIsDemo()).isFalse();
  }

  @Test
  void whatIsEmptyIsNotNamed() {
    Places places = Places.of(Map.of("OUBLI_POLICY", "", "OUBLI_CONTROLLER", " "));
    assertThat(places.policy()).isEqualTo(HERE.resolve("jobs/policy.yml"));
    assertThat(places.policyIsDemo() && places.controllerIsDemo()).isTrue();
    assertThat(places.reports()).isEqualTo(HERE.resolve("reports"));
  }

  @Test
  void theReportsOfASecondHomeGoBesideIt() {
    Path second = HERE.resolve(".oubli/backlog");
    assertThat(Places.of(Map.of("OUBLI_HOME", second.toString())).reports())
        .isEqualTo(HERE.resolve(".oubli/backlog-reports"));
    assertThat(Places.of(Map.of("OUBLI_HOME", ".oubli/../.oubli/other/")).reports())
        .isEqualTo(HERE.resolve(".oubli/other-reports"));
    assertThat(
            Places.of(Map.of("OUBLI_HOME", second.toString(), "OUBLI_REPORTS", "/srv/reports"))
                .reports())
        .isEqualTo(Path.of("/srv/reports"));
    assertThat(Places.of(Map.of("OUBLI_HOME", HERE.resolve(".oubli").toString())).reports())
        .isEqualTo(HERE.resolve("reports"));
    assertThat(Places.of(Map.of("OUBLI_HOME", "/var/lib/oubli")).reports())
        .isEqualTo(HERE.resolve("reports"));
  }

  @Test
  void theDemosMapIsKnownHoweverItIsWritten() {
    Places places = Places.of(Map.of());
    assertThat(places.isDemoMap(Path.of("jobs/../jobs/datamap.yml"))).isTrue();
    assertThat(places.isDemoMap(Path.of("my-datamap.yml"))).isFalse();
  }
}
