package fr.oubli.intake;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.feed.FeedTarget;
import fr.oubli.model.feed.Filling;
import fr.oubli.model.policy.Policy;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells the staged lines apart that only the database can judge: those of people who must not come
 * back, those that break a constraint or name a row that is not there, and those that a later line
 * of the file takes the place of. Judged again, they are judged alike.
 */
record Judgement(
    DataSource dataSource, StagingTable staging, Policy policy, DataMap map, Catalog catalog) {

  void judge() {
    JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    new TransactionTemplate(new JdbcTransactionManager(dataSource))
        .executeWithoutResult(
            status -> {
              jdbc.execute("analyze " + staging.name());
              new Stops(jdbc, staging, map, catalog, policy.zone()).all(policy.objections());
              List<FeedTarget> into = staging.file().into();
              for (int i = 0; i < into.size(); i++) {
                TargetSql sql = sql(into.get(i));
                checks(jdbc, sql);
                named(jdbc, sql, into.subList(0, i));
              }
              superseded(jdbc, sql(staging.file().subject()));
            });
  }

  private TargetSql sql(FeedTarget target) {
    return new TargetSql(staging, target, map, catalog, policy.zone());
  }

  /** The constraints of the table, tried on the values of each line. */
  private void checks(JdbcTemplate jdbc, TargetSql sql) {
    Table table = sql.table();
    if (table.checks().isEmpty()) {
      return;
    }
    List<Sql> columns = new ArrayList<>();
    for (Column column : table.columns()) {
      columns.add(Sql.format("{} as {}", tried(sql, column), Sql.of(SqlName.of(column))));
    }
    StringBuilder broken = new StringBuilder("case");
    for (Table.Check check : table.checks()) {
      broken
          .append(" when not (")
          .append(check.expression())
          .append(") then ")
          .append(SqlName.literal(check.name()));
    }
    broken.append(" end");
    // A constraint is written by the table's owner, as the catalogue has it.
    Sql said = new Sql(broken.toString().replace("?", "??"), List.of());
    Sql update =
        Sql.format(
            """
            update {} set fault = 'does not keep to ' || b.broken || ' of ' || {}
            from (
              select v.line_of_feed, {} as broken
              from (select s.line as line_of_feed, {} from {} where %s) v) b
            where b.line_of_feed = s.line and b.broken is not null"""
                .formatted(TargetSql.GOOD),
            sql.lines(),
            Sql.of("?::text", sql.target().collection()),
            said,
            Sql.list(columns),
            sql.lines());
    jdbc.update(update.text(), update.values().toArray());
  }

  private static Sql tried(TargetSql sql, Column column) {
    return sql.target().fillings().stream()
        .filter(each -> each.column().equals(column.name()) && each.lookup() == null)
        .findFirst()
        .map(sql::value)
        .orElse(Sql.of("null::" + column.type()));
  }

  /** Lines that name a row which is not there, and which no collection before makes. */
  private void named(JdbcTemplate jdbc, TargetSql sql, List<FeedTarget> before) {
    for (Filling filling : sql.target().fillings()) {
      Filling.Lookup lookup = filling.lookup();
      if (lookup != null
          && lookup.required()
          && before.stream().noneMatch(at -> makes(at, lookup))) {
        Sql update =
            Sql.format(
                """
                update {} set fault = {}
                where %s and not exists (select from {} r where {} = {})"""
                    .formatted(TargetSql.GOOD),
                sql.lines(),
                Sql.of("?", "'" + lookup.cell() + "' names no row of " + lookup.collection()),
                Sql.of(SqlName.rowsOf(sql.named(lookup))),
                sql.told(lookup),
                Sql.of("s." + staging.column(lookup.cell())));
        jdbc.update(update.text(), update.values().toArray());
      }
    }
  }

  private static boolean makes(FeedTarget target, Filling.Lookup lookup) {
    return target.collection().equals(lookup.collection())
        && target.key().equals(List.of(lookup.field()))
        && Objects.equals(target.filling(lookup.field()).cell(), lookup.cell());
  }

  /**
   * Of two lines with one key, the one with the later day counts, and of two of a day the later.
   */
  private void superseded(JdbcTemplate jdbc, TargetSql sql) {
    Sql keys = sql.sameKey();
    Sql update =
        Sql.format(
            """
            update {} set stop = 'superseded'
            where s.line in (
              select d.line
              from (
                select s.line, row_number() over (
                  partition by {} order by s.happened desc nulls last, s.line desc) as place
                from {}
                where %1$s and ({}) in (
                  select {} from {} where %1$s group by {} having count(*) > 1)) d
              where d.place > 1)"""
                .formatted(TargetSql.GOOD),
            sql.lines(),
            keys,
            sql.lines(),
            keys,
            keys,
            sql.lines(),
            keys);
    jdbc.update(update.text(), update.values().toArray());
  }
}
