package fr.oubli.rights.request.intake;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.testing.Company;
import fr.oubli.testing.Desk;
import fr.oubli.testing.OubliProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Letters in a file are registered whole or not at all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LetterImportIT {

  private static final String HEADER = "right;received-on;email;name;field;note;channel\n";

  private final Company company = new Company();

  @AfterAll
  void close() {
    company.close();
  }

  @BeforeEach
  void nothingIsRegistered() {
    company
        .jdbc()
        .execute(
            "truncate oubli.request_note, oubli.request_identity, oubli.request_match; set session_replication_role = replica; delete from oubli.request_event; delete from oubli.request; set session_replication_role = origin");
  }

  private List<String> letters(ExitCode code, String lines) throws Exception {
    Path file = Files.writeString(company.folder().resolve("letters.csv"), HEADER + lines);
    List<String> told = run(code, "request", "import", "" + file, "--as-of", "" + Desk.TODAY);
    return told.stream().map(line -> line.replace(file + ":", "letters:")).toList();
  }

  private List<String> run(ExitCode code, String... words) throws Exception {
    OubliProcess process = company.command(words);
    process.finish(code);
    return code == ExitCode.DONE ? process.output() : process.errors();
  }

  private String stored() {
    return ""
        + company.text(
            """
            select coalesce(string_agg(concat_ws(' ', row_number, kind, channel, received_on, deadline,
              who, words), E'\n' order by row_number), '')
            from (select row_number() over (order by r.id), r.*,
                (select string_agg(i.kind || '=' || i.value, ' ' order by i.kind, i.value)
                  from oubli.request_identity i where i.request = r.id) as who,
                (select string_agg(n.words, ' ') from oubli.request_note n where n.request = r.id)
                  as words
              from oubli.request r) r""");
  }

  @Test
  void whatStandsInALineIsRegistered() throws Exception {
    List<String> told =
        letters(
            ExitCode.DONE,
            """
            access;2026-11-20;Anne@exemple.fr;Anne Roy;;wrote by hand;
            erasure;02/11/2026;;Léa Morel;customers.id=7;;counter
            """);
    assertThat(stored())
        .isEqualTo(
            """
            1 access email 2026-11-20 2026-12-21 email=anne@exemple.fr name=Anne Roy wrote by hand
            2 erasure counter 2026-11-02 2026-12-02 customers.id=7 name=Léa Morel""");
    assertThat(told.get(0))
        .matches(
            "2 letters are registered, in the order of the file, as requests \\d+ to \\d+; the first is to be answered by 2026-12-02");
    assertThat(told).last().isEqualTo("now: make sure who asks, one by one: jobs/request list");
    assertThat(company.text("select string_agg(distinct step, ' ') from oubli.request_event"))
        .isEqualTo("imported noted");
  }

  @Test
  void ofAFileWithAFaultNothingIsRegistered() throws Exception {
    assertThat(
            letters(
                ExitCode.INVALID,
                "access;2026-11-20;a@exemple.fr;;;;\naccess;2026-11-20;;;;;\nacces;2026-11-20;b@exemple.fr;;;;\n"))
        .hasSize(2)
        .allMatch(line -> line.startsWith("letters:3: ") || line.startsWith("letters:4: "));
    assertThat(stored()).isEmpty();
  }

  @Test
  void aFileIsNotTakenTwiceAndAnotherLetterIsLinked() throws Exception {
    String lines =
        "access;2026-11-20;a@exemple.fr;;;;\naccess;2026-11-20;;Anne Roy;;;\nerasure;2026-11-20;a@exemple.fr;;;;\n";
    letters(ExitCode.DONE, lines);
    String stored = stored();
    long first = Long.parseLong("" + company.text("select min(id) from oubli.request"));
    assertThat(letters(ExitCode.INVALID, lines + "access;2026-11-21;new@exemple.fr;;;;\n"))
        .containsExactly(
            "letters:2: is request " + first + " already; leave the line out",
            "letters:3: is request " + (first + 1) + " already; leave the line out",
            "letters:4: is request " + (first + 2) + " already; leave the line out");
    assertThat(stored()).isEqualTo(stored);

    List<String> told =
        letters(
            ExitCode.DONE,
            """
            access;2026-11-21;A@exemple.fr\u00A0;;;;
            access;2026-11-20;a@exemple.fr;;;;post
            access;2026-11-21;new@exemple.fr;;;;
            access;2026-11-22;new@exemple.fr;;;;
            """);
    assertThat(told)
        .filteredOn(line -> line.startsWith("letters:"))
        .hasSize(3)
        .allMatch(line -> line.endsWith("they are linked"))
        .extracting(line -> line.substring(0, 10))
        .containsExactly("letters:2:", "letters:3:", "letters:5:");
    assertThat(company.text("select string_agg(same_as::text, ' ' order by id) from oubli.request"))
        .startsWith(first + " " + first + " ");
  }

  /** Who asked by the command is not registered again from a list of letters. */
  @Test
  void aLetterThatWasTypedIsKnown() throws Exception {
    run(
        ExitCode.DONE,
        "request open access --received-on 2026-11-20 --email typed@exemple.fr --as-of 2026-11-23"
            .split(" "));
    assertThat(letters(ExitCode.INVALID, "access;2026-11-20;TYPED@exemple.fr;;;;\n"))
        .singleElement()
        .asString()
        .contains(" already; leave the line out");
  }

  @Test
  void rowsAreLookedForWhenItIsCertainWhoAsks() throws Exception {
    long account = company.customer("seen@exemple.fr", "+33612345678");
    letters(ExitCode.DONE, "access;2026-11-20;seen@exemple.fr;;;;\n");
    String request = "" + company.text("select max(id) from oubli.request");
    assertThat(run(ExitCode.DONE, "request", "show", request))
        .contains(
            "its rows are looked for once it is certain who asks, or with jobs/request match "
                + request)
        .noneMatch(line -> line.startsWith("nothing found"));
    assertThat(run(ExitCode.DONE, "request", "verify-identity", request, "--means", "m"))
        .anyMatch(line -> line.startsWith("customers "));
    assertThat(company.text("select collection || ':' || row_key from oubli.request_match"))
        .isEqualTo("customers:" + account);
  }

  @Test
  void manyLettersAreOneFile() throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      lines.append(
          "access;2026-11-%02d;p%d@exemple.fr;Person %d;;%s;\n"
              .formatted(1 + i / 1_000, i % 9_000, i % 9_000, i % 7 == 0 ? "note " + i : ""));
    }
    List<String> told = letters(ExitCode.DONE, lines.toString());
    assertThat(told).hasSize(1 + 20 + 1 + 1).contains("and 980 more are linked");
    assertThat(
            company.text(
                """
                select count(*) || ' ' || count(distinct r.id) filter (where i.value = 'p' || n.n % 9000 || '@exemple.fr'
                  and r.received_on = date '2026-11-01' + n.n / 1000) from (select row_number() over (order by id) - 1 as n, id, received_on
                  from oubli.request) r join oubli.request_identity i on i.request = r.id and i.kind = 'email'
                cross join lateral (select r.n::int as n) n"""))
        .isEqualTo("10000 10000");
    assertThat(company.count("oubli.request_note")).isEqualTo(1429);
  }
}
