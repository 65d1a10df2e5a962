package fr.oubli.setup.check;

import fr.oubli.model.policy.Clock;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.FiscalYearClock;
import fr.oubli.model.policy.Keep;
import fr.oubli.model.policy.PersonClock;
import fr.oubli.model.policy.RefusalClock;
import fr.oubli.model.policy.RowClock;
import fr.oubli.model.policy.Rule;
import fr.oubli.platform.console.Prose;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;

/** Rules and times in words. */
final class Phrases {

  private static final int WIDTH = 96;

  private static final Clock.Cases<String> WHICH_DATE =
      new Clock.Cases<>() {
        @Override
        public String row(RowClock clock) {
          return clock.ended() ? " the end" : "";
        }

        @Override
        public String person(PersonClock clock) {
          return clock.ends().size() == clock.columns().size()
              ? " the person's latest end"
              : " the person's latest";
        }

        @Override
        public String fiscalYear(FiscalYearClock clock) {
          return " the fiscal year's end after";
        }

        @Override
        public String refusal(RefusalClock clock) {
          return " the refusal";
        }
      };

  private static final Clock.Cases<List<String>> DATES =
      new Clock.Cases<>() {
        @Override
        public List<String> row(RowClock clock) {
          return plain(clock);
        }

        @Override
        public List<String> person(PersonClock clock) {
          return clock.columns().stream().map(each -> each + said(clock, each)).toList();
        }

        @Override
        public List<String> fiscalYear(FiscalYearClock clock) {
          return plain(clock);
        }

        @Override
        public List<String> refusal(RefusalClock clock) {
          return plain(clock);
        }
      };

  private Phrases() {}

  private static String said(PersonClock clock, ColumnName date) {
    boolean among = clock.ends().contains(date) && clock.ends().size() < clock.columns().size();
    return (among ? " as an end" : "") + (clock.anyParty().contains(date) ? " of any party" : "");
  }

  private static List<String> plain(Clock clock) {
    return clock.columns().stream().map(ColumnName::toString).toList();
  }

  /** What a rule says, and the last day of its clock that is due. */
  static List<String> rule(Rule rule, LocalDate cutoff) {
    String begin =
        "%s: due up to %s, %s %s from"
            .formatted(
                rule.name(),
                cutoff,
                rule.keep().bound() == Keep.Bound.AT_MOST ? "at most" : "at least",
                period(rule.keep().period()));
    List<String> lines =
        new ArrayList<>(wrapped(begin + rule.starts().map(WHICH_DATE), rule.starts().map(DATES)));
    if (!rule.starts().ends().isEmpty()) {
      lines.add("  not ended, and so not due, while an end is missing or to come");
    }
    return lines;
  }

  @SuppressWarnings("JavaPeriodGetDays") // each part is said by itself
  private static String period(Period period) {
    List<String> parts = new ArrayList<>();
    part(parts, period.getYears(), "year");
    part(parts, period.getMonths(), "month");
    part(parts, period.getDays(), "day");
    return parts.isEmpty() ? "0 days" : String.join(" and ", parts);
  }

  private static void part(List<String> parts, int number, String unit) {
    if (number > 0) {
      parts.add(Prose.count(number, unit));
    }
  }

  static String time(long millis) {
    if (millis < 100) {
      return "< 0.1 s";
    }
    if (millis < 120_000) {
      return "%.1f s".formatted(millis / 1000.0);
    }
    return millis < 7_200_000
        ? "%d min".formatted(Math.round(millis / 60_000.0))
        : "%.1f h".formatted(millis / 3_600_000.0);
  }

  /** Names one after the other, in lines of a readable width. */
  static List<String> wrapped(String begin, List<String> names) {
    List<String> lines = new ArrayList<>();
    String indent = " ".repeat(begin.length() - begin.stripLeading().length() + 2);
    StringBuilder line = new StringBuilder(begin);
    for (int i = 0; i < names.size(); i++) {
      String word = names.get(i) + (i < names.size() - 1 ? "," : "");
      if (line.length() + 1 + word.length() > Prose.width(WIDTH) && !line.toString().isBlank()) {
        lines.add(line.toString());
        line = new StringBuilder(indent).append(word);
      } else {
        line.append(line.toString().isBlank() ? "" : " ").append(word);
      }
    }
    lines.add(line.toString());
    return lines;
  }
}
