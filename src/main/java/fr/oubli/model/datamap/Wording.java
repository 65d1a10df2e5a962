package fr.oubli.model.datamap;

import fr.oubli.model.yaml.Label;
import java.util.Collections;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What people read for a field and for what stands in it.
 *
 * @param label null where the map has none of its own beside the description
 * @param values for a code that it holds, the words for it
 * @param money the currency of the amounts that it holds; null where it holds none
 */
public record Wording(@Nullable Label label, Map<String, Label> values, @Nullable Currency money) {

  public static final Wording NONE = new Wording(null, Map.of(), null);

  public Wording {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
