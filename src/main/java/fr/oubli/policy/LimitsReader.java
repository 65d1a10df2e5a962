package fr.oubli.policy;

import fr.oubli.document.Faults;
import fr.oubli.document.Mapping;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code limits}. */
final class LimitsReader {

  private static final Pattern PERCENTAGE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,4})?)\\s*%");
  private static final Pattern ROWS = Pattern.compile("\\d{1,15}");
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final Faults faults;

  LimitsReader(Faults faults) {
    this.faults = faults;
  }

  Limits limits(Mapping root) {
    Optional<Mapping> block =
        root.mapping("limits").map(each -> each.knowing("share-of-collection", "from-rows"));
    double share = block.flatMap(this::share).orElse(Limits.DEFAULT.share());
    long fromRows = block.flatMap(this::fromRows).orElse(Limits.DEFAULT.fromRows());
    return new Limits(share, fromRows);
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

  private Optional<Long> fromRows(Mapping block) {
    return block.text("from-rows").flatMap(text -> fromRows(text, block));
  }

  private Optional<Long> fromRows(String text, Mapping block) {
    if (ROWS.matcher(text).matches()) {
      return Optional.of(Long.valueOf(text));
    }
    faults.add(
        block.placeOf("from-rows"),
        "'from-rows' is '" + text + "', not a number of rows",
        "write a whole number, such as 500");
    return Optional.empty();
  }
}
