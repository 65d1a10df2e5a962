package fr.oubli.setup.benchmark;

import fr.oubli.model.policy.Anonymise;
import fr.oubli.model.policy.Clock;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.Keep;
import fr.oubli.model.policy.Limits;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.RowClock;
import fr.oubli.model.policy.Rule;
import java.time.Period;
import java.util.List;
import java.util.Map;

/** The shipped policy with its holds and masks, cut to what a bare statement can be set beside. */
final class BenchPolicy {

  private BenchPolicy() {}

  static Policy whole(Policy shipped) {
    return of(shipped, shipped.rules());
  }

  /** Customers by the day they were last seen: a clock that a row carries itself. */
  static Policy bySeen(Policy shipped) {
    Rule order = order(shipped);
    Clock seen = new RowClock(new ColumnName("customers", "last_seen_at"));
    return of(
        shipped,
        List.of(customersAlone(order, seen, new Keep(Period.ofYears(5), Keep.Bound.AT_MOST))));
  }

  /** Customers by the person's last order. */
  static Policy byOrders(Policy shipped) {
    Rule order = order(shipped);
    return of(shipped, List.of(customersAlone(order, order.starts(), order.keep())));
  }

  /** Customers by the day they opened their account, a date that anonymising only coarsens. */
  static Policy byOpening(Policy shipped) {
    Clock opened = new RowClock(new ColumnName("customers", "created_at"));
    return of(
        shipped,
        List.of(
            customersAlone(
                order(shipped), opened, new Keep(Period.ofYears(5), Keep.Bound.AT_MOST))));
  }

  /** One rule as it is shipped. */
  static Policy only(Policy shipped, String rule) {
    return of(shipped, List.of(rule(shipped, rule)));
  }

  private static Rule order(Policy shipped) {
    return rule(shipped, "order-data");
  }

  private static Rule rule(Policy shipped, String name) {
    return shipped.rules().stream()
        .filter(rule -> rule.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Policy of(Policy shipped, List<Rule> rules) {
    Limits limits =
        new Limits(
            1,
            Long.MAX_VALUE,
            shipped.limits().everythingEveryDays(),
            shipped.limits().everythingBelowRows(),
            shipped.limits().dropsWholePartitions());
    return shipped.withRules(rules).withLimits(limits);
  }

  private static Rule customersAlone(Rule rule, Clock starts, Keep keep) {
    return new Rule(
        rule.name(),
        rule.justification(),
        starts,
        keep,
        rule.reach(),
        new Rule.Treatment(Map.of("customers", new Anonymise()), rule.needs()),
        rule.place());
  }
}
