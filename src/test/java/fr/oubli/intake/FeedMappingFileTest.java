package fr.oubli.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.oubli.model.feed.FeedMapping;
import fr.oubli.model.feed.FeedMappingFile;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedMappingFileTest {

  private static final String RIGHT =
      """
      feed: site
      files:
        orders:
          columns:
            e-mail: { type: email, required: true }
            le: { type: date, required: true }
            somme: { type: number }
          event: le
          into:
            orders:
              key: [email, ordered_on]
              set:
                email: e-mail
                ordered_on: le
                amount: somme
                customer_id: { refers: customers.email, by: e-mail }
      """;

  @TempDir private Path folder;

  private FeedMapping read(String text) throws IOException {
    return FeedMappingFile.read(Files.writeString(folder.resolve("site.yml"), text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"site", "app", "phone"})
  void theShippedMappingsAreRead(String channel) {
    FeedMapping mapping = FeedMappingFile.read(Path.of("jobs/feeds", channel + ".yml"));
    assertThat(mapping.name()).isEqualTo(channel);
    assertThat(mapping.files()).extracting("name").contains("contact-requests", "orders");
    assertThat(mapping.files()).allMatch(file -> file.event() != null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "feed: site | feet: site | :1: unknown key 'feet'; did you mean 'feed'?",
        "type: number | type: numbre | :7: 'type' is 'numbre'; did you mean 'number'?",
        "event: le | event: la | :8: 'event' takes 'la', which is no column of the file; did you"
            + " mean 'le'?",
        "event: le | event: somme | :7: 'somme' is the day of the event, and no date; write type:"
            + " timestamp or type: date",
        "amount: somme | amount: some | :15: 'amount' takes 'some', which is no column of the file;"
            + " did you mean 'somme'?",
        "le: { type: date, required: true } | le: { type: date } | :14: 'ordered_on' is in the key"
            + " and may be missing; write required: true at the column 'le'",
        "[email, ordered_on] | [email, day] | :11: the key's column 'day' is not filled; add it"
            + " below 'set'",
        "customers.email | customers | :16: 'refers' is 'customers', not a collection and its field;"
            + " write it as customers.email",
        "type: date | 'type: date, format: dd/MM' | :6: 'format' is 'dd/MM', which does not say a"
            + " date; write it as dd/MM/yyyy",
        "type: number | 'type: number, format: dd/MM/yyyy' | :7: 'format' says nothing here; it"
            + " belongs to type: date or type: timestamp",
        "e-mail: { type: email | line: { type: email | :5: a file of bad lines begins with a column"
            + " 'line' of its own; have the column called otherwise",
      })
  void aFaultIsOneLineWithItsMend(String piece, String other, String said) throws IOException {
    String wrong = RIGHT.replaceFirst(java.util.regex.Pattern.quote(piece), other);
    assertThat(wrong).isNotEqualTo(RIGHT);
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> read(wrong));
    assertThat(refusal.code()).isEqualTo(ExitCode.INVALID);
    assertThat(refusal.lines()).contains(folder.resolve("site.yml") + said);
  }

  @Test
  void aFileIsKnownByItsColumnsWhateverTheirOrder() throws IOException {
    FeedMapping mapping = read(RIGHT);
    assertThat(mapping.having(List.of("somme", "le", "e-mail"))).isPresent();
    assertThat(mapping.having(List.of("le", "e-mail"))).isEmpty();
    assertThat(mapping.difference(List.of("le", "e-mail")))
        .startsWith("lacks the column 'somme' of 'orders' in ");
    assertThat(mapping.difference(List.of("le", "e-mail", "some")))
        .startsWith(
            "lacks the column 'somme' and has the unknown column 'some' (did you mean 'somme'?)"
                + " of 'orders' in ");
  }
}
