package fr.oubli.model.yaml;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A list. */
public record Sequence(String name, List<Value> items, Place place, Faults faults)
    implements Value {

  public Sequence {
    items = List.copyOf(items);
  }

  @Override
  public String kind() {
    return "a list";
  }

  /** The items that are texts. Another item is a fault, and so is a text that stands twice. */
  public List<String> texts() {
    List<String> texts = items.stream().flatMap(item -> item.asText().stream()).toList();
    Set<String> seen = new HashSet<>();
    texts.stream()
        .filter(text -> !seen.add(text))
        .forEach(
            text -> faults.add(place, name + " lists '" + text + "' twice", "list it only once"));
    return texts;
  }

  /**
   * An empty list is a fault.
   *
   * @param mend what to write in it
   */
  public Sequence notEmpty(String mend) {
    if (items.isEmpty()) {
      faults.add(place, name + " is an empty list", mend);
    }
    return this;
  }

  public List<Mapping> mappings() {
    return items.stream().flatMap(item -> item.asMapping().stream()).toList();
  }
}
