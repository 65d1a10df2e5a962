package fr.oubli.schema.gate;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.policy.Canvassing;
import fr.oubli.model.policy.Filter;
import fr.oubli.model.policy.SubjectRule;
import fr.oubli.model.yaml.Faults;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Judges what a policy says of calls: that its columns are there, and that a telephone number leads
 * to the consents and contracts.
 */
record CanvassingAgainstMap(
    Canvassing canvassing,
    @Nullable SubjectRule subject,
    DataMap map,
    MapNames names,
    Faults faults) {

  void check() {
    Stream.of(canvassing.given(), canvassing.withdrawn())
        .forEach(date -> names.date(date, canvassing.place()));
    Stream.of(canvassing.consents(), canvassing.running())
        .map(Filter::conditions)
        .flatMap(List::stream)
        .forEach(condition -> names.column(condition.column(), canvassing.place()));
    found(canvassing.given().collection());
    canvassing.running().onlyCollection().ifPresent(this::found);
  }

  private void found(String collection) {
    if (map.collection(collection).isPresent()
        && !hasPhone(collection)
        && !isSomebodys(collection)) {
      faults.add(
          canvassing.place(),
          "no telephone number leads to the rows of '" + collection + "'",
          "map its reference to the persons, and identity: phone_number on their telephone");
    }
  }

  private boolean isSomebodys(String collection) {
    return subject != null
        && hasPhone(subject.collection())
        && !map.references().owners(subject.collection()).owners(collection).isEmpty();
  }

  private boolean hasPhone(String collection) {
    return map.collection(collection)
        .filter(each -> !each.identities(Field.PHONE).isEmpty())
        .isPresent();
  }
}
