package fr.oubli.property;

import fr.oubli.property.Graph.Node;
import fr.oubli.property.Rule.Act;
import fr.oubli.property.Rule.Clock;
import fr.oubli.property.Rule.Place;
import fr.oubli.property.Scenario.Declared;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gives some cases a table of choices, and rules by which what was refused goes. It throws dice of
 * its own, so that the rest of a case stays what its seed always made.
 */
final class Refusals {

  static final String CHOICES = "choice s";
  private static final String CHOSEN = "chosen";
  static final String ACCEPTED = "says yes";
  private static final double CASES = 0.4;
  private static final LocalDate INCREDIBLE = LocalDate.of(1969, 7, 20);
  private static final List<Period> DELAYS =
      List.of(Period.ZERO, Period.ZERO, Period.ofDays(1), Period.ofDays(30), Period.ofMonths(6));

  /** A case with its choices. */
  record Refused(List<Table> tables, List<Rule> rules) {}

  private final Dice dice;
  private final List<Table> tables;
  private final List<Rule> rules;
  private final LocalDate day;
  private final ZoneId zone;

  /**
   * @param day of the first night
   */
  Refusals(long seed, List<Table> tables, List<Rule> rules, LocalDate day, ZoneId zone) {
    this.dice = new Dice(new Random(seed * 0x94D049BB133111EBL));
    this.tables = tables;
    this.rules = rules;
    this.day = day;
    this.zone = zone;
  }

  /**
   * @param people the table of persons
   * @param declared what data hold: the rows that hold may not go
   * @param held whether something is held or restricted
   */
  Refused said(@Nullable String people, List<Declared> declared, boolean held) {
    List<Table> may =
        tables.stream()
            .filter(table -> !table.name().equals(people) && !shared(table).isEmpty())
            .filter(table -> mayGo(table, declared))
            .toList();
    return dice.chance(CASES) && !may.isEmpty()
        ? with(dice.of(may), people, held || !declared.isEmpty())
        : new Refused(tables, rules);
  }

  private boolean mayGo(Table table, List<Declared> declared) {
    boolean dated = table.find(Schemas.AT).filter(column -> !column.type().isSum()).isPresent();
    return dated
        && declared.stream().noneMatch(hold -> hold.column().table().equals(table.name()))
        && tables.stream()
            .filter(child -> !child.name().equals(table.name()))
            .flatMap(child -> child.to(table.name()))
            .noneMatch(Reference::blocks);
  }

  /** What a choice may have in common with a row: what it is about, and what the row refers to. */
  private static List<Column> shared(Table table) {
    return table
        .where(
            column ->
                column.name().equals(Schemas.STATUS)
                    || table.references().stream()
                        .anyMatch(key -> key.columns().equals(List.of(column.name()))))
        .toList();
  }

  private Refused with(Table about, @Nullable String people, boolean held) {
    List<Column> same = new ArrayList<>(dice.some(shared(about), 0.6));
    if (same.isEmpty()) {
      same.add(dice.of(shared(about)));
    }
    List<Table> all = new ArrayList<>(tables);
    // Nothing but the rules says which of the two comes first.
    all.add(dice.chance(0.5) ? 0 : all.size(), choices(about, same));
    Act act = !about.masked().isEmpty() && dice.chance(0.3) ? Act.ANONYMISE : Act.DELETE;
    Map<String, Act> then = Map.of(about.name(), act);
    List<Rule> more = new ArrayList<>(rules);
    more.add(
        new Rule(
            "n" + rules.size(),
            Clock.REFUSED,
            List.of(new Place(CHOICES, CHOSEN)),
            lasting(about),
            false,
            then,
            only(about, then, people),
            List.of()));
    if (dice.chance(0.5) && !mayStay(about, act, held)) {
      more.add(end(about));
    }
    return new Refused(all, more);
  }

  /** What stays when it is refused outlives its choices, and then ends by its own period alone. */
  private boolean mayStay(Table about, Act act, boolean held) {
    return held
        || act != Act.DELETE
        || about.find(Addresses.COLUMN).isPresent()
        || rules.stream().anyMatch(rule -> rule.atLeast() && rule.then().containsKey(about.name()));
  }

  private Lasting lasting(Table about) {
    Period delay = dice.of(DELAYS);
    if (delay.isZero() || about.find(Schemas.STATUS).isEmpty() || dice.chance(0.6)) {
      return Lasting.always(delay);
    }
    Map<String, Period> listed = new LinkedHashMap<>();
    listed.put(dice.of(Schemas.STATUSES), Period.ofDays(7));
    return new Lasting(delay, new Place(about.name(), Schemas.STATUS), listed, dice.chance(0.4));
  }

  private @Nullable Condition only(Table about, Map<String, Act> then, @Nullable String people) {
    Condition only = new Conditions(dice, tables, people).of(then);
    return only != null && only.tables().stream().allMatch(about.name()::equals) ? only : null;
  }

  /** Choices end too, and not before what they are about. */
  private Rule end(Table about) {
    Period longest =
        Stream.concat(
                Stream.of(Period.ofMonths(13)),
                rules.stream()
                    .filter(rule -> rule.then().get(about.name()) == Act.DELETE)
                    .map(rule -> rule.keep().period()))
            .max(Comparator.comparing(LocalDate.EPOCH::plus))
            .orElseThrow();
    return new Rule(
        "c" + rules.size(),
        Clock.ROW,
        List.of(new Place(CHOICES, CHOSEN)),
        Lasting.always(longest),
        false,
        Map.of(CHOICES, Act.DELETE),
        null,
        List.of());
  }

