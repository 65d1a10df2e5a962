package fr.oubli.intake;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.model.session.NightWork;
import fr.oubli.platform.console.RunLock;
import fr.oubli.testing.Company;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedIT {

  private static Company company;
  private static Fed fed;

  @BeforeAll
  static void open() {
    company = new Company();
    fed = new Fed(company, LocalDate.of(2026, 11, 30));
  }

  @AfterAll
  static void close() {
    company.close();
  }

  @AfterEach
  void empty() {
    fed.empty();
  }

  @Test
  void ordersComeInWithTheirCustomers() {
    assertThat(
            fed.bring(
                "site",
                Fed.ORDERS
                    + Fed.order("Marie@Exemple.fr", "01/03/2026 10:30", "120,50")
                    + Fed.order("marie@exemple.fr", "02/03/2026 10:30", "")
                    + Fed.order("paul@exemple.fr", "03/03/2026 10:30", "12")))
        .containsExactly(
            "feed " + feed() + ", orders: 3 lines read",
            "  customers: 2 inserted",
            "  orders: 3 inserted",
            "exit 0");
    assertThat(
            company.text(
                "select string_agg(concat_ws(' ', c.email, o.channel, o.status,"
                    + " o.ordered_at at time zone 'UTC', o.amount_incl_tax), ', '"
                    + " order by o.ordered_at) from orders o join customers c"
                    + " on c.id = o.customer_id"))
        .isEqualTo(
            "marie@exemple.fr site done 2026-03-01 09:30:00 120.50,"
                + " marie@exemple.fr site done 2026-03-02 09:30:00,"
                + " paul@exemple.fr site done 2026-03-03 09:30:00 12.00");
  }

  @Test
  void theSameFileTwiceChangesNothing() {
    String first =
        Fed.ORDERS
            + Fed.order("marie@exemple.fr", "01/03/2026 10:30", "120,50")
            + Fed.order("paul@exemple.fr", "03/03/2026 10:30", "12");
    fed.bring("site", first);
    Map<String, String> rows = company.rows();
    company.jdbc().update("update oubli.feed set ended_at = '2026-11-30 23:30+00'");

    List<String> again = fed.bring("site", first);
    assertThat(again).hasSize(2).last().isEqualTo("exit 0");
    assertThat(again.get(0))
        .endsWith("was brought in on 2026-12-01, as feed " + feed() + ": nothing to do");
    assertThat(company.rows()).isEqualTo(rows);
  }

  @Test
  void aFileThatChangedIsAnotherFeed() {
    String first =
        Fed.ORDERS
            + Fed.order("marie@exemple.fr", "01/03/2026 10:30", "120,50")
            + Fed.order("paul@exemple.fr", "03/03/2026 10:30", "12");
    fed.bring("site", first);
    assertThat(
            fed.bring(
                "site",
                first.replace(";12\n", ";13\n") + Fed.order("x@y.fr", "04/03/2026 09:00", "")))
        .contains("  customers: 1 inserted", "  orders: 1 updated, 1 inserted, 1 unchanged");
    assertThat(company.count("orders where amount_incl_tax = 13")).isOne();
  }

  @Test
  void anEmptyCellSaysNothing() {
    fed.bring("site", Fed.ORDERS + Fed.order("marie@exemple.fr", "01/03/2026 10:30", "120,50"));
    assertThat(
            fed.bring("site", Fed.ORDERS + Fed.order("marie@exemple.fr", "01/03/2026 10:30", "")))
        .contains("  orders: 1 unchanged");
    assertThat(company.count("orders where amount_incl_tax = 120.50")).isOne();
  }

  @Test
  void anAccountThatIsThereStaysAsItIs() {
    company.customer("marie@exemple.fr", "+33612345678");
    fed.bring("site", Fed.ORDERS + Fed.order("MARIE@exemple.fr", "01/03/2026 10:30", ""));
    assertThat(company.text("select string_agg(first_name || city, ',') from customers")).isNull();
    assertThat(company.count("customers where first_name = 'Jeanne'")).isOne();
    assertThat(company.count("orders o join customers c on c.id = o.customer_id")).isOne();
  }

  @Test
  void ofTwoLinesWithOneKeyTheLaterCounts() {
    assertThat(
            fed.bring(
                "site",
                Fed.ORDERS
                    + Fed.order("marie@exemple.fr", "01/03/2026 10:30", "1")
                    + Fed.order("paul@exemple.fr", "01/03/2026 10:30", "5")
                    + Fed.order("marie@exemple.fr", "01/03/2026 10:30", "2")))
        .contains("  orders: 2 inserted, 1 superseded", "exit 0");
    assertThat(company.count("orders where amount_incl_tax = 2 and email like 'marie%'")).isOne();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a mark", "Windows", "quotes", "another order", "empty lines"})
  void aFileIsReadAsItIsWritten(String how) {
    String plain = Fed.ORDERS + Fed.order("marie@exemple.fr", "01/03/2026 10:30", "120,50");
    String written =
        switch (how) {
          case "a mark" -> "\uFEFF" + plain;
          case "Windows" -> plain.replace("\n", "\r\n");
          case "quotes" -> plain.replace("porte claquée", "\"porte\nclaquée ; \"\"vite\"\"\"");
          case "another order" ->
              plain.lines().map(FeedIT::turned).reduce("", (all, line) -> all + line + "\n");
          default -> plain.replace("\n", "\n\n\r\n");
        };
    assertThat(fed.bring("site", written)).contains("  orders: 1 inserted", "exit 0");
    assertThat(company.text("select problem from orders"))
        .isEqualTo(how.equals("quotes") ? "porte\nclaquée ; \"vite\"" : "porte claquée");
    assertThat(company.count("orders where amount_incl_tax = 120.50")).isOne();
  }

  private static String turned(String line) {
    int last = line.lastIndexOf(';');
    return line.substring(last + 1) + ";" + line.substring(0, last);
  }

  @Test
  void theApplicationWritesCommasAndIsoTimes() {
    assertThat(
            fed.bring(
                "app",
                """
                e-mail,prénom,nom,téléphone,adresse,ville,code postal,étage,problème,reçue le
                marie@exemple.fr,Marie,Durand,06 12 34 56 78,,,,,"clé, perdue",2026-03-01T23:30:00Z
                """))
        .contains("  contact_requests: 1 inserted", "exit 0");
    assertThat(
            company.count("contact_requests where channel = 'mobile' and problem = 'clé, perdue'"))
        .isOne();
  }

  @Test
  void theTelephoneWritesInWindowsCharactersAndNamesPeopleByNumber() {
    byte[] calls =
        """
        commencé le;numéro;agent;durée;fichier;e-mail
        01/03/2026 10:30:05;06 12 34 56 78;Zoé;61;2026/a.mp3;
        """
            .getBytes(Charset.forName("windows-1252"));
    assertThat(fed.bring("phone", calls, 1L)).contains("  recordings: 1 inserted", "exit 0");
    assertThat(company.count("recordings where agent = 'Zoé' and duration_seconds = 61")).isOne();
  }

  private static long feed() {
    return Long.parseLong(String.valueOf(company.text("select max(id) from oubli.feed")));
  }

  @Test
  void twoFeedsOrAFeedAndANightDoNotRunAtOnce() {
    try (RunLock night = RunLock.acquire(company.dataSource(), RunLock.CHANGES)) {
      assertThat(fed.bring("site", Fed.ORDERS + Fed.order("a@b.fr", "01/03/2026 10:30", "")))
          .last()
          .isEqualTo("exit 75");
    }
  }

  @Test
  void aColumnThatNobodyMappedStopsAFeedAsItStopsANight() {
    company.jdbc().execute("alter table orders add column telegram text");
    try {
      List<String> told =
          fed.bring("site", Fed.ORDERS + Fed.order("a@b.fr", "01/03/2026 10:30", ""));
      assertThat(told).last().isEqualTo("exit 4");
      assertThat(told.get(0)).contains("telegram");
    } finally {
      company.jdbc().execute("alter table orders drop column telegram");
    }
  }

  @Test
  void theRegisterSaysWhatCameInAndNobodysName() throws IOException {
    StringBuilder file = new StringBuilder(Fed.ORDERS);
    for (int i = 10; i < 40; i++) {
      file.append(Fed.order("markera@exemple.fr", "01/03/2026 10:" + i, "1"));
    }
    file.append(Fed.order("markerb@exemple.fr", "30/02/2026 10:30", "1"));
    fed.bring("site", file.toString());
    assertThat(
            company.text(
                "select string_agg(concat_ws(' ', channel, kind, file_name, state, operator, lines,"
                    + " bad), '') from oubli.feed"))
        .isEqualTo("site orders file.csv done test-operator 31 1");
    assertThat(
            company.text(
                "select string_agg(concat_ws(' ', collection, outcome, lines), ', '"
                    + " order by collection) from oubli.feed_count"))
        .isEqualTo("customers inserted 1, orders inserted 30");
    company
        .dump()
        .forEach(
            (table, rows) -> {
              if (table.startsWith("oubli.")) {
                assertThat(rows).as(table).doesNotContain("marker").doesNotContain("rue Haute");
              }
            });
  }

  @Test
  void theNightEndsAFileOfBadLinesAndWhatAKilledFeedLeft() throws IOException {
    StringBuilder file = new StringBuilder(Fed.ORDERS);
    for (int i = 10; i < 40; i++) {
      file.append(Fed.order("p@exemple.fr", "01/03/2026 10:" + i, "1"));
    }
    fed.bring("site", file + Fed.order("marie@exemple.fr", "30/02/2026 10:30", "1"));
    Path rejected = fed.rejected().resolve("site-orders-" + feed() + ".csv");
    company.jdbc().execute("create table oubli.feed_lines_9 (c0 text)");

    assertThat(night("2026-12-30").lines()).isEmpty();
    assertThat(rejected).exists();
    assertThat(company.count("pg_tables where tablename = 'feed_lines_9'")).isZero();
    String written = Files.readString(rejected);
    Files.writeString(rejected, written + "more");
    NightWork.Done stays = night("2026-12-31");
    assertThat(stays.complete()).isFalse();
    assertThat(stays.lines().get(0)).contains("it is not what Oubli wrote there");
    Files.writeString(rejected, written);
    assertThat(night("2026-12-31").lines())
        .containsExactly("1 file of bad lines, whose period is over, is removed");
    assertThat(rejected).doesNotExist();
    assertThat(night("2027-12-31").lines()).isEmpty();
  }

  private static NightWork.Done night(String day) {
    return new EndedFeeds.Night(company.dataSource(), LocalDate.parse(day), Period.ofDays(30))
        .end();
  }
}
