package fr.oubli.model.policy;

import fr.oubli.model.policy.DocumentNumbers.Restart;
import fr.oubli.model.policy.NumberPattern.Kind;
import fr.oubli.model.yaml.Faults;
import fr.oubli.model.yaml.Mapping;
import fr.oubli.model.yaml.NearestWord;
import fr.oubli.model.yaml.Scalar;
import fr.oubli.model.yaml.Sequence;
import fr.oubli.model.yaml.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads how the numbers of accounting documents are built. */
final class NumbersReader {

  private static final List<String> RESTARTS =
      Arrays.stream(Restart.values()).map(Restart::written).toList();

  private final Faults faults;

  NumbersReader(Faults faults) {
    this.faults = faults;
  }

  Optional<DocumentNumbers> numbers(Value value) {
    if (!(value instanceof Mapping block)) {
      return value.asText().map(DocumentNumbers::of);
    }
    block.knowing("column", "written", "restarts");
    Optional<String> column = block.requiredText("column", "column: the column of the number");
    List<NumberPattern> patterns =
        block
            .required("written", "written: \"FA{yyMM}-{counter}\"")
            .map(this::patterns)
            .orElse(List.of());
    Restart restarts = block.text("restarts").flatMap(word -> restart(word, block)).orElse(null);
    patterns.forEach(pattern -> dated(pattern, restarts, block));
    return patterns.isEmpty()
        ? Optional.empty()
        : column.map(name -> new DocumentNumbers(name, patterns, restarts));
  }

  private List<NumberPattern> patterns(Value value) {
    List<String> texts =
        value instanceof Scalar scalar
            ? scalar.asText().map(List::of).orElse(List.of())
            : value
                .asSequence()
                .map(list -> list.notEmpty("write such as [\"FA{yyMM}-{counter}\"]"))
                .map(Sequence::texts)
                .orElse(List.of());
    List<NumberPattern> patterns = new ArrayList<>();
    for (String text : texts) {
      try {
        patterns.add(NumberPattern.of(text));
      } catch (IllegalArgumentException e) {
        String[] told = String.valueOf(e.getMessage()).split("; ", 2);
        faults.add(value.place(), "'" + text + "' " + told[0], told[1]);
      }
    }
    return patterns;
  }

  private Optional<Restart> restart(String word, Mapping block) {
    Optional<Restart> known =
        Arrays.stream(Restart.values()).filter(each -> each.written().equals(word)).findFirst();
    if (known.isEmpty()) {
      faults.add(
          block.placeOf("restarts"),
          "'" + word + "' is no time at which a counter starts anew",
          NearestWord.mend(
              word,
              RESTARTS,
              "write "
                  + String.join(", ", RESTARTS)
                  + ", or leave it out where the counter runs on"));
    }
    return known;
  }

  /** Two numbers of different years could not be told apart. */
  private void dated(NumberPattern pattern, @Nullable Restart restarts, Mapping block) {
    boolean year = restarts == Restart.YEARLY || restarts == Restart.MONTHLY;
    boolean month = restarts == Restart.MONTHLY;
    if ((year && !pattern.has(Kind.YEAR)) || (month && !pattern.has(Kind.MONTH))) {
      faults.add(
          block.placeOf("restarts"),
          "the counter starts anew, but the number does not say the "
              + (month ? "year and the month" : "year"),
          "write it in 'written' as "
              + (month ? "{yyMM}" : "{yyyy}")
              + ", or name a 'series' that tells them apart, with restarts: each-series");
    }
  }
}
