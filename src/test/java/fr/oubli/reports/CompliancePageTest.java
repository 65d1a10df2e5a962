package fr.oubli.reports;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.evidence.RunRegister.Terms;
import fr.oubli.evidence.Seal;
import fr.oubli.evidence.SealedFacts;
import fr.oubli.evidence.SignedSeal;
import fr.oubli.model.datamap.DataMapFile;
import fr.oubli.model.policy.PolicyFile;
import fr.oubli.reports.ComplianceState.History;
import fr.oubli.reports.ComplianceState.Holds;
import fr.oubli.reports.ComplianceState.Removals;
import fr.oubli.reports.ComplianceState.Requests;
import fr.oubli.reports.RegisterReader.Answered;
import fr.oubli.reports.RegisterReader.Notices;
import fr.oubli.reports.ReportWords.Language;
import fr.oubli.reports.RequestFacts.Dates;
import fr.oubli.reports.RequestFacts.Notice;
import fr.oubli.reports.RequestFacts.Suspension;
import fr.oubli.reports.RunFacts.Counts;
import fr.oubli.reports.RunFacts.Execution;
import fr.oubli.reports.RunFacts.Line;
import fr.oubli.reports.RunFacts.Night;
import fr.oubli.reports.RunFacts.Stay;
import fr.oubli.rights.request.RequestState;
import fr.oubli.rights.request.Right;
import fr.oubli.rights.version.VersionCounts.Counted;
import fr.oubli.schema.catalog.StoredParts;
import fr.oubli.schema.catalog.TableFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The page of states that are rare or extreme, without a database. */
class CompliancePageTest {

  private static final LocalDate CUTOFF = LocalDate.of(2021, 11, 27);
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
  private static final String LONG_NAME = "personnes_qui_ont_commande_".repeat(5) + "<&\">";

  @TempDir private Path folder;

  private final List<Line> lines = new ArrayList<>();
  private final List<Night> nights = new ArrayList<>();
  private final List<RequestFacts> waiting = new ArrayList<>();
  private @Nullable Period backups;
  private Removals removals = new Removals(0, 0, List.of());

  private String page(Language language) throws IOException {
    RunFacts run =
        new RunFacts(
            1,
            new Terms(TODAY, "ou-serrurier", "0".repeat(64), "1".repeat(64), null, null),
            new Execution("me", NOON),
            lines,
            new SignedSeal(
                new Seal(
                    1,
                    1,
                    new Seal.Range(0, 0, 0, 0),
                    "r",
                    "",
                    NOON.toString(),
                    new SealedFacts(List.of())),
                "document",
                "digest",
                "signature",
                "key"));
    ComplianceState state =
        new ComplianceState(
            TODAY,
            run,
            new History(List.of(), nights, 0, Map.of()),
            new Requests(
                waiting, new Answered(0, 0, null, 0), new Notices(0, null), Counted.NOTHING),
            new Holds(0, List.of()),
            List.of(),
            removals);
    return plain(
        new PageFiles(
                PolicyFile.read(Path.of("jobs/policy.yml")),
                DataMapFile.read(Path.of("jobs/datamap.yml")),
                language,
                folder,
                Instant.now(),
                backups)
            .page(state, folder.resolve("index.html")));
  }

  /** A page with plain signs, as its sentences are written. */
  static String plain(Path page) throws IOException {
    return Files.readString(page).replace('\u00a0', ' ').replace('’', '\'');
  }

  @Test
  void whatOthersKeptFromTheNightIsWatchedAndNotUnexplained() throws IOException {
    lines.add(
        new Line(
            1,
            "cookies",
            "cookies",
            "delete",
            CUTOFF,
            new Counts(9, 7, 0, 0, 0, new Stay(2, 0, 0, 2), 0),
            List.of()));
    removals = new Removals(0, 1, List.of());

    assertThat(page(Language.FR))
        .contains("autres sessions les tenaient : la nuit suivante les reprend")
        .contains(" : chaque nuit réessaie, et dit pourquoi");
    assertThat(lines.get(0).unexplained()).isZero();
    assertThat(page(Language.EN))
        .contains("2 rows past their date stay, since other sessions were at them")
        .contains("1 file of a row that went could not be removed");
  }

