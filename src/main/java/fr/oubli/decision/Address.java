package fr.oubli.decision;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.datamap.References.Step;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.FieldSql;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.ReferencePath;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How whoever a row is of is reached by e-mail: what the row says, and what their account says. A
 * list of addresses is left out, since nobody knows which of them is the person's.
 */
record Address(MappedSchema schema, String collection) {

  private static final String EMAIL = "email";

  /** The parts of a name, in the order in which they are written. */
  private static final List<List<String>> NAMES =
      List.of(List.of("user.name.first", "user.name.last"), List.of("user.name"));

  /** An address of the row's own, or of its account's. */
  boolean known() {
    return ways().stream().anyMatch(way -> field(end(way)).isPresent());
  }

  /** As it is written; null where there is none. */
  Sql email(String row) {
    return first(
        row,
        name ->
            field(name)
                .map(field -> alias -> Sql.of(FieldSql.text(alias, schema.table(name), field))));
  }

  /** Null where the map says no name, or the row has none. */
  Sql name(String row) {
    return first(row, name -> nameOf(schema.collection(name)));
  }

  /** By what the row and others are of one person, each text behind its kind; some may be null. */
  List<Sql> identities(String row) {
    List<Sql> all = new ArrayList<>();
    if (!schema.hasSubjects()) {
      all.add(Sql.format("{} || lower(btrim({}))", kind(EMAIL), email(row)));
      return all;
    }
    schema
        .subjectKey(row, collection)
        .ifPresent(key -> all.add(Sql.format("{} || ({})::text", kind("account"), key)));
    for (String kind : schema.subjectRule().samePersonBy()) {
      for (Sql identity : schema.identities(row, collection, kind)) {
        all.add(Sql.format("{} || nullif({}, '')", kind(kind), identity));
      }
    }
    if (all.isEmpty()) {
      Table table = schema.table(collection);
      all.add(Sql.format("{} || {}", kind(collection), Sql.of(Keys.text(row, table))));
    }
    return all;
  }

  private static Sql kind(String kind) {
    return Sql.of("?::text", kind + " ");
  }

  /** The first that is there, of the row and then of its account. */
  private Sql first(String row, Function<String, Optional<Function<String, Sql>>> value) {
    List<Sql> values = new ArrayList<>();
    for (List<Step> way : ways()) {
      value
          .apply(end(way))
          .ifPresent(
              text ->
                  values.add(
                      Sql.format(
                          "nullif(btrim({}), '')",
                          new ReferencePath(schema, way).value(row, text))));
    }
    return values.isEmpty() ? Sql.of("null::text") : Sql.format("coalesce({})", Sql.list(values));
  }

  /** From the row to itself, and to its accounts. */
  private List<List<Step>> ways() {
    List<List<Step>> ways = new ArrayList<>(List.of(List.of()));
    if (schema.hasSubjects() && !collection.equals(schema.subjectRule().collection())) {
      ways.addAll(schema.persons().owners(collection));
    }
    return ways;
  }

  private String end(List<Step> way) {
    return way.isEmpty() ? collection : Step.end(way);
  }

  private Optional<Field> field(String name) {
    return schema.collection(name).identities(EMAIL).stream()
        .filter(field -> !FieldSql.isList(schema.table(name), field))
        .findFirst();
  }

  private Optional<Function<String, Sql>> nameOf(Collection named) {
    Table table = schema.table(named.name());
    for (List<String> categories : NAMES) {
      List<Field> fields =
          categories.stream()
              .flatMap(
                  category ->
                      named.fields().stream()
                          .filter(field -> field.categories().contains(category))
                          .filter(field -> !FieldSql.isList(table, field))
                          .limit(1))
              .toList();
      if (!fields.isEmpty()) {
        return Optional.of(
            alias ->
                Sql.format(
                    "concat_ws(' ', {})",
                    Sql.list(
                        fields.stream()
                            .map(field -> Sql.of(FieldSql.text(alias, table, field)))
                            .toList())));
      }
    }
    return Optional.empty();
  }
}
