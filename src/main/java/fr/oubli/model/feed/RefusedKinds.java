package fr.oubli.model.feed;

import fr.oubli.model.yaml.Place;
import java.util.List;

/**
 * Where it stands which kinds somebody accepted, such as of cookies: no line of a kind comes in
 * that was refused, unless its event is after a later acceptance.
 *
 * @param collection of the choices
 * @param person the column that says whose the choice is, by that name in the target too
 * @param kind the column that says of what, by that name in the target too
 * @param accepted the column that says whether
 * @param chosen the column that says when
 * @param but kinds that nobody can refuse
 */
public record RefusedKinds(
    String collection,
    String person,
    String kind,
    String accepted,
    String chosen,
    List<String> but,
    Place place) {

  public RefusedKinds {
    but = List.copyOf(but);
  }
}