  private static TableFiles files(
      String name, long dead, @Nullable Instant vacuumed, @Nullable String fault) {
    return new TableFiles(name, dead, 0, vacuumed, new TableFiles.Rewrites(NOON, fault));
  }

  @Test
  void whatStaysInFilesIsAShortTableOfThoseWhereSomethingWaits() throws IOException {
    removals =
        new Removals(
            0,
            0,
            List.of(
                files("cookies", 1200, NOON, null),
                files("orders", 7, null, null),
                files("messages", 0, NOON, null),
                files(StoredParts.ARCHIVE, 0, null, "locked")));

    assertThat(page(Language.FR))
        .contains(
            "<td>Cookies</td><td class=\"n\">1\u202f200</td><td>27/11/2026 13:00</td>",
            "<td>Commandes</td><td class=\"n\">7</td><td>jamais</td>",
            "2 tables n'ont aucune ligne morte : Messages, l'archive intermédiaire.",
            "La politique ne demande aucune réécriture",
            "l'archive intermédiaire n'a pas pu être réécrite : une autre session la tenait.",
            "1 table n'a pas pu être réécrite")
        .doesNotContain("<td>Messages</td>");
    assertThat(page(Language.EN))
        .contains(
            "<td>Orders</td><td class=\"n\">7</td><td>never</td>",
            "2 tables have no dead row: Messages, the intermediate archive.",
            "The policy asks for no rewrite");
  }

  @Test
  void thePageSaysByWhichDayTheBackupsHaveItNoMoreOrThatNobodyDeclaredIt() throws IOException {
    assertThat(page(Language.FR)).contains("sauvegardes n'est pas déclarée");
    assertThat(page(Language.EN)).contains("How long backups are kept is not declared");
    backups = Period.ofDays(30);
    assertThat(page(Language.FR))
        .contains(
            "gardées 30 jours : ce qui a été détruit le 27/11/2026 en aura disparu le 27/12/2026 au"
                + " plus tard.");
    assertThat(page(Language.EN))
        .contains("destroyed on 2026-11-27 will be gone from them by 2026-12-27.");
  }

  private static List<Element> plots(String page) {
    return Pattern.compile("<svg.*?</svg>", Pattern.DOTALL)
        .matcher(page)
        .results()
        .map(match -> parsed(match.group()))
        .toList();
  }

