package fr.oubli.property;

import fr.oubli.property.Reference.ForeignKey;
import fr.oubli.property.Reference.OnDelete;
import fr.oubli.property.Reference.Tie;
import fr.oubli.property.Reference.Told;
import fr.oubli.property.Reference.When;
import fr.oubli.property.Table.Partitions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Random tables without rows. A table is made after those that it may refer to. */
final class Schemas {

  static final String EMAIL = "e mail";
  static final List<String> STATUSES = List.of("open", "closed", "test");
  static final String STATUS = "Status";
  static final String AT = "at?";
  static final String CLAIM = "pending e mail";
  private static final Told UNSAID = new Told(Tie.UNSAID, null);

  private static final List<String> NAMES =
      List.of(
          "customers",
          "Order",
          "user",
          "select",
          "Ünité",
          "a\"b",
          "weird name",
          "x-y",
          "tab%s",
          "{}",
          "q?m",
          "col:on",
          "o'clock",
          "back\\slash",
          "ref",
          "$1",
          "a,b",
          "très_long_nom_de_table_qui_approche_la_limite_des_noms_pg");

  private final Dice dice;
  private final PersonalColumns personal;
  private final boolean people;
  private final boolean sameByEmail;
  private final LocalDate day;
  private final List<String> names;
  private final List<Table> tables = new ArrayList<>();
  private @Nullable String person;

  /**
   * @param people whether one of the tables is of persons
   * @param sameByEmail whether an e-mail tells persons apart, so that tables have one
   * @param day the day of the first night, around which partitions are cut
   */
  Schemas(Dice dice, boolean people, boolean sameByEmail, LocalDate day) {
    this.dice = dice;
    this.personal = new PersonalColumns(dice);
    this.people = people;
    this.sameByEmail = sameByEmail;
    this.day = day;
    this.names = new ArrayList<>(NAMES);
    Collections.shuffle(names, dice.random());
  }

  List<Table> tables() {
    if (dice.chance(0.3)) {
      tables.add(table(false));
    }
    if (people) {
      Table persons = table(true);
      person = persons.name();
      tables.add(persons);
    }
    for (int i = dice.between(1, 4); i > 0; i--) {
      tables.add(table(false));
    }
    return person == null ? tables : new Saying(dice, tables, person).settled();
  }

  @Nullable String person() {
    return person;
  }

  private Table table(boolean persons) {
    String name = names.remove(0);
    List<Column> columns = new ArrayList<>();
    List<String> key = key(columns, persons);
    List<Reference> references = references(persons, columns);
    boolean conditional = person != null && !persons && dice.chance(0.25);
    boolean dated = persons || dice.chance(0.85);
    if (dated) {
      columns.add(Column.plain(AT, day(), dice.chance(0.3)));
    }
    if (dated && dice.chance(0.2)) {
      columns.add(Column.plain("seen", day(), false));
    }
    if (sameByEmail && (persons || dice.chance(0.4))) {
      columns.add(personal.email());
    }
    if (sameByEmail && dice.chance(0.15)) {
      columns.add(personal.claim());
    }
    if (conditional || dice.chance(0.5)) {
      columns.add(Column.plain(STATUS, Type.TEXT, false));
    }
    if (conditional) {
      conditional(columns, references);
    }
    List<List<String>> uniques = personal.some(columns);
    Partitions partitions = persons || key.size() > 1 ? null : partitions(columns, key);
    if (!references.isEmpty() && partitions == null && key.size() == 1 && dice.chance(0.15)) {
      keyWithReference(columns, key, references.get(0));
    }
    if (!persons && partitions == null && dice.chance(0.15)) {
      references.add(self(name, columns, key));
    }
    return new Table(
        name,
        columns,
        key,
        references,
        partitions == null ? uniques : List.of(),
        partitions,
        List.of());
  }

  private Type day() {
    return dice.of(Type.DATE, Type.TIMESTAMP, Type.TIMESTAMPTZ, Type.TIMESTAMPTZ);
  }

  private List<String> key(List<Column> columns, boolean persons) {
    Type type = dice.of(Type.BIGINT, Type.BIGINT, Type.INTEGER, Type.UUID, Type.TEXT, Type.DATE);
    columns.add(Column.plain("id", type, true));
    List<String> key = new ArrayList<>(List.of("id"));
    if (!persons && dice.chance(0.15)) {
      columns.add(Column.plain("Part no", dice.of(Type.INTEGER, Type.TEXT), true));
      key.add("Part no");
    }
    return key;
  }

  private List<Reference> references(boolean persons, List<Column> columns) {
    List<Reference> references = new ArrayList<>();
    for (Table parent : tables) {
      boolean toPerson = parent.name().equals(person);
      boolean simple = parent.partitions() == null;
      if (simple && !persons && dice.chance(toPerson ? 0.7 : 0.35)) {
        references.add(reference(parent, columns, ""));
        if (person != null && leadsToPerson(parent) && dice.chance(0.25)) {
          references.add(reference(parent, columns, "by "));
        }
      } else if (simple && persons && dice.chance(0.5)) {
        references.add(reference(parent, columns, ""));
      }
    }
    return references;
  }

