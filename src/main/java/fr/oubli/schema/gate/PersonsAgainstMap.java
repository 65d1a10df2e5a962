package fr.oubli.schema.gate;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.References;
import fr.oubli.model.policy.Rule;
import fr.oubli.model.policy.SubjectRule;
import fr.oubli.model.yaml.Faults;
import fr.oubli.model.yaml.NearestWord;
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
    boolean reaches = references.pathUp(collection, subject.collection()).isPresent();
    boolean identified =
        subject.samePersonBy().stream()
            .anyMatch(kind -> !map.required(collection).identities(kind).isEmpty());
    if (!reaches && !identified) {
      faults.add(
          rule.place(),
          "nothing tells whose the rows of '" + collection + "' are, as '" + rule.name() + "' asks",
          "map its reference to '" + subject.collection() + "', or its identity");
    }
  }
}
