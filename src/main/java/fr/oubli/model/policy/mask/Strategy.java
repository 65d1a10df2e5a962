package fr.oubli.model.policy.mask;

import fr.oubli.model.yaml.Mapping;
import fr.oubli.model.yaml.Value;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the policy asks for a mask: by a word alone, or by a block with a word and what it needs.
 *
 * @param alone the mask that the word stands for by itself; null where it needs more
 * @param keys of the block, beside {@code strategy}
 * @param example of these keys; empty where there are none
 * @param reader reads the block; it notes what is wrong in the faults of the block
 */
public record Strategy(
    String word,
    @Nullable Mask alone,
    List<String> keys,
    String example,
    Function<Mapping, Optional<Mask>> reader) {

  /** The key of the strategy's word in a block. */
  public static final String KEY = "strategy";

  public Strategy {
    keys = List.copyOf(keys);
  }

  static Strategy alone(String word, Mask mask) {
    return new Strategy(word, mask, List.of(), "", block -> Optional.of(mask));
  }

  static Strategy with(
      String word, List<String> keys, String example, Function<Mapping, Optional<Mask>> reader) {
    return new Strategy(word, null, keys, example, reader);
  }

  /**
   * The mask of the word alone; a fault where the strategy needs more.
   *
   * @param written where the policy has the word
   */
  public Optional<Mask> bare(Value written) {
    if (alone == null) {
      written
          .faults()
          .add(
              written.place(),
              "'" + word + "' alone is not enough",
              "write { strategy: " + word + ", " + example + " }");
    }
    return Optional.ofNullable(alone);
  }

  /** The mask of a block; faults where keys are unknown or values do not fit. */
  public Optional<Mask> read(Mapping block) {
    String[] known = Stream.concat(Stream.of(KEY), keys.stream()).toArray(String[]::new);
    return reader.apply(block.knowing(known));
  }
}
