package fr.oubli.setup.draft;

import fr.oubli.model.datacontroller.Skeleton;
import java.util.stream.Collectors;

/** A controller file to begin with: it names the collections, and is refused until decided. */
final class ControllerText {

  private ControllerText() {}

  static String of(Draft draft) {
    String collections =
        draft.mapped().stream()
            .filter(facts -> draft.judge().isPersonal(facts) || draft.judge().isPerson(facts))
            .map(facts -> Yaml.text(draft.name(facts.table())))
            .collect(Collectors.joining(", ", "[", "]"));
    return Skeleton.of(collections);
  }
}