  private Reference reference(Table parent, List<Column> columns, String prefix) {
    boolean leadsToPerson = leadsToPerson(parent);
    boolean notNull = dice.chance(0.25);
    List<String> own = new ArrayList<>();
    for (String part : parent.key()) {
      String column =
          prefix + (parent.name().length() > 40 ? "long " + part : parent.name() + " " + part);
      columns.add(Column.plain(column, parent.column(part).type(), notNull));
      own.add(column);
    }
    OnDelete onDelete = dice.of(OnDelete.values());
    if (onDelete == OnDelete.SET_NULL && (leadsToPerson || notNull)) {
      onDelete = OnDelete.CASCADE;
    }
    boolean mapped = leadsToPerson || dice.chance(0.85);
    ForeignKey key = new ForeignKey(onDelete, dice.chance(0.2));
    boolean byValue = mapped && person != null && own.size() == 1 && dice.chance(0.1);
    return new Reference(
        own, parent.name(), parent.key(), byValue ? null : key, mapped ? UNSAID : null);
  }

  /** References that hold for some rows only, so that one column may lead to two tables. */
  private void conditional(List<Column> columns, List<Reference> references) {
    List<Table> parents =
        tables.stream()
            .filter(table -> table.partitions() == null && table.key().size() == 1)
            .toList();
    Table one = dice.of(parents.isEmpty() ? tables : parents);
    if (parents.isEmpty() || (!references.isEmpty() && dice.chance(0.4))) {
      if (!references.isEmpty() && references.get(0).mapped()) {
        references.set(0, references.get(0).told(when(STATUSES.subList(0, dice.between(1, 2)))));
      }
      return;
    }
    Type type = one.column(one.key().get(0)).type();
    columns.add(Column.plain("item", type, false));
    references.add(byValue(one, when(List.of("open"))));
    parents.stream()
        .filter(other -> !other.equals(one) && other.column(other.key().get(0)).type() == type)
        .findFirst()
        .ifPresent(other -> references.add(byValue(other, when(List.of("closed")))));
  }

  private static Reference byValue(Table parent, Told told) {
    return new Reference(List.of("item"), parent.name(), parent.key(), null, told);
  }

  private static Told when(List<String> values) {
    return new Told(Tie.UNSAID, new When(STATUS, values));
  }

  private boolean leadsToPerson(Table table) {
    return table.name().equals(person)
        || table.references().stream()
            .filter(key -> !key.parent().equals(table.name()))
            .anyMatch(key -> leadsToPerson(named(key.parent())));
  }

  private Table named(String name) {
    return tables.stream().filter(table -> table.name().equals(name)).findFirst().orElseThrow();
  }

  private Reference self(String name, List<Column> columns, List<String> key) {
    List<String> own = new ArrayList<>();
    for (String part : key) {
      Type type =
          columns.stream()
              .filter(each -> each.name().equals(part))
              .findFirst()
              .orElseThrow()
              .type();
      columns.add(Column.plain("up " + part, type, false));
      own.add("up " + part);
    }
    return new Reference(
        own,
        name,
        key,
        new ForeignKey(
            dice.of(OnDelete.NO_ACTION, OnDelete.CASCADE, OnDelete.RESTRICT), dice.chance(0.2)),
        UNSAID);
  }

  /**
   * Makes the reference a part of the key, as lines of a document have the document's in theirs.
   */
  private static void keyWithReference(
      List<Column> columns, List<String> key, Reference reference) {
    if (!reference.blocks()) {
      return;
    }
    for (String column : reference.columns()) {
      columns.replaceAll(
          each -> each.name().equals(column) ? Column.plain(column, each.type(), true) : each);
    }
    key.addAll(0, reference.columns());
  }

  private @Nullable Partitions partitions(List<Column> columns, List<String> key) {
    if (!dice.chance(0.2)) {
      return null;
    }
    boolean byRange =
        columns.stream().anyMatch(column -> column.name().equals(AT)) && dice.chance(0.7);
    String by = byRange ? AT : STATUS;
    if (columns.stream().noneMatch(column -> column.name().equals(by))) {
      return null;
    }
    columns.replaceAll(each -> each.name().equals(by) ? Column.plain(by, each.type(), true) : each);
    if (columns.stream().anyMatch(Column::unique)) {
      columns.replaceAll(Column::notUnique);
    }
    key.add(by);
    return new Partitions(
        by, byRange, byRange ? bounds() : STATUSES.subList(0, dice.between(1, 2)));
  }

  /** First days of years, so that some partitions are wholly due and one is due in part. */
  private List<String> bounds() {
    List<String> bounds = new ArrayList<>();
    for (int years = 8; years >= 0; years--) {
      bounds.add(day.minusYears(years).withDayOfYear(1).toString());
    }
    return bounds;
  }
}
