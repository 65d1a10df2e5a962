package fr.oubli.model.datamap;

import java.util.List;

/** The fields of a collection, and how they write their dates. */
record MappedFields(List<Field> fields, DateForms dates) {

  MappedFields {
    fields = List.copyOf(fields);
  }
}
