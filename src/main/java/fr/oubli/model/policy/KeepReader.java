package fr.oubli.model.policy;

import fr.oubli.model.yaml.Faults;
import fr.oubli.model.yaml.Mapping;
import java.time.Period;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code keep}: the period of a rule, and which of its sides binds. */
final class KeepReader {

  /** Long enough for any promise, and short enough for the database's calendar. */
  private static final Pattern PERIOD =
      Pattern.compile("P(?=\\d)(\\d{1,3}Y)?(\\d{1,4}M)?(\\d{1,4}W)?(\\d{1,4}D)?");

  private final Faults faults;

  KeepReader(Faults faults) {
    this.faults = faults;
  }

  Optional<Keep> keep(Mapping block) {
    block.knowing("at-most", "at-least");
    if (block.has("at-most") == block.has("at-least")) {
      faults.add(
          block.place(),
          block.has("at-most")
              ? "'keep' has both at-most and at-least"
              : "'keep' has neither at-most nor at-least",
          "write at-most for a promise, at-least for a legal minimum");
      return Optional.empty();
    }
    return block.has("at-most")
        ? keep(block, "at-most", Keep.Bound.AT_MOST)
        : keep(block, "at-least", Keep.Bound.AT_LEAST);
  }

  private Optional<Keep> keep(Mapping block, String key, Keep.Bound bound) {
    return block
        .text(key)
        .flatMap(text -> period(text, block, key))
        .map(period -> new Keep(period, bound));
  }

  private Optional<Period> period(String text, Mapping block, String key) {
    if (PERIOD.matcher(text).matches()) {
      return Optional.of(Period.parse(text));
    }
    faults.add(
        block.placeOf(key),
        "'" + text + "' is not a calendar period",
        "write years, months, weeks or days, such as P5Y, P13M or P30D");
    return Optional.empty();
  }
}
