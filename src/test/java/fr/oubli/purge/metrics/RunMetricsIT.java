package fr.oubli.purge.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import fr.oubli.purge.PurgeOutcome;
import fr.oubli.testing.Shop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunMetricsIT {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
  private static final Pattern SAMPLE =
      Pattern.compile("([a-z_]+(?:\\{(?:[a-z]+=\"[^\"]*\",?)*})?) (-?[0-9.E+-]+)");

  private final Shop shop = Shop.fresh();
  @TempDir private Path folder;
  private RunMetrics metrics = new RunMetrics(shop.dataSource(), 0, TODAY);

  @BeforeEach
  void aNight() {
    for (int i = 0; i < 3; i++) {
      shop.cookie("2020-01-01");
    }
    shop.cookie(null);
    long kept = shop.cookie("2025-10-20 10:00+02");
    shop.insert(
        "oubli.hold",
        "scope",
        "row",
        "collection",
        "cookies",
        "row_key",
        kept,
        "reason",
        "audit",
        "owner",
        "Legal",
        "review_on",
        "2027-01-01",
        "added_by",
        "me");
    shop.accessRequest("received_on", "2026-09-01", "deadline", "2026-10-01", "opened_by", "me");
    PurgeOutcome outcome = shop.purge(TODAY.toString());
    metrics = new RunMetrics(shop.dataSource(), outcome.run(), TODAY);
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private Map<String, Double> written() throws IOException {
    Map<String, Double> samples = new TreeMap<>();
    Path file = Exports.write(metrics, folder.resolve("oubli.prom"));
    for (String line : Files.readAllLines(file)) {
      if (!line.startsWith("#")) {
        Matcher sample = SAMPLE.matcher(line);
        assertThat(sample.matches()).as(line).isTrue();
        samples.put(sample.group(1), Double.valueOf(sample.group(2)));
      }
    }
    return samples;
  }

  private static String rows(String outcome) {
    return "oubli_rows{collection=\"cookies\",outcome=\"" + outcome + "\",rule=\"cookies\"}";
  }

  @Test
  void theTextSaysWhatTheDatabaseHolds() throws IOException {
    assertThat(written())
        .containsEntry(rows("done"), 3.0)
        .containsEntry(rows("due"), 4.0)
        .containsEntry(rows("held"), 1.0)
        .containsEntry(rows("quarantined"), 1.0)
        .containsEntry(rows("remaining"), 1.0)
        // Set on 20 October, 13 months: due since 21 November.
        .containsEntry("oubli_overdue_days{collection=\"cookies\",rule=\"cookies\"}", 3.0)
        .containsEntry("oubli_requests_open", 1.0)
        .containsEntry("oubli_requests_late", 1.0)
        .containsEntry("oubli_ledger_entries", (double) shop.count("oubli.ledger_entry"))
        .containsKey("oubli_run_duration_seconds")
        .containsKey("oubli_duration_seconds{collection=\"cookies\",rule=\"cookies\"}");
    assertThat(written().get("oubli_last_success_timestamp_seconds"))
        .isBetween(
            (double) Instant.now().minusSeconds(600).getEpochSecond(),
            (double) Instant.now().plusSeconds(1).getEpochSecond());
  }

  @Test
  void aNightThatFailedIsNoSuccess() throws IOException {
    shop.jdbc().update("update oubli.run set state = 'failed'");

    assertThat(written()).containsEntry("oubli_last_success_timestamp_seconds", 0.0);
  }

  @Test
  void theCollectorGetsTheSame() throws Exception {
    BlockingQueue<String> bodies = new ArrayBlockingQueue<>(10);
    HttpServer collector =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/v1/metrics",
        exchange -> {
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.start();
    try {
      String url = "http://localhost:" + collector.getAddress().getPort();
      Exports.send(
          metrics, Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", url, "OTEL_METRICS_EXPORTER", "none"));
      Exports.send(metrics, Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", url));
    } finally {
      collector.stop(0);
    }
    assertThat(bodies.poll(1, TimeUnit.SECONDS))
        .contains("oubli.rows", "oubli.ledger.entries", "quarantined", "service.name");
    assertThat(bodies).isEmpty();
  }

  @Test
  void aCollectorThatDoesNotAnswerHarmsNothing() {
    Exports.send(metrics, Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:9"));

    assertThat(shop.text("select state from oubli.run")).isEqualTo("done");
  }
}
