package fr.oubli.model.datamap;

import fr.oubli.model.yaml.Place;

/**
 * A reference as its file says it.
 *
 * @param field the field that it is written on
 * @param target {@code collection.field}, perhaps with a schema before
 * @param to whether its direction is {@code to}
 */
record MappedReference(String field, String dataset, String target, boolean to, Place place) {}
