package fr.oubli.model.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.oubli.platform.exit.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Words that no other test writes wrongly: each is one line, with its file, its line and its mend.
 */
class WrongWordsTest {

  @TempDir private Path folder;

  private void refuses(String policy, String lines) throws IOException {
    Path file = Files.writeString(folder.resolve("policy.yml"), policy);

    Refusal refusal = catchThrowableOfType(Refusal.class, () -> PolicyFile.read(file));

    assertThat(refusal.lines())
        .containsExactlyElementsOf(
            Stream.of(lines.split(" / ")).map(line -> file + ":" + line).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "zone: Europe/Paris|language: 3 / zone: Europe/Paris"
            + "|2: '3' is no edition of the policy's language; write language: 2",
        "starts: { row: recordings.started_at }|"
            + "|25: missing key 'starts' in 'call-recordings'; add starts: { row: collection.column }",
        "then: { recordings: delete }|"
            + "|25: missing key 'then' in 'call-recordings'; add then: { collection: delete }",
        "while: { disputes.status: [open] }|"
            + "|33: missing key 'while' in 'open-dispute'; add while: { collection.column: [value] }",
        "{ recordings: delete }|{ recordings: { archive: [] } }"
            + "|31: 'archive' is an empty list; name the columns to keep, or write archive alone for all",
        "{ recordings: delete }|{ recordings: { anonymise: [] } }"
            + "|31: 'anonymise' is an empty list; name the columns of this stage, or write anonymise alone for all",
        "{ recordings: delete }|{ recordings: { erase: [file_path] } }"
            + "|31: unknown key 'erase' in 'recordings'; the keys here are archive, anonymise",
        "{ recordings: delete }|{ recordings: { archive: [id], anonymise: [id] } }"
            + "|31: one collection is archived and anonymised by one rule; give one of the two a rule of its own"
      })
  void aWrongWordIsOneLine(String right, String wrong, String line) throws IOException {
    String text = WrongPolicies.example();
    assertThat(text).contains(right);

    refuses(
        wrong == null
            ? text.replaceFirst("(?m)^.*\\Q" + right + "\\E.*\n", "")
            : text.replace(right, wrong.replace(" / ", "\n")),
        line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "objection: { consents: { withdraw: withdrawn_at } }"
            + "|47: 'consents' does not say which channel its rows are about; write channel: email, or channel-column: the column that says it",
        "objection: { consents: { channel: email, channel-column: channel, withdraw: at } }"
            + "|47: 'consents' does not say which channel its rows are about; write channel: email, or channel-column: the column that says it",
        "objection: { consents: { channel-column: channel } }"
            + "|47: 'consents' is about several channels and says nothing to withdraw; write withdraw: the column that takes the moment of the objection",
        "accounting: { documents: invoices, number: { column: n, written: [] } }"
            + "|47: 'written' is an empty list; write such as [\"FA{yyMM}-{counter}\"]"
            + " / 47: missing key 'issued' in 'accounting'; add issued: the column of its date"
            + " / 47: missing key 'excl-tax' in 'accounting'; add excl-tax: the column of that sum"
            + " / 47: missing key 'tax' in 'accounting'; add tax: the column of that sum"
      })
  void aWrongBlockIsOneLine(String block, String line) throws IOException {
    refuses(WrongPolicies.example().stripTrailing() + "\n" + block + "\n", line);
  }
}
