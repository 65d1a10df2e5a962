package fr.oubli.schema.gate;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.datamap.References.Step;
import fr.oubli.model.datamap.Tie;
import fr.oubli.model.policy.SubjectRule;
import fr.oubli.schema.sql.PersonWays;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the map says that a row tells whose the row is that it refers to, it can: the row above is
 * no person, and is not itself what tells whose the row below is.
 */
record TellingGate(DataMap map, @Nullable SubjectRule subject, PersonWays ways) {

  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    for (Collection collection : map.collections()) {
      collection.fields().forEach(field -> tellsOfAPerson(field).ifPresent(problems::add));
      for (Step down : ways.identifying(collection.name())) {
        toldByWhatItTells(down).ifPresent(problems::add);
      }
    }
    return problems;
  }

  /** Whose a person's own row is needs no telling. */
  private Optional<Problem> tellsOfAPerson(Field field) {
    return field.references().stream()
        .filter(reference -> reference.tie() == Tie.IDENTIFIES)
        .filter(to -> subject != null && to.collection().equals(subject.collection()))
        .map(
            to ->
                Problem.invalid(
                    field.place(),
                    "'%s' identifies rows of '%s', each of which is a person"
                        .formatted(field.name(), to.collection()),
                    "write tie: owner or tie: party"))
        .findFirst();
  }

  /** Two rows that each say that they are the other's person's are nobody's. */
  private Optional<Problem> toldByWhatItTells(Step down) {
    return Stream.concat(
            ways.owners(down.child()).stream(), ways.identifiedByRows(down.child()).stream())
        .flatMap(List::stream)
        .filter(step -> step.to().equals(down.parent()))
        .map(
            step ->
                Problem.invalid(
                    map.required(down.child()).field(down.childField()).orElseThrow().place(),
                    "'%s.%s' says that it tells whose rows of '%s' are, and rows of '%s' tell"
                            .formatted(
                                down.child(), down.childField(), down.parent(), down.parent())
                        + " by '%s.%s' whose its own are"
                            .formatted(step.child(), step.childField()),
                    "write tie: party on one of the two references"))
        .findFirst();
  }
}
