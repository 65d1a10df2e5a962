package fr.oubli.rights.request.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.DataMapFile;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.RequestRegister.Letter;
import fr.oubli.rights.request.Right;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LetterFileTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
  private static final DataMap MAP = DataMapFile.read(Path.of("jobs/datamap.yml"));

  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("letters.csv"), text);
  }

  private List<ReceivedLetter> read(String text) throws IOException {
    return LetterFile.read(file(text), MAP, TODAY);
  }

  private List<String> faults(String text) throws IOException {
    Path file = file(text);
    return catchThrowableOfType(Refusal.class, () -> LetterFile.read(file, MAP, TODAY))
        .lines()
        .stream()
        .map(line -> line.replace(file + ":", ""))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {";", ","})
  void aLineIsALetter(String separator) throws IOException {
    String text =
        """
        \uFEFFReceived-On;right;email;email;name;field;field;note;channel;phone;scope
        2026-11-20;Access;Anne@exemple.fr;a.roy@exemple.fr;Anne\u00A0 Roy;customers.id=42;customers.city=Lyon;"two
        lines";counter;'+33612345678;
        20/11/2026;objection;b@exemple.fr;;;;;;;;email
        ;;;;;;;;;;
        2026-11-23;erasure;;;Léa;;;;;;
        """;
    List<ReceivedLetter> letters = read(text.replace(";", separator));
    assertThat(letters)
        .containsExactly(
            new ReceivedLetter(
                3,
                new Letter(Right.ACCESS, "counter", "person", LocalDate.of(2026, 11, 20), "all"),
                List.of(
                    Identity.email("anne@exemple.fr"),
                    Identity.email("a.roy@exemple.fr"),
                    Identity.phone("+33612345678"),
                    Identity.name("Anne Roy"),
                    new Identity("customers.id", "42"),
                    new Identity("customers.city", "Lyon")),
                "two\nlines"),
            new ReceivedLetter(
                4,
                new Letter(Right.OBJECTION, "email", "person", LocalDate.of(2026, 11, 20), "email"),
                List.of(Identity.email("b@exemple.fr")),
                null),
            new ReceivedLetter(
                6,
                new Letter(Right.ERASURE, "post", "person", TODAY, "all"),
                List.of(Identity.name("Léa")),
                null));
  }

  @Test
  void everyFaultIsToldWithItsLine() throws IOException {
    assertThat(
            faults(
                """
                right;received-on;email;phone;channel;quality;field
                acess;2026-11-20;a@exemple.fr;;;;
                access;2026-11-24;a@exemple.fr;;fax;;
                access;tomorrow;not an address;12;;cousin;customers.nose=1
                access;;;;;;
                access;2026-11-20;a@exemple.fr
                access;2026-11-20;c@exemple.fr;;;;
                access;20/11/2026;C@exemple.fr\u00A0;;email;person;
                """))
        .containsExactly(
            "2: right is one of access, portability, erasure, rectification, objection, restriction, not acess",
            "3: 2026-11-24 is still to come; when did it come in?",
            "3: channel is one of post, email, site, phone, counter, not fax",
            "4: email: that is not an e-mail address; write name@domain",
            "4: phone: that is not a telephone number; write it as +33612345678",
            "4: field: that is no mapped field; write COLLECTION.FIELD=VALUE",
            "4: 'tomorrow' in 'received-on' is not a day; write it as 31/12/2026",
            "4: quality is one of person, heir, parent, mandate, not cousin",
            "5: says of nobody who asks; fill email, phone, name or field",
            "5: says nothing in 'received-on'",
            "6: has 3 values, and the first line has 7 columns",
            "8: is the same letter as line 7; leave one of them out");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "right;email | 1: has no column received-on; add it",
        "right;received-on;mail | 1: unknown column 'mail'; did you mean 'email'?",
        "droit;reçue le | 1: unknown column 'droit'",
        "right;received-on;email | 1: has no letter"
      })
  void aFileOfSomethingElseIsToldOnce(String header, String line) throws IOException {
    List<String> lines = faults(header + "\n");
    assertThat(lines.get(0)).startsWith(line);
    assertThat(lines).hasSizeLessThan(5);
    assertThat(faults(header + "\n" + header.replaceAll("[^;]+", "x") + "\n").get(0))
        .startsWith(line.contains("no letter") ? "2: " : "1: ");
  }
}
