package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.registers.hold.HoldRegister;
import fr.oubli.registers.hold.HoldRegister.Scope;
import fr.oubli.testing.Foreign;
import fr.oubli.testing.ShortMap;
import java.time.LocalDate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Invoices, their lines and the taxes of these go together, or stay together. */
class WholesIT {

  private static final String NIGHT = "2026-11-27";
  private static final String RULE =
      """
        invoices:
          cites: "10 years"
          basis: legal obligation
          starts: { row: invoices.issued_on }
          keep: { at-least: P10Y }
          then: { taxes: delete, lines: delete, invoices: delete }
        claims:
          cites: "1 year"
          basis: contract
          starts: { row: claims.opened_on }
          keep: { at-most: P1Y }
          then: { claims: delete }
      """;

  private final Foreign base = new Foreign();

  @AfterEach
  void close() {
    base.close();
  }

  /** Invoices 1 to 3 are due, 4 is not; each has two lines, and each line a tax. */
  @BeforeEach
  void billing() {
    base.tables(
        """
        create table invoices (id int primary key, issued_on date not null, status text not null,
          credits int references invoices);
        create table lines (id int primary key, invoice_id int not null references invoices);
        create table taxes (id int primary key, line_id int not null references lines);
        create table claims (id int primary key, invoice_id int references invoices,
          line_id int references lines, opened_on date not null);
        insert into invoices values (1, '2010-01-01', 'sent', null), (2, '2011-01-01', 'sent', null),
          (3, '2012-01-01', 'sent', null), (4, '2024-01-01', 'sent', null);
        insert into lines select 10 * i + n, i from generate_series(1, 4) i, generate_series(1, 2) n;
        insert into taxes select 10 * id, id from lines;
        create index on invoices (credits); create index on lines (invoice_id);
        create index on taxes (line_id); create index on claims (invoice_id);
        create index on claims (line_id);""");
    base.map(
        new ShortMap()
            .collection("invoices", "id !", "issued_on", "status", "credits >invoices.id")
            .collection("lines", "id !", "invoice_id >invoices.id")
            .collection("taxes", "id !", "line_id >lines.id")
            .collection(
                "claims", "id !", "invoice_id >invoices.id", "line_id >lines.id", "opened_on")
            .toString());
    policy("");
  }

  private void policy(String more) {
    base.policy(
        "policy: billing\nzone: Europe/Paris\nrules:\n"
            + RULE
            + more
            + "limits: { share-of-collection: 100% }\n");
  }

  private String night() {
    PurgeOutcome outcome = base.purge(NIGHT);
    assertThat(outcome.code()).as("%s", outcome.remarks()).isEqualTo(ExitCode.DONE);
    return left();
  }

  private String left() {
    return base.text(
        """
        select string_agg(i.id || ':' || (select count(*) from lines l where l.invoice_id = i.id)
          || ',' || (select count(*) from taxes t join lines l on l.id = t.line_id
            where l.invoice_id = i.id), ' ' order by i.id) from invoices i""");
  }

  @Test
  void whatIsDueGoesWhole() {
    assertThat(night()).isEqualTo("4:2,2");
  }

  @Test
  void aDocumentThatAnotherTableRefersToStaysWithItsLinesAndTheirTaxes() {
    base.execute("insert into claims values (1, 2, null, '2026-01-01')");

    assertThat(base.dryRun(NIGHT).remarks())
        .anyMatch(
            line ->
                line.startsWith(
                    "invoices:lines: 2 of its due rows would stay, for they belong to a row of"
                        + " invoices that stays"));
    assertThat(night()).isEqualTo("2:2,2 4:2,2");
    assertThat(base.count("taxes")).isEqualTo(4);
  }

  @Test
  void aClaimOnOneLineKeepsTheDocument() {
    base.execute("insert into claims values (1, null, 31, '2026-01-01')");

    assertThat(night()).isEqualTo("3:2,2 4:2,2");
  }

  @Test
  void theDocumentGoesInTheNightInWhichTheClaimGoes() {
    base.execute(
        "insert into claims values (1, 2, null, '2020-01-01'), (2, null, 31, '2026-06-01')");

    assertThat(night()).isEqualTo("3:2,2 4:2,2");
    assertThat(base.text("select string_agg(id::text, ' ') from claims")).isEqualTo("2");
  }

