package fr.oubli.model.yaml;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Copies SnakeYAML's graph into a tree of values. An alias is copied wherever it is used. As a few
 * lines of aliases can stand for billions of values, or contain themselves, depth and size are
 * bounded; a larger file is refused.
 */
final class Tree {

  private static final int DEEPEST = 50;
  private static final int LARGEST = 200_000;

  private final String file;
  private final Faults faults;
  private int size;

  Tree(String file, Faults faults) {
    this.file = file;
    this.faults = faults;
  }

  Value root(Node node) {
    return value("", node, null, 0);
  }

  private Value value(String name, Node node, @Nullable Place key, int depth) {
    Place place = place(node);
    if (depth > DEEPEST || ++size > LARGEST) {
      throw new Refusal(
          ExitCode.INVALID,
          new Fault(place, "aliases make the file too large", "write the values out").toString());
    }
    if (node instanceof MappingNode mapping) {
      return new Mapping(name, entries(mapping, depth), start(mapping, key), faults);
    }
    if (node instanceof SequenceNode sequence) {
      return new Sequence(name, items(name, sequence, depth), start(sequence, key), faults);
    }
    String text = node.getTag().equals(Tag.NULL) ? null : ((ScalarNode) node).getValue();
    return new Scalar(name, text, text == null && key != null ? key : place, faults);
  }

  /** A block starts on the line of its key, not on that of its first line. */
  private Place start(CollectionNode<?> node, @Nullable Place key) {
    return key == null || node.getFlowStyle() == FlowStyle.FLOW ? place(node) : key;
  }

  private List<Value> items(String name, SequenceNode node, int depth) {
    List<Value> items = new ArrayList<>();
    for (Node item : node.getValue()) {
      items.add(value("an item of " + name, item, null, depth + 1));
    }
    return items;
  }

  private List<Mapping.Entry> entries(MappingNode node, int depth) {
    List<Mapping.Entry> entries = new ArrayList<>();
    Map<String, Place> seen = new HashMap<>();
    for (NodeTuple tuple : node.getValue()) {
      Place place = place(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
        faults.add(place, "a key is not a single value", "write key: value");
        continue;
      }
      String key = scalar.getValue();
      Place first = seen.putIfAbsent(key, place);
      if (first == null) {
        Value value = value("'" + key + "'", tuple.getValueNode(), place, depth + 1);
        entries.add(new Mapping.Entry(key, place, value));
      } else {
        faults.add(
            place,
            "key '" + key + "' is written twice",
            "keep one; the first is on line " + first.line());
      }
    }
    return entries;
  }

  private Place place(Node node) {
    return new Place(file, node.getStartMark().getLine() + 1);
  }
}
