package fr.oubli.platform.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProseTest {

  private static final String LINE = "  order-data: due up to 2021-11-29, at most 5 years after";

  @AfterEach
  void noTerminal() {
    System.clearProperty("oubli.columns");
  }

  @Test
  void aLineStaysWholeWhereItFitsOrNobodyWatches() {
    assertThat(Prose.fit(LINE)).containsExactly(LINE);
    System.setProperty("oubli.columns", "80");
    assertThat(Prose.fit(LINE)).containsExactly(LINE);
  }

  @Test
  void whatDoesNotFitGoesOnDeeper() {
    System.setProperty("oubli.columns", "40");
    assertThat(Prose.fit(LINE))
        .containsExactly("  order-data: due up to 2021-11-29, at", "    most 5 years after");
  }
}
