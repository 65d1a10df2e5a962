package fr.oubli.model.policy;

import fr.oubli.model.yaml.Mapping;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * How the policy writes a kind of clock.
 *
 * @param word the key of {@code starts} that tells the kind
 * @param options the other keys that may stand beside it
 * @param read makes the clock of a block; where it cannot, it notes why in the block's faults
 */
record ClockKind(
    String word, List<String> options, BiFunction<Mapping, ClockReader, Optional<Clock>> read) {

  ClockKind {
    options = List.copyOf(options);
  }

  Optional<Clock> clock(Mapping block, ClockReader reader) {
    String[] keys = Stream.concat(Stream.of(word), options.stream()).toArray(String[]::new);
    return read.apply(block.knowing(keys), reader);
  }
}
