package fr.oubli.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SealedFactsTest {

  private static final List<String> STORED =
      List.of("operator: me", "unreached: 3 | {}", "result-1: x", "ages: 2 sha256 abc");

  @Test
  void theDocumentSaysHowMuchItTells() {
    assertThat(new SealedFacts(List.of()).form()).isEqualTo(1);
    assertThat(new SealedFacts(List.of("operator: me")).form()).isEqualTo(2);
    assertThat(new SealedFacts(STORED).form()).isEqualTo(3);
  }

  @Test
  void aSealOfAnEarlierVersionIsNotBlamedForWhatItDoesNotTell() {
    SealedFacts earlier = new SealedFacts(List.of("operator: me", "result-1: x"));

    assertThat(earlier.differences(STORED)).isEmpty();
    assertThat(new SealedFacts(List.of("operator: you", "result-1: x")).differences(STORED))
        .containsExactly("operator is 'me', sealed was 'you'");
  }

  @Test
  void whatASealTellsIsCompared() {
    assertThat(new SealedFacts(STORED).differences(STORED)).isEmpty();
    assertThat(
            new SealedFacts(STORED)
                .differences(List.of("operator: me", "unreached: 4 | {}", "result-1: x")))
        .containsExactlyInAnyOrder(
            "unreached is '4 | {}', sealed was '3 | {}'",
            "ages is missing, sealed was '2 sha256 abc'");
  }
}
