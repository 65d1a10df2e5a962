package fr.oubli.model.policy.mask;

import fr.oubli.model.yaml.Mapping;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads values that several strategies need. */
final class Parameters {

  private static final Pattern COUNT = Pattern.compile("[1-9]\\d{0,3}");

  private Parameters() {}

  private static final int MOST = 9999;

  /** A number of characters; a fault where the text is none. */
  static Optional<Integer> count(String text, Mapping block, String key, int least) {
    return count(text, block, key, least, MOST);
  }

  /** A number between two others, both included; a fault where the text is none. */
  static Optional<Integer> count(String text, Mapping block, String key, int least, int most) {
    if (COUNT.matcher(text).matches()
        && Integer.parseInt(text) >= least
        && Integer.parseInt(text) <= most) {
      return Optional.of(Integer.valueOf(text));
    }
    block
        .faults()
        .add(
            block.placeOf(key),
            "'" + key + "' is '" + text + "'",
            "write a whole number from " + least + " to " + most);
    return Optional.empty();
  }
}
