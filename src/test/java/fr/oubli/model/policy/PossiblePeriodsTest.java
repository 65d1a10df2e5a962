package fr.oubli.model.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Period;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which periods a rule may have had whose name a run noted. */
class PossiblePeriodsTest {

  @TempDir private Path folder;

  private Rule recordings(String keep) throws IOException {
    String text = WrongPolicies.example();
    int rule = text.indexOf("call-recordings:");
    String before = text.substring(0, rule);
    String changed = text.substring(rule).replaceFirst("at-most: P6M", "at-most: " + keep);
    Path file = Files.writeString(folder.resolve("policy.yml"), before + changed);
    return PolicyFile.read(file).rule("call-recordings").orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "call-recordings (FR)|P3Y P10Y P1Y6M",
        "call-recordings (else)|P3Y P10Y P1Y6M",
        "call-recordings (P1Y6M)|P1Y6M P3Y P10Y P1Y6M",
        "call-recordings (3 years)|P3Y P3Y P10Y P1Y6M",
        "call-recordings (P3)|P3Y P10Y P1Y6M"
      })
  void aNameOfValuesLeavesThePeriodsOfThePolicy(String noted, String periods) throws IOException {
    Rule rule = recordings("{ by: recordings.file_path, FR: P3Y, DE: P10Y, else: P1Y6M }");
    assertThat(RulesFromData.possible(rule, noted))
        .containsExactlyElementsOf(Stream.of(periods.split(" ")).map(Period::parse).toList());
    assertThat(RulesFromData.possible(rule, "call-recordings")).isEmpty();
  }

  static Stream<Period> periods() {
    return Stream.of(1, 2, 11, 30, 400)
        .flatMap(
            n ->
                Stream.of(
                    Period.ofDays(n), Period.ofMonths(n), Period.ofYears(n), Period.of(n, n, 1)));
  }

  @ParameterizedTest
  @MethodSource("periods")
  void aNameTellsThePeriodThatItWasMadeOf(Period period) throws IOException {
    Rule rule = recordings("{ days: recordings.duration, missing: P30D }");
    DataPeriod data = rule.keep().inData().orElseThrow();
    List<Rule> made = RulesFromData.of(rule, data, List.of(RowPeriod.of("7", period)), false);
    assertThat(RulesFromData.possible(rule, made.get(0).name()))
        .extracting(Period::normalized)
        .containsExactly(period.normalized());
  }

  @ParameterizedTest
  @CsvSource({"P6M", "P5Y", "P30D"})
  void aPeriodThatIsWrittenIsTheOnlyOne(String period) throws IOException {
    assertThat(RulesFromData.possible(recordings(period), "call-recordings"))
        .containsExactly(Period.parse(period));
  }
}
