package fr.oubli.model.datamap;

import fr.oubli.model.yaml.Place;
import java.util.List;
import java.util.Map;

/**
 * A reference as its file says it.
 *
 * @param field the field that it is written on
 * @param target {@code collection.field}, perhaps with a schema before
 * @param to whether its direction is {@code to}
 * @param when as in {@link Reference}
 */
record MappedReference(
    String field,
    String dataset,
    String target,
    boolean to,
    Tie tie,
    Map<String, List<String>> when,
    Place place) {}
