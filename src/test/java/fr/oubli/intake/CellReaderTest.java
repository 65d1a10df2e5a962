package fr.oubli.intake;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.intake.CellReader.Misfit;
import fr.oubli.model.feed.CellForm;
import fr.oubli.model.feed.CellType;
import fr.oubli.model.yaml.Place;
import fr.oubli.schema.catalog.Column;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellReaderTest {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  private static CellReader reader(
      String type, @Nullable String format, char decimal, Map<String, String> values) {
    DateTimeFormatter read =
        format == null
            ? null
            : DateTimeFormatter.ofPattern(format).withResolverStyle(ResolverStyle.STRICT);
    CellForm form =
        new CellForm(
            "cell",
            CellType.valueOf(type),
            false,
            new CellForm.Writing(read, decimal, values),
            new Place("site.yml", 1));
    Column column =
        switch (type) {
          case "NUMBER" -> new Column("n", "numeric(12,2)", "numeric", false, false, null);
          case "TEXT" -> new Column("t", "character varying(5)", "varchar", false, false, 5);
          default -> new Column("c", "text", "text", false, false, null);
        };
    return new CellReader(form, List.of(column), PARIS);
  }

  private static String said(CellReader reader, String cell) {
    try {
      CellReader.Value value = reader.read(cell);
      return value == null ? "null" : value.text();
    } catch (Misfit e) {
      return String.valueOf(e.getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EMAIL | Marie@Exemple.FR | marie@exemple.fr",
        "EMAIL | marie exemple@x.fr | is no e-mail address",
        "EMAIL | marie@ | is no e-mail address",
        "PHONE | 06 12 34 56 78 | 06 12 34 56 78",
        "PHONE | 0000000000 | is no telephone number",
        "PHONE | inconnu | is no telephone number",
        "NUMBER | 12,50 | 12.50",
        "NUMBER | -3 | -3",
        "NUMBER | 1.250,50 | is no number",
        "NUMBER | 12.50 | is no number",
        "NUMBER | 12,505 | has more than 2 decimals",
        "NUMBER | 12,500 | 12.500",
        "NUMBER | 12345678901 | is too large",
        "TEXT | éàüôç | éàüôç",
        "TEXT | trop long | is longer than 5 characters",
        "BOOLEAN | True | true",
        "BOOLEAN | oui | is neither true nor false",
        "DATE | 2024-02-29 | 2024-02-29",
        "DATE | 2023-02-29 | is no date as the mapping writes it",
        "DATE | 0024-02-28 | is in a year that no event was in",
        "TIMESTAMP | 2026-06-30T23:30:00Z | 2026-06-30T23:30:00Z",
        "TIMESTAMP | 2026-06-30T23:30:00+02:00 | 2026-06-30T21:30:00Z",
        "TIMESTAMP | 2026-06-30 23:30 | 2026-06-30T21:30:00Z",
        "TIMESTAMP | 2026-03-29T02:30 | is a time that the clocks left out that night",
        "TIMESTAMP | 2026-10-25T02:30 | 2026-10-25T00:30:00Z",
        "TIMESTAMP | yesterday | is no time as the mapping writes it",
      })
  void aCellIsReadOrSaidWhyNot(String type, String cell, String said) {
    assertThat(said(reader(type, null, ',', Map.of()), cell)).isEqualTo(said);
  }

  @Test
  void aDateIsWrittenAsTheMappingSays() {
    assertThat(said(reader("DATE", "dd/MM/uuuu", '.', Map.of()), "31/12/2026"))
        .isEqualTo("2026-12-31");
    assertThat(said(reader("TIMESTAMP", "dd/MM/uuuu HH:mm", '.', Map.of()), "31/12/2026 00:10"))
        .isEqualTo("2026-12-30T23:10:00Z");
    assertThat(said(reader("DATE", "dd/MM/uuuu", '.', Map.of()), "31/02/2026"))
        .isEqualTo("is no date as the mapping writes it");
  }

  @Test
  void aMomentIsOnADayOfThePolicysZone() throws Misfit {
    CellReader reader = reader("TIMESTAMP", null, '.', Map.of());
    assertThat(reader.read("2026-06-30T22:30:00Z"))
        .isEqualTo(new CellReader.Value("2026-06-30T22:30:00Z", LocalDate.of(2026, 7, 1)));
    assertThat(reader("DATE", null, '.', Map.of()).read("2026-06-30"))
        .isEqualTo(new CellReader.Value("2026-06-30", LocalDate.of(2026, 6, 30)));
  }

  @Test
  void aWordMeansWhatTheMappingSaysAndNoOtherIsTaken() {
    Map<String, String> words = Map.of("faite", "done");
    assertThat(said(reader("TEXT", null, '.', words), " faite ")).isEqualTo("done");
    assertThat(said(reader("TEXT", null, '.', words), "done"))
        .isEqualTo("is none of the words that the mapping lists");
    assertThat(said(reader("BOOLEAN", null, '.', Map.of("oui", "true")), "oui")).isEqualTo("true");
  }

  @Test
  void anEmptyCellIsNothingAndANulByteIsBad() {
    assertThat(said(reader("NUMBER", null, '.', Map.of()), "  ")).isEqualTo("null");
    assertThat(said(reader("TEXT", null, '.', Map.of()), "a\0b")).isEqualTo("has a NUL byte");
  }
}
