package fr.oubli.decision.keep;

import fr.oubli.decision.clock.ClockSql;
import fr.oubli.decision.clock.ClockSqls;
import fr.oubli.decision.clock.RuleTarget;
import fr.oubli.decision.keep.RetentionGround.Kind;
import fr.oubli.decision.person.RuleReach;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.datamap.References.Step;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.HoldRule;
import fr.oubli.model.policy.Keep;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.ReferencePath;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lists the grounds on which due rows of a target are kept: registered holds and restrictions, open
 * requests, holds that the policy declares, missing approvals, legal minimums, and files at
 * addresses that the policy refuses. Rows that others refer to are kept by {@link StillReferenced}.
 */
public record RetentionGrounds(MappedSchema schema, ClockSqls clocks) {

  /** In the order in which people are told of them. */
  public List<RetentionGround> of(RuleTarget target) {
    List<RetentionGround> grounds =
        new ArrayList<>(registered(new RegisteredHolds(schema, target.collection().name())));
    grounds.addAll(declared(target));
    approval(target).ifPresent(grounds::add);
    grounds.addAll(minimums(target));
    LeavingFiles.of(target, schema).ifPresent(files -> grounds.addAll(files.grounds(schema)));
    return grounds;
  }

  /** The grounds of registers alone. */
  public static List<RetentionGround> registered(RegisteredHolds holds) {
    return List.of(
        RetentionGround.registered(
            RegisteredHolds.HOLD,
            Kind.HOLD,
            (alias, style) -> holds.on(alias, RegisteredHolds.HOLD)),
        RetentionGround.registered(
            RegisteredHolds.RESTRICTION,
            Kind.RESTRICTION,
            (alias, style) -> holds.on(alias, RegisteredHolds.RESTRICTION)),
        RetentionGround.registered(
            RegisteredHolds.REQUEST, Kind.HOLD, (alias, style) -> holds.awaitedOn(alias)));
  }

  private List<RetentionGround> declared(RuleTarget target) {
    String collection = target.collection().name();
    return schema.policy().holds().stream()
        .filter(hold -> tells(hold, collection, new HashSet<>()))
        .map(
            hold ->
                new RetentionGround(
                    hold.name(),
                    Kind.HOLD,
                    needed(target, hold.keeps().getOrDefault(collection, List.of())),
                    (alias, style) -> heldBy(hold, alias, collection, style, Set.of())))
        .toList();
  }

  /**
   * A hold keeps the collection, or one of whose rows this one's tell whose they are: with what
   * tells it the hold itself would be lost.
   */
  private boolean tells(HoldRule hold, String collection, Set<String> met) {
    return hold.keeps().containsKey(collection)
        || (met.add(collection)
            && schema.persons().identifying(collection).stream()
                .anyMatch(tie -> tells(hold, tie.from(), met)));
  }

  /** Accounting documents are destroyed by their own legal minimum, and only after an approval. */
  private Optional<RetentionGround> approval(RuleTarget target) {
    String collection = target.collection().name();
    return Optional.of(target)
        .filter(each -> each.action().destroys() && isMinimum(each.rule()))
        .flatMap(each -> Approval.of(schema, collection))
        .map(
            approval ->
                new RetentionGround(
                    Approval.NAME,
                    Kind.HOLD,
                    Set.of(),
                    (alias, style) -> approval.missing(alias, collection)));
  }

  /** Other rules keep the row at least until their own period is over, but not from its archive. */
  private List<RetentionGround> minimums(RuleTarget target) {
    return target.action().archives()
        ? List.of()
        : schema.policy().rules().stream()
            .filter(RetentionGrounds::isMinimum)
            .filter(rule -> !rule.written().equals(target.rule().written()))
            .filter(rule -> rule.then().containsKey(target.collection().name()))
            .map(rule -> minimum(rule, target))
            .toList();
  }

  private static boolean isMinimum(Rule rule) {
    return rule.keep().bound() == Keep.Bound.AT_LEAST;
  }

  private RetentionGround minimum(Rule rule, RuleTarget target) {
    String collection = target.collection().name();
    ClockSql clock = clocks.of(rule, collection);
    return new RetentionGround(
        rule.name(),
        Kind.HOLD,
        needed(target, needed(rule, collection)),
        (alias, style) ->
            Sql.all(
                new RuleReach(schema, rule, collection).includes(alias, style),
                Sql.format("not coalesce({}, false)", clock.due(alias, style))),
        false,
        clock.tables());
  }

  /** A minimum that ends a stage needs what it masks then, where it says nothing else. */
  private static List<String> needed(Rule rule, String collection) {
    List<String> masked = rule.action(collection).map(Action::maskedColumns).orElse(List.of());
    return rule.needs().getOrDefault(collection, masked);
  }

  /**
   * The columns that a ground needs; none stands for the whole row. A row that leaves its table
   * cannot leave columns behind, so only masks can keep a part of a row.
   */
  private static Set<String> needed(RuleTarget target, List<String> named) {
    Action action = target.action();
    if (action.removesRow()) {
      return Set.of();
    }
    Set<String> needed = new HashSet<>(named);
    List<Field> fields = target.collection().fields();
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

  /** A row that tells whose a held row is stays with it. */
  private Sql heldBy(
      HoldRule hold, String alias, String collection, LookupStyle style, Set<String> met) {
    List<Sql> ways = new ArrayList<>();
    if (hold.keeps().containsKey(collection)) {
      ways.add(new DeclaredHold(schema, hold, collection).on(alias, style));
    }
    Set<String> now = new HashSet<>(met);
    if (now.add(collection)) {
      for (Step tie : schema.persons().identifying(collection)) {
        ways.add(
            new ReferencePath(schema, List.of(tie.up()))
                .test(alias, style, above -> heldBy(hold, above, tie.from(), style, now)));
      }
    }
    return Sql.any(ways);
  }
}
