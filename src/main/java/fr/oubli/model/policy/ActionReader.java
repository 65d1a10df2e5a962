package fr.oubli.model.policy;

import fr.oubli.model.yaml.Faults;
import fr.oubli.model.yaml.Mapping;
import fr.oubli.model.yaml.NearestWord;
import fr.oubli.model.yaml.Place;
import fr.oubli.model.yaml.Sequence;
import fr.oubli.model.yaml.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code then}: what is done to each collection. */
final class ActionReader {

  private static final List<String> WORDS = List.of("delete", "anonymise", "archive");

  private final Faults faults;

  ActionReader(Faults faults) {
    this.faults = faults;
  }

  Map<String, Action> actions(Mapping block) {
    if (block.entries().isEmpty()) {
      faults.add(block.place(), "'then' names no collection", "write { collection: delete }");
    }
    Map<String, Action> actions = new LinkedHashMap<>();
    for (Mapping.Entry entry : block.entries()) {
      action(entry.value()).ifPresent(action -> actions.put(entry.key(), action));
    }
    return actions;
  }

  private Optional<Action> action(Value value) {
    if (value instanceof Mapping block) {
      return archive(block.knowing("archive"));
    }
    return value.asText().flatMap(word -> named(word, value.place()));
  }

  private Optional<Action> named(String word, Place place) {
    return switch (word) {
      case "delete" -> Optional.of(new Action.Delete());
      case "anonymise" -> Optional.of(new Action.Anonymise());
      case "archive" -> Optional.of(new Action.Archive(List.of()));
      default -> unknown(word, place);
    };
  }

  private Optional<Action> unknown(String word, Place place) {
    String otherwise = "the actions are " + String.join(", ", WORDS);
    faults.add(place, "unknown action '" + word + "'", NearestWord.mend(word, WORDS, otherwise));
    return Optional.empty();
  }

  private Optional<Action> archive(Mapping block) {
    return block
        .requiredSequence("archive", "archive: [the columns to keep]")
        .map(list -> list.notEmpty("name the columns to keep, or write archive alone for all"))
        .map(Sequence::texts)
        .map(Action.Archive::new);
  }
}