  @Test
  void aDeclaredHoldOnTheDocumentAloneKeepsItsLines() {
    policy(
        """
        holds:
          disputed:
            basis: "legal claims"
            while: { invoices.status: [disputed] }
            keeps: { invoices: all }
        """);
    base.execute("update invoices set status = 'disputed' where id = 1");

    assertThat(night()).isEqualTo("1:2,2 4:2,2");
  }

  @Test
  void aDutyThatBearsOnTheDocumentAloneKeepsItsLines() {
    policy(
        """
          archives:
            cites: "15 years"
            basis: legal obligation
            starts: { row: invoices.issued_on }
            keep: { at-least: P15Y }
            then: { invoices: delete }
        """);

    assertThat(night()).isEqualTo("3:2,2 4:2,2");
  }

  @Test
  void aCreditNoteThatIsNotDueKeepsWhatItCorrectsAndAChainGoesInOneNight() {
    base.execute(
        """
        insert into invoices values (5, '2025-01-01', 'sent', 3), (6, '2013-01-01', 'sent', 2),
          (7, '2013-01-01', 'sent', 6);
        insert into lines values (51, 5), (61, 6), (71, 7)""");

    assertThat(night()).isEqualTo("3:2,2 4:2,2 5:1,0");
  }

  @Test
  void aLineOfNoDocumentThatRefersToALineKeepsThatLinesDocument() {
    base.execute(
        """
        alter table lines alter column invoice_id drop not null, add replaces int references lines;
        create index on lines (replaces); insert into lines values (90, null, 21)""");
    base.map(
        new ShortMap()
            .collection("invoices", "id !", "issued_on", "status", "credits >invoices.id")
            .collection("lines", "id !", "invoice_id >invoices.id", "replaces >lines.id")
            .collection("taxes", "id !", "line_id >lines.id")
            .collection(
                "claims", "id !", "invoice_id >invoices.id", "line_id >lines.id", "opened_on")
            .toString());

    assertThat(night()).isEqualTo("2:2,2 4:2,2");
  }

  @Test
  void aHoldOnOneTaxKeepsTheDocumentAndNoOther() {
    base.dryRun(NIGHT);
    new HoldRegister(base.dataSource())
        .add(Scope.ROW, "taxes", "110", "lawsuit", "legal", LocalDate.of(2027, 1, 1), "me");

    assertThat(night()).isEqualTo("1:2,2 4:2,2");
  }

  /** Where the whole is a person's row, a hold on that row alone keeps what goes with it. */
  @Test
  void aHoldOnTheRowOfAPersonKeepsItsParts() {
    base.policy(base.policyText().replace("rules:", "subject: { collection: invoices }\nrules:"));
    base.dryRun(NIGHT);
    new HoldRegister(base.dataSource())
        .add(Scope.ROW, "invoices", "2", "lawsuit", "legal", LocalDate.of(2027, 1, 1), "me");

    assertThat(night()).isEqualTo("2:2,2 4:2,2");
  }

  /** What refers to a line by its value alone keeps it too, where a rule of persons ends it. */
  @Test
  void whatRefersByValueIsAskedByTheClockOfItsPersons() {
    base.execute(
        """
        create table people (id int primary key, seen date not null);
        create table notes (id int primary key, person_id int references people, line_id int);
        create index on notes (person_id); create index on notes (line_id);
        insert into people values (1, '2026-01-01'), (2, '2010-01-01');
        insert into notes values (1, 1, 21), (2, 2, 31);""");
    base.map(
        base.mapText()
            + new ShortMap()
                .collection("people", "id !", "seen")
                .collection(
                    "notes", "id !", "person_id >people.id owner", "line_id >lines.id party")
                .toString()
                .lines()
                .skip(4)
                .collect(Collectors.joining("\n", "", "\n")));
    base.policy(
        base.policyText()
            .replace("rules:", "subject: { collection: people }\nrules:")
            .replace(
                "limits:",
                """
                  people:
                    cites: "5 years"
                    basis: contract
                    starts: { latest: [people.seen], per: subject }
                    keep: { at-most: P5Y }
                    then: { notes: delete, people: delete }
                limits:"""));

    assertThat(base.dryRun(NIGHT).code()).isEqualTo(ExitCode.DONE);
    assertThat(base.problems()).isEmpty();
    assertThat(night()).isEqualTo("4:2,2");
    assertThat(base.text("select string_agg(id::text, ',') from notes")).isEqualTo("1");
  }
}
