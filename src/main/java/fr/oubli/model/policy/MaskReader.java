package fr.oubli.model.policy;

import fr.oubli.model.policy.Mask.FloorDate.Unit;
import fr.oubli.model.yaml.Faults;
import fr.oubli.model.yaml.Mapping;
import fr.oubli.model.yaml.NearestWord;
import fr.oubli.model.yaml.Value;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code anonymise}: the masks. */
final class MaskReader {

  private static final List<String> STRATEGIES =
      List.of("null_rewrite", "string_rewrite", "random_string_rewrite", "generalise", "preserve");
  private static final List<String> UNITS = List.of("month", "quarter", "year");

  /** Names may hold spaces, but neither begin nor end with one. */
  private static final Pattern KEY =
      Pattern.compile("user|%1$s(\\.%1$s)+".formatted("[^.\\s]([^.]*[^.\\s])?"));

  private static final Pattern COUNT = Pattern.compile("[1-9]\\d{0,3}");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,12}(\\.\\d{1,6})?");

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
          .requiredText("strategy", "strategy: " + String.join(", ", STRATEGIES))
          .flatMap(strategy -> mask(strategy, block));
    }
    return value.asText().flatMap(word -> bare(word, value));
  }

  private Optional<Mask> bare(String word, Value value) {
    return switch (word) {
      case "null_rewrite" -> Optional.of(new Mask.NullRewrite());
      case "preserve" -> Optional.of(new Mask.Preserve());
      case "string_rewrite" -> needs(word, value, "value: \"erased\"");
      case "random_string_rewrite" -> needs(word, value, "length: 20");
      case "generalise" -> needs(word, value, "to: quarter");
      default -> unknown(word, value);
    };
  }

  private Optional<Mask> needs(String strategy, Value value, String more) {
    faults.add(
        value.place(),
        "'" + strategy + "' alone is not enough",
        "write { strategy: " + strategy + ", " + more + " }");
    return Optional.empty();
  }

  private Optional<Mask> unknown(String word, Value value) {
    faults.add(
        value.place(),
        "unknown strategy '" + word + "'",
        NearestWord.mend(word, STRATEGIES, "the strategies are " + String.join(", ", STRATEGIES)));
    return Optional.empty();
  }

  private Optional<Mask> mask(String strategy, Mapping block) {
    return switch (strategy) {
      case "null_rewrite", "preserve" -> bare(strategy, block.knowing("strategy"));
      case "string_rewrite" -> constant(block.knowing("strategy", "value"));
      case "random_string_rewrite" -> random(block.knowing("strategy", "length"));
      case "generalise" -> generalise(block.knowing("strategy", "keep", "to"));
      default -> unknown(strategy, block);
    };
  }

  private static Optional<Mask> constant(Mapping block) {
    return block.requiredText("value", "value: \"erased\"").map(Mask.StringRewrite::new);
  }

  private Optional<Mask> random(Mapping block) {
    return block
        .requiredText("length", "length: 20")
        .flatMap(text -> count(text, block, "length", Mask.RandomString.SHORTEST))
        .map(Mask.RandomString::new);
  }

  private Optional<Mask> generalise(Mapping block) {
    if (block.has("keep") == block.has("to")) {
      faults.add(
          block.place(),
          "'generalise' has " + (block.has("to") ? "both keep and to" : "neither keep nor to"),
          "write keep for text, to for a date or a number");
      return Optional.empty();
    }
    if (block.has("keep")) {
      return block
          .text("keep")
          .flatMap(text -> count(text, block, "keep", 1))
          .map(Mask.KeepPrefix::new);
    }
    return block.text("to").flatMap(text -> to(text, block));
  }

  private Optional<Mask> to(String text, Mapping block) {
    if (UNITS.contains(text)) {
      return Optional.of(new Mask.FloorDate(Unit.valueOf(text.toUpperCase(Locale.ROOT))));
    }
    if (NUMBER.matcher(text).matches() && new BigDecimal(text).signum() > 0) {
      return Optional.of(new Mask.RoundNumber(new BigDecimal(text)));
    }
    faults.add(
        block.placeOf("to"),
        "'to' is '" + text + "'",
        "write month, quarter, year or a positive number");
    return Optional.empty();
  }

  private Optional<Integer> count(String text, Mapping block, String key, int least) {
    if (COUNT.matcher(text).matches() && Integer.parseInt(text) >= least) {
      return Optional.of(Integer.valueOf(text));
    }
    faults.add(
        block.placeOf(key),
        "'" + key + "' is '" + text + "'",
        "write a whole number from " + least + " to 9999");
    return Optional.empty();
  }
}
