package fr.oubli.rights.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.rights.erasure.SubjectErase.Erased;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.Right;
import fr.oubli.testing.Desk;
import fr.oubli.testing.Foreign;
import fr.oubli.testing.ShortMap;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An erasure of rows that are between two stages is never less than it would be without them. */
class StagedErasuresIT {

  private final Foreign base = new Foreign();

  @AfterEach
  void close() {
    base.close();
  }

  private void tables(String... rules) {
    base.tables(
        """
        create table people (id bigint primary key, email text);
        create table comments (id bigint primary key, person_id bigint not null references people,
          ip inet, body text, posted_at date not null);
        create index on comments (person_id);
        insert into people values (1, 'lea@ex.fr'), (2, 'max@ex.fr');
        insert into comments values (1, 1, '192.0.2.1', 'one', '2025-01-02'),
          (2, 1, '192.0.2.2', 'two', '2026-10-01'), (3, 2, '192.0.2.3', 'three', '2025-01-02')""");
    base.map(
        new ShortMap()
            .collection("people", "id !", "email @email #user.contact.email")
            .collection(
                "comments",
                "id !",
                "person_id >people.id",
                "ip #user.device.ip_address",
                "body #user.content",
                "posted_at")
            .toString());
    base.policy(
        "policy: stages\nlanguage: 2\nzone: Europe/Paris\n"
            + "subject: { collection: people, same-person-by: [email] }\nrules:\n"
            + rule(
                "people",
                "latest: [comments.posted_at], per: subject",
                "at-most: P5Y",
                "people: anonymise")
            + String.join("", rules)
            + "anonymise: { user.contact.email: { strategy: string_rewrite, value: 'erased-{key}@invalid' },"
            + " user.device.ip_address: null_rewrite, user.content: null_rewrite }\n"
            + "limits: { share-of-collection: 100% }\n");
    assertThat(base.purge("2026-11-20").code()).isEqualTo(ExitCode.DONE);
    assertThat(comments())
        .as("the night took the first stage of what is older than a year")
        .startsWith("(1,,one) (2,192.0.2.2,two) (3,,three)");
  }

  private static String rule(String name, String starts, String keep, String then) {
    return """
      %s:
        cites: section 4
        basis: consent
        starts: { %s }
        keep: { %s }
        then: { %s }
    """
        .formatted(name, starts, keep, then);
  }

  private static String stage(String name, String keep, String then) {
    return rule(name, "row: comments.posted_at", "at-most: " + keep, "comments: " + then);
  }

  private static final String ADDRESS = stage("address", "P1Y", "{ anonymise: [ip] }");
  private static final String TEXT = stage("text", "P3Y", "{ anonymise: [body] }");

  private String comments() {
    return base.text(
        "select string_agg(c::text, ' ' order by c) from (select id, ip, body from comments) c");
  }

  private String erased() {
    Desk desk = new Desk(base, base.policy(), base.map(), LocalDate.of(2026, 11, 23));
    Request request = desk.verified(Right.ERASURE, Identity.email("lea@ex.fr"));
    Erased erased = desk.erasure().erase(request.id());
    String told = told(erased);
    long entries = base.count("oubli.ledger_entry");
    desk.erasure().erase(request.id());
    assertThat(base.count("oubli.ledger_entry")).as("a second erasure").isEqualTo(entries);
    assertThat(base.verifyLedger().faults()).isEmpty();
    return told;
  }

  private static String told(Erased erased) {
    List<String> lines =
        erased.outcomes().stream()
            .map(
                each ->
                    each.collection()
                        + " "
                        + each.kind()
                        + " "
                        + each.rows()
                        + (each.basis() == null ? "" : " " + each.basis() + " " + each.until()))
            .toList();
    return erased.state() + ": " + lines.stream().sorted().collect(Collectors.joining(", "));
  }

  @Test
  void whereARuleDeletesTheRowLaterAnErasureDeletesIt() {
    tables(ADDRESS, TEXT, stage("comment", "P5Y", "delete"));

    assertThat(erased()).isEqualTo("DONE: comments ERASED 2, people ERASED 1");

    assertThat(comments()).isEqualTo("(3,,three)");
    assertThat(base.ledger("comments")).isEqualTo("anonymise (ip) {1,3} delete {1,2}");
  }

  @Test
  void whereStagesAloneEndRowsAnErasureAppliesThemAll() {
    tables(ADDRESS, TEXT);

    assertThat(erased()).isEqualTo("DONE: comments ERASED 2, people ERASED 1");

    assertThat(comments()).isEqualTo("(1,,) (2,,) (3,,three)");
    assertThat(base.ledger("comments"))
        .isEqualTo("anonymise (ip) {1,3} anonymise (ip) {2} anonymise (body) {1,2}");
  }

  @Test
  void whatAHoldKeepsOfSeveralStagesIsToldOnce() {
    tables(ADDRESS, TEXT);
    base.insert(
        "oubli.hold",
        "kind",
        "hold",
        "scope",
        "row",
        "collection",
        "comments",
        "row_key",
        "2",
        "reason",
        "a dispute",
        "owner",
        "dpo",
        "review_on",
        LocalDate.of(2040, 1, 1),
        "added_by",
        "dpo");

    assertThat(erased())
        .isEqualTo(
            "HELD: comments ERASED 1, comments KEPT 1 mesure de conservation enregistrée"
                + " (RGPD art. 17(3)) null, people ERASED 1");

    assertThat(comments()).isEqualTo("(1,,) (2,192.0.2.2,two) (3,,three)");
  }

  @Test
  void aRowThatALastingDutyKeepsIsToldAsKeptThoughItsAddressWent() {
    tables(
        ADDRESS,
        rule(
            "proof",
            "row: comments.posted_at",
            "at-least: P10Y }\n    needs: { comments: [body]",
            "comments: delete"));

    assertThat(erased()).isEqualTo("DONE: comments KEPT 2 consent 2036-10-01, people ERASED 1");

    assertThat(comments()).isEqualTo("(1,,one) (2,,two) (3,,three)");
  }
}
