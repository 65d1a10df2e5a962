package fr.oubli.decision.clock;

import fr.oubli.model.datamap.References.Step;
import fr.oubli.schema.sql.MappedSchema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where the ways from the rows of a collection to their persons go down: from which rows, and by
 * which references.
 */
record TiesBelow(MappedSchema schema, String collection) {

  /** The ways up to the rows of which rows below tell whose they are; empty for the row itself. */
  Set<List<Step>> tops() {
    Set<List<Step>> tops = new LinkedHashSet<>();
    ways().forEach(way -> top(way).ifPresent(tops::add));
    return tops;
  }

  private static Optional<List<Step>> top(List<Step> way) {
    List<Step> up = new ArrayList<>();
    for (Step step : way) {
      if (step.down()) {
        return Optional.of(List.copyOf(up));
      }
      up.add(step);
    }
    return Optional.empty();
  }

  /** Whether a way takes a reference from the row that it points at to the row that holds it. */
  boolean pass(Step down) {
    return ways().anyMatch(way -> way.contains(down));
  }

  private Stream<List<Step>> ways() {
    return Stream.concat(
        schema.persons().owners(collection).stream(),
        schema.persons().identifiedByRows(collection).stream());
  }
}
