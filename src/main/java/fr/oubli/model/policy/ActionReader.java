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

  private static final List<String> WORDS = Actions.ALL.stream().map(Action::kind).toList();
  private static final List<String> NAMING = List.of(Archive.WORD, Anonymise.WORD);
  private static final List<String> WHOLE = List.of(new Delete().kind());

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
        ? ofColumns(block)
        : value.asText().flatMap(word -> named(word, value.place()));
  }

  /** An action that names columns: those to keep in the archive, or those to mask in a stage. */
  private Optional<Action> ofColumns(Mapping block) {
    if (block.keys().size() == 1 && WHOLE.contains(block.keys().get(0))) {
      String word = block.keys().get(0);
      faults.add(
          block.place(),
          "'" + word + "' acts on whole rows, and names columns",
          "write " + word + " alone, or anonymise: [the columns to mask]");
      return Optional.empty();
    }
    block.knowing(Archive.WORD, Anonymise.WORD);
    if (block.keys().stream().noneMatch(NAMING::contains)) {
      if (block.entries().isEmpty()) {
        faults.add(
            block.place(),
            "an action is an empty block",
            "write " + String.join(", ", WORDS) + " or anonymise: [the columns to mask]");
      }
      return Optional.empty();
    }
    if (block.has(Archive.WORD) && block.has(Anonymise.WORD)) {
      faults.add(
          block.place(),
          "one collection is archived and anonymised by one rule",
          "give one of the two a rule of its own");
      return Optional.empty();
    }
    return block.has(Anonymise.WORD) ? Anonymise.read(block) : Archive.read(block);
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
