package fr.oubli.intake;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.feed.CellForm;
import fr.oubli.model.feed.CellType;
import fr.oubli.model.feed.FeedFile;
import fr.oubli.model.feed.FeedMapping;
import fr.oubli.model.feed.FeedTarget;
import fr.oubli.model.feed.Filling;
import fr.oubli.model.feed.RefusedKinds;
import fr.oubli.model.yaml.Faults;
import fr.oubli.model.yaml.NearestWord;
import fr.oubli.model.yaml.Place;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Whether what a mapping says is in the map and in the database, before a line is read. */
record MappingGate(DataSource dataSource, Catalog catalog, DataMap map) {

  private static final List<String> IDENTITIES =
      List.of("user.contact.email", "user.contact.phone_number");

  /**
   * @throws fr.oubli.platform.exit.Refusal with one line per fault, which names the mapping's line
   */
  void refuse(FeedMapping mapping) {
    Faults faults = new Faults();
    for (FeedFile file : mapping.files()) {
      file.into().forEach(target -> target(file, target, faults));
      RefusedKinds refused = file.refused();
      if (refused != null) {
        refused(file, refused, faults);
      }
    }
    faults.refuseIfAny();
  }

  private void target(FeedFile file, FeedTarget target, Faults faults) {
    Optional<Collection> collection = collection(target.collection(), target.place(), faults);
    if (collection.isEmpty()) {
      return;
    }
    Table table = catalog.table(collection.get());
    for (Filling filling : target.fillings()) {
      column(table, filling.column(), filling.place(), faults)
          .ifPresent(column -> filling(file, collection.get(), filling, column, faults));
    }
    if (target.key().stream()
        .map(key -> target.filling(key))
        .allMatch(filling -> filling.constant() != null)) {
      faults.add(
          target.place(),
          "the key of '" + target.collection() + "' is the same in every line",
          "add a column that differs");
    }
    unfilled(file, target, table, faults);
  }

  private Optional<Collection> collection(String name, Place place, Faults faults) {
    Optional<Collection> found = map.collection(name);
    if (found.isEmpty()) {
      faults.add(place, "the map has no collection '" + name + "'", map.mend(name));
    }
    return found;
  }

  private static Optional<Column> column(Table table, String name, Place place, Faults faults) {
    Optional<Column> found = table.find(name);
    if (found.isEmpty()) {
      List<String> names = table.columns().stream().map(Column::name).toList();
      faults.add(
          place,
          table.name() + " has no column '" + name + "'",
          NearestWord.mend(name, names, "its columns are " + String.join(", ", names)));
    }
    return found;
  }

  private void filling(
      FeedFile file, Collection collection, Filling filling, Column column, Faults faults) {
    if (column.generated()) {
      faults.add(
          filling.place(), "PostgreSQL fills '" + column.name() + "' by itself", "leave it out");
    } else if (filling.cell() != null) {
      cell(file.cell(filling.cell()), collection, filling, column, faults);
    } else if (filling.lookup() != null) {
      lookup(filling.lookup(), filling.place(), faults);
    }
  }

  private void cell(
      CellForm cell, Collection collection, Filling filling, Column column, Faults faults) {
    if (!fits(cell.type(), column)) {
      faults.add(
          filling.place(),
          "'%s' is %s, and '%s' is a %s"
              .formatted(cell.name(), cell.type().word(), column.name(), column.type()),
          "give it another type, or fill another column");
    }
    boolean person = collection.field(column.name()).map(MappingGate::isIdentity).orElse(false);
    if (person && !cell.type().identity()) {
      faults.add(
          cell.place(),
          "'" + cell.name() + "' says who somebody is, and would pass the suppression list by",
          "write type: email or type: phone");
    }
  }

  private static boolean fits(CellType type, Column column) {
    return switch (type) {
      case TEXT, EMAIL, PHONE -> column.isText();
      case NUMBER -> column.isNumber();
      case BOOLEAN -> column.baseType().equals("bool");
      case DATE -> column.baseType().equals("date");
      case TIMESTAMP ->
          column.baseType().equals("timestamptz") || column.baseType().equals("timestamp");
    };
  }

  private static boolean isIdentity(Field field) {
    return field.identity() != null
        || field.claim() != null
        || field.categories().stream()
            .anyMatch(
                category ->
                    IDENTITIES.stream()
                        .anyMatch(
                            each -> category.equals(each) || category.startsWith(each + ".")));
  }

  private void lookup(Filling.Lookup lookup, Place place, Faults faults) {
    Optional<Collection> named = collection(lookup.collection(), place, faults);
    if (named.isEmpty()) {
      return;
    }
    Table table = catalog.table(named.get());
    column(table, lookup.field(), place, faults);
    if (table.primaryKey().size() != 1) {
      faults.add(
          place,
          lookup.collection() + " has no key of one column to refer to",
          "fill the column from the file");
    }
  }

  /** A column that must have a value, has none by itself and gets none would stop every line. */
  private void unfilled(FeedFile file, FeedTarget target, Table table, Faults faults) {
    Set<String> filled = new HashSet<>();
    target.fillings().forEach(filling -> filled.add(filling.column()));
    List<String> needed =
        new JdbcTemplate(dataSource)
            .queryForList(
                """
                select a.attname as name
                from pg_attribute a
                join pg_class c on c.oid = a.attrelid
                join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = ? and c.relname = ? and a.attnum > 0 and not a.attisdropped
                  and a.attnotnull and not a.atthasdef and a.attidentity = ''
                order by a.attnum""",
                String.class,
                table.schema(),
                table.name());
    for (String name : needed) {
      if (!filled.contains(name)) {
        faults.add(
            target.place(),
            "nothing fills '" + name + "' of " + target.collection() + ", which must have a value",
            "add it below 'set'");
      }
    }
    for (Filling filling : target.fillings()) {
      String cell = filling.cell();
      boolean must = table.find(filling.column()).map(Column::notNull).orElse(false);
      if (must && cell != null && !file.cell(cell).required()) {
        faults.add(
            file.cell(cell).place(),
            "'" + filling.column() + "' of " + target.collection() + " must have a value",
            "write required: true, so that a line without one is a bad line");
      }
    }
  }

  private void refused(FeedFile file, RefusedKinds refused, Faults faults) {
    Optional<Collection> collection = collection(refused.collection(), refused.place(), faults);
    if (collection.isEmpty()) {
      return;
    }
    Table choices = catalog.table(collection.get());
    for (String name :
        List.of(refused.person(), refused.kind(), refused.accepted(), refused.chosen())) {
      column(choices, name, refused.place(), faults);
    }
    for (String name : List.of(refused.person(), refused.kind())) {
      boolean there =
          file.subject().fillings().stream()
              .anyMatch(
                  each ->
                      each.column().equals(name)
                          && (name.equals(refused.kind()) || each.lookup() != null));
      if (!there) {
        faults.add(
            refused.place(),
            "'" + name + "' is not filled in " + file.subject().collection(),
            "fill it below 'set'" + (name.equals(refused.kind()) ? "" : ", by refers and by"));
      }
    }
  }
}
