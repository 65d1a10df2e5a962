package fr.oubli.model.policy;

import fr.oubli.model.yaml.Faults;
import fr.oubli.model.yaml.Mapping;
import fr.oubli.model.yaml.Sequence;
import fr.oubli.model.yaml.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code holds}: the holds that the data declare. */
final class HoldReader {

  private static final String ALL = "all";

  private final Faults faults;
  private final ColumnReader columns;

  HoldReader(Faults faults) {
    this.faults = faults;
    this.columns = new ColumnReader(faults);
  }

  List<HoldRule> holds(Mapping root) {
    return root.mapping("holds").map(Mapping::entries).orElse(List.of()).stream()
        .flatMap(entry -> entry.value().asMapping().flatMap(block -> hold(entry, block)).stream())
        .toList();
  }

  private Optional<HoldRule> hold(Mapping.Entry entry, Mapping block) {
    block.knowing("basis", "while", "keeps");
    Optional<String> basis = block.requiredText("basis", "basis: \"why it must be kept\"");
    Optional<Filter> holding =
        block
            .requiredMapping("while", "while: { collection.column: [value] }")
            .flatMap(this::condition);
    Optional<Map<String, List<String>>> keeps =
        block.requiredMapping("keeps", "keeps: { collection: all }").map(this::keeps);
    if (basis.isEmpty() || holding.isEmpty() || keeps.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new HoldRule(entry.key(), basis.get(), holding.get(), keeps.get(), entry.place()));
  }

  private Optional<Filter> condition(Mapping block) {
    if (block.entries().isEmpty()) {
      faults.add(block.place(), "'while' has no condition", "write { collection.column: [value] }");
    }
    Filter filter = columns.filter(block);
    if (filter.isEmpty()) {
      return Optional.empty();
    }
    if (filter.onlyCollection().isEmpty()) {
      faults.add(
          block.place(), "'while' names several collections", "write one hold per collection");
      return Optional.empty();
    }
    return Optional.of(filter);
  }

  private Map<String, List<String>> keeps(Mapping block) {
    if (block.entries().isEmpty()) {
      faults.add(block.place(), "'keeps' names no collection", "write { collection: all }");
    }
    Map<String, List<String>> keeps = new LinkedHashMap<>();
    for (Mapping.Entry entry : block.entries()) {
      kept(entry.value()).ifPresent(kept -> keeps.put(entry.key(), kept));
    }
    return keeps;
  }

  /** An empty list stands for the whole row. */
  private Optional<List<String>> kept(Value value) {
    if (value instanceof Sequence list) {
      return Optional.of(list.notEmpty("name the columns needed, or write all").texts());
    }
    Optional<String> word = value.asText();
    word.filter(text -> !text.equals(ALL))
        .ifPresent(
            text ->
                faults.add(
                    value.place(),
                    value.name() + " is kept as '" + text + "'",
                    "write all, or the columns between brackets"));
    return word.filter(ALL::equals).map(text -> List.of());
  }
}