  private static Element parsed(String svg) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
          .getDocumentElement();
    } catch (SAXException | IOException | ParserConfigurationException e) {
      throw new AssertionError(svg, e);
    }
  }

  private static List<Element> all(Element plot, String tag) {
    NodeList nodes = plot.getElementsByTagName(tag);
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }

  private static double hundredths(Element element, String name) {
    String value = element.getAttribute(name);
    assertThat(value).endsWith("%");
    return Double.parseDouble(value.substring(0, value.length() - 1));
  }

  private static void assertInside(Element bar) {
    assertThat(hundredths(bar, "x")).isBetween(0.0, 100.0);
    assertThat(hundredths(bar, "y")).isBetween(0.0, 100.0);
    assertThat(hundredths(bar, "width")).isBetween(Bar.LEAST, 100.0);
    assertThat(hundredths(bar, "height")).isBetween(Bar.LEAST, 100.0);
  }

  private void night(int back, long done, long held, long quarantined) {
    nights.add(new Night(30 - back, TODAY.minusDays(back), done, held, 0, quarantined));
  }

  private void request(LocalDate deadline) {
    waiting.add(
        new RequestFacts(
            new RequestFacts.Numbers(waiting.size() + 1L, null),
            Right.ACCESS,
            "email",
            RequestState.OPEN,
            new Dates(deadline.minusDays(30), deadline, null, null, null, false),
            new Suspension(null, 0),
            new Notice("", null)));
  }

  @Test
  void ofARunThatFoundNothingAtAllHasNoPlot() throws IOException {
    String page = page(Language.FR);

    assertThat(plots(page)).isEmpty();
    assertThat(page).contains("Cette règle n'a pas été appliquée", "Aucune demande n'attend");
  }

  @Test
  void nothingButZerosIsAnAxisWithoutBars() throws IOException {
    lines.add(Lines.aged("cookies", "cookies", CUTOFF, TODAY, 0, 0, 0, 0));
    night(1, 0, 0, 0);
    night(0, 0, 0, 0);

    String page = page(Language.FR);

    assertThat(page).contains("0 dans le délai, 0 au-delà de la limite");
    assertThat(plots(page))
        .hasSize(3)
        .allSatisfy(
            plot -> {
              assertThat(all(plot, "rect")).isEmpty();
              assertThat(all(plot, "text")).extracting(Element::getTextContent).contains("0", "1");
            });
  }

  @Test
  void oneRowBesideTwoMillionsIsDrawnInsideThePlot() throws IOException {
    lines.add(Lines.aged("cookies", "cookies", CUTOFF, TODAY, 1, 2_000_000, 1, 0, 1_234_567));
    night(1, 2_000_000, 1, 0);
    night(0, 1, 2_000_000, 6);
    request(TODAY.minusDays(1));
    IntStream.range(0, 500).forEach(i -> request(TODAY.plusDays(20)));

    List<Element> plots = plots(page(Language.FR));

    assertThat(plots).hasSize(5);
    assertThat(plots)
        .flatExtracting(plot -> all(plot, "rect"))
        .hasSize(11)
        .allSatisfy(CompliancePageTest::assertInside);
  }

  @Test
  void aNameIsEscapedWhereverItStands() throws IOException {
    lines.add(Lines.aged(LONG_NAME, LONG_NAME, CUTOFF, TODAY, 1, 3, 4));

    String page = page(Language.FR);

    assertThat(page).doesNotContain("<&\">");
    assertThat(plots(page))
        .singleElement()
        .extracting(plot -> plot.getAttribute("aria-label"))
        .asString()
        .contains(LONG_NAME);
  }

  @Test
  void everyPlotSaysWhatItShowsAndWhatItsAxesCount() throws IOException {
    lines.add(Lines.aged("cookies", "cookies", CUTOFF, TODAY, 1, 3, 4));
    night(0, 3, 2, 1);
    request(TODAY.plusDays(3));

    assertThat(plots(page(Language.EN)))
        .hasSize(5)
        .allSatisfy(
            plot -> {
              assertThat(plot.getAttribute("role")).isEqualTo("img");
              assertThat(plot.getAttribute("aria-label")).isNotBlank();
              assertThat(titles(plot)).hasSize(2).doesNotContain("");
            })
        .extracting(plot -> titles(plot).get(1))
        .containsExactly(
            "Start of the period",
            "Day of the run",
            "Day of the run",
            "Day of the run",
            "Requests waiting");
  }

  private static List<String> titles(Element plot) {
    return all(plot, "text").stream()
        .filter(text -> text.getAttribute("class").equals("axis"))
        .map(Element::getTextContent)
        .toList();
  }

  @Test
  void aPageOfVeryManyCollectionsGoesOnWithTheirTablesAlone() throws IOException {
    for (int i = 0; i < 400; i++) {
      lines.add(Lines.aged("cookies", "c" + i, CUTOFF, TODAY, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
    }

    String page = page(Language.FR);

    assertThat(plots(page)).hasSize(120);
    assertThat(page).contains("<h4>c399</h4>");
  }
}
