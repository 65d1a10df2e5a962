package fr.oubli.model.policy;

import fr.oubli.model.yaml.Faults;
import fr.oubli.model.yaml.Mapping;
import java.util.Optional;

/** Reads {@code keep}: the period of a rule, and which of its sides binds. */
final class KeepReader {

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
        .value(key)
        .flatMap(new PeriodReader(faults)::source)
        .map(source -> new Keep(source, bound));
  }
}
