package fr.oubli.model.policy;

import fr.oubli.model.yaml.Faults;
import fr.oubli.model.yaml.Mapping;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code limits}. */
final class LimitsReader {

  private static final Pattern PERCENTAGE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,4})?)\\s*%");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,15}");
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private static final String DAYS = "look-at-everything-every-days";
  private static final String PARTITIONS = "partitions-wholly-due";
  private static final String BELOW = "look-at-everything-below-rows";
  private static final String REQUESTS = "requests-kept";
  private static final String LETTERS = "letters-kept";
  private static final String BUNDLES = "bundles-kept";
  private static final String FEEDS = "feeds-kept";
  private static final String SUPPRESSED = "suppressions-kept";

  private final Faults faults;

  LimitsReader(Faults faults) {
    this.faults = faults;
  }

  Limits limits(Mapping root) {
    Optional<Mapping> block =
        root.mapping("limits")
            .map(
                each ->
                    each.knowing(
                        "share-of-collection",
                        "from-rows",
                        DAYS,
                        BELOW,
                        PARTITIONS,
                        REQUESTS,
                        LETTERS,
                        BUNDLES,
                        FEEDS,
                        SUPPRESSED,
                        "rewrite",
                        "pace"));
    double share = block.flatMap(this::share).orElse(Limits.DEFAULT.share());
    long fromRows =
        block
            .flatMap(each -> number(each, "from-rows", "rows", 0))
            .orElse(Limits.DEFAULT.fromRows());
    long days =
        block
            .flatMap(each -> number(each, DAYS, "days", 1))
            .orElse((long) Limits.DEFAULT.everythingEveryDays());
    long below =
        block
            .flatMap(each -> number(each, BELOW, "rows", 0))
            .orElse(Limits.DEFAULT.everythingBelowRows());
    boolean drops =
        block.flatMap(this::dropsPartitions).orElse(Limits.DEFAULT.dropsWholePartitions());
    RequestPeriods requests = block.map(this::requests).orElse(Limits.DEFAULT.requests());
    Manners manners =
        new Manners(
            block.flatMap(RewriteReader::rewrite).orElse(null),
            block.flatMap(PaceReader::pace).orElse(null));
    int everyDays = (int) Math.min(days, Integer.MAX_VALUE);
    return new Limits(share, fromRows, everyDays, below, drops, requests, manners);
  }

  private RequestPeriods requests(Mapping block) {
    RequestPeriods usual = RequestPeriods.DEFAULT;
    return new RequestPeriods(
        period(block, REQUESTS, usual.known()),
        period(block, LETTERS, usual.letters()),
        period(block, BUNDLES, usual.bundles()),
        period(block, FEEDS, usual.feeds()),
        suppressed(block, period(block, SUPPRESSED, usual.suppressed())));
  }

  private Period suppressed(Mapping block, Period written) {
    LocalDate day = LocalDate.EPOCH;
    if (day.plus(written).isBefore(day.plus(RequestPeriods.LEAST_SUPPRESSED))) {
      faults.add(
          block.placeOf(SUPPRESSED),
          "'%s' is %s, and an objection is kept for three years at least (CNIL)"
              .formatted(SUPPRESSED, written),
          "write P3Y or more, or leave it out");
    }
    return written;
  }

  private Period period(Mapping block, String key, Period usual) {
    return block.value(key).flatMap(new PeriodReader(faults)::written).orElse(usual);
  }

  private Optional<Double> share(Mapping block) {
    return block.text("share-of-collection").flatMap(text -> share(text, block));
  }

  private Optional<Double> share(String text, Mapping block) {
    var percentage = PERCENTAGE.matcher(text);
    if (percentage.matches() && new BigDecimal(percentage.group(1)).compareTo(HUNDRED) <= 0) {
      return Optional.of(new BigDecimal(percentage.group(1)).divide(HUNDRED).doubleValue());
    }
    faults.add(
        block.placeOf("share-of-collection"),
        "'share-of-collection' is '" + text + "', not a percentage",
        "write from 0% to 100%, such as 20%");
    return Optional.empty();
  }

  private Optional<Boolean> dropsPartitions(Mapping block) {
    return block.text(PARTITIONS).flatMap(text -> dropsPartitions(text, block));
  }

  private Optional<Boolean> dropsPartitions(String text, Mapping block) {
    if (text.equals("drop") || text.equals("empty")) {
      return Optional.of(text.equals("drop"));
    }
    faults.add(
        block.placeOf(PARTITIONS),
        "'" + PARTITIONS + "' is '" + text + "'",
        "write drop, or empty to delete their rows one range after the other");
    return Optional.empty();
  }

  private Optional<Long> number(Mapping block, String key, String unit, long least) {
    return block.text(key).flatMap(text -> number(block, key, text, unit, least));
  }

  private Optional<Long> number(Mapping block, String key, String text, String unit, long least) {
    if (NUMBER.matcher(text).matches() && Long.parseLong(text) >= least) {
      return Optional.of(Long.valueOf(text));
    }
    faults.add(
        block.placeOf(key),
        "'" + key + "' is '" + text + "', not a number of " + unit,
        "write a whole number" + (least > 0 ? " from " + least : "") + ", such as 500");
    return Optional.empty();
  }
}
