package fr.oubli.setup.draft;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.setup.clues.TableFacts;
import fr.oubli.setup.clues.TableFactsReader;
import fr.oubli.setup.ties.ValueProbe;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Walks through a database that nobody mapped yet, and says what it found. */
final class Surveyor {

  private final DataSource dataSource;
  private final JdbcTemplate jdbc;

  Surveyor(DataSource dataSource) {
    this.dataSource = dataSource;
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /**
   * @param asked schemas by name; none for all that are not PostgreSQL's or Oubli's
   */
  List<String> schemas(List<String> asked) {
    List<String> known =
        jdbc.queryForList(
            """
            select nspname from pg_namespace
            where nspname !~ '^pg_' and nspname not in ('information_schema', 'oubli')
            order by nspname""",
            String.class);
    for (String schema : asked) {
      if (!known.contains(schema)) {
        throw new Refusal(
            ExitCode.INVALID,
            "there is no schema " + schema + " to map; there are " + String.join(", ", known));
      }
    }
    return asked.isEmpty() ? known : asked.stream().distinct().sorted().toList();
  }

  /**
   * @param look adds what a sample of a table says
   * @param probe looks up what keys without a constraint refer to
   */
  Draft draft(List<String> schemas, UnaryOperator<TableFacts> look, ValueProbe probe) {
    Set<String> partitions = Catalog.partitions(dataSource);
    Set<String> inherited = inherited(schemas);
    List<Table> tables = new ArrayList<>();
    List<String> left = new ArrayList<>();
    for (Table table : Catalog.of(dataSource, schemas).tables()) {
      String name = table.schema() + "." + table.name();
      if (!table.holdsRows()) {
        left.add(name + " is not mapped: " + kind(table));
      } else if (!partitions.contains(SqlName.of(table))) {
        tables.add(table);
        if (inherited.contains(name)) {
          left.add(
              "DECIDE: a query of "
                  + name
                  + " also finds the rows of the tables that inherit from it, which are mapped too");
        }
      }
    }
    if (tables.isEmpty()) {
      throw new Refusal(
          ExitCode.INVALID,
          "no table in "
              + String.join(", ", schemas)
              + "; name the schema with --schema, and log"
              + " in to the database that has it");
    }
    String database = jdbc.queryForObject("select current_database()", String.class);
    return Draft.of(
        String.valueOf(database),
        new TableFactsReader(dataSource).read(tables).stream().map(look).toList(),
        probe,
        left);
  }

  private static String kind(Table table) {
    return switch (table.kind()) {
      case "v" -> "it is a view, and shows what its tables hold";
      case "m" -> "it is a materialized view, a copy: refresh it after each purge";
      default -> "it is a foreign table: its rows are another server's to purge";
    };
  }

  /** Tables that others inherit from. */
  private Set<String> inherited(List<String> schemas) {
    return Set.copyOf(
        jdbc.queryForList(
            """
            select n.nspname || '.' || c.relname
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'r' and n.nspname = any (?)
              and exists (select from pg_inherits i where i.inhparent = c.oid)""",
            String.class,
            (Object) schemas.toArray(String[]::new)));
  }
}
