package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.console.Progress;
import fr.oubli.reports.CompliancePage;
import fr.oubli.testing.Foreign;
import fr.oubli.testing.ShortMap;
import fr.oubli.testing.ShortPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Rules act on one table in turn: the address of a comment goes first, its text later, the row
 * last.
 */
class StagesIT {

  private static final String FIRST = "2022-01-03";
  private static final String SECOND = "2024-01-03";
  private static final String THIRD = "2026-01-03";

  private final Foreign base = new Foreign();

  @AfterEach
  void close() {
    base.close();
  }

  private void comments() {
    base.tables(
        """
        create table note_comments (id bigint primary key, author text, ip inet, body text,
          posted_at timestamptz not null);
        insert into note_comments values
          (1, 'Léa', '192.0.2.1', 'one', '2021-01-02T10:00+01'),
          (2, 'Max', null, 'two', '2021-01-02T10:00+01')""");
    base.map(
        new ShortMap()
            .collection(
                "note_comments",
                "id !",
                "author #user.name",
                "ip #user.device.ip_address",
                "body #user.content",
                "posted_at")
            .toString());
    base.policy(
        ShortPolicy.of(
            "",
            "user.device.ip_address: null_rewrite, user.content: null_rewrite",
            ShortPolicy.rule(
                "address",
                "row: note_comments.posted_at",
                "P12M",
                "note_comments: { anonymise: [ip] }"),
            ShortPolicy.rule(
                "text",
                "row: note_comments.posted_at",
                "P3Y",
                "note_comments: { anonymise: [body] }"),
            ShortPolicy.rule(
                "comment", "row: note_comments.posted_at", "P5Y", "note_comments: delete")));
  }

  private void later() {
    base.execute(
        "insert into note_comments values"
            + " (3, 'Ana', '192.0.2.3', 'three', '2023-01-02T10:00+01')");
  }

  @Test
  void anAddressGoesThenATextThenTheRow() throws IOException {
    comments();

    assertThat(base.verdicts(FIRST, "note_comments", "1"))
        .isEqualTo(
            "anonymise (ip) DUE 2022-01-03, anonymise (body) NOT_DUE 2024-01-03,"
                + " delete NOT_DUE 2026-01-03");
    assertThat(Foreign.told(base.done(FIRST).results()))
        .isEqualTo("delete 0/0/0, anonymise (ip) 1/1/0, anonymise (body) 0/0/0");
    assertThat(base.rows("select id, author, ip, body from note_comments"))
        .isEqualTo("(1,Léa,,one) (2,Max,,two)");
    assertThat(base.verdicts(FIRST, "note_comments", "1"))
        .isEqualTo(
            "anonymise (ip) DONE 2022-01-03, anonymise (body) NOT_DUE 2024-01-03,"
                + " delete NOT_DUE 2026-01-03");

    later();
    Path list = base.folder().resolve("list.csv");
    purge().list(base.options(LocalDate.parse(SECOND), true, null), list);
    assertThat(Files.readString(list))
        .contains(
            "\"address\";\"note_comments\";\"3\";\"02/01/2023\";\"03/01/2024\";\"anonymise (ip)\"",
            "\"text\";\"note_comments\";\"1\";\"02/01/2021\";\"03/01/2024\";\"anonymise (body)\"",
            "\"text\";\"note_comments\";\"2\";\"02/01/2021\";\"03/01/2024\";\"anonymise (body)\"");
    assertThat(Foreign.told(base.done(SECOND).results()))
        .isEqualTo("delete 0/0/0, anonymise (ip) 1/1/0, anonymise (body) 2/2/0");
    assertThat(base.rows("select id, author, ip, body from note_comments"))
        .isEqualTo("(1,Léa,,) (2,Max,,) (3,Ana,,three)");

    assertThat(Foreign.told(base.done(THIRD).results()))
        .isEqualTo("delete 2/2/0, anonymise (ip) 0/0/0, anonymise (body) 1/1/0");
    assertThat(base.rows("select id, author, ip, body from note_comments")).isEqualTo("(3,Ana,,)");
    assertThat(base.ledger("note_comments"))
        .isEqualTo(
            "anonymise (ip) {1} anonymise (ip) {3} anonymise (body) {2,1} delete {2,1}"
                + " anonymise (body) {3}");
  }

