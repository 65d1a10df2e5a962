package fr.oubli.reports;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.console.Progress;
import fr.oubli.purge.NightlyPurge;
import fr.oubli.purge.PurgeOutcome;
import fr.oubli.registers.hold.HoldRegister;
import fr.oubli.registers.hold.HoldRegister.Scope;
import fr.oubli.reports.ComplianceState.Finding;
import fr.oubli.testing.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CompliancePageIT {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
  private static final String MARK = "zzmarker";

  private final Shop shop = Shop.fresh();

  @AfterEach
  void close() {
    shop.close();
  }

  private PurgeOutcome purge() {
    return new NightlyPurge(
            shop.policy(),
            Shop.map(),
            shop.dataSource(),
            Progress.silent(),
            Clock.systemUTC(),
            new CompliancePage())
        .run(shop.options(TODAY, false, null));
  }

  private String page() throws IOException {
    return CompliancePageTest.plain(shop.reports().resolve(TODAY.toString()).resolve("index.html"));
  }

  private ComplianceState state(LocalDate today) {
    return ComplianceState.latest(shop.dataSource(), shop.policy(), Shop.map(), today)
        .orElseThrow();
  }

  private List<String> findings(LocalDate today) {
    return state(today).findings(shop.policy().sha256()).stream().map(Finding::key).toList();
  }

  private void cookies(int count, @Nullable String setAt) {
    String day = setAt == null ? "null" : "'" + setAt + "'::timestamptz";
    shop.jdbc()
        .execute(
            "insert into cookies (value, set_at) select 'x', %s from generate_series(1, %d)"
                .formatted(day, count));
  }

  @Test
  void aNightWritesThePageAndNamesIt() throws IOException {
    cookies(3, "2020-01-01");
    cookies(5, "2026-10-01");

    PurgeOutcome outcome = purge();

    assertThat(outcome.written()).anyMatch(file -> file.endsWith("index.html"));
    assertThat(page())
        .contains("Oui, tout est en ordre.", "<html lang=\"fr\">", "<svg role=\"img\"");
    assertThat(findings(TODAY)).isEmpty();
  }

  @Test
  void thePageRefersToNothingOutsideItself() throws IOException {
    cookies(5, "2026-10-01");
    purge();

    assertThat(page())
        .doesNotContain("http:", "https:", "<script", "<link", "<img", "url(", "@import", "src=")
        .doesNotContainPattern("href=\"[^#]")
        // A signature in base 64 may hold two slashes: an address is what begins with them.
        .doesNotContainPattern("(?<![A-Za-z0-9+/])//");
    assertThat(Pattern.compile("href=\"#([^\"]+)\"").matcher(page()).results().map(m -> m.group(1)))
        .isNotEmpty()
        .allSatisfy(anchor -> assertThat(page()).contains("id=\"" + anchor + "\""));
  }

  @Test
  void everyColourOfAPlotIsThePages() throws IOException {
    cookies(5, "2026-10-01");
    cookies(2, "2020-10-01");
    new HoldRegister(shop.dataSource())
        .add(Scope.COLLECTION, "cookies", null, "audit", "Legal", TODAY.plusDays(9), "me");
    purge();

    assertThat(plots()).isNotEmpty().allSatisfy(svg -> assertThat(svg).doesNotContain("rgb("));
    assertThat(plots().get(0)).contains("var(--kept)", "var(--over)", "stroke-dasharray", "<text");
  }

  private List<String> plots() throws IOException {
    return Pattern.compile("<svg.*?</svg>", Pattern.DOTALL)
        .matcher(page())
        .results()
        .map(match -> match.group())
        .toList();
  }

  @Test
  void figuresAreThoseOfTheDatabase() throws IOException {
    cookies(7, "2020-01-01");
    cookies(11, "2026-10-01");
    cookies(2, null);
    long kept = shop.cookie("2024-01-01");
    new HoldRegister(shop.dataSource())
        .add(Scope.ROW, "cookies", Long.toString(kept), "audit", "Legal", TODAY.plusDays(9), "me");
    purge();

    String row =
        "<tr><td>cookies</td><td>cookies</td><td>suppression</td><td>22/10/2025</td>"
            + cells(8, 7, 1, 0, 0, 0, 2);
    assertThat(page()).contains(row).contains("11 dans le délai, 1 au-delà de la limite");
    assertThat(shop.count("cookies")).isEqualTo(11 + 1 + 2);
  }

  private static String cells(long... figures) {
    StringBuilder cells = new StringBuilder();
    for (long figure : figures) {
      cells.append("<td class=\"n\">").append(figure).append("</td>");
    }
    return cells.toString();
  }

  @Test
  void aLargeCollectionIsSampledAndSaysSo() throws IOException {
    cookies(400_000, "2026-10-01");
    shop.jdbc().execute("analyze cookies");
    purge();

    assertThat(page()).contains("Estimation sur un échantillon");
    assertThat(
            Double.parseDouble(
                Objects.requireNonNull(
                    shop.text("select sum(row_count) from oubli.run_age where sampled"))))
        .isBetween(300_000.0, 500_000.0);
    assertThat(page().length()).isLessThan(500_000);
  }

  @Test
  void personsThatNoRuleEverReachesAreToBeLookedAt() throws IOException {
    shop.customer("never-ordered@exemple.fr", "2026-10-01 10:00+00");
    purge();
    assertThat(findings(TODAY)).isEmpty();

    shop.amend(
        "customers.created_at, contact_requests.received_at", "contact_requests.received_at");
    purge();

    assertThat(findings(TODAY)).contains("watch-unreached");
    assertThat(page()).contains("1 personne n'a aucune date", "Oui, mais quelqu'un doit regarder");
  }

  @Test
  void whatIsNotInOrderIsSaidFirst() throws IOException {
    cookies(2, null);
    new HoldRegister(shop.dataSource())
        .add(Scope.COLLECTION, "orders", null, "audit", "Legal", TODAY.minusDays(1), "me");
    request("open", TODAY.minusDays(40), TODAY.minusDays(9));
    request("verified", TODAY.minusDays(28), TODAY.plusDays(3));
    request("suspended", TODAY.minusDays(90), TODAY.minusDays(50));
    shop.jdbc()
        .update(
            "insert into oubli.notice select id, 'Support SA', '2026-11-03' from oubli.request");
    purge();

    assertThat(findings(TODAY))
        .containsExactly(
            "broken-late", "watch-quarantine", "watch-holds", "watch-soon", "watch-notices");
    assertThat(page())
        .contains(
            "Non, tout n'est pas en ordre.",
            "1 demande est en retard",
            "2 lignes sont en quarantaine",
            "1 gel a dépassé sa date de revue",
            "9 jours de retard",
            "délai suspendu",
            "3 notifications à des destinataires restent à envoyer, la plus ancienne rédigée le"
                + " 03/11/2026");
    assertThat(findings(TODAY.plusDays(3))).startsWith("broken-silence");
  }

  private void request(String state, LocalDate received, LocalDate deadline) {
    shop.accessRequest(
        "received_on",
        received,
        "deadline",
        deadline,
        "state",
        state,
        "suspended_on",
        state.equals("suspended") ? received : null,
        "opened_by",
        "me");
  }

  @Test
  void aRunThatDidNotEndAndAnUnexplainedRowAreNotInOrder() {
    purge();
    shop.jdbc()
        .update(
            "insert into oubli.run (as_of, policy, policy_sha256, map_sha256, operator, state)"
                + " values ('2026-11-24', 'shop', 'x', 'y', 'me', 'failed')");
    shop.jdbc()
        .update(
            "update oubli.run_result set remaining = held + restricted + 3 where rule = 'cookies'");

    assertThat(findings(TODAY)).containsExactly("broken-remaining", "broken-unfinished");
  }

  @Test
  void itCanBeWrittenAgainInEnglishFromTheEvidenceAlone() throws IOException {
    cookies(5, "2026-10-01");
    purge();
    shop.jdbc().execute("drop table cookies cascade");

    Path page =
        new PageFiles(
                shop.policy(),
                Shop.map(),
                ReportWords.Language.EN,
                shop.reports().resolve("again"),
                Instant.now(),
                null)
            .ofToday(state(TODAY), shop.dataSource())
            .get(0);

    assertThat(Files.readString(page))
        .contains("Yes, everything is in order.", "5 within the period", "<html lang=\"en\">")
        .doesNotContain(">2026-</text>")
        .doesNotContain("Règle");
  }

  @Test
  void bothLanguagesSayTheSame() {
    ReportWords english = new ReportWords(ReportWords.Language.EN);
    ReportWords french = new ReportWords(ReportWords.Language.FR);
    assertThat(french.all().keySet()).containsAll(english.all().keySet());
    assertThat(english.all())
        .allSatisfy(
            (key, text) -> assertThat(marks(text)).as(key).isEqualTo(marks(french.text(key))));
  }

  private static long marks(String text) {
    return Pattern.compile("%s").matcher(text).results().count();
  }

  @Test
  void everyTextOfThePageExistsInBothLanguages() throws IOException {
    Path templates = Path.of("src/main/resources/fr/oubli/reports");
    try (Stream<Path> files = Files.list(templates)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".mustache")).toList()) {
        boolean page =
            List.of("page.mustache", "seal.mustache").contains(file.getFileName().toString());
        Matcher used = Pattern.compile("\\{\\{w\\.([^}]+)}}").matcher(Files.readString(file));
        while (used.find()) {
          assertThat(new ReportWords(ReportWords.Language.FR).all())
              .as(file.toString())
              .containsKey(used.group(1));
          if (page) {
            assertThat(new ReportWords(ReportWords.Language.EN).all()).containsKey(used.group(1));
          }
        }
      }
    }
  }

  @Test
  void noPersonalValueReachesIt() throws IOException {
    long customer =
        shop.insert(
            "customers",
            "email",
            MARK + "@example.fr",
            "first_name",
            MARK,
            "last_name",
            MARK,
            "phone",
            MARK,
            "created_at",
            "2025-01-01");
    shop.insert("cookies", "value", MARK, "set_at", null);
    shop.insert("contact_requests", "customer_id", customer, "email", MARK, "problem", MARK);
    new HoldRegister(shop.dataSource())
        .add(
            Scope.SUBJECT,
            "customers",
            Long.toString(customer),
            "complaint of " + MARK,
            "Legal",
            TODAY.minusDays(1),
            "me");
    request("open", TODAY.minusDays(40), TODAY.minusDays(9));
    shop.jdbc()
        .update(
            "update oubli.request set outcome = ?, extension_reason = ?, extended_on = received_on,"
                + " identity_means = ?, reply = ?",
            MARK,
            MARK,
            MARK,
            MARK);
    shop.jdbc()
        .update(
            "insert into oubli.request_identity select id, 'email', ? from oubli.request", MARK);
    purge();

    assertThat(page()).contains("1 gel a dépassé sa date de revue").doesNotContain(MARK);
  }
}