  private Table choices(Table about, List<Column> same) {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.plain("id", Type.INTEGER, true));
    same.forEach(column -> columns.add(Column.plain(column.name(), column.type(), false)));
    Type type = about.column(Schemas.AT).type();
    columns.add(Column.plain(CHOSEN, type, false));
    columns.add(Column.plain(ACCEPTED, Type.BOOLEAN, false));
    List<Row> rows = new ArrayList<>();
    for (int i = dice.between(4, 14); i > 0; i--) {
      Map<String, @Nullable String> values = new LinkedHashMap<>();
      values.put("id", "" + (rows.size() + 1));
      Row like = about.rows().isEmpty() ? null : dice.of(about.rows());
      same.forEach(
          column -> values.put(column.name(), like == null ? null : like.get(column.name())));
      values.put(CHOSEN, chosen(like, about.column(Schemas.AT)));
      values.put(ACCEPTED, dice.chance(0.05) ? null : dice.of("true", "false"));
      rows.add(new Row(values));
    }
    return new Table(CHOICES, columns, List.of("id"), List.of(), List.of(), null, rows);
  }

  /** A moment about that on which a row was set, or about that from which a delay ends now. */
  private @Nullable String chosen(@Nullable Row row, Column set) {
    if (dice.chance(0.05)) {
      return null;
    }
    if (dice.chance(0.04)) {
      LocalDate odd = dice.chance(0.5) ? INCREDIBLE : day.plusDays(dice.between(1, 40));
      return text(odd.atTime(LocalTime.NOON).atZone(zone), set.type());
    }
    Instant then = row == null ? null : moment(row.get(set.name()), set.type());
    if (then == null || dice.chance(0.4)) {
      LocalDate end = day.minus(dice.of(DELAYS)).plusDays(dice.between(-2, 2));
      LocalDate about = dice.chance(0.5) ? end : end.minusDays(dice.between(0, 900));
      LocalTime time = dice.of(LocalTime.MIDNIGHT, LocalTime.of(23, 30), LocalTime.NOON);
      return text((about.isAfter(day) ? day : about).atTime(time).atZone(zone), set.type());
    }
    ZoneId clocks = set.type() == Type.TIMESTAMP || isDay(set.type()) ? ZoneOffset.UTC : zone;
    return text(
        then.atZone(clocks).plusHours(dice.of(0, 0, 1, -1, 30, -30, 900, -900)), set.type());
  }

  private static boolean isDay(Type type) {
    return type == Type.DATE || type == Type.DAY_TEXT;
  }

  private @Nullable String text(ZonedDateTime moment, Type type) {
    if (type.written().isEmpty()) {
      return Days.text(moment, type);
    }
    Type plain = isDay(type) ? Type.DATE : Type.TIMESTAMPTZ;
    return new DateWriting(dice, zone).text(Days.text(moment, plain), plain, type);
  }

  /** On the scale on which PostgreSQL compares values of the type; null where it is no date. */
  private static @Nullable Instant moment(@Nullable String value, Type type) {
    if (value == null) {
      return null;
    }
    if (isDay(type)) {
      LocalDate date = DateWriting.day(value, type, ZoneOffset.UTC);
      return date == null ? null : date.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    return DateWriting.moment(value, type, ZoneOffset.UTC);
  }

  /** What choices and the rows of a table have in common. */
  static List<String> same(Table choices, Table about) {
    return choices
        .where(column -> !choices.key().contains(column.name()))
        .map(Column::name)
        .filter(name -> about.find(name).isPresent())
        .toList();
  }

  /** As the policy writes the clock. */
  static String starts(Rule rule, Scenario scenario) {
    Table about = scenario.table(rule.then().keySet().iterator().next());
    return "{ refused: %s, accepted: %s, same: [%s], set: %s }"
        .formatted(
            MapText.quoted(CHOICES + "." + CHOSEN),
            MapText.quoted(ACCEPTED),
            String.join(
                ", ", same(scenario.table(CHOICES), about).stream().map(MapText::quoted).toList()),
            MapText.quoted(Schemas.AT));
  }

  /**
   * The refusals of a row after which nobody accepted before it was set.
   *
   * @param choices that are there
   * @param held what a row has in a column now
   */
  static List<Node> standing(
      Node node, List<Node> choices, BiFunction<Node, String, @Nullable String> held) {
    if (choices.isEmpty()) {
      return List.of();
    }
    List<String> same = same(choices.get(0).table, node.table);
    List<Node> own =
        choices.stream()
            .filter(
                choice ->
                    same.stream()
                        .allMatch(
                            name ->
                                choice.row.get(name) != null
                                    && Objects.equals(
                                        choice.row.get(name), held.apply(node, name))))
            .toList();
    Instant set = moment(node.row.get(Schemas.AT), node.table.column(Schemas.AT).type());
    return own.stream()
        .filter(choice -> "false".equals(choice.row.get(ACCEPTED)))
        .filter(refusal -> own.stream().noneMatch(other -> lifts(other, refusal, set)))
        .toList();
  }

  private static boolean lifts(Node choice, Node refusal, @Nullable Instant set) {
    Type type = choice.table.column(CHOSEN).type();
    Instant accepted = moment(choice.row.get(CHOSEN), type);
    Instant refused = moment(refusal.row.get(CHOSEN), type);
    return "true".equals(choice.row.get(ACCEPTED))
        && accepted != null
        && refused != null
        && set != null
        && accepted.isAfter(refused)
        && !accepted.isAfter(set);
  }
}
