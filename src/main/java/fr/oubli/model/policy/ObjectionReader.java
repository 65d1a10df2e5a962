package fr.oubli.model.policy;

import fr.oubli.model.yaml.Faults;
import fr.oubli.model.yaml.Mapping;
import java.util.List;
import java.util.Optional;

/** Reads {@code objection}: what stops when somebody objects to marketing. */
final class ObjectionReader {

  private final Faults faults;

  ObjectionReader(Faults faults) {
    this.faults = faults;
  }

  List<Objection> objections(Mapping root) {
    return root.mapping("objection").map(Mapping::entries).orElse(List.of()).stream()
        .flatMap(entry -> entry.value().asMapping().flatMap(b -> objection(entry, b)).stream())
        .toList();
  }

  private Optional<Objection> objection(Mapping.Entry entry, Mapping block) {
    block.knowing("channel", "channel-column", "withdraw");
    Optional<String> channel = block.text("channel");
    Optional<String> column = block.text("channel-column");
    if (channel.isPresent() == column.isPresent()) {
      faults.add(
          block.place(),
          "'" + entry.key() + "' does not say which channel its rows are about",
          "write channel: email, or channel-column: the column that says it");
      return Optional.empty();
    }
    if (column.isPresent() && block.text("withdraw").isEmpty()) {
      faults.add(
          block.place(),
          "'" + entry.key() + "' is about several channels and says nothing to withdraw",
          "write withdraw: the column that takes the moment of the objection");
    }
    return Optional.of(
        new Objection(
            entry.key(),
            column.orElse(null),
            channel.orElse(null),
            block.text("withdraw").orElse(null),
            entry.place()));
  }
}
