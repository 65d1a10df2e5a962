package fr.oubli.schema.gate;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.datamap.References;
import fr.oubli.model.policy.Acceptances;
import fr.oubli.model.policy.Clock;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.Filter;
import fr.oubli.model.policy.HoldRule;
import fr.oubli.model.policy.Objection;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.model.policy.SubjectRule;
import fr.oubli.model.yaml.Faults;
import fr.oubli.model.yaml.Place;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Judges a policy against the map. It is a fault to name what the map does not have, and to ask for
 * rows that no reference of the map leads to.
 */
public final class PolicyAgainstMap {

  private final Policy policy;
  private final DataMap map;
  private final Faults faults;
  private final MapNames names;
  private final References references;
  private final Optional<PersonsAgainstMap> persons;

  private PolicyAgainstMap(Policy policy, DataMap map, Faults faults) {
    this.policy = policy;
    this.map = map;
    this.faults = faults;
    this.names = new MapNames(map, faults);
    this.references = map.references();
    this.persons =
        Optional.ofNullable(policy.subject())
            .map(subject -> new PersonsAgainstMap(subject, map, names, references, faults));
  }

  public static void check(Policy policy, DataMap map, Faults faults) {
    new PolicyAgainstMap(policy, map, faults).check();
  }

  private void check() {
    persons.ifPresent(PersonsAgainstMap::check);
    policy.rules().forEach(this::rule);
    policy.holds().forEach(this::hold);
    policy.objections().forEach(this::objection);
    Optional.ofNullable(policy.canvassing())
        .map(calls -> new CanvassingAgainstMap(calls, policy.subject(), map, names, faults))
        .ifPresent(CanvassingAgainstMap::check);
    Optional.ofNullable(policy.transfer())
        .map(transfer -> new TransferAgainstMap(transfer, policy.subject(), names, faults))
        .ifPresent(TransferAgainstMap::check);
    Optional.ofNullable(policy.acceptances()).ifPresent(this::acceptances);
    Optional.ofNullable(policy.accounting())
        .map(block -> new AccountingAgainstMap(block, policy.rules(), names, references, faults))
        .ifPresent(AccountingAgainstMap::check);
    Optional.ofNullable(policy.limits().rewrite())
        .ifPresent(
            rewrite -> rewrite.tables().forEach(name -> names.collection(name, rewrite.place())));
    new PeriodsAgainstMap(policy, names, faults).check();
    new ConditionsAgainstMap(policy, map, names, faults).check();
    new MasksAgainstMap(policy, map, names, faults).check();
    new StagesAgainstMap(policy, map, names, faults).check();
    policy.files().forEach((owner, files) -> names.columns(owner, files.columns(), files.place()));
  }

  private void objection(Objection objection) {
    String owner = objection.collection();
    names.collection(owner, objection.place());
    Stream.of(objection.channelColumn(), objection.withdraw())
        .filter(Objects::nonNull)
        .forEach(column -> names.column(new ColumnName(owner, column), objection.place()));
  }

  private void acceptances(Acceptances acceptances) {
    names.column(acceptances.version(), acceptances.place());
    names.date(acceptances.accepted(), acceptances.place());
  }

  private void rule(Rule rule) {
    filter(rule.reach().only(), rule.place());
    rule.then().keySet().forEach(name -> names.collection(name, rule.place()));
    rule.then().forEach((name, act) -> names.columns(name, act.archivedColumns(), rule.place()));
    rule.needs().forEach((name, columns) -> names.parts(name, columns, rule.place()));
    Clock clock = rule.starts();
    filter(clock.ignoring(), rule.place());
    clock.columns().forEach(date -> date(rule, date));
    clock
        .refusal()
        .ifPresent(refusal -> new RefusalsAgainstMap(policy, names, faults).check(rule, refusal));
    clock.togetherWith().ifPresent(column -> linked(column, rule.place()));
    if (clock.perSubject()) {
      perSubject(rule, clock.columns().stream().map(ColumnName::collection).distinct().toList());
    }
  }

  private void date(Rule rule, ColumnName date) {
    boolean known = names.date(date, rule.place()).isPresent();
    if (known && rule.starts().rowDate().isPresent()) {
      reached(rule, date);
    }
  }

  /** A clock on another collection is reached from child to parent. */
  private void reached(Rule rule, ColumnName clock) {
    for (String acted : names.known(rule.then().keySet())) {
      if (references.pathUp(acted, clock.collection()).isEmpty()) {
        faults.add(
            rule.place(),
            "'" + acted + "' of '" + rule.name() + "' has no reference to its clock " + clock,
            "map the reference, or give '" + acted + "' a rule with a clock of its own");
      }
    }
  }

  private void linked(ColumnName column, Place place) {
    boolean itself =
        names.column(column, place).map(Field::references).orElse(List.of()).stream()
            .anyMatch(reference -> reference.collection().equals(column.collection()));
    if (!itself && names.field(column).isPresent()) {
      faults.add(
          place,
          "'together-with' is " + column + ", which references no '" + column.collection() + "'",
          "map its reference to the document that it corrects");
    }
  }

  private void perSubject(Rule rule, List<String> events) {
    rule.unlessHas().forEach(name -> names.collection(name, rule.place()));
    names.known(rule.then().keySet()).stream()
        .filter(acted -> !events.contains(acted))
        .forEach(acted -> ofAPerson(acted, rule));
    names.known(rule.then().keySet()).stream()
        .filter(events::contains)
        .forEach(acted -> persons.ifPresent(known -> known.checkEvent(acted, rule)));
    names.known(events).stream()
        .filter(event -> !rule.then().containsKey(event) && !standsAbove(event, rule))
        .forEach(event -> ofAPerson(event, rule));
    names.known(rule.unlessHas()).forEach(name -> ofAPerson(name, rule));
  }

  /** Rows of persons refer to it, and what ends there ends for them. */
  private boolean standsAbove(String event, Rule rule) {
    return rule.starts().ends().stream().anyMatch(end -> end.collection().equals(event))
        && persons.filter(known -> known.standsAbove(event)).isPresent();
  }

  private void ofAPerson(String name, Rule rule) {
    persons.ifPresent(known -> known.checkOwner(name, rule));
  }

  private void hold(HoldRule hold) {
    filter(hold.holds(), hold.place());
    for (Map.Entry<String, List<String>> kept : hold.keeps().entrySet()) {
      names.parts(kept.getKey(), kept.getValue(), hold.place());
      boolean known = map.collection(kept.getKey()).isPresent();
      if (known
          && map.collection(hold.source()).isPresent()
          && references.link(hold.source(), kept.getKey()).isEmpty()
          && !ofOnePerson(hold.source(), kept.getKey())) {
        faults.add(
            hold.place(),
            "no references lead from '" + hold.source() + "' to '" + kept.getKey() + "'",
            "map them, or take '" + kept.getKey() + "' out of 'keeps'");
      }
    }
  }

  private boolean ofOnePerson(String source, String kept) {
    return Optional.ofNullable(policy.subject())
        .map(SubjectRule::collection)
        .filter(persons -> !references.owners(persons).owners(source).isEmpty())
        .filter(
            persons ->
                !references.owners(persons).owners(kept).isEmpty()
                    || !references.parties(persons).first(kept, 1).isEmpty())
        .isPresent();
  }

  private void filter(Filter filter, Place place) {
    filter.conditions().forEach(condition -> names.column(condition.column(), place));
  }
}
