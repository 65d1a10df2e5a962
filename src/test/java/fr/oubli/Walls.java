package fr.oubli;

import static fr.oubli.House.packageOf;

import fr.oubli.House.Import;
import fr.oubli.Rooms.Room;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.Clock;
import fr.oubli.model.policy.mask.Mask;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The rules of the house. Each returns a sentence for every place where it is broken. */
final class Walls {

  private static final List<String> PLAIN = List.of("model.policy.", "model.datamap.");

  /** What plain Java may import: the JDK, the marks of nullness, and the table of telephones. */
  private static final List<String> NO_FRAMEWORK =
      List.of("java.", "org.jspecify.", "com.google.i18n.phonenumbers.");

  private static final List<Class<?>> ONE_OF_MANY = List.of(Action.class, Clock.class, Mask.class);

  private final Rooms rooms;
  private final House house;

  Walls(Rooms rooms, House house) {
    this.rooms = rooms;
    this.house = house;
  }

  List<String> all() {
    return Stream.of(
            table(),
            homeless(),
            withoutPackageInfo(),
            againstTheTable(),
            inner(),
            idleDoors(),
            frameworks(),
            ladders(),
            circles())
        .flatMap(List::stream)
        .toList();
  }

  /** The table itself lists only rooms of lower floors, and none that stands apart. */
  List<String> table() {
    List<String> told = new ArrayList<>();
    rooms
        .arrows()
        .forEach(
            (from, listed) -> {
              Room room = rooms.room(from);
              for (String to : listed) {
                if (rooms.room(to).floor() >= room.floor()) {
                  told.add(listed(from, rooms.room(to) + ", which is not below it"));
                }
                if (rooms.apartFrom(room).contains(to)) {
                  told.add(listed(from, to + ", and says that the two stand apart"));
                }
              }
            });
    return told;
  }

  private static String listed(String from, String to) {
    return "rooms.txt lets " + from + " import " + to + ": strike that out.";
  }

  /** Every type lies in a room; the top is Oubli's alone. */
  List<String> homeless() {
    return tellTypes(
        type ->
            rooms.room(type).name().equals(Rooms.TOP)
                && !type.equals("Oubli")
                && !type.equals("package-info"),
        type ->
            type
                + " lies in no room: move it into the one whose work it does ("
                + rooms.names()
                + ").");
  }

  /** A package without a package-info is not read by the check for nulls. */
  List<String> withoutPackageInfo() {
    Set<String> packages = new TreeSet<>();
    house.types().forEach(type -> packages.add(packageOf(type)));
    return packages.stream()
        .filter(name -> !house.types().contains((name + ".package-info").replaceFirst("^\\.", "")))
        .map(
            name ->
                "the package "
                    + name
                    + " has no package-info: write one, with @NullMarked, what the package is, and"
                    + " where to start reading.")
        .toList();
  }

  /** An import goes down, and only to a room that the table lists. */
  List<String> againstTheTable() {
    return tellImports(
        one -> !sameRoom(one) && !rooms.mayImport(one.from(), rooms.room(one.to())),
        one -> {
          Room from = rooms.room(one.from());
          Room to = rooms.room(one.to());
          return one.told() + " (" + from + " -> " + to + "): " + advice(from, to);
        });
  }

  private String advice(Room from, Room to) {
    if (to.floor() > from.floor()) {
      return "an import goes down, never up; move what both need down to "
          + from.name()
          + " or below, or let "
          + to.name()
          + " hand it over.";
    }
    if (to.floor() == from.floor()) {
      return "rooms of one floor do not know each other; move what both need to a floor below.";
    }
    return "rooms.txt does not list "
        + to.name()
        + " for "
        + from.name()
        + "; ask a room that is listed there ("
        + String.join(", ", from.imports())
        + "), or list it if it is meant.";
  }

  /** A type that is not a door is imported in its own room only. */
  List<String> inner() {
    return tellImports(
        one -> !sameRoom(one) && !rooms.room(one.to()).doors().contains(one.to()),
        one -> {
          Room to = rooms.room(one.to());
          return one.told()
              + ", which is "
              + to.name()
              + "'s own: use one of its doors in rooms.txt, or make it a door if it is meant for"
              + " others.";
        });
  }

  /** A door that no other room uses is none. */
  List<String> idleDoors() {
    Set<String> used = new TreeSet<>();
    house.imports().stream().filter(one -> !sameRoom(one)).forEach(one -> used.add(one.to()));
    return rooms.all().stream()
        .flatMap(room -> room.doors().stream())
        .filter(door -> !used.contains(door))
        .map(
            door ->
                door
                    + (house.types().contains(door)
                        ? " is a door in rooms.txt that no other room uses: strike it out there, and"
                            + " take `public` from it where its own package alone uses it."
                        : " is a door in rooms.txt and no type: strike it out, or write its new"
                            + " name."))
        .toList();
  }

  /** No packages import each other in a circle, not even inside a room. */
  List<String> circles() {
    return new Circles(house).told();
  }

  /** The policy and the data map are plain Java. */
  List<String> frameworks() {
    return house.imports().stream()
        .filter(one -> !one.ours() && PLAIN.stream().anyMatch(one.from()::startsWith))
        .filter(one -> NO_FRAMEWORK.stream().noneMatch(one.to()::startsWith))
        .map(
            one ->
                one.told()
                    + ": "
                    + packageOf(one.from())
                    + " is plain Java that knows no framework; do this in the room that needs it.")
        .toList();
  }

  /** Nobody asks an action, a clock or a mask by {@code instanceof} which one it is. */
  List<String> ladders() {
    return house.instanceofs().stream()
        .filter(one -> one.ours() && isOneOfMany(one.to()))
        .map(
            one ->
                one.from()
                    + " asks `instanceof "
                    + one.to()
                    + "`: a ladder of types forgets the next kind; let each kind answer, by a method"
                    + " of its own.")
        .toList();
  }

  private static boolean isOneOfMany(String type) {
    try {
      Class<?> asked = Class.forName("fr.oubli." + type, false, Walls.class.getClassLoader());
      return ONE_OF_MANY.stream().anyMatch(each -> each.isAssignableFrom(asked));
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private boolean sameRoom(Import one) {
    return !one.ours() || rooms.room(one.from()).name().equals(rooms.room(one.to()).name());
  }

  private List<String> tellImports(Predicate<Import> broken, Function<Import, String> sentence) {
    return house.imports().stream().filter(broken).map(sentence).toList();
  }

  private List<String> tellTypes(Predicate<String> broken, UnaryOperator<String> sentence) {
    return house.types().stream().filter(broken).map(sentence).toList();
  }
}
