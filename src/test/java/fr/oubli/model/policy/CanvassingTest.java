package fr.oubli.model.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.oubli.platform.exit.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Period;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a policy says of calls, and every way to say it wrongly. */
class CanvassingTest {

  private static final String RIGHT =
      "given: consents.granted_at, withdrawn: consents.withdrawn_at";

  @TempDir private Path folder;

  private Path file(String block) throws IOException {
    return Files.writeString(
        folder.resolve("policy.yml"), "canvassing: { " + block + " }\n" + WrongPolicies.example());
  }

  @Test
  void aConsentIsGoodForAYearWhereNothingIsSaid() throws IOException {
    Canvassing read = Objects.requireNonNull(PolicyFile.read(file(RIGHT)).canvassing());
    assertThat(read.valid()).isEqualTo(Period.ofYears(1));
    assertThat(read.consents().isEmpty()).isTrue();
    assertThat(read.running().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"P1Y", "P12M", "P365D", "P52W", "P6M", "P1D"})
  void itMayBeGoodForLess(String period) throws IOException {
    assertThat(
            Objects.requireNonNull(PolicyFile.read(file(RIGHT + ", valid: " + period)).canvassing())
                .valid())
        .isEqualTo(Period.parse(period));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "given: consents.granted_at"
            + "|missing key 'withdrawn' in 'canvassing'; add withdrawn: consents.withdrawn_at",
        "withdrawn: consents.withdrawn_at"
            + "|missing key 'given' in 'canvassing'; add given: consents.granted_at",
        "given: granted_at, withdrawn: consents.withdrawn_at"
            + "|'granted_at' is not a column; write collection.column",
        "given: consents.granted_at, withdrawn: customers.opted_out_at"
            + "|'withdrawn' is a column of 'customers', 'given' of another; name two columns of one"
            + " collection",
        RIGHT
            + ", valid: P13M|a consent to be called is good for a year at most, not for P13M;"
            + " write valid: P1Y or less, or leave it out",
        RIGHT
            + ", valid: P366D|a consent to be called is good for a year at most, not for P366D;"
            + " write valid: P1Y or less, or leave it out",
        RIGHT
            + ", valid: P0D|'P0D' is no time at all: rows would go on the day on which they come;"
            + " write a day or more, such as P1D",
        RIGHT
            + ", only: { customers.kind: [phone] }|'only' speaks of other rows than those of"
            + " 'consents'; name columns of 'consents' alone",
        RIGHT
            + ", running: { orders.status: [placed], contracts.status: [open] }|'running' speaks of"
            + " several collections; name the columns of the contracts alone",
        RIGHT
            + ", until: 2027-01-01|unknown key 'until' in 'canvassing'; the keys here are given,"
            + " withdrawn, only, valid, running"
      })
  void whatCannotBeMeantIsOneLine(String block, String line) throws IOException {
    Path file = file(block);
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> PolicyFile.read(file));
    assertThat(refusal.lines()).containsExactly(file + ":1: " + line);
  }
}
