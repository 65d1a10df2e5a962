package fr.oubli.setup.benchmark;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.DataMapFile;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.PolicyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Tables as a company's whole database has them: each row belongs to a row of a table nearer to the
 * people, and was written by one of the staff; some rows concern a second person too, or carry an
 * e-mail of their own. Rules end the rows of all tables.
 *
 * @param schema where the tables stand
 * @param tables how many, those of the people and of the staff counted
 * @param rules among which the tables are dealt out
 * @param rows of each table
 * @param partyEvery one table in so many has rows that concern a second person
 */
record LargeShape(String schema, int tables, int rules, int rows, int partyEvery) {

  private static final int CHILDREN = 4;
  private static final int EMAIL_EVERY = 21;
  private static final int PER_PERSON_EVERY = 3;

  private static final String OWNER = ", tie: owner";
  private static final String PARTY = ", tie: party";

  /** One column, as PostgreSQL and as the map have it. */
  private record Column(String name, String definition, String filled, String mapped) {}

  DataMap map(Path folder) throws IOException {
    return DataMapFile.read(Files.writeString(folder.resolve(schema + "-map.yml"), mapText()));
  }

  Policy policy(Path folder) throws IOException {
    return PolicyFile.read(Files.writeString(folder.resolve(schema + "-policy.yml"), policyText()));
  }

  void fill(JdbcTemplate jdbc) {
    jdbc.execute("create schema " + schema);
    for (int table = 0; table < tables; table++) {
      jdbc.execute(String.join(";", statements(table)));
    }
    jdbc.execute("analyze");
  }

  void drop(JdbcTemplate jdbc) {
    for (int table = tables - 1; table >= 0; table--) {
      jdbc.execute("drop table " + qualified(table));
    }
    jdbc.execute("drop schema " + schema);
  }

  private List<String> statements(int table) {
    List<String> statements = new ArrayList<>();
    List<Column> columns = columns(table);
    statements.add(
        "create table %s (id bigint primary key, %s)"
            .formatted(
                qualified(table),
                columns.stream()
                    .map(column -> column.name() + " " + column.definition())
                    .collect(Collectors.joining(", "))));
    statements.add(
        "insert into %s select i, %s from generate_series(1, %d) i"
            .formatted(
                qualified(table),
                columns.stream().map(Column::filled).collect(Collectors.joining(", ")),
                rows));
    columns.stream()
        .filter(column -> column.definition().contains("references"))
        .forEach(
            column ->
                statements.add(
                    "create index on %s (%s)".formatted(qualified(table), column.name())));
    return statements;
  }

  private List<Column> columns(int table) {
    List<Column> columns = new ArrayList<>();
    if (table == 0) {
      columns.add(text("first_name", "'Jeanne'", "user.name.first"));
      columns.add(text("last_name", "'Nom' || i", "user.name.last"));
    } else if (table > 1) {
      columns.add(reference("parent_id", parent(table), owner(table), OWNER));
      columns.add(reference("written_by", 1, "i", ""));
      if (table % partyEvery == 0) {
        columns.add(reference("other_id", parent(Math.max(2, table - CHILDREN)), "i", PARTY));
      }
    }
    if (table == 0 || table % EMAIL_EVERY == 2) {
      columns.add(
          new Column(
              "email",
              "text",
              "'client' || " + owner(table) + " || '@exemple.fr'",
              "data_categories: [user.contact.email], fides_meta: { identity: email }"));
    }
    columns.add(text("note", "'une note'", "user.content.private"));
    columns.add(
        new Column(
            "happened_on",
            "date not null",
            "date '2026-11-23' - i % 100 * 40",
            "data_categories: [user.behavior]"));
    return columns;
  }

  private static Column text(String name, String filled, String category) {
    return new Column(name, "text", filled, "data_categories: [" + category + "]");
  }

  /**
   * @param tie what the map says of it, after a comma; where it says nothing, it leads to nobody
   */
  private Column reference(String name, int to, String filled, String tie) {
    return new Column(
        name,
        "bigint not null references " + qualified(to),
        filled,
        "fides_meta: { references: [{ dataset: large, field: %s.id, direction: from%s }] }"
            .formatted(qualified(to), tie));
  }

  /** Of the four tables that refer to one, the first person has rows in two. */
  private static String owner(int table) {
    return table == 0 || table % CHILDREN > 1 ? "i" : "greatest(i, 2)";
  }

  /** The people, or a table nearer to them. */
  private static int parent(int table) {
    int nearer = (table - 2) / CHILDREN;
    return nearer == 0 ? 0 : nearer + 1;
  }

  private boolean hasChildren(int table) {
    return table < 2 || (table - 1) * CHILDREN + 2 < tables;
  }

  private static String name(int table) {
    return table == 0 ? "people" : table == 1 ? "staff" : "t%04d".formatted(table);
  }

  private String qualified(int table) {
    return schema + "." + name(table);
  }

  private String mapText() {
    StringBuilder text = new StringBuilder("dataset:\n  - fides_key: large\n    collections:\n");
    for (int table = 0; table < tables; table++) {
      text.append("      - name: ").append(qualified(table)).append("\n        fields:\n");
      text.append("          - { name: id, fides_meta: { primary_key: true } }\n");
      columns(table)
          .forEach(
              column ->
                  text.append(
                      "          - { name: %s, %s }%n".formatted(column.name(), column.mapped())));
    }
    return text.toString();
  }

  /**
   * Two rules in three count from the date of a row of their one table; the others from what a
   * person did.
   */
  private String policyText() {
    StringBuilder text =
        new StringBuilder(
            """
            policy: large
            zone: Europe/Paris
            subject: { collection: people, same-person-by: [email] }
            rules:
            """);
    int perPerson = rules / PER_PERSON_EVERY;
    int own = rules - perPerson;
    List<List<Integer>> dealt =
        Stream.generate(() -> (List<Integer>) new ArrayList<Integer>()).limit(perPerson).toList();
    dealt.get(0).add(0);
    for (int table = 1; table < tables; table++) {
      if (table <= own) {
        text.append(rule("{ row: %s.happened_on }", List.of(table)));
      } else {
        dealt.get(table % perPerson).add(table);
      }
    }
    dealt.forEach(acted -> text.append(rule("{ latest: [%s.happened_on], per: subject }", acted)));
    return text.append(
            """
            anonymise:
              user.name: null_rewrite
              user.contact: null_rewrite
              user.content: null_rewrite
              user.behavior: preserve
            limits: { share-of-collection: 100%, from-rows: 1000000000 }
            """)
        .toString();
  }

  private String rule(String starts, List<Integer> acted) {
    String first = name(acted.get(0));
    return """
          ends-%s:
            cites: "benchmark"
            basis: contract
            starts: %s
            keep: { at-most: P5Y }
            then: { %s }
        """
        .formatted(
            first,
            starts.formatted(first),
            acted.stream()
                .map(table -> name(table) + (hasChildren(table) ? ": anonymise" : ": delete"))
                .collect(Collectors.joining(", ")));
  }
}
