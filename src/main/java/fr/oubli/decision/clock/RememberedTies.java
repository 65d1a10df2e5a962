package fr.oubli.decision.clock;

import fr.oubli.model.datamap.References.Step;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.ReferencePath;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is remembered of a row's persons for the clock of a rule, after the rows below that told
 * whose it is are gone. It keeps and starts as the persons themselves did when these rows went.
 * Everything is empty where no way to a person goes down.
 */
record RememberedTies(
    MappedSchema schema, Days days, Rule rule, String collection, LocalDate cutoff) {

  /** One of the persons kept the row when the row below went. */
  List<Sql> keeps(String alias, LookupStyle style) {
    return exist(
        alias, style, Sql.of("(tie.last_day > ? or tie.excepted_on >= ?)", cutoff, days.asOf()));
  }

  /** The clock had started, and its period is over. */
  List<Sql> started(String alias, LookupStyle style) {
    return exist(alias, style, Sql.of("tie.last_day <= ?", cutoff));
  }

  /** A row that is gone told of one of the persons by a date. */
  List<Sql> dated(String alias, LookupStyle style) {
    return exist(alias, style, Sql.of("tie.last_day is not null"));
  }

  private List<Sql> exist(String alias, LookupStyle style, Sql condition) {
    return paths()
        .map(
            path ->
                style == LookupStyle.SETS
                    ? path.among(alias, row -> isListed(row, path, condition))
                    : path.test(alias, style, row -> exists(row, path, style, condition)))
        .toList();
  }

  private Sql exists(String row, ReferencePath path, LookupStyle style, Sql condition) {
    return style.exists(Sql.of("oubli.departed_tie tie"), Sql.all(isOf(row, path), condition));
  }

  private Sql isListed(String row, ReferencePath path, Sql condition) {
    return Sql.format(
        "({} in (select tie.row_key from oubli.departed_tie tie"
            + " where tie.rule = {} and tie.collection = {} and {})) is true",
        key(row, path),
        Sql.of("?", rule.written()),
        Sql.of("?", top(path)),
        condition);
  }

  /** The latest days that are remembered. */
  List<Sql> days(String alias) {
    return paths()
        .map(
            path ->
                path.value(
                    alias,
                    row ->
                        Sql.format(
                            "(select tie.last_day from oubli.departed_tie tie where {})",
                            isOf(row, path))))
        .toList();
  }

  /** The ways by which what is remembered may have made a row due since a watermark. */
  List<Sql> candidates(String alias, Watermark watermark) {
    List<Sql> since =
        List.of(
            Sql.of(
                "tie.rule = ? and tie.last_day > ? and tie.last_day <= ?",
                rule.written(),
                watermark.cutoff(),
                cutoff),
            Sql.of("tie.run >= ?", watermark.firstRun()),
            Sql.of(
                "tie.rule = ? and tie.excepted_on >= ? and tie.excepted_on < ?",
                rule.written(),
                watermark.asOf(),
                days.asOf()));
    return paths()
        .flatMap(path -> since.stream().map(condition -> since(path, alias, condition)))
        .toList();
  }

  private Sql since(ReferencePath path, String alias, Sql condition) {
    return path.test(
        alias, LookupStyle.SETS, row -> exists(row, path, LookupStyle.SETS, condition));
  }

  private Stream<ReferencePath> paths() {
    return schema.hasRegisters()
        ? new TiesBelow(schema, collection)
            .tops().stream().map(way -> new ReferencePath(schema, way))
        : Stream.empty();
  }

  private Sql isOf(String row, ReferencePath path) {
    return Sql.format(
        "tie.rule = {} and tie.collection = {} and tie.row_key = {}",
        Sql.of("?", rule.written()),
        Sql.of("?", top(path)),
        key(row, path));
  }

  private Sql key(String row, ReferencePath path) {
    return Sql.of(Keys.text(row, schema.table(top(path))));
  }

  /** The collection of the row that a path ends at. */
  private String top(ReferencePath path) {
    List<Step> way = path.path();
    return way.isEmpty() ? collection : Step.end(way);
  }
}
