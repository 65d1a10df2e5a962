package fr.oubli.retention;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.datamap.DataMapFile;
import fr.oubli.policy.PolicyFile;
import fr.oubli.run.Progress;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.datasource.init.ScriptUtils;

class SmokeTest {
  @Test
  void runs() throws Exception {
    try (EmbeddedPostgres pg = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start()) {
      var cfg = new com.zaxxer.hikari.HikariConfig();
      cfg.setDataSource(pg.getPostgresDatabase());
      var ds = new com.zaxxer.hikari.HikariDataSource(cfg);
      var jdbc = new JdbcTemplate(ds);
      jdbc.execute("create schema oubli");
      try (var c = ds.getConnection()) {
        c.createStatement().execute("set search_path = oubli");
        ScriptUtils.executeSqlScript(
            c, new ClassPathResource("org/springframework/batch/core/schema-postgresql.sql"));
        c.createStatement().execute("set search_path = public");
        for (String f :
            new String[] {
              "V2__runs_and_evidence", "V3__holds_quarantine_plans", "V4__intermediate_archive"
            })
          c.createStatement().execute(Files.readString(Path.of("sql/governance/" + f + ".sql")));
      }
      new ResourceDatabasePopulator(new ClassPathResource("shop/schema.sql")).execute(ds);
      jdbc.execute(
          """
          insert into customers(id,email,first_name,last_name,phone,postal_code,created_at)
          select i, 'c'||i||'@x.fr','P'||i,'N'||i,'+336'||i,'75008', timestamptz '2015-01-01' from generate_series(1,50000) i;
          insert into orders(customer_id, ordered_at, email, last_name, amount)
          select i, case when i%2=0 then timestamptz '2020-06-01' else timestamptz '2024-06-01' end, 'c'||i||'@x.fr','N'||i, i from generate_series(1,50000) i;
          insert into invoices(order_id, customer_id, number, issued_on, billed_name)
          select id, customer_id, 'F'||id, ordered_at::date, last_name from orders;
          insert into invoice_lines select id, 1, 'x' from invoices;
          insert into cookies(value,set_at) select md5(i::text), timestamptz '2024-01-01' + i * interval '20 seconds' from generate_series(1,3000000) i;
          insert into recordings(started_at, file_path) values ('2026-01-01', 'a.wav'), ('2026-10-01', 'b.wav'), ('1970-01-01', 'c.wav'), (null, null);
          insert into disputes(order_id, customer_id, status) values (2, 2, 'open');
          analyze;
          """);
      Path dir = Files.createTempDirectory("smoke");
      Files.createDirectories(dir.resolve("rec"));
      Files.writeString(dir.resolve("rec/a.wav"), "x");
      Files.writeString(dir.resolve("rec/b.wav"), "x");
      var policy = PolicyFile.read(Path.of("src/test/resources/shop/policy.yml"));
      var map = DataMapFile.read(Path.of("src/test/resources/shop/datamap.yml"));
      Progress p =
          new Progress() {
            @Override
            public void started(String n, long u, long r) {
              System.out.println("start " + n + " " + u + " " + r);
            }

            @Override
            public void advanced(long u, long r) {}

            @Override
            public void finished(String n, long r, long m) {
              System.out.println("end " + n + " " + r + " in " + m);
            }
          };
      for (boolean dry : new boolean[] {true, false, false}) {
        long s = System.nanoTime();
        var outcome =
            new NightlyPurge(policy, map, ds, p, Clock.systemUTC())
                .run(
                    new PurgeOptions(
                        LocalDate.of(2026, 11, 23),
                        dry,
                        null,
                        null,
                        dir.resolve("reports"),
                        dir.resolve("rec"),
                        dir.resolve("keys"),
                        2,
                        "me"));
        System.out.println(PlanTable.of(outcome));
        outcome.remarks().forEach(System.out::println);
        System.out.println(outcome.code() + " " + (System.nanoTime() - s) / 1000000 + " ms");
      }
      System.out.println(new fr.oubli.ledger.LedgerVerification(ds).verify(dir, ""));
      assertThat(jdbc.queryForObject("select count(*) from cookies", Long.class)).isPositive();
    }
  }
}
