package fr.oubli.model.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.oubli.platform.exit.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a policy says of transfers and acceptances, and every way to say it wrongly. */
class TransferTest {

  private static final String RIGHT =
      "transfer: { told-before: P1M, goes: [orders], told-by: { customers: { name: name, email:"
          + " email, address: [street, floor] }, orders: { email: email } } }";

  @TempDir private Path folder;

  private Path file(String line) throws IOException {
    return Files.writeString(folder.resolve("policy.yml"), line + "\n" + WrongPolicies.example());
  }

  @Test
  void aColumnMayStandAloneAndTheOrderOfAddressesCounts() throws IOException {
    Transfer read = Objects.requireNonNull(PolicyFile.read(file(RIGHT)).transfer());
    assertThat(read.goes()).containsExactly("orders");
    assertThat(read.toldBy())
        .extracting(Transfer.Contact::collection)
        .containsExactly("customers", "orders");
    assertThat(read.toldBy().get(0).name()).isEqualTo(List.of("name"));
    assertThat(read.toldBy().get(0).address()).isEqualTo(List.of("street", "floor"));
  }

  @ParameterizedTest
  @CsvSource({"2026-12-01,2027-01-01", "2027-01-31,2027-02-28", "2028-01-30,2028-02-29"})
  void aMonthAfterSomebodyWasToldTheirDataMayGo(LocalDate told, LocalDate mayGo)
      throws IOException {
    assertThat(Objects.requireNonNull(PolicyFile.read(file(RIGHT)).transfer()).mayGoFrom(told))
        .isEqualTo(mayGo);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "transfer: { goes: [orders], told-by: { orders: { email: e } } }"
            + "|missing key 'told-before' in 'transfer'; add told-before: P30D",
        "transfer: { told-before: P1M, told-by: { orders: { email: e } } }"
            + "|missing key 'goes' in 'transfer'; add goes: [customers, orders]",
        "transfer: { told-before: P1M, goes: [], told-by: { orders: { email: e } } }"
            + "|'goes' is an empty list; name the collections whose rows go",
        "transfer: { told-before: P1M, goes: [orders] }"
            + "|missing key 'told-by' in 'transfer'; add told-by: { customers: { email: email } }",
        "transfer: { told-before: P1M, goes: [orders], told-by: {} }"
            + "|'told-by' names nobody's address; write { customers: { email: email } }",
        "transfer: { told-before: P1M, goes: [orders], told-by: { orders: { name: n } } }"
            + "|'orders' has neither an e-mail nor an address to tell people by; write email: the"
            + " column of the e-mail, or address: [the columns of the street]",
        "transfer: { told-before: P1M, goes: [orders], told-by: { orders: { mail: m } } }"
            + "|unknown key 'mail'",
        "acceptances: { version: a.v }"
            + "|missing key 'accepted' in 'acceptances'; add accepted:"
            + " policy_acceptances.accepted_at",
        "acceptances: { version: a.v, accepted: b.at }"
            + "|'accepted' is a column of 'b', 'version' of another; name two columns of one"
            + " collection",
        "acceptances: { version: v, accepted: b.at }"
            + "|'v' is not a column; write collection.column"
      })
  void whatIsMissingOrUnknownIsToldByItsLine(String line, String fault) {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> PolicyFile.read(file(line)));
    assertThat(refusal.lines()).anyMatch(told -> told.contains("policy.yml:1: " + fault));
  }
}
