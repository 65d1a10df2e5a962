package fr.oubli.decision.keep;

import fr.oubli.decision.clock.ClockSql;
import fr.oubli.decision.clock.ClockSqls;
import fr.oubli.decision.clock.RuleTarget;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.datamap.References.Link;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.HoldRule;
import fr.oubli.model.policy.Keep;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Everything that may keep a task's rows: holds, restrictions, declared holds, legal minimums. */
public record RetentionGrounds(MappedSchema schema, ClockSqls anchors) {

  public List<RetentionGround> of(RuleTarget target) {
    List<RetentionGround> grounds = new ArrayList<>();
    String collection = target.collection().name();
    RegisteredHolds registered = new RegisteredHolds(schema, collection);
    grounds.add(
        new RetentionGround(
            RegisteredHolds.HOLD,
            RetentionGround.Kind.HOLD,
            Set.of(),
            (alias, style) -> registered.on(alias, RegisteredHolds.HOLD)));
    grounds.add(
        new RetentionGround(
            RegisteredHolds.RESTRICTION,
            RetentionGround.Kind.RESTRICTION,
            Set.of(),
            (alias, style) -> registered.on(alias, RegisteredHolds.RESTRICTION)));
    grounds.add(
        new RetentionGround(
            RegisteredHolds.REQUEST,
            RetentionGround.Kind.HOLD,
            Set.of(),
            (alias, style) -> registered.awaitedOn(alias)));
    for (HoldRule hold : schema.policy().holds()) {
      if (hold.keeps().containsKey(collection)) {
        grounds.add(declared(hold, collection, target.action()));
      }
    }
    if (target.action() instanceof Action.Delete
        && target.rule().keep().bound() == Keep.Bound.AT_LEAST) {
      Approval.of(schema, collection)
          .ifPresent(
              approval ->
                  grounds.add(
                      new RetentionGround(
                          Approval.NAME,
                          RetentionGround.Kind.HOLD,
                          Set.of(),
                          (alias, style) -> approval.missing(alias, collection))));
    }
    if (!(target.action() instanceof Action.Archive)) {
      schema.policy().rules().stream()
          .filter(rule -> rule.keep().bound() == Keep.Bound.AT_LEAST)
          .filter(rule -> !rule.name().equals(target.rule().name()))
          .filter(rule -> rule.then().containsKey(collection))
          .forEach(rule -> grounds.add(minimum(rule, collection, target.action())));
    }
    return grounds;
  }

  private RetentionGround declared(HoldRule hold, String collection, Action action) {
    return new RetentionGround(
        hold.name(),
        RetentionGround.Kind.HOLD,
        needed(collection, hold.keeps().getOrDefault(collection, List.of()), action),
        (alias, style) -> heldBy(hold, alias, collection, style));
  }

  /** A legal minimum keeps the row until its own clock has run out. */
  private RetentionGround minimum(Rule rule, String collection, Action action) {
    ClockSql anchor = anchors.of(rule, collection);
    return new RetentionGround(
        rule.name(),
        RetentionGround.Kind.HOLD,
        needed(collection, rule.needs().getOrDefault(collection, List.of()), action),
        (alias, style) ->
            Sql.format(
                "{} and not coalesce({}, false)",
                schema.matches(alias, collection, rule.only()),
                anchor.due(alias, style)));
  }

  /** A row that goes cannot leave columns behind: only anonymising can keep a part of a row. */
  private Set<String> needed(String collection, List<String> named, Action action) {
    if (!(action instanceof Action.Anonymise)) {
      return Set.of();
    }
    Set<String> needed = new HashSet<>(named);
    List<Field> fields = schema.collection(collection).fields();
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

  private Sql heldBy(HoldRule hold, String alias, String collection, LookupStyle style) {
    String source = schema.freshAlias();
    Link link = schema.link(hold.source(), collection).orElseThrow();
    Sql meets =
        Sql.format(
            "{} = {}",
            schema.end(source, hold.source(), link.fromUp()),
            schema.end(alias, collection, link.toUp()));
    return style.exists(
        schema.from(hold.source(), source),
        Sql.format("{} and {}", schema.matches(source, hold.source(), hold.holds()), meets));
  }
}
