package fr.oubli.setup.check;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.database.TestServer;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.testing.OubliProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** The command on a database that never saw Oubli, as a role that may read and nothing else. */
class CheckCommandIT {

  private static final String DATABASE = TestServer.newDatabase();
  private static final String READER = "reader_of_northwind";
  private static final JdbcTemplate JDBC = new JdbcTemplate(TestServer.kept(DATABASE));

  @TempDir private Path home;

  @BeforeAll
  static void load() {
    new ResourceDatabasePopulator(new ClassPathResource("northwind/schema.sql"))
        .execute(TestServer.superuser(DATABASE));
    JDBC.execute("create role " + READER + " login password '" + TestServer.PASSWORD + "'");
    JDBC.execute("grant select on all tables in schema public to " + READER);
  }

  private OubliProcess check(String files, String... more) throws IOException {
    return OubliProcess.here(environment(), arguments(files, more));
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(TestServer.environment(DATABASE));
    environment.put("OUBLI_DATABASE_USER", READER);
    environment.put("OUBLI_HOME", home.toString());
    return environment;
  }

  private static String[] arguments(String files, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "check",
                "--policy",
                "src/test/resources/" + files + "/policy.yml",
                "--datamap",
                "src/test/resources/" + files + "/datamap.yml"));
    Collections.addAll(arguments, more);
    return arguments.toArray(String[]::new);
  }

  /** Which tables there are, and the versions of their rows: whatever writes makes new ones. */
  private static String state() {
    return JDBC.queryForList(
            """
            select string_agg(c.oid || ' ' || c.relfilenode, ',' order by c.oid)
            from pg_class c where c.relnamespace <> 'pg_toast'::regnamespace
            union all select string_agg(t.xmin || ' ' || t.ctid, ',' order by t.ctid) from customers t
            union all select string_agg(t.xmin || ' ' || t.ctid, ',' order by t.ctid) from orders t
            union all
            select string_agg(t.xmin || ' ' || t.ctid, ',' order by t.ctid) from order_details t""",
            String.class)
        .toString();
  }

  @Test
  void aFirstLookAtNorthwind() throws Exception {
    String before = state();
    OubliProcess process =
        OubliProcess.start(environment(), arguments("northwind", "--as-of", "2005-01-01"));
    process.finish(ExitCode.DONE);
    assertThat(process.output().get(0))
        .startsWith("a purge would run as of 2005-01-01: 18 rows due; how long is not known");
    assertThat(process.output())
        .contains("no run was here yet; the first one makes the schema oubli")
        .anyMatch(line -> line.startsWith("this role could not purge: role " + READER))
        .anyMatch(line -> line.contains("order_id -> orders"));
    assertThat(process.errors()).isEmpty();
    assertThat(state()).as("nothing was created or changed").isEqualTo(before);
  }

  @Test
  void aRoleThatMayNotReadIsToldWhatToAskFor() throws Exception {
    JDBC.execute("revoke select on customers, orders from " + READER);
    try {
      OubliProcess process = check("northwind");
      process.finish(ExitCode.INVALID);
      assertThat(process.errors())
          .containsExactly(
              "role reader_of_northwind may not read public.customers, public.orders;"
                  + " grant it usage on their schema and select on them");
    } finally {
      JDBC.execute("grant select on customers, orders to " + READER);
    }
  }

  @Test
  void anUnknownRuleIsWrongUsage() throws Exception {
    OubliProcess process = check("northwind", "--rule", "cookies");
    process.finish(ExitCode.INVALID);
    assertThat(process.errors()).containsExactly("the policy has no rule cookies");
  }

  @Test
  void aMapOfAnotherSchemaIsAnInvalidFile() throws Exception {
    OubliProcess process = check("shop");
    process.finish(ExitCode.INVALID);
    assertThat(process.output().get(0)).startsWith("a purge would refuse: ").endsWith(" problems");
    assertThat(process.output().get(1))
        .startsWith("  1. src/test/resources/shop/datamap.yml:")
        .contains("; correct the name or take it out of the map");
  }

  @Test
  void whatAGateRefusesHasItsOwnCode() throws Exception {
    JDBC.execute(
        "create table loyalty (id int primary key, customer_id varchar(5) references customers)");
    JDBC.execute("grant select on loyalty to " + READER);
    try {
      OubliProcess process = check("northwind", "--as-of", "2005-01-01");
      process.finish(ExitCode.REFUSED);
      assertThat(process.output().get(1)).contains("loyalty", "add it as a collection");
    } finally {
      JDBC.execute("drop table loyalty");
    }
  }
}
