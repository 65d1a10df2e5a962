package fr.oubli.model.datamap;

import fr.oubli.model.yaml.Label;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a collection, how they write their dates, and what the collection is called.
 *
 * @param label null where the file has none beside the description
 */
record MappedFields(List<Field> fields, DateForms dates, @Nullable Label label) {

  MappedFields {
    fields = List.copyOf(fields);
  }
}
