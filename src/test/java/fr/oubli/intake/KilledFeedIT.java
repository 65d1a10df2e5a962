package fr.oubli.intake;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.testing.Company;
import fr.oubli.testing.OubliProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Real processes, really killed: {@code -Doubli.kills=20} for the full count. */
class KilledFeedIT {

  private static final int KILLS = Integer.getInteger("oubli.kills", 4);
  private static final int LINES = 20_000;

  /** What a feed makes, without the numbers that PostgreSQL gives. */
  private static final String ROWS =
      "select md5(string_agg(concat_ws('|', o.email, o.ordered_at, o.amount_incl_tax, c.email), ','"
          + " order by o.email, o.ordered_at)) || ' ' || count(*) || ' '"
          + " || (select count(*) from customers)"
          + " from orders o join customers c on c.id = o.customer_id";

  @Test
  void aFeedThatWasKilledAtSeveralMomentsEndsLikeOneThatWasNot() throws Exception {
    try (Company whole = new Company();
        Company killed = new Company()) {
      String file = orders();
      Duration undisturbed = feed(whole, file).finish(ExitCode.QUARANTINE);
      long seed = System.nanoTime();
      Random random = new Random(seed);
      for (int i = 0; i < KILLS; i++) {
        long wait = (long) (undisturbed.toMillis() * (0.3 + 0.65 * random.nextDouble()));
        feed(killed, file).killAfter(Duration.ofMillis(wait));
        assertThat(killed.count("orders"))
            .as("all or none, seed %d", seed)
            .isIn(0L, whole.count("orders"));
      }
      OubliProcess last = feed(killed, file);
      assertThat(last.code()).as("seed %d: %s", seed, last.errors()).isIn(0, 3);
      assertThat(killed.text(ROWS)).as("seed %d", seed).isEqualTo(whole.text(ROWS));
      String counts =
          "select string_agg(concat_ws(' ', collection, outcome, lines), ', '"
              + " order by collection, outcome) from oubli.feed_count";
      assertThat(killed.text(counts)).as("seed %d", seed).isEqualTo(whole.text(counts));
      assertThat(killed.count("oubli.feed where state = 'done'")).isOne();
      assertThat(killed.count("pg_tables where tablename like 'feed_lines%'")).isZero();
      assertThat(killed.count("oubli.feed_rejects")).isOne();
    }
  }

  private static OubliProcess feed(Company company, String content) throws IOException {
    Path file = company.folder().resolve("orders.csv");
    if (!Files.exists(file)) {
      Files.writeString(file, content);
    }
    return OubliProcess.start(
        company.environment(),
        "feed",
        file.toString(),
        "--as",
        "site",
        "--as-of",
        "2026-11-30",
        "--rejected",
        company.folder().resolve("rejected").toString());
  }

  private static String orders() {
    StringBuilder orders = new StringBuilder(Fed.ORDERS);
    for (int i = 0; i < LINES; i++) {
      String day = "%02d/%02d/2025".formatted(i % 28 + 1, i / 28 % 12 + 1);
      String time = i % 100 == 7 ? "25:00" : "%02d:%02d".formatted(i % 24, i % 60);
      orders.append(Fed.order("p" + i % 3_000 + "@exemple.fr", day + " " + time, i % 500 + ",5"));
    }
    return orders.toString();
  }
}
