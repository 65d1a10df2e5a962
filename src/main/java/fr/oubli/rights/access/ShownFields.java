package fr.oubli.rights.access;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.Field;
import fr.oubli.rights.access.BundleSection.Shown;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.FieldSql;
import fr.oubli.schema.sql.Sql;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a bundle shows of each field of a collection. Columns that speak of somebody else are left
 * out. Where the person is that somebody else, theirs are shown and all others are left out.
 */
record ShownFields(Collection collection, Table table) {

  private static final String OTHER_PERSON = "concerne une autre personne";

  List<Shown> all() {
    return those(field -> true);
  }

  /** The fields that the person provided (GDPR art. 20(1)). */
  List<Shown> provided() {
    return those(field -> field.disclosure().provided());
  }

  private List<Shown> those(Predicate<Field> wanted) {
    return collection.fields().stream().filter(wanted).map(this::shown).toList();
  }

  private Shown shown(Field field) {
    if (speaksOfStaff(field)) {
      return new Shown(words(field), Sql.of("null::text"), OTHER_PERSON);
    }
    List<String> others =
        collection.fields().stream()
            .filter(each -> each.disclosure().otherPerson())
            .map(Field::name)
            .toList();
    boolean other = field.disclosure().otherPerson();
    if (others.isEmpty() || (!field.personal() && !other)) {
      return new Shown(words(field), Sql.of(withoutOthers(field)), "");
    }
    return new Shown(
        words(field),
        Sql.of(
            "case when m.found_by "
                + (other ? "= any" : "<> all")
                + " (string_to_array(?, ',')) then "
                + withoutOthers(field)
                + " end",
            String.join(",", others)),
        other ? OTHER_PERSON : "");
  }

  private ValueWords words(Field field) {
    return ValueWords.of(field, table);
  }

  /** The value, without the paths inside it that speak of somebody else. */
  private String withoutOthers(Field field) {
    String value = FieldSql.value("t", table, field);
    List<String> hidden =
        collection.fields().stream()
            .filter(inner -> !inner.equals(field) && field.holds(inner))
            .filter(inner -> inner.disclosure().otherPerson() || speaksOfStaff(inner))
            .map(inner -> inner.path().subList(field.path().size(), inner.path().size()))
            .map(FieldSql::path)
            .toList();
    return hidden.isEmpty()
        ? value
        : "((" + value + ")::jsonb #- " + String.join(" #- ", hidden) + ")";
  }

  /** A category that is neither the person's nor the system's, such as an employee's name. */
  private static boolean speaksOfStaff(Field field) {
    return !field.categories().isEmpty()
        && field.categories().stream()
            .noneMatch(category -> category.startsWith("user") || category.startsWith("system"));
  }
}
