package fr.oubli.decision;

import fr.oubli.datamap.References.Step;
import java.util.List;
import java.util.function.Function;

/** Follows references from a row up to the row that they lead to. */
record Climb(Estate estate, List<Step> path) {

  Climb {
    path = List.copyOf(path);
  }

  /** Whether the row at the end meets a condition; false where a reference is missing. */
  Sql test(String alias, Look look, Function<String, Sql> condition) {
    if (path.isEmpty()) {
      return condition.apply(alias);
    }
    Step step = path.get(0);
    String parent = estate.freshAlias();
    return look.exists(
        estate.from(step.parent(), parent),
        Sql.format(
            "{} and {}", estate.joined(step, alias, parent), rest().test(parent, look, condition)));
  }

  /** A value of the row at the end; null where a reference is missing. */
  Sql value(String alias, Function<String, Sql> value) {
    if (path.isEmpty()) {
      return value.apply(alias);
    }
    Step step = path.get(0);
    String parent = estate.freshAlias();
    return Sql.format(
        "(select {} from {} where {})",
        rest().value(parent, value),
        estate.from(step.parent(), parent),
        estate.joined(step, alias, parent));
  }

  private Climb rest() {
    return new Climb(estate, path.subList(1, path.size()));
  }
}
