package fr.oubli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The table {@code rooms.txt}: the rooms, their floors, what each may import and which of its types
 * are doors. Names are those of packages and types after {@code fr.oubli.}; the top, where {@code
 * Oubli} lies alone, is the room {@code top}.
 */
final class Rooms {

  static final String TOP = "top";

  /** One room. {@code doors} are the types that other rooms may import. */
  record Room(String name, int floor, Set<String> imports, Set<String> doors) {

    /** The name of a type or package in this room. */
    String in(String rest) {
      return name.equals(TOP) ? rest : name + "." + rest;
    }

    @Override
    public String toString() {
      return name + ", floor " + floor;
    }
  }

  private final Map<String, Room> rooms = new LinkedHashMap<>();
  private final Map<String, Set<String>> ofOnePackage = new TreeMap<>();
  private final List<List<String>> apart = new ArrayList<>();

  private Rooms() {}

  static Rooms read() throws IOException {
    return of(table());
  }

  static String table() throws IOException {
    try (InputStream table = Rooms.class.getResourceAsStream("/rooms.txt")) {
      return new String(requireNonNull(table).readAllBytes(), UTF_8);
    }
  }

  static Rooms of(String table) {
    Rooms read = new Rooms();
    int floor = 0;
    for (String line : table.replaceAll("\\n +", " ").lines().toList()) {
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      List<String> words = List.of(line.split("[\\s:,]+"));
      List<String> rest = words.size() < 3 ? List.of() : words.subList(3, words.size());
      switch (words.get(0)) {
        case "floor" -> floor = Integer.parseInt(words.get(1));
        case "room" -> {
          String name = words.get(1);
          read.rooms.put(name, new Room(name, floor, new TreeSet<>(rest), new TreeSet<>()));
        }
        case "package" -> read.ofOnePackage.put(words.get(1), new TreeSet<>(rest));
        case "doors" -> {
          String in = words.get(1);
          words.subList(2, words.size()).forEach(t -> read.room(in).doors().add(in + "." + t));
        }
        case "apart" -> read.apart.add(words.subList(1, 3));
        default -> throw new IllegalArgumentException("rooms.txt: " + line);
      }
    }
    return read;
  }

  List<Room> all() {
    return List.copyOf(rooms.values());
  }

  /** The rooms that this one never knows, whatever it may import else. */
  Set<String> apartFrom(Room room) {
    Set<String> others = new TreeSet<>();
    apart.stream().filter(two -> two.contains(room.name())).forEach(others::addAll);
    others.remove(room.name());
    return others;
  }

  String names() {
    return rooms.keySet().stream().filter(name -> !name.equals(TOP)).collect(joining(", "));
  }

  /** The room of a package or a type, or {@code top} where there is none. */
  Room room(String name) {
    int point = name.indexOf('.');
    String first = point < 0 ? name : name.substring(0, point);
    return rooms.containsKey(first) ? named(first) : named(TOP);
  }

  private Room named(String name) {
    return requireNonNull(rooms.get(name), name);
  }

  /** Whether that type's room, or its package alone, may import the other room. */
  boolean mayImport(String type, Room other) {
    return room(type).imports().contains(other.name())
        || ofOnePackage.entrySet().stream()
            .filter(one -> type.startsWith(one.getKey() + "."))
            .anyMatch(one -> one.getValue().contains(other.name()));
  }

  /** Every arrow of the table, from the room or the package that bears it. */
  Map<String, Set<String>> arrows() {
    Map<String, Set<String>> arrows = new LinkedHashMap<>();
    rooms.forEach((name, room) -> arrows.put(name, room.imports()));
    arrows.putAll(ofOnePackage);
    return arrows;
  }
}
