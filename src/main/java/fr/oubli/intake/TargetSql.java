package fr.oubli.intake;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.feed.CellForm;
import fr.oubli.model.feed.CellType;
import fr.oubli.model.feed.FeedTarget;
import fr.oubli.model.feed.Filling;
import fr.oubli.model.feed.Filling.Lookup;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.Sql;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The pieces of SQL of one collection that lines go into. A staged line is {@code s}, a row of the
 * collection {@code t}.
 */
record TargetSql(
    StagingTable staging, FeedTarget target, DataMap map, Catalog catalog, ZoneId zone) {

  /** Lines that nothing speaks against. */
  static final String GOOD = "s.fault is null and s.stop is null";

  Table table() {
    return catalog.table(map.required(target.collection()));
  }

  Sql rows() {
    return Sql.of(SqlName.of(table()));
  }

  Sql lines() {
    return Sql.of(staging.name() + " s");
  }

  Sql column(String name) {
    return Sql.of(SqlName.of(table().column(name)));
  }

  /** What two lines with the same key have in common. */
  Sql sameKey() {
    return Sql.list(
        target.key().stream()
            .map(target::filling)
            .filter(filling -> filling.reads() != null)
            .map(filling -> Sql.of("s." + staging.column(Objects.requireNonNull(filling.reads()))))
            .toList());
  }

  /** The row that a line is about. */
  Sql matches() {
    List<Sql> equal = new ArrayList<>();
    for (String name : target.key()) {
      Filling filling = target.filling(name);
      boolean email = filling.cell() != null && isEmail(filling.cell());
      equal.add(
          Sql.format(
              email ? "lower(btrim(t.{})) = {}" : "t.{} = {}", column(name), value(filling)));
    }
    return Sql.all(equal);
  }

  private boolean isEmail(String cell) {
    return staging.form(cell).type() == CellType.EMAIL;
  }

  /** What a column gets from a line. */
  Sql value(Filling filling) {
    Column column = table().column(filling.column());
    if (filling.constant() != null) {
      return Sql.of("?::" + column.type(), filling.constant());
    }
    if (filling.lookup() != null) {
      return Sql.of("w" + lookups().indexOf(filling) + ".named");
    }
    String cell = Objects.requireNonNull(filling.cell());
    CellForm form = staging.form(cell);
    String staged = "s." + staging.column(cell);
    if (column.baseType().equals("timestamp")) {
      return Sql.of("(" + staged + " at time zone ?)", written(filling.column()).getId());
    }
    return Sql.of(form.type().sql().equals(column.type()) ? staged : staged + "::" + column.type());
  }

  /** In which zone a timestamp without one is written. */
  private ZoneId written(String column) {
    Collection collection = map.required(target.collection());
    ZoneId said =
        collection.field(column).map(field -> collection.dates().of(field).zone()).orElse(null);
    return said == null ? zone : said;
  }

  private List<Filling> lookups() {
    return target.fillings().stream().filter(filling -> filling.lookup() != null).toList();
  }

  /** The joins that find the rows which lines name, each once for all lines that name it. */
  Sql joins() {
    List<Sql> joins = new ArrayList<>();
    for (Filling filling : lookups()) {
      Lookup lookup = Objects.requireNonNull(filling.lookup());
      String alias = "w" + joins.size();
      String cell = staging.column(lookup.cell());
      joins.add(
          Sql.format(
              "left join (select {} as told, (array_agg(r.{} order by r.{}))[1] as named from {} r"
                  + " where {} in (select s."
                  + cell
                  + " from "
                  + staging.name()
                  + " s where "
                  + GOOD
                  + ") group by 1) "
                  + alias
                  + " on "
                  + alias
                  + ".told = s."
                  + cell,
              told(lookup),
              referred(filling),
              referred(filling),
              Sql.of(SqlName.rowsOf(named(lookup))),
              told(lookup)));
    }
    return joined(joins);
  }

  private static Sql joined(List<Sql> joins) {
    Sql all = Sql.of("");
    for (Sql join : joins) {
      all = Sql.format("{}\n{}", all, join);
    }
    return all;
  }

  Table named(Lookup lookup) {
    return catalog.table(map.required(lookup.collection()));
  }

  /** The value by which a row {@code r} is named. */
  Sql told(Lookup lookup) {
    Sql column = Sql.of(SqlName.of(named(lookup).column(lookup.field())));
    return Sql.format(isEmail(lookup.cell()) ? "lower(btrim(r.{}))" : "r.{}", column);
  }

  /** The column of the named row that the filled one refers to. */
  Sql referred(Filling filling) {
    Lookup lookup = Objects.requireNonNull(filling.lookup());
    return Sql.of(SqlName.of(named(lookup).column(referredColumn(filling, lookup))));
  }

  private String referredColumn(Filling filling, Lookup lookup) {
    return map
        .required(target.collection())
        .field(filling.column())
        .map(Field::references)
        .orElse(List.of())
        .stream()
        .filter(reference -> reference.collection().equals(lookup.collection()))
        .map(reference -> reference.field())
        .findFirst()
        .orElseGet(() -> named(lookup).primaryKey().get(0));
  }
}
