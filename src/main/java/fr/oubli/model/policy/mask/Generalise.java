package fr.oubli.model.policy.mask;

import fr.oubli.model.yaml.Mapping;
import java.util.List;
import java.util.Optional;

/**
 * The strategy that makes a value coarser. Its parameter says of what type the value is, and so
 * which mask it becomes: {@code keep} shortens a text, {@code to} brings a date back to its month
 * or rounds a number.
 */
final class Generalise {

  static final Strategy STRATEGY =
      Strategy.with("generalise", List.of("keep", "to"), "to: quarter", Generalise::read);

  private Generalise() {}

  private static Optional<Mask> read(Mapping block) {
    if (block.has("keep") == block.has("to")) {
      block
          .faults()
          .add(
              block.place(),
              "'generalise' has " + (block.has("to") ? "both keep and to" : "neither keep nor to"),
              "write keep for text, to for a date or a number");
      return Optional.empty();
    }
    return block.has("keep")
        ? block
            .text("keep")
            .flatMap(text -> Parameters.count(text, block, "keep", 1))
            .map(KeepPrefix::new)
        : block.text("to").flatMap(text -> to(text, block));
  }

  private static Optional<Mask> to(String text, Mapping block) {
    Optional<Mask> mask = FloorDate.of(text).or(() -> RoundNumber.of(text));
    if (mask.isEmpty()) {
      block
          .faults()
          .add(
              block.placeOf("to"),
              "'to' is '" + text + "'",
              "write month, quarter, year or a positive number");
    }
    return mask;
  }

  /** What is coarser is not unique any more, and is of the type that the mask is for. */
  static Optional<Misfit> misfit(ColumnFacts column, boolean rightType) {
    if (!rightType) {
      return Optional.of(Misfit.of("is " + column.type() + " and cannot be generalised so"));
    }
    return column.unique()
        ? Optional.of(Misfit.of("is UNIQUE and cannot be generalised"))
        : Optional.empty();
  }
}
