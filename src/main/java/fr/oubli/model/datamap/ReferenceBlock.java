package fr.oubli.model.datamap;

import fr.oubli.model.yaml.Faults;
import fr.oubli.model.yaml.Mapping;
import fr.oubli.model.yaml.NearestWord;
import fr.oubli.model.yaml.Sequence;
import fr.oubli.model.yaml.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the references that are written on a field. */
final class ReferenceBlock {

  private final Faults faults;

  ReferenceBlock(Faults faults) {
    this.faults = faults;
  }

  List<MappedReference> references(Mapping block, String field) {
    return DatasetReader.meta(block)
        .flatMap(meta -> meta.sequence("references"))
        .map(Sequence::items)
        .orElse(List.of())
        .stream()
        .flatMap(item -> reference(item, field).stream())
        .toList();
  }

  private Optional<MappedReference> reference(Value item, String field) {
    Optional<Mapping> block =
        item.asMapping()
            .map(
                each ->
                    each.withoutEmpty().knowing("dataset", "field", "direction", "tie", "when"));
    Optional<String> dataset =
        block.flatMap(each -> each.requiredText("dataset", "dataset: its fides_key"));
    Optional<String> target =
        block.flatMap(each -> each.requiredText("field", "field: the_table.the_column"));
    if (block.isEmpty() || dataset.isEmpty() || target.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new MappedReference(
            field,
            dataset.get(),
            target.get(),
            reversed(block.get()),
            tie(block.get()),
            when(block.get()),
            item.place()));
  }

  private boolean reversed(Mapping block) {
    String direction = block.text("direction").orElse("from");
    if (!List.of("from", "to").contains(direction)) {
      faults.add(
          block.placeOf("direction"),
          "direction '" + direction + "' is neither from nor to",
          "write from, or leave it out, where this field points at the other");
    }
    return direction.equals("to");
  }

  private Tie tie(Mapping block) {
    Optional<String> word = block.text("tie");
    Optional<Tie> tie = word.flatMap(Tie::of);
    if (word.isPresent() && tie.isEmpty()) {
      faults.add(
          block.placeOf("tie"),
          "unknown tie '" + word.get() + "'",
          NearestWord.mend(
              word.get(), Tie.words(), "write one of " + String.join(", ", Tie.words())));
    }
    return tie.orElse(Tie.UNSAID);
  }

  private static Map<String, List<String>> when(Mapping block) {
    Map<String, List<String>> when = new LinkedHashMap<>();
    block
        .mapping("when")
        .map(Mapping::entries)
        .orElse(List.of())
        .forEach(entry -> add(entry, when));
    return when;
  }

  private static void add(Mapping.Entry entry, Map<String, List<String>> when) {
    entry
        .value()
        .asSequence()
        .map(list -> list.notEmpty("name the values, such as [order]"))
        .ifPresent(list -> when.put(entry.key(), list.texts()));
  }
}
