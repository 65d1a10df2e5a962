package fr.oubli.model.policy;

import fr.oubli.model.yaml.Faults;
import fr.oubli.model.yaml.Mapping;
import fr.oubli.model.yaml.NearestWord;
import fr.oubli.model.yaml.Place;
import java.util.List;
import java.util.Optional;

/** Reads {@code starts}, the clock of a rule. Each kind of clock reads the block that names it. */
final class ClockReader {

  /** In the order in which people are told of them. */
  static final List<ClockKind> KINDS =
      List.of(
          RowClock.KIND,
          RowClock.END,
          PersonClock.KIND,
          PersonClock.ENDS,
          FiscalYearClock.KIND,
          RefusalClock.KIND);

  private static final List<String> WORDS = KINDS.stream().map(ClockKind::word).toList();

  private final Faults faults;
  private final Mapping root;
  private final ColumnReader columns;
  private final List<String> unlessHas;

  /**
   * @param root the whole policy: a clock can need another section of it
   * @param unlessHas the rule's own, since rows to ignore may be of a collection that it names
   */
  ClockReader(Faults faults, Mapping root, List<String> unlessHas) {
    this.faults = faults;
    this.root = root;
    this.unlessHas = List.copyOf(unlessHas);
    this.columns = new ColumnReader(faults);
  }

  ColumnReader columns() {
    return columns;
  }

  List<String> unlessHas() {
    return unlessHas;
  }

  /** Empty where the block cannot be read; the faults then say why. */
  Optional<Clock> clock(Mapping block) {
    List<String> words =
        block.keys().stream()
            .filter(WORDS::contains)
            .filter(word -> !PersonClock.isBeside(word, block))
            .toList();
    if (words.size() == 1) {
      return kind(words.get(0)).clock(block, this);
    }
    if (words.isEmpty()) {
      faults.add(block.place(), "'starts' has no clock", mend(block));
    } else {
      faults.add(block.place(), "'starts' has " + String.join(" and ", words), "keep one");
    }
    return Optional.empty();
  }

  private static ClockKind kind(String word) {
    return KINDS.get(WORDS.indexOf(word));
  }

  private static String mend(Mapping block) {
    return block.keys().stream()
        .flatMap(key -> NearestWord.to(key, WORDS).stream())
        .findFirst()
        .map(near -> "did you mean '" + near + "'?")
        .orElse("write exactly one of " + String.join(", ", WORDS));
  }

  /** Notes a fault where a section that the clock needs is not in the policy. */
  void needs(String section, String example, Place place, String clock) {
    if (!root.has(section)) {
      faults.add(
          place,
          "the clock is " + clock + ", but the policy has no '" + section + "'",
          "add " + example);
    }
  }
}
