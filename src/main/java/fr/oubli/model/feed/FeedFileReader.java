package fr.oubli.model.feed;

import fr.oubli.model.yaml.Faults;
import fr.oubli.model.yaml.Mapping;
import fr.oubli.model.yaml.NearestWord;
import fr.oubli.model.yaml.Place;
import fr.oubli.model.yaml.Scalar;
import fr.oubli.model.yaml.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a mapping says of one kind of file. */
final class FeedFileReader {

  private final Faults faults;

  FeedFileReader(Faults faults) {
    this.faults = faults;
  }

  FeedFile file(Mapping.Entry kind, Mapping block) {
    block.knowing("columns", "event", "into", "unless-refused");
    List<CellForm> cells =
        block
            .requiredMapping("columns", "columns: with each column of the file below it")
            .map(columns -> new CellFormReader(faults).cells(columns))
            .orElse(List.of());
    List<String> names = cells.stream().map(CellForm::name).toList();
    String event = block.text("event").map(name -> known(name, names, block, "event")).orElse(null);
    cells.stream()
        .filter(cell -> cell.name().equals(event) && !cell.type().dated())
        .forEach(
            cell ->
                faults.add(
                    cell.place(),
                    "'" + event + "' is the day of the event, and no date",
                    "write type: timestamp or type: date"));
    List<FeedTarget> into =
        block
            .requiredMapping("into", "into: with the collections below it")
            .map(targets -> targets(targets, cells))
            .orElse(List.of());
    if (into.isEmpty() && block.has("into") && faults.isEmpty()) {
      faults.add(block.placeOf("into"), "'into' has no collection", "name at least one");
    }
    return new FeedFile(
        kind.key(),
        cells,
        event,
        into,
        block.mapping("unless-refused").map(this::refused).orElse(null),
        kind.place());
  }

  private RefusedKinds refused(Mapping block) {
    block.knowing("collection", "person", "kind", "accepted", "chosen", "but");
    return new RefusedKinds(
        block.requiredText("collection", "collection: cookie_choices").orElse(""),
        block.requiredText("person", "person: customer_id").orElse(""),
        block.requiredText("kind", "kind: kind").orElse(""),
        block.requiredText("accepted", "accepted: accepted").orElse(""),
        block.requiredText("chosen", "chosen: chosen_at").orElse(""),
        block
            .sequence("but")
            .map(list -> list.notEmpty("name a kind, or leave it out"))
            .map(Sequence::texts)
            .orElse(List.of()),
        block.place());
  }

  private List<FeedTarget> targets(Mapping targets, List<CellForm> cells) {
    return targets.entries().stream()
        .flatMap(
            entry -> entry.value().asMapping().stream().map(block -> target(entry, block, cells)))
        .toList();
  }

  private FeedTarget target(Mapping.Entry entry, Mapping block, List<CellForm> cells) {
    block.knowing("key", "existing", "set");
    List<Filling> fillings =
        block
            .requiredMapping("set", "set: with each column of the table below it")
            .map(set -> fillings(set, cells))
            .orElse(List.of());
    List<String> key =
        block
            .requiredSequence("key", "key: [the columns that make two rows one]")
            .map(list -> list.notEmpty("name a column"))
            .map(Sequence::texts)
            .orElse(List.of());
    for (String column : key) {
      fillings.stream()
          .filter(each -> each.column().equals(column))
          .findFirst()
          .ifPresentOrElse(
              each -> keyIsThere(each, cells),
              () ->
                  faults.add(
                      block.placeOf("key"),
                      "the key's column '" + column + "' is not filled",
                      "add it below 'set'"));
    }
    boolean keeps = block.text("existing").map(word -> keeps(word, block)).orElse(false);
    return new FeedTarget(entry.key(), key, fillings, keeps, entry.place());
  }

  /** A row without a value in its key would never be found again. */
  private void keyIsThere(Filling filling, List<CellForm> cells) {
    String reads = filling.reads();
    boolean empty = cells.stream().anyMatch(cell -> cell.name().equals(reads) && !cell.required());
    boolean loose = filling.lookup() != null && !filling.lookup().required();
    if (empty || loose) {
      faults.add(
          filling.place(),
          "'" + filling.column() + "' is in the key and may be missing",
          "write required: true " + (empty ? "at the column '" + reads + "'" : "here"));
    }
  }

  private boolean keeps(String word, Mapping block) {
    if (!word.equals("keep") && !word.equals("update")) {
      faults.add(
          block.placeOf("existing"),
          "'existing' is '" + word + "'",
          "write keep, or update, which it is where nothing is said");
    }
    return word.equals("keep");
  }

  private List<Filling> fillings(Mapping set, List<CellForm> cells) {
    List<String> names = cells.stream().map(CellForm::name).toList();
    List<Filling> fillings = new ArrayList<>();
    for (Mapping.Entry entry : set.entries()) {
      filling(entry, names, set).ifPresent(fillings::add);
    }
    return fillings;
  }

  private Optional<Filling> filling(Mapping.Entry entry, List<String> names, Mapping set) {
    String column = entry.key();
    Place place = entry.place();
    if (entry.value() instanceof Scalar) {
      return entry
          .value()
          .asText()
          .map(cell -> known(cell, names, set, column))
          .map(cell -> new Filling(column, cell, null, null, place));
    }
    return entry.value().asMapping().flatMap(block -> said(column, block, names, place));
  }

  private Optional<Filling> said(String column, Mapping block, List<String> names, Place place) {
    block.knowing("value", "refers", "by", "required");
    if (block.has("value")) {
      return block.text("value").map(value -> new Filling(column, null, value, null, place));
    }
    Optional<String> refers = block.requiredText("refers", "refers: customers.email");
    Optional<String> by = block.requiredText("by", "by: the column of the file");
    if (refers.isEmpty() || by.isEmpty()) {
      return Optional.empty();
    }
    int point = refers.get().lastIndexOf('.');
    if (point < 1 || point == refers.get().length() - 1) {
      faults.add(
          block.placeOf("refers"),
          "'refers' is '" + refers.get() + "', not a collection and its field",
          "write it as customers.email");
      return Optional.empty();
    }
    String cell = known(by.get(), names, block, "by");
    Filling.Lookup lookup =
        new Filling.Lookup(
            refers.get().substring(0, point),
            refers.get().substring(point + 1),
            cell == null ? "" : cell,
            block.flag("required"));
    return Optional.of(new Filling(column, null, null, lookup, place));
  }

  private @Nullable String known(String name, List<String> names, Mapping block, String key) {
    if (names.contains(name)) {
      return name;
    }
    faults.add(
        block.placeOf(key),
        "'" + key + "' takes '" + name + "', which is no column of the file",
        NearestWord.mend(name, names, "the columns are " + String.join(", ", names)));
    return null;
  }
}
