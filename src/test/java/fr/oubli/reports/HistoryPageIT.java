package fr.oubli.reports;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.console.Progress;
import fr.oubli.purge.NightlyPurge;
import fr.oubli.purge.PurgeOutcome;
import fr.oubli.reports.ReportWords.Language;
import fr.oubli.testing.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** No run's page is lost, and one page leads to all of them. */
class HistoryPageIT {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
  private static final Pattern LINK = Pattern.compile("<a href=\"([^\"]+)\">");

  private final Shop shop = Shop.fresh();

  @AfterEach
  void close() {
    shop.close();
  }

  private PurgeOutcome night(Shop where, LocalDate day) {
    return new NightlyPurge(
            where.policy(),
            Shop.map(),
            where.dataSource(),
            Progress.silent(),
            Clock.systemUTC(),
            new CompliancePage())
        .run(shop.options(day, false, null));
  }

  private void cookie(Shop where, String setAt) {
    where.jdbc().execute("insert into cookies (value, set_at) values ('x', " + setAt + ")");
  }

  private List<Path> english(LocalDate day) {
    ComplianceState state =
        ComplianceState.latest(shop.dataSource(), shop.policy(), Shop.map(), day).orElseThrow();
    return new PageFiles(
            shop.policy(),
            Shop.map(),
            Language.EN,
            shop.reports().resolve(day.toString()),
            Instant.now(),
            null)
        .ofToday(state, shop.dataSource());
  }

  private String history(String name) throws IOException {
    return Files.readString(shop.reports().resolve(name));
  }

  /** The files that the page over all days leads to, and what stands in them. */
  private Map<String, String> linked() throws IOException {
    Map<String, String> linked = new HashMap<>();
    for (var match : LINK.matcher(history("index.html")).results().toList()) {
      linked.put(match.group(1), Files.readString(shop.reports().resolve(match.group(1))));
    }
    return linked;
  }

  @Test
  void threeNightsOnOneDayInTwoLanguagesAreAllFoundFromOnePage() throws IOException {
    for (int run = 1; run <= 3; run++) {
      cookie(shop, "'2020-01-0" + run + "'");
      night(shop, DAY);
      english(DAY);
    }

    assertThat(linked().keySet())
        .containsExactlyInAnyOrder(
            "2026-11-23/run-1.html",
            "2026-11-23/run-1.en.html",
            "2026-11-23/run-2.html",
            "2026-11-23/run-2.en.html",
            "2026-11-23/run-3.html",
            "2026-11-23/run-3.en.html");
    linked()
        .forEach(
            (name, page) ->
                assertThat(page)
                    .as(name)
                    .contains(
                        name.endsWith(".en.html") ? "<html lang=\"en\">" : "<html lang=\"fr\">",
                        shop.text(
                            "select digest from oubli.seal where run = "
                                + name.replaceAll(".*run-(\\d+).*", "$1"))));
    assertThat(history("index.en.html")).contains("3 runs", "<html lang=\"en\">");
    assertThat(shop.reports().resolve("2026-11-23/index.html")).exists();
  }

  @Test
  void aPageStaysAsItWasWritten() throws IOException {
    night(shop, DAY);
    Path page = shop.reports().resolve("2026-11-23/run-1.html");
    String before = Files.readString(page);

    cookie(shop, "null");
    night(shop, DAY);
    night(shop, DAY.plusDays(1));
    english(DAY);

    assertThat(Files.readString(page)).isEqualTo(before);
  }

  /** Two databases count their runs alike, and may write into one folder. */
  @Test
  void theRunsOfAnotherDatabaseKeepTheirPages() throws IOException {
    night(shop, DAY);
    String ours = Files.readString(shop.reports().resolve("2026-11-23/run-1.html"));
    try (Shop other = Shop.fresh()) {
      night(other, DAY);
      String digest = other.text("select digest from oubli.seal");

      assertThat(Files.readString(shop.reports().resolve("2026-11-23/run-1.html"))).isEqualTo(ours);
      assertThat(linked().keySet())
          .containsExactly("2026-11-23/run-1-" + String.valueOf(digest).substring(0, 8) + ".html");
    }
    night(shop, DAY.plusDays(1));

    assertThat(linked().keySet())
        .containsExactlyInAnyOrder("2026-11-23/run-1.html", "2026-11-24/run-2.html");
  }

  @Test
  void whatBecameOfEachRunIsTold() throws IOException {
    night(shop, DAY);
    cookie(shop, "null");
    night(shop, DAY.plusDays(1));
    shop.jdbc()
        .execute(
            """
            create function stop() returns trigger language plpgsql as $$ begin
              raise exception 'stop'; end $$;
            create trigger stop before delete on cookies execute function stop();
            """);
    cookie(shop, "'2020-01-01'");
    night(shop, DAY.plusDays(2));
    english(DAY.plusDays(2));

    String page = history("index.en.html");
    assertThat(
            Pattern.compile("<td class=\"(\\w+)\">").matcher(page).results().map(m -> m.group(1)))
        .containsExactly("unfinished", "watch", "fine");
    assertThat(page).contains("not finished", "to be looked at", "in order");
  }

  /** A run whose page was written over by an earlier version has none, which is told as such. */
  @Test
  void aRunWithoutAPageIsStillListed() throws IOException {
    night(shop, DAY);
    Files.delete(shop.reports().resolve("2026-11-23/run-1.html"));
    night(shop, DAY.plusDays(1));

    assertThat(linked().keySet()).containsExactly("2026-11-24/run-2.html");
    assertThat(history("index.html"))
        .contains("<th scope=\"row\" data-name=\"Passage\">1</th>", "<td>–</td>");
  }

  @Test
  void frenchIsSetAsItIsPrinted() throws IOException {
    cookie(shop, "null");
    night(shop, DAY);

    for (String page : List.of(history("index.html"), history("2026-11-23/run-1.html"))) {
      String prose = page.replaceAll("(?s)<(style|svg|pre|code)\\b.*?</\\1>|<[^>]*>", "");
      assertThat(prose)
          .contains("’", "\u00a0;")
          .doesNotContainPattern("\\p{L}'\\p{L}")
          .doesNotContainPattern(" [:;?!»%]");
    }
  }
}
