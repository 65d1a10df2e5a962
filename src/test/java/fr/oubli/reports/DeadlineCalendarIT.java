package fr.oubli.reports;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.registers.hold.HoldRegister;
import fr.oubli.registers.hold.HoldRegister.Scope;
import fr.oubli.testing.Calendar;
import fr.oubli.testing.OubliProcess;
import fr.oubli.testing.Plain;
import fr.oubli.testing.Shop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a calendar shows that imports the file again and again. */
class DeadlineCalendarIT {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
  private static final String MARK = "zzmarker";

  private final Shop shop = Shop.fresh();

  @AfterEach
  void close() {
    shop.close();
  }

  private long request(String kind, String state) {
    return request(kind, state, null);
  }

  private long request(String kind, String state, @Nullable String suspendedOn) {
    long id =
        shop.insert(
            "oubli.request",
            "kind",
            kind,
            "state",
            state,
            "channel",
            "email",
            "quality",
            "person",
            "received_on",
            "2026-11-20",
            "deadline",
            "2026-12-21",
            "suspended_on",
            suspendedOn,
            "identity_means",
            MARK,
            "opened_by",
            MARK);
    shop.insert("oubli.request_event", "request", id, "operator", "me", "step", "opened");
    return id;
  }

  private String text() {
    return CalendarFile.text(
        "Oubli",
        new DeadlineCalendar(shop.dataSource(), TODAY).events(),
        Instant.parse("2026-11-23T08:00:00Z"));
  }

  private Map<String, String> event(String what) {
    return Calendar.events(text()).entrySet().stream()
        .filter(each -> each.getKey().startsWith(what + "@"))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow();
  }

  private static String summary(Map<String, String> event) {
    return Plain.text(Objects.requireNonNull(event.get("SUMMARY")));
  }

  @Test
  void anOpenRequestStandsOnItsLastDay() {
    long id = request("access", "open");

    Map<String, String> event = event("request-" + id);

    assertThat(event)
        .containsEntry("DTSTART", "20261221")
        .containsEntry("STATUS", "CONFIRMED")
        .containsEntry(
            "SUMMARY",
            "Demande n°\u00a0%d (accès)\u00a0: dernier jour pour répondre".formatted(id));
  }

  @Test
  void whatChangesKeepsItsIdentityAndHasAHigherSequence() {
    long id = request("erasure", "open");
    Map<String, String> before = event("request-" + id);

    shop.jdbc()
        .update(
            "update oubli.request set extended_on = '2026-11-23', extension_reason = ?,"
                + " deadline = '2027-02-22' where id = ?",
            MARK,
            id);
    shop.insert("oubli.request_event", "request", id, "operator", "me", "step", "extended");

    Map<String, String> after = event("request-" + id);
    assertThat(after)
        .containsEntry("UID", before.get("UID"))
        .containsEntry("DTSTART", "20270222")
        .containsEntry("SEQUENCE", "2");
    assertThat(before).containsEntry("SEQUENCE", "1");
    assertThat(summary(after)).contains("prolongée : dernier jour pour répondre");
  }

  @Test
  void aSuspendedRequestIsNotYetOnADay() {
    long id = request("access", "suspended", "2026-11-21");

    assertThat(event("request-" + id)).containsEntry("STATUS", "TENTATIVE");
    assertThat(summary(event("request-" + id))).endsWith("(accès) : délai suspendu");
  }

  @Test
  void whatIsOverIsCancelledAndLaterForgotten() {
    long id = request("access", "open");
    long old = request("access", "open");
    shop.jdbc()
        .update(
            "update oubli.request set state = 'closed', ended_on = '2026-11-23' where id = ?", id);
    shop.jdbc()
        .update(
            "update oubli.request set state = 'closed', ended_on = '2025-10-22' where id = ?", old);

    assertThat(event("request-" + id)).containsEntry("STATUS", "CANCELLED");
    assertThat(text()).doesNotContain("request-" + old + "@");
  }

  @Test
  void holdsAndRestrictionsAreLookedAtAgain() {
    HoldRegister holds = new HoldRegister(shop.dataSource());
    long hold =
        holds.add(
            Scope.ROW, "cookies", MARK, MARK, MARK, LocalDate.of(2027, 1, 31), "test-operator");
    long request = request("restriction", "verified");
    for (String day : List.of("2027-03-31", "2027-02-28")) {
      shop.insert(
          "oubli.hold",
          "kind",
          "restriction",
          "scope",
          "row",
          "collection",
          "cookies",
          "row_key",
          MARK + day,
          "reason",
          MARK,
          "owner",
          MARK,
          "review_on",
          day,
          "added_by",
          MARK,
          "request",
          request);
    }

    assertThat(event("hold-" + hold))
        .containsEntry("DTSTART", "20270131")
        .containsEntry("SEQUENCE", "0");
    assertThat(summary(event("hold-" + hold))).isEqualTo("Gel n° " + hold + " : à revoir");
    assertThat(event("restriction-" + request)).containsEntry("DTSTART", "20270228");
    assertThat(text()).doesNotContain(MARK);

    holds.release(hold, "test-operator");
    shop.jdbc()
        .update(
            "update oubli.hold set released_at = now(), released_by = 'me' where request = ?",
            request);

    assertThat(event("hold-" + hold))
        .containsEntry("STATUS", "CANCELLED")
        .containsEntry("SEQUENCE", "1");
    assertThat(event("restriction-" + request)).containsEntry("STATUS", "CANCELLED");
  }

  @Test
  void theCommandWritesItWhereASubscriptionFindsIt() throws Exception {
    request("access", "open");
    Path file = shop.folder().resolve("shared/echeances.ics");
    OubliProcess process =
        shop.command(
            "calendar",
            "--output",
            file.toString(),
            "--policy",
            "src/test/resources/shop/policy.yml",
            "--datamap",
            "src/test/resources/shop/datamap.yml");

    process.finish(ExitCode.DONE);
    assertThat(process.output())
        .containsExactly("1 days to remember, 0 that are over", "wrote " + file);
    assertThat(Calendar.events(Files.readString(file))).hasSize(1);
  }
}
