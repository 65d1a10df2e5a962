package fr.oubli.model.policy;

import java.time.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes plain rules of one whose period stands in the data: one for each period, with the condition
 * that a row has it. Together they bear on every row once: of a row that belongs to several rows
 * with periods of their own, the strictest counts.
 */
public final class RulesFromData {

  private static final Pattern IN_WORDS = Pattern.compile("(\\d{1,6}) (day|month|year)s?");
  private static final Pattern ISO = Pattern.compile("P(\\d{1,6}[YMD])+");

  /** Values that stand in the name of a rule; any other are told by their period. */
  private static final Pattern SIMPLE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,19}");

  private static final int LONGEST_LABEL = 30;
  private static final int MOST_TOLD = 5;

  private final Rule written;
  private final DataPeriod from;
  private final boolean several;
  private final List<Group> groups;

  /** Rows that have one period. */
  private record Group(Period period, List<RowPeriod> rows) {

    List<@Nullable String> values() {
      List<@Nullable String> values = new ArrayList<>();
      rows.stream().filter(row -> !row.others()).forEach(row -> values.add(row.value()));
      return values;
    }

    boolean others() {
      return rows.stream().anyMatch(RowPeriod::others);
    }
  }

  private RulesFromData(Rule written, DataPeriod from, List<RowPeriod> rows, boolean several) {
    this.written = written;
    this.from = from;
    this.several = several;
    Map<Period, List<RowPeriod>> byPeriod =
        new TreeMap<>(
            PeriodLength.stricter(written.keep().bound()).thenComparing(Period::toString));
    rows.forEach(
        row ->
            byPeriod
                .computeIfAbsent(PeriodLength.normal(row.period()), any -> new ArrayList<>())
                .add(row));
    this.groups =
        byPeriod.entrySet().stream()
            .map(each -> new Group(each.getKey(), each.getValue()))
            .toList();
  }

  /**
   * The rules, the strictest first.
   *
   * @param rows what period rows of which value have
   * @param several whether a row that the rule acts on may belong to several rows of the column
   */
  public static List<Rule> of(
      Rule written, DataPeriod from, List<RowPeriod> rows, boolean several) {
    return new RulesFromData(written, from, rows, several).rules();
  }

  /**
   * The periods that a rule may have had that was noted by its name: its own where the period is
   * written, those of its values or the one in its name where it was made of a rule of the policy.
   */
  public static List<Period> possible(Rule written, String noted) {
    MadeName name = MadeName.of(noted);
    Optional<DataPeriod> inData = written.keep().inData();
    if (!name.made()) {
      return inData.isPresent() ? List.of() : List.of(written.keep().period());
    }
    List<Period> possible = new ArrayList<>(fromWords(name.which()));
    if (inData.isPresent() && inData.get() instanceof PeriodByValue byValue) {
      byValue.rows(written.keep().bound()).forEach(row -> possible.add(row.period()));
    }
    return possible;
  }

  /** What {@link #inWords} makes of a period, back again; empty where it is no period. */
  private static List<Period> fromWords(String words) {
    Matcher plain = IN_WORDS.matcher(words);
    if (plain.matches()) {
      int number = Integer.parseInt(plain.group(1));
      return List.of(
          switch (plain.group(2)) {
            case "day" -> Period.ofDays(number);
            case "month" -> Period.ofMonths(number);
            default -> Period.ofYears(number);
          });
    }
    return ISO.matcher(words).matches() ? List.of(Period.parse(words)) : List.of();
  }

  /** The strictest of some periods. */
  public static Period strictest(Collection<Period> periods, Keep.Bound bound) {
    return PeriodLength.strictest(periods, bound);
  }

  private List<Rule> rules() {
    Map<String, Rule> rules = new LinkedHashMap<>();
    for (Group group : groups) {
      String name = new MadeName(written.name(), label(group)).noted();
      ReadPeriod period =
          new ReadPeriod(
              written.name(),
              group.period(),
              condition(group),
              rules.isEmpty() ? any() : null,
              why(group));
      rules.put(name, written.renamed(name, new Keep(period, written.keep().bound())));
    }
    return List.copyOf(rules.values());
  }

  /** A row that has one of the periods. */
  private Filter any() {
    return several ? new Filter.SomeOf(from.condition(), true) : from.condition();
  }

  /** A name that is the same every night: the values where the policy lists them, else how long. */
  private String label(Group group) {
    if (from instanceof PeriodByValue) {
      List<String> told = new ArrayList<>();
      for (RowPeriod row : group.rows()) {
        told.add(row.others() || row.value() == null ? "else" : row.value());
      }
      String joined = String.join(", ", told);
      if (joined.length() <= LONGEST_LABEL
          && told.stream().allMatch(value -> SIMPLE.matcher(value).matches())) {
        return joined;
      }
    }
    return inWords(group.period());
  }

  @SuppressWarnings("JavaPeriodGetDays") // only where there is nothing else
  private static String inWords(Period period) {
    if (period.getYears() == 0 && period.getMonths() == 0) {
      return period.getDays() == 1 ? "1 day" : period.getDays() + " days";
    }
    boolean one = period.getDays() == 0 && (period.getYears() == 0 || period.getMonths() == 0);
    if (!one) {
      return period.toString();
    }
    int number = period.getYears() == 0 ? period.getMonths() : period.getYears();
    return number + (period.getYears() == 0 ? " month" : " year") + (number == 1 ? "" : "s");
  }

  private String why(Group group) {
    List<String> told = new ArrayList<>();
    group.values().stream()
        .limit(MOST_TOLD)
        .forEach(value -> told.add(value == null ? "missing" : value));
    int more = group.values().size() - MOST_TOLD;
    if (more > 0) {
      told.add(more + " more");
    }
    if (group.others()) {
      told.add(group.values().isEmpty() ? "none that the policy lists" : "another value");
    }
    return from.column() + " is " + String.join(" or ", told);
  }

  /**
   * A row of the group. Where a row belongs to several, one of them has this period, and none has a
   * stricter one.
   */
  private Filter condition(Group group) {
    Filter own = among(List.of(group));
    int place = groups.indexOf(group);
    if (!several) {
      return own;
    }
    Filter some = new Filter.SomeOf(own, true);
    return place == 0
        ? some
        : Filter.all(List.of(some, new Filter.SomeOf(among(groups.subList(0, place)), false)));
  }

  /** The value is one of some groups'. */
  private Filter among(List<Group> some) {
    if (some.size() == groups.size() && groups.stream().anyMatch(Group::others)) {
      return from.condition();
    }
    boolean others = some.stream().anyMatch(Group::others);
    List<@Nullable String> values = new ArrayList<>();
    for (Group group : groups) {
      if (some.contains(group) != others) {
        values.addAll(group.values());
      }
    }
    return new ColumnFilter(from.column(), new ValueTest.Listed(values, !others));
  }
}
