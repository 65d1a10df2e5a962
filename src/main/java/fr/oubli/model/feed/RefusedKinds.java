package fr.oubli.model.feed;

import fr.oubli.model.yaml.Place;

/**
 * Where it stands which kinds somebody accepted, such as of cookies: no line of a kind comes in
 * that was refused last.
 *
 * @param collection of the choices
 * @param person the column that says whose the choice is, by that name in the target too
 * @param kind the column that says of what, by that name in the target too
 * @param accepted the column that says whether
 * @param chosen the column that says when
 */
public record RefusedKinds(
    String collection, String person, String kind, String accepted, String chosen, Place place) {}
