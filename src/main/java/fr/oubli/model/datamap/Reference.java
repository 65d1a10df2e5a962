package fr.oubli.model.datamap;

/** The collection and field that a field's values point at. */
public record Reference(String collection, String field) {}