  private NightlyPurge purge() {
    return new NightlyPurge(
        base.policy(),
        base.map(),
        base.dataSource(),
        Progress.silent(),
        Clock.systemUTC(),
        new CompliancePage());
  }

  @Test
  void thePagesSayInFrenchWhichColumnsAStageMasked() throws IOException {
    comments();
    later();

    PurgeOutcome outcome = purge().run(base.options(LocalDate.parse(SECOND), false, null));

    Path folder = base.reports().resolve(SECOND);
    assertThat(Files.readString(folder.resolve("index.html")))
        .contains("anonymisation (ip)", "anonymisation (body)");
    assertThat(Files.readString(folder.resolve("retention-compliance.csv")))
        .contains("anonymisation (ip)", "anonymisation (body)", "suppression");
    assertThat(PlanTable.of(outcome)).contains("anonymise (ip)", "anonymise (body)");
  }

  @Test
  void allStagesThatAreDueInOneNightAreDoneInIt() {
    comments();
    later();

    assertThat(Foreign.told(base.done(THIRD).results()))
        .isEqualTo("delete 2/2/0, anonymise (ip) 2/1/0, anonymise (body) 3/1/0");

    assertThat(base.rows("select id, author, ip, body from note_comments")).isEqualTo("(3,Ana,,)");
    assertThat(base.ledger("note_comments"))
        .as("what goes whole is not masked before")
        .isEqualTo("delete {1,2} anonymise (ip) {3} anonymise (body) {3}");
  }

  @Test
  void aHoldBetweenTwoStagesKeepsWhatIsLeft() {
    comments();
    base.done(FIRST);
    later();
    base.insert(
        "oubli.hold",
        "kind",
        "hold",
        "scope",
        "row",
        "collection",
        "note_comments",
        "row_key",
        "1",
        "reason",
        "a dispute",
        "owner",
        "dpo",
        "review_on",
        LocalDate.of(2040, 1, 1),
        "added_by",
        "dpo");

    assertThat(Foreign.told(base.done(SECOND).results()))
        .isEqualTo("delete 0/0/0, anonymise (ip) 1/1/0, anonymise (body) 2/1/1");
    assertThat(base.rows("select id, author, ip, body from note_comments"))
        .isEqualTo("(1,Léa,,one) (2,Max,,) (3,Ana,,three)");

    base.execute("update oubli.hold set released_at = now(), released_by = 'dpo'");
    assertThat(Foreign.told(base.done(SECOND).results()))
        .isEqualTo("delete 0/0/0, anonymise (ip) 0/0/0, anonymise (body) 1/1/0");
    assertThat(base.rows("select id, author, ip, body from note_comments"))
        .isEqualTo("(1,Léa,,) (2,Max,,) (3,Ana,,three)");
  }

  @Test
  void aMinimumKeepsTheColumnsThatItNeedsFromTheirStageAlone() {
    comments();
    later();
    base.policy(
        base.policyText()
            .replace(
                "anonymise: {",
                """
                  proof:
                    cites: section 4
                    basis: legal obligation
                    starts: { row: note_comments.posted_at }
                    keep: { at-least: P10Y }
                    needs: { note_comments: [body] }
                    then: { note_comments: delete }
                anonymise: {"""));

    assertThat(Foreign.told(base.done(SECOND).results()))
        .isEqualTo("delete 0/0/0, delete 0/0/0, anonymise (ip) 2/2/0, anonymise (body) 2/0/2");

    assertThat(base.rows("select id, author, ip, body from note_comments"))
        .isEqualTo("(1,Léa,,one) (2,Max,,two) (3,Ana,,three)");
  }
}
