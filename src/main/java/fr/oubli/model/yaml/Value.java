package fr.oubli.model.yaml;

import java.util.List;
import java.util.Optional;

/**
 * A node of a document. Asked for as another kind than it is, it adds a fault and answers with
 * nothing, so that the reader goes on and finds the other faults too.
 */
public sealed interface Value permits Mapping, Sequence, Scalar {

  /** How faults call it: its key in quotes, or the list that it is an item of. */
  String name();

  Place place();

  Faults faults();

  /** What it is, as a person would say it. */
  String kind();

  default Optional<Mapping> asMapping() {
    if (this instanceof Mapping mapping) {
      return Optional.of(mapping);
    }
    return notA("a block of keys", "write its keys indented below it");
  }

  default Optional<Sequence> asSequence() {
    if (this instanceof Sequence sequence) {
      return Optional.of(sequence);
    }
    return notA("a list", "write it between brackets, such as [a, b]");
  }

  /** The text as it is written, whatever type YAML would give it: {@code no} stays {@code no}. */
  default Optional<String> asText() {
    if (this instanceof Scalar scalar && scalar.text() != null && !scalar.text().isBlank()) {
      return Optional.of(scalar.text());
    }
    return notA("a single value", "write one value");
  }

  default boolean asFlag() {
    String word = this instanceof Scalar scalar && scalar.text() != null ? scalar.text() : "";
    boolean flag = List.of("true", "True", "TRUE").contains(word);
    if (!flag && !List.of("false", "False", "FALSE").contains(word)) {
      notA("true or false", "write true or false");
    }
    return flag;
  }

  private <T> Optional<T> notA(String wanted, String mend) {
    faults()
        .add(
            place(),
            (name().isEmpty() ? "the file" : name()) + " is " + kind() + ", not " + wanted,
            mend);
    return Optional.empty();
  }
}
