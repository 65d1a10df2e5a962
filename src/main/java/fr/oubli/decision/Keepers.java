package fr.oubli.decision;

import fr.oubli.datamap.Field;
import fr.oubli.datamap.References.Link;
import fr.oubli.policy.Action;
import fr.oubli.policy.HoldRule;
import fr.oubli.policy.Keep;
import fr.oubli.policy.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Everything that may keep a task's rows: holds, restrictions, declared holds, legal minimums. */
record Keepers(Estate estate, Anchors anchors) {

  List<Keeper> of(Task task) {
    List<Keeper> keepers = new ArrayList<>();
    String collection = task.collection().name();
    RegisteredHolds registered = new RegisteredHolds(estate, collection);
    keepers.add(
        new Keeper(
            RegisteredHolds.HOLD,
            Keeper.Kind.HOLD,
            Set.of(),
            (alias, look) -> registered.on(alias, RegisteredHolds.HOLD)));
    keepers.add(
        new Keeper(
            RegisteredHolds.RESTRICTION,
            Keeper.Kind.RESTRICTION,
            Set.of(),
            (alias, look) -> registered.on(alias, RegisteredHolds.RESTRICTION)));
    keepers.add(
        new Keeper(
            RegisteredHolds.REQUEST,
            Keeper.Kind.HOLD,
            Set.of(),
            (alias, look) -> registered.awaitedOn(alias)));
    for (HoldRule hold : estate.policy().holds()) {
      if (hold.keeps().containsKey(collection)) {
        keepers.add(declared(hold, collection, task.action()));
      }
    }
    if (task.action() instanceof Action.Delete
        && task.rule().keep().bound() == Keep.Bound.AT_LEAST) {
      Approval.of(estate, collection)
          .ifPresent(
              approval ->
                  keepers.add(
                      new Keeper(
                          Approval.NAME,
                          Keeper.Kind.HOLD,
                          Set.of(),
                          (alias, look) -> approval.missing(alias, collection))));
    }
    if (!(task.action() instanceof Action.Archive)) {
      estate.policy().rules().stream()
          .filter(rule -> rule.keep().bound() == Keep.Bound.AT_LEAST)
          .filter(rule -> !rule.name().equals(task.rule().name()))
          .filter(rule -> rule.then().containsKey(collection))
          .forEach(rule -> keepers.add(minimum(rule, collection, task.action())));
    }
    return keepers;
  }

  private Keeper declared(HoldRule hold, String collection, Action action) {
    return new Keeper(
        hold.name(),
        Keeper.Kind.HOLD,
        needed(collection, hold.keeps().getOrDefault(collection, List.of()), action),
        (alias, look) -> heldBy(hold, alias, collection, look));
  }

  /** A legal minimum keeps the row until its own clock has run out. */
  private Keeper minimum(Rule rule, String collection, Action action) {
    Anchor anchor = anchors.of(rule, collection);
    return new Keeper(
        rule.name(),
        Keeper.Kind.HOLD,
        needed(collection, rule.needs().getOrDefault(collection, List.of()), action),
        (alias, look) ->
            Sql.format(
                "{} and not coalesce({}, false)",
                estate.matches(alias, collection, rule.only()),
                anchor.due(alias, look)));
  }

  /** A row that goes cannot leave columns behind: only anonymising can keep a part of a row. */
  private Set<String> needed(String collection, List<String> named, Action action) {
    if (!(action instanceof Action.Anonymise)) {
      return Set.of();
    }
    Set<String> needed = new HashSet<>(named);
    List<Field> fields = estate.collection(collection).fields();
    for (Field field : fields) {
      if (named.contains(field.name())) {
        // What holds a needed part is not rewritten whole, and what a needed whole holds stays.
        fields.stream()
            .filter(other -> other.holds(field) || field.holds(other))
            .forEach(other -> needed.add(other.name()));
      }
    }
    return needed;
  }

  private Sql heldBy(HoldRule hold, String alias, String collection, Look look) {
    String source = estate.freshAlias();
    Link link = estate.link(hold.source(), collection).orElseThrow();
    Sql meets =
        Sql.format(
            "{} = {}",
            estate.end(source, hold.source(), link.fromUp()),
            estate.end(alias, collection, link.toUp()));
    return look.exists(
        estate.from(hold.source(), source),
        Sql.format("{} and {}", estate.matches(source, hold.source(), hold.holds()), meets));
  }
}
