package fr.oubli.model.policy;

import fr.oubli.model.policy.mask.Mask;
import fr.oubli.model.policy.mask.Strategies;
import fr.oubli.model.policy.mask.Strategy;
import fr.oubli.model.yaml.Faults;
import fr.oubli.model.yaml.Mapping;
import fr.oubli.model.yaml.NearestWord;
import fr.oubli.model.yaml.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code anonymise}: the masks by the name of a category or of a column. */
final class MaskReader {

  /** Names may hold spaces, but neither begin nor end with one. */
  private static final Pattern KEY =
      Pattern.compile("user|%1$s(\\.%1$s)+".formatted("[^.\\s]([^.]*[^.\\s])?"));

  private final Faults faults;

  MaskReader(Faults faults) {
    this.faults = faults;
  }

  Masks masks(Mapping root) {
    Map<String, Masks.Entry> masks = new LinkedHashMap<>();
    for (Mapping.Entry entry : root.mapping("anonymise").map(Mapping::entries).orElse(List.of())) {
      if (!KEY.matcher(entry.key()).matches()) {
        faults.add(
            entry.place(),
            "'" + entry.key() + "' is neither a category nor a column",
            "write such as user.contact.email or collection.column");
      }
      mask(entry.value())
          .ifPresent(mask -> masks.put(entry.key(), new Masks.Entry(mask, entry.place())));
    }
    return new Masks(masks);
  }

  private Optional<Mask> mask(Value value) {
    if (value instanceof Mapping block) {
      return block
          .requiredText(Strategy.KEY, Strategy.KEY + ": " + String.join(", ", Strategies.WORDS))
          .flatMap(word -> strategy(word, block))
          .flatMap(strategy -> strategy.read(block));
    }
    return value
        .asText()
        .flatMap(word -> strategy(word, value))
        .flatMap(strategy -> strategy.bare(value));
  }

  private Optional<Strategy> strategy(String word, Value written) {
    Optional<Strategy> strategy = Strategies.find(word);
    if (strategy.isEmpty()) {
      faults.add(
          written.place(),
          "unknown strategy '" + word + "'",
          NearestWord.mend(
              word, Strategies.WORDS, "the strategies are " + String.join(", ", Strategies.WORDS)));
    }
    return strategy;
  }
}
