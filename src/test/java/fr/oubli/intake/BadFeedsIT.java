package fr.oubli.intake;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.testing.Company;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BadFeedsIT {

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
  void aFileThatIsNotWhatItShouldBeIsRefusedAsAWhole() {
    String order = Fed.order("marie@exemple.fr", "01/03/2026 10:30", "1");
    assertThat(fed.bring("site", Fed.ORDERS.replace("montant TTC", "montant") + order))
        .containsExactly(
            "file.csv:1: lacks the column 'montant TTC' and has the unknown column 'montant' of"
                + " 'orders' in jobs/feeds/site.yml; have the file sent again, or mend the mapping",
            "exit 2");
    assertThat(fed.bring("site", Fed.ORDERS.replace(";", ",") + order)).last().isEqualTo("exit 2");
    assertThat(fed.bring("site", (Fed.ORDERS + order).getBytes(StandardCharsets.ISO_8859_1), null))
        .containsExactly(
            "file.csv:1: is not in UTF-8, as jobs/feeds/site.yml says; have it sent so, or mend"
                + " 'charset' there",
            "exit 2");
    assertThat(fed.bring("site", "")).contains("exit 2");
    assertThat(fed.bring("site", (Fed.ORDERS + order).getBytes(StandardCharsets.UTF_16), null))
        .contains("exit 2");
    assertThat(company.count("orders")).isZero();
    assertThat(company.count("oubli.feed")).isZero();
  }

  @Test
  void aFileThatArrivedInPartChangesNothing() {
    String order = Fed.order("marie@exemple.fr", "01/03/2026 10:30", "125");
    String cut = Fed.ORDERS + order + order.substring(0, order.length() - 2);
    assertThat(fed.bring("site", cut))
        .containsExactly(
            "file.csv: ends without the end of a line, so that it may have arrived in part; have"
                + " it sent again, or say --lines 2 where that is right",
            "exit 4");
    byte[] one = (Fed.ORDERS + order).getBytes(StandardCharsets.UTF_8);
    assertThat(fed.bring("site", one, 2L))
        .containsExactly(
            "file.csv: has 1 lines behind the first, and --lines says 2; have it sent again",
            "exit 4");
    assertThat(company.count("orders")).isZero();
    assertThat(company.count("oubli.feed where state = 'refused'")).isEqualTo(2);
    assertThat(fed.bring("site", one, 1L)).contains("  orders: 1 inserted", "exit 0");
  }

  @Test
  void badLinesGoToAFileOfTheirOwnAndComeInOnceTheyAreMended() throws IOException {
    StringBuilder file = new StringBuilder(Fed.ORDERS);
    for (int i = 10; i < 40; i++) {
      file.append(Fed.order("p" + i + "@exemple.fr", "01/03/2026 10:" + i, "1"));
    }
    file.append(Fed.order("marie@exemple.fr", "30/02/2026 10:30", "1"));
    file.append(Fed.order("jean@exemple.fr", "01/03/2026 10:30", "beaucoup"));
    List<String> told = fed.bring("site", file.toString());
    Path rejected = fed.rejected().resolve("site-orders-" + feed() + ".csv");

    assertThat(told)
        .containsExactly(
            "file.csv:32: 'commandée le' is no time as the mapping writes it",
            "file.csv:33: 'montant TTC' is no number",
            "feed " + feed() + ", orders: 32 lines read, 2 bad",
            "  customers: 30 inserted",
            "  orders: 30 inserted",
            "bad lines: " + rejected + "; mend them there and bring that file in",
            "exit 3");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(rejected)))
        .isEqualTo("rw-------");
    String written = Files.readString(rejected);
    assertThat(written)
        .isEqualTo(
            "line;why;"
                + Fed.ORDERS
                + "32;\"'commandée le' is no time as the mapping writes it\";"
                + Fed.order("marie@exemple.fr", "30/02/2026 10:30", "1")
                + "33;\"'montant TTC' is no number\";"
                + Fed.order("jean@exemple.fr", "01/03/2026 10:30", "beaucoup"));
    assertThat(fed.bring("site", written.replace("30/02", "28/02").replace("beaucoup", "9")))
        .contains("  orders: 2 inserted", "exit 0");
  }

  @Test
  void whatNoDatabaseTakesSpoilsItsOwnLineAlone() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(Fed.ORDERS.getBytes(StandardCharsets.UTF_8));
    for (int i = 10; i < 60; i++) {
      file.writeBytes(utf8(Fed.order("p" + i + "@exemple.fr", "01/03/2026 10:" + i, "1")));
    }
    String order = Fed.order("marie@exemple.fr", "01/03/2026 10:30", "1");
    file.writeBytes(utf8(order.replace("Durand", "Du\0rand")));
    file.writeBytes(utf8(order.replace("Durand", "x".repeat(10 * 1024 * 1024))));
    file.writeBytes(order.getBytes(StandardCharsets.ISO_8859_1));
    file.writeBytes(utf8(order.replace(";Durand", ";Durand;Durand")));
    file.writeBytes(utf8(order.replace("Durand", "Du \"rand")));
    assertThat(fed.bring("site", file.toByteArray(), null))
        .contains(
            "file.csv:52: 'nom' has a NUL byte",
            "file.csv:53: is longer than 64 KiB",
            "file.csv:54: is not in UTF-8",
            "file.csv:55: has 14 cells, and the first line 13",
            "file.csv:56: has a quote that is not closed",
            "  orders: 50 inserted",
            "exit 3");
  }

  @Test
  void aConstraintOfTheTableIsTriedOnEachLine() {
    company.jdbc().execute("alter table orders add constraint dear check (amount_incl_tax < 1000)");
    try {
      StringBuilder file = new StringBuilder(Fed.ORDERS);
      for (int i = 10; i < 30; i++) {
        file.append(Fed.order("p@exemple.fr", "01/03/2026 10:" + i, i == 20 ? "1000" : ""));
      }
      assertThat(fed.bring("site", file.toString()))
          .contains(
              "file.csv:12: does not keep to dear of orders", "  orders: 19 inserted", "exit 3");
    } finally {
      company.jdbc().execute("alter table orders drop constraint dear");
    }
  }

  @Test
  void tooManyBadLinesRefuseTheWholeFile() {
    String good = Fed.order("marie@exemple.fr", "01/03/2026 10:30", "1");
    String bad = Fed.order("marie@exemple.fr", "01/03/2027 10:30", "1");
    assertThat(fed.bring("site", Fed.ORDERS + good.repeat(8) + bad))
        .startsWith(
            "file.csv:10: 'commandée le' is on a day to come",
            "file.csv: 1 of 9 lines are bad, more than 10 %; nothing was brought in")
        .endsWith("exit 4");
    assertThat(company.count("orders")).isZero();
    assertThat(company.count("customers")).isZero();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static long feed() {
    return Long.parseLong(String.valueOf(company.text("select max(id) from oubli.feed")));
  }
}
