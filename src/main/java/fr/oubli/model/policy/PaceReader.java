package fr.oubli.model.policy;

import fr.oubli.model.yaml.Mapping;
import fr.oubli.model.yaml.Scalar;
import fr.oubli.model.yaml.Value;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code pace} of the limits. */
final class PaceReader {

  private static final String GENTLE = "gentle";
  private static final String FULL = "full";
  private static final String COMMIT = "commit";
  private static final String REPLICAS = "replicas";
  private static final String LOG = "log";
  private static final Pattern TIME = Pattern.compile("([1-9]\\d{0,5})(ms|s)");
  private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,4})(kB|MB)");

  private PaceReader() {}

  /** Empty where the night works as fast as it can. */
  static Optional<PaceLimits> pace(Mapping limits) {
    return limits.value("pace").flatMap(value -> read(value, limits));
  }

  private static Optional<PaceLimits> read(Value value, Mapping limits) {
    if (value instanceof Scalar scalar) {
      if (GENTLE.equals(scalar.text())) {
        return Optional.of(PaceLimits.GENTLE);
      }
      if (!FULL.equals(scalar.text())) {
        limits
            .faults()
            .add(
                scalar.place(),
                "'pace' is '" + scalar.text() + "'",
                "write full, gentle, or what others may feel, such as { commit: 20ms }");
      }
      return Optional.empty();
    }
    return value.asMapping().map(PaceReader::bounds);
  }

  private static PaceLimits bounds(Mapping block) {
    block.knowing(COMMIT, REPLICAS, LOG);
    if (block.entries().isEmpty()) {
      block.faults().add(block.place(), "'pace' is empty", "write gentle, or a key such as " + LOG);
    }
    @Nullable Duration commit = time(block, COMMIT).orElse(null);
    Duration replicas = time(block, REPLICAS).orElse(PaceLimits.GENTLE.replicas());
    return new PaceLimits(commit, replicas, size(block).orElse(PaceLimits.GENTLE.log()));
  }

  private static Optional<Duration> time(Mapping block, String key) {
    return block.text(key).flatMap(text -> time(block, key, text));
  }

  private static Optional<Duration> time(Mapping block, String key, String text) {
    Matcher time = TIME.matcher(text);
    if (time.matches()) {
      long number = Long.parseLong(time.group(1));
      return Optional.of(
          time.group(2).equals("s") ? Duration.ofSeconds(number) : Duration.ofMillis(number));
    }
    block
        .faults()
        .add(
            block.placeOf(key),
            "'" + key + "' is '" + text + "', not a time",
            "write milliseconds or seconds, such as " + (key.equals(COMMIT) ? "20ms" : "10s"));
    return Optional.empty();
  }

  private static Optional<Long> size(Mapping block) {
    return block.text(LOG).flatMap(text -> size(block, text));
  }

  private static Optional<Long> size(Mapping block, String text) {
    Matcher size = SIZE.matcher(text);
    if (size.matches()) {
      long number = Long.parseLong(size.group(1));
      return Optional.of(number * (size.group(2).equals("kB") ? 1_000 : 1_000_000));
    }
    block
        .faults()
        .add(
            block.placeOf(LOG),
            "'" + LOG + "' is '" + text + "', not a size",
            "write kilobytes or megabytes a second, such as 16MB");
    return Optional.empty();
  }
}
