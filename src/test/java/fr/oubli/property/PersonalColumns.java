package fr.oubli.property;

import fr.oubli.property.Column.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Random columns that hold personal values, each with its mask. */
record PersonalColumns(Dice dice) {

  Column email() {
    boolean unique = dice.chance(0.2);
    Mask mask =
        new Mask(
            unique ? Mask.Kind.KEYED : dice.of(Mask.Kind.NULL, Mask.Kind.RANDOM, Mask.Kind.KEYED),
            30);
    return new Column(
        Schemas.EMAIL,
        Type.TEXT,
        false,
        unique,
        dice.chance(0.1) ? "%s like '%@%'" : null,
        mask,
        dice.chance(0.3),
        Identity.EMAIL);
  }

  /** An address that somebody typed and nobody confirmed: it may be anybody's. */
  Column claim() {
    return new Column(
        Schemas.CLAIM,
        Type.TEXT,
        false,
        false,
        null,
        new Mask(dice.of(Mask.Kind.NULL, Mask.Kind.RANDOM), 30),
        dice.chance(0.3),
        Identity.CLAIM);
  }

  /**
   * Adds none or some to a table's columns.
   *
   * @return which of them are unique together
   */
  List<List<String>> some(List<Column> columns) {
    List<Column> personal =
        Stream.generate(() -> dice.of(Type.plain()))
            .limit(dice.between(0, 3))
            .map(this::personal)
            .toList();
    List<String> made = new ArrayList<>();
    for (Column column : personal) {
      Column named =
          column.named("p" + made.size() + " " + column.type().name().toLowerCase(Locale.ROOT));
      columns.add(named);
      made.add(named.name());
    }
    return made.size() > 1 && !made.toString().contains("boolean") && dice.chance(0.1)
        ? List.of(List.of(made.get(0), made.get(1)))
        : List.of();
  }

  private Column personal(Type type) {
    Mask mask = mask(type);
    boolean notNull = mask.kind() != Mask.Kind.NULL && dice.chance(0.3);
    boolean told = mask.kind() == Mask.Kind.KEYED || mask.kind() == Mask.Kind.NULL;
    boolean comparable = type.isText() || type.isNumber() || type == Type.UUID;
    boolean unique = comparable && (told || !mask.rewrites()) && dice.chance(0.15);
    String check =
        !dice.chance(0.2)
            ? null
            : type.isText()
                ? "length(%s) > 0"
                : type.isNumber() ? "%s >= 0" : "%s is null or %s is not null";
    return new Column("", type, notNull, unique, check, mask, dice.chance(0.3), Identity.NONE);
  }

  private Mask mask(Type type) {
    if (dice.chance(0.15)) {
      return new Mask(Mask.Kind.PRESERVE, 0);
    }
    if (dice.chance(0.3)) {
      return new Mask(Mask.Kind.NULL, 0);
    }
    if (type == Type.TEXT) {
      return dice.of(
          new Mask(Mask.Kind.CONSTANT, 0),
          new Mask(Mask.Kind.KEYED, 0),
          new Mask(Mask.Kind.RANDOM, dice.between(12, 40)),
          new Mask(Mask.Kind.PREFIX, dice.between(1, 4)));
    }
    if (type == Type.VARCHAR) {
      return new Mask(dice.of(Mask.Kind.CONSTANT, Mask.Kind.PREFIX), 2);
    }
    if (type.isNumber()) {
      return new Mask(Mask.Kind.ROUND, dice.of(10, 100));
    }
    return new Mask(
        type.isDay() ? dice.of(Mask.Kind.MONTH, Mask.Kind.QUARTER, Mask.Kind.YEAR) : Mask.Kind.NULL,
        0);
  }
}
