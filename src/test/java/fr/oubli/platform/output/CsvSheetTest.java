package fr.oubli.platform.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvSheetTest {

  @TempDir Path folder;

  private String written(CsvDialect dialect, @Nullable Object... cells) throws IOException {
    List<String> columns = Stream.of(cells).map(cell -> "c").toList();
    Path file =
        CsvSheet.write(
            folder.resolve("sheet.csv"), dialect, columns, Stream.of(Arrays.asList(cells)));
    String text = Files.readString(file);
    return text.substring(text.indexOf("\r\n") + 2);
  }

  @Test
  void frenchSheetsOpenInExcel() throws IOException {
    Path file =
        CsvSheet.write(
            folder.resolve("sheet.csv"),
            CsvDialect.FRENCH,
            List.of("règle", "montant", "jour"),
            Stream.of(List.of("é;\"x\"", new BigDecimal("1234567.50"), LocalDate.of(2026, 3, 1))));
    assertThat(Files.readString(file))
        .isEqualTo(
            "\uFEFF\"règle\";\"montant\";\"jour\"\r\n"
                + "\"é;\"\"x\"\"\";\"1234567,50\";\"01/03/2026\"\r\n");
  }

  @Test
  void programsGetCommasPointsAndIsoDates() throws IOException {
    Path file =
        CsvSheet.write(
            folder.resolve("sheet.csv"),
            CsvDialect.RFC4180,
            List.of("a", "b", "c", "d"),
            Stream.of(
                Arrays.asList("x,y", new BigDecimal("-1.5"), LocalDate.of(2026, 3, 1), null)));
    assertThat(Files.readString(file)).isEqualTo("a,b,c,d\r\n\"x,y\",-1.5,2026-03-01,\r\n");
  }

  @Test
  void negativeAmountsStayNumbers() throws IOException {
    assertThat(written(CsvDialect.FRENCH, new BigDecimal("-12.30"), -4, -5L))
        .isEqualTo("\"-12,30\";\"-4\";\"-5\"\r\n");
    assertThat(written(CsvDialect.FRENCH, new BigDecimal("1E+3"))).isEqualTo("\"1000\"\r\n");
  }

  @Test
  void whatIsNotThereHasNoQuotes() throws IOException {
    assertThat(written(CsvDialect.FRENCH, "a", null, 1)).isEqualTo("\"a\";;\"1\"\r\n");
  }

  @Test
  void whatIsForProgramsAloneIsAsItIs() throws IOException {
    for (String same : List.of("+33612345678", "=1+1", "-x", "@x", "007", "2026-11-20", "vrai")) {
      assertThat(written(CsvDialect.VERBATIM, same)).isEqualTo(same + "\r\n");
    }
  }

  @Test
  void textThatStartsLikeAFormulaIsNeutralYetReadable() throws IOException {
    for (CsvDialect dialect : List.of(CsvDialect.FRENCH, CsvDialect.RFC4180)) {
      assertThat(written(dialect, "+33612345678")).matches("\"?'\\+33612345678\"?\r\n");
      assertThat(written(dialect, "=1+1")).matches("\"?'=1\\+1\"?\r\n");
      assertThat(written(dialect, "-1+2")).matches("\"?'-1\\+2\"?\r\n");
      assertThat(written(dialect, "-x")).matches("\"?'-x\"?\r\n");
      assertThat(written(dialect, "-")).matches("\"?'-\"?\r\n");
      assertThat(written(dialect, "@x")).matches("\"?'@x\"?\r\n");
      assertThat(written(dialect, "\tx")).contains("'\tx");
      assertThat(written(dialect, "\rx")).contains("'\rx");
      assertThat(written(dialect, "a=1")).matches("\"?a=1\"?\r\n");
    }
  }

  @Test
  void aNegativeNumberInATextStaysOneForPrograms() throws IOException {
    assertThat(written(CsvDialect.RFC4180, "-86400")).isEqualTo("-86400\r\n");
    assertThat(written(CsvDialect.RFC4180, "-12.50")).isEqualTo("-12.50\r\n");
    assertThat(written(CsvDialect.FRENCH, "-86400")).isEqualTo("\"'-86400\"\r\n");
  }

  /** Each was seen to change in LibreOffice 7.4 under a French locale, or is known to in Excel. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0004",
        "01000",
        "0612345678",
        "123456789012",
        "1E5",
        "1e-3",
        "1,2e5",
        "12/05",
        "2024-05",
        "2024-05-06",
        "24/11/2026",
        "10:30",
        "3,10",
        "0,5",
        ",5",
        ".5",
        "1.5",
        "1 234",
        " 0042",
        "(12,3)",
        "(5)",
        "5-",
        "5€",
        "$5",
        "12 mars 2024",
        "mai 2024",
        "12-mars",
        "1 août 2026",
        "VRAI",
        "06 12 34 56 78",
        "＝1+1",
        "\n=1+1"
      })
  void textThatASpreadsheetWouldMendStaysAsItIs(String text) throws IOException {
    assertThat(written(CsvDialect.FRENCH, text))
        .matches("(?s)\"?'" + Pattern.quote(text) + "\"?\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "4",
        "41100000479",
        "20 %",
        "5,5 %",
        "F-4",
        "2 rue de la Paix",
        "mars",
        "Mme Avril",
        "a=1",
        "13 mois",
        "75008",
        "A-007",
        "Paul",
        "(sic)",
        "5 lignes"
      })
  void otherTextIsLeftAlone(String text) throws IOException {
    assertThat(written(CsvDialect.FRENCH, text)).matches("\"?" + Pattern.quote(text) + "\"?\r\n");
  }

  @Test
  void programsGetNumbersAsTheyAreWritten() throws IOException {
    assertThat(written(CsvDialect.RFC4180, "0004", "12/05", "1E5")).isEqualTo("0004,12/05,1E5\r\n");
  }

  @Test
  void aRowOfAnotherWidthAndAnUnknownTypeAreRefused() {
    Path file = folder.resolve("sheet.csv");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                CsvSheet.write(
                    file, CsvDialect.FRENCH, List.of("a", "b"), Stream.of(List.of("x"))));
    assertThatIllegalArgumentException().isThrownBy(() -> written(CsvDialect.FRENCH, 1.5));
    assertThat(folder).isEmptyDirectory();
  }
}
