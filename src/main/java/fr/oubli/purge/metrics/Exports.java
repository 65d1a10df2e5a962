package fr.oubli.purge.metrics;

import fr.oubli.platform.output.WholeFile;
import io.micrometer.core.instrument.Clock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micrometer.registry.otlp.OtlpConfig;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** Writes a run's metrics to a file, and sends them to a collector. */
public final class Exports {

  private static final String NAME = "OTEL_SERVICE_NAME";

  private Exports() {}

  /** Writes the text that node exporter's textfile collector reads; never half of it. */
  public static Path write(RunMetrics metrics, Path file) {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    metrics.register(registry);
    return WholeFile.write(file, registry::scrape);
  }

  /**
   * Sends to the OpenTelemetry collector that the ordinary environment variables name, and to none
   * where they name none. A collector that does not answer is told in the log and fails nothing:
   * the night itself was good.
   */
  public static void send(RunMetrics metrics, Map<String, String> environment) {
    if (!wanted(environment)) {
      return;
    }
    OtlpMeterRegistry registry = new OtlpMeterRegistry(config(environment), Clock.SYSTEM);
    metrics.register(registry);
    // Closing publishes what was registered, once.
    registry.close();
  }

  private static boolean wanted(Map<String, String> environment) {
    boolean named =
        Stream.of("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT")
            .anyMatch(name -> !environment.getOrDefault(name, "").isBlank());
    return named
        && !"none".equals(environment.get("OTEL_METRICS_EXPORTER"))
        && !"true".equalsIgnoreCase(environment.get("OTEL_SDK_DISABLED"));
  }

  private static OtlpConfig config(Map<String, String> environment) {
    return new OtlpConfig() {
      @Override
      public @org.jspecify.annotations.Nullable String get(String key) {
        return null;
      }

      @Override
      public String url() {
        String own = environment.getOrDefault("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "");
        String base = environment.getOrDefault("OTEL_EXPORTER_OTLP_ENDPOINT", "");
        return own.isBlank() ? base.replaceAll("/+$", "") + "/v1/metrics" : own;
      }

      @Override
      public Map<String, String> resourceAttributes() {
        Map<String, String> attributes =
            new java.util.HashMap<>(OtlpConfig.super.resourceAttributes());
        attributes.putIfAbsent("service.name", environment.getOrDefault(NAME, "oubli"));
        return attributes;
      }
    };
  }
}
