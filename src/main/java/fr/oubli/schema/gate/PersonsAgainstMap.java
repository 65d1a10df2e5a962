package fr.oubli.schema.gate;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.OwnerWays;
import fr.oubli.model.datamap.References;
import fr.oubli.model.datamap.References.Step;
import fr.oubli.model.policy.Rule;
import fr.oubli.model.policy.SubjectRule;
import fr.oubli.model.yaml.Faults;
import fr.oubli.model.yaml.NearestWord;
import fr.oubli.schema.sql.WaysBelow;
import java.util.List;
import java.util.Optional;

/** Judges whether the map tells who the persons are and which rows are theirs. */
record PersonsAgainstMap(
    SubjectRule subject, DataMap map, MapNames names, References references, Faults faults) {

  void check() {
    names
        .collection(subject.collection(), subject.place())
        .ifPresent(people -> subject.samePersonBy().forEach(kind -> identity(people, kind)));
  }

  private void identity(Collection people, String kind) {
    if (people.identities(kind).isEmpty()) {
      List<String> known =
          people.fields().stream()
              .flatMap(field -> Optional.ofNullable(field.identity()).stream())
              .toList();
      faults.add(
          subject.place(),
          "no field of '" + people.name() + "' has the identity '" + kind + "'",
          NearestWord.mend(kind, known, "write identity: " + kind + " on its field in the map"));
    }
  }

  /** A rule whose clock is a person's must find the person of each row. */
  void checkOwner(String collection, Rule rule) {
    if (map.collection(subject.collection()).isEmpty()) {
      return;
    }
    boolean reaches = !owners().owners(collection).isEmpty();
    boolean identified =
        identified(collection)
            || owners().identified(collection).stream().anyMatch(way -> identified(Step.end(way)));
    if (!reaches && !identified) {
      faults.add(
          rule.place(),
          "nothing tells whose the rows of '" + collection + "' are, as '" + rule.name() + "' asks",
          mend(collection));
    }
  }

  /** Whether rows that refer to it tell of whom. */
  boolean standsAbove(String collection) {
    WaysBelow below = new WaysBelow(map, subject);
    return map.collection(subject.collection()).isPresent()
        && (!below.accounts(collection).isEmpty() || !below.identified(collection).isEmpty());
  }

  /** An event of a person that is acted on: by its references it may be no one person's own. */
  void checkEvent(String collection, Rule rule) {
    boolean partiesAlone =
        owners().owners(collection).isEmpty()
            && owners().identified(collection).isEmpty()
            && !references.parties(subject.collection()).first(collection, 1).isEmpty();
    if (partiesAlone) {
      checkOwner(collection, rule);
    }
  }

  private OwnerWays owners() {
    return references.owners(subject.collection());
  }

  private boolean identified(String collection) {
    return subject.samePersonBy().stream()
        .anyMatch(kind -> !map.required(collection).identities(kind).isEmpty());
  }

  /** Where a row below could tell it, or other parties are known, that is the line to write. */
  private String mend(String collection) {
    Optional<Step> below =
        references.stepsDown(collection).stream()
            .filter(step -> !owners().owners(step.to()).isEmpty() || identified(step.to()))
            .findFirst();
    if (below.isPresent()) {
      return identifies(below.get());
    }
    Optional<List<Step>> party =
        references.parties(subject.collection()).first(collection, 1).stream().findFirst();
    Optional<Step> down = party.stream().flatMap(List::stream).filter(Step::down).findFirst();
    return down.isPresent()
        ? identifies(down.get())
        : party
            .map(
                way ->
                    "its references lead to parties alone: write tie: owner on one of them, such as "
                        + way.get(0).childField())
            .orElse("map its reference to '" + subject.collection() + "', or its identity");
  }

  private static String identifies(Step down) {
    return "write tie: identifies on the reference of %s.%s, if its rows tell whose they are"
        .formatted(down.child(), down.childField());
  }
}
