package fr.oubli.model.datamap;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a number counts since 1 January 1970 in UTC, where a column keeps its dates so. */
public enum EpochUnit {
  SECONDS(1),
  MILLISECONDS(1_000),
  MICROSECONDS(1_000_000);

  private static final LocalDate FIRST_LIKELY = LocalDate.of(1980, 1, 1);
  private static final LocalDate END_OF_LIKELY = LocalDate.of(2300, 1, 1);

  private final long perSecond;

  EpochUnit(long perSecond) {
    this.perSecond = perSecond;
  }

  public long perSecond() {
    return perSecond;
  }

  /** The count at a moment; moments between two counts are of the earlier one. */
  public long at(Instant moment) {
    return Math.addExact(
        Math.multiplyExact(moment.getEpochSecond(), perSecond),
        moment.getNano() / (1_000_000_000L / perSecond));
  }

  /** Whether a count would be a date of our times. What is likely of one unit is of no other. */
  public boolean isLikely(BigDecimal count) {
    return count.compareTo(at(FIRST_LIKELY)) >= 0 && count.compareTo(at(END_OF_LIKELY)) < 0;
  }

  private BigDecimal at(LocalDate day) {
    return BigDecimal.valueOf(at(day.atStartOfDay().toInstant(ZoneOffset.UTC)));
  }

  /** As the map writes it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<EpochUnit> of(String word) {
    return Arrays.stream(values()).filter(unit -> unit.word().equals(word)).findFirst();
  }

  static List<String> words() {
    return Arrays.stream(values()).map(EpochUnit::word).toList();
  }
}
