package fr.oubli.model.yaml;

import java.util.List;
import java.util.Optional;

/** Keys and their values, in the file's order. */
public record Mapping(String name, List<Entry> entries, Place place, Faults faults)
    implements Value {

  /** A key, the line that it is on, and its value. */
  public record Entry(String key, Place place, Value value) {}

  public Mapping {
    entries = List.copyOf(entries);
  }

  @Override
  public String kind() {
    return "a block of keys";
  }

  public List<String> keys() {
    return entries.stream().map(Entry::key).toList();
  }

  public boolean has(String key) {
    return value(key).isPresent();
  }

  public Optional<Value> value(String key) {
    return entries.stream().filter(entry -> entry.key().equals(key)).map(Entry::value).findFirst();
  }

  /** Where a key is written; the mapping's own place where it is not. */
  public Place placeOf(String key) {
    return entries.stream()
        .filter(entry -> entry.key().equals(key))
        .map(Entry::place)
        .findFirst()
        .orElse(place);
  }

  /**
   * The same block without the keys that have nothing after them, for files in which such a key
   * means what its absence means.
   */
  public Mapping withoutEmpty() {
    List<Entry> full =
        entries.stream()
            .filter(entry -> !(entry.value() instanceof Scalar scalar) || scalar.text() != null)
            .toList();
    return new Mapping(name, full, place, faults);
  }

  /** Makes a fault of every key that is not among the known ones. */
  public Mapping knowing(String... known) {
    List<String> all = List.of(known);
    entries.stream()
        .filter(entry -> !all.contains(entry.key()))
        .forEach(entry -> unknown(entry, all));
    return this;
  }

  private void unknown(Entry entry, List<String> known) {
    String otherwise = "the keys here are " + String.join(", ", known);
    faults.add(
        entry.place(),
        "unknown key '" + entry.key() + "'" + inside(),
        NearestWord.mend(entry.key(), known, otherwise));
  }

  /**
   * The value of a key whose absence is a fault.
   *
   * @param example a line that mends its absence
   */
  public Optional<Value> required(String key, String example) {
    Optional<Value> value = value(key);
    if (value.isEmpty()) {
      faults.add(place, "missing key '" + key + "'" + inside(), "add " + example);
    }
    return value;
  }

  private String inside() {
    return name.isEmpty() ? "" : " in " + name;
  }

  public Optional<String> text(String key) {
    return value(key).flatMap(Value::asText);
  }

  public Optional<String> requiredText(String key, String example) {
    return required(key, example).flatMap(Value::asText);
  }

  public Optional<Mapping> mapping(String key) {
    return value(key).flatMap(Value::asMapping);
  }

  public Optional<Mapping> requiredMapping(String key, String example) {
    return required(key, example).flatMap(Value::asMapping);
  }

  public Optional<Sequence> sequence(String key) {
    return value(key).flatMap(Value::asSequence);
  }

  public Optional<Sequence> requiredSequence(String key, String example) {
    return required(key, example).flatMap(Value::asSequence);
  }

  /** False where the key is not written. */
  public boolean flag(String key) {
    return value(key).map(Value::asFlag).orElse(false);
  }
}
