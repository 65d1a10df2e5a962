package fr.oubli.intake;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What becomes of a feed once its lines are staged: refused as a whole, or brought in. Whatever it
 * does it can do again, where it was killed before its end.
 *
 * @param today on which a file of bad lines is written
 */
record FeedEnd(
    FeedInput input,
    FeedRegister register,
    Judgement judgement,
    Merge merge,
    RejectedLines rejected,
    LocalDate today) {

  /** How a feed ended. */
  record Outcome(ExitCode code, List<String> lines) {}

  /**
   * @param read how many lines the file has behind the first
   * @param cut whether it ends without the end of a line
   */
  Outcome end(long read, boolean cut) {
    input.refuseChanged();
    refuseCut(read, cut);
    judgement.judge();
    RejectedLines.Written bad = rejected.write(register, input.shown(), today);
    if (bad.count() > input.mostBad() * read) {
      throw refused(bad, read);
    }
    Merge.Counts counts = merge.bringIn();
    List<String> told = new ArrayList<>(bad.shown());
    told.add(
        "feed %d, %s: %,d lines read%s"
            .formatted(
                merge.staging().feed(),
                merge.staging().file().name(),
                counts.lines(),
                counts.bad() == 0 ? "" : ", %,d bad".formatted(counts.bad())));
    counts
        .byCollection()
        .forEach((collection, outcomes) -> told.add("  " + collection + ": " + said(outcomes)));
    tell(bad, told);
    return new Outcome(bad.count() == 0 ? ExitCode.DONE : ExitCode.QUARANTINE, told);
  }

  private static String said(Map<String, Long> outcomes) {
    List<String> said = new ArrayList<>();
    outcomes.forEach(
        (outcome, lines) -> {
          if (lines > 0) {
            said.add("%,d %s".formatted(lines, outcome));
          }
        });
    return said.isEmpty() ? "nothing changed" : String.join(", ", said);
  }

  private static void tell(RejectedLines.Written bad, List<String> told) {
    if (bad.file() != null) {
      told.add("bad lines: %s; mend them there and bring that file in".formatted(bad.file()));
    }
  }

  /** A file that ends in the middle of a line did not arrive whole. */
  private void refuseCut(long read, boolean cut) {
    Long told = input.lines();
    if (told != null && told != read) {
      throw refused(
          "%s: has %,d lines behind the first, and --lines says %,d; have it sent again"
              .formatted(input.shown(), read, told));
    }
    if (cut && told == null && (!input.mapping().endsOpen() || lastIsBad())) {
      throw refused(
          ("%s: ends without the end of a line, so that it may have arrived in part; have it sent"
                  + " again, or say --lines %d where that is right")
              .formatted(input.shown(), read));
    }
  }

  private boolean lastIsBad() {
    String staged = merge.staging().name();
    return Boolean.TRUE.equals(
        new JdbcTemplate(merge.dataSource())
            .queryForObject(
                "select coalesce((select fault is not null from "
                    + staged
                    + " order by line desc limit 1), false)",
                Boolean.class));
  }

  private Refusal refused(String why) {
    register.end(merge.staging().feed(), false, 0, 0);
    merge.staging().drop();
    return new Refusal(ExitCode.REFUSED, why);
  }

  private Refusal refused(RejectedLines.Written bad, long read) {
    register.end(merge.staging().feed(), false, read, bad.count());
    merge.staging().drop();
    List<String> lines = new ArrayList<>(bad.shown());
    lines.add(
        String.format(
            Locale.ROOT,
            "%s: %,d of %,d lines are bad, more than %s %%; nothing was brought in",
            input.shown(),
            bad.count(),
            read,
            percent()));
    tell(bad, lines);
    return new Refusal(ExitCode.REFUSED, lines);
  }

  private String percent() {
    return java.math.BigDecimal.valueOf(input.mostBad())
        .movePointRight(2)
        .stripTrailingZeros()
        .toPlainString();
  }
}
