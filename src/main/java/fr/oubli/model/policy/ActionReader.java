package fr.oubli.model.policy;

import fr.oubli.model.yaml.Faults;
import fr.oubli.model.yaml.Mapping;
import fr.oubli.model.yaml.NearestWord;
import fr.oubli.model.yaml.Place;
import fr.oubli.model.yaml.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code then}: what is done to each collection. */
final class ActionReader {

  private static final List<String> WORDS = Actions.ALL.stream().map(Action::word).toList();

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
    return value instanceof Mapping block
        ? Archive.read(block)
        : value.asText().flatMap(word -> named(word, value.place()));
  }

  private Optional<Action> named(String word, Place place) {
    Optional<Action> action = Actions.asked(word);
    if (action.isEmpty()) {
      String otherwise = "the actions are " + String.join(", ", WORDS);
      faults.add(place, "unknown action '" + word + "'", NearestWord.mend(word, WORDS, otherwise));
    }
    return action;
  }
}
