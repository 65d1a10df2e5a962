package fr.oubli.schema.sql;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.schema.catalog.Catalog;
import fr.oubli.testing.Company;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PostgreSQL tells no value of a row that went. */
class FreshStatisticsIT {

  private final Company company = new Company();

  @BeforeEach
  void peopleOfWhomStatisticsAreKept() {
    company
        .jdbc()
        .execute(
            "insert into customers (email, first_name, created_at)"
                + " select 'marker' || i || '@example.fr', 'Marker' || i, '2024-01-01'"
                + " from generate_series(1, 60) i");
    company.jdbc().execute("analyze customers");
    assertThat(told()).contains("marker7@example.fr");
  }

  @AfterEach
  void close() {
    company.close();
  }

  /** Of the columns, and of what indexes compute. */
  private String told() {
    return String.valueOf(
        company.text(
            "select string_agg(s::text, ' ') from pg_stats s where schemaname = 'public'"));
  }

  private List<String> refresh(DataSource source, String... collections) {
    return new FreshStatistics(
            source, Company.map(), Catalog.read(company.dataSource(), Company.map()))
        .refresh(List.of(collections));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete from customers where id > 3",
        "delete from customers",
        "update customers set email = 'erased-' || id, first_name = null",
      })
  void noValueIsToldAnyMore(String change) {
    company.jdbc().execute(change);
    assertThat(told()).contains("marker7@example.fr");
    assertThat(refresh(company.dataSource(), "customers", "no collection any more")).isEmpty();
    assertThat(told())
        .doesNotContain("marker7@", "Marker7\"")
        .doesNotContainIgnoringCase("marker7,");
  }

  @Test
  void aPartitionThatIsEmptyForgetsToo() {
    company
        .jdbc()
        .execute(
            """
            drop table cookies cascade;
            create table cookies (id bigint, visitor text, set_at date) partition by range (set_at);
            create table cookies_1 partition of cookies for values from ('2024-01-01') to ('2025-01-01');
            create table cookies_2 partition of cookies for values from ('2025-01-01') to ('2026-01-01');
            insert into cookies select i, 'visitor' || i, '2024-05-06' from generate_series(1, 50) i;
            insert into cookies select i, 'other' || i, '2025-05-06' from generate_series(1, 50) i;
            analyze cookies""");
    assertThat(told()).contains("visitor9", "other9");
    company.jdbc().execute("delete from cookies_1");
    assertThat(refresh(company.dataSource(), "cookies")).isEmpty();
    assertThat(told()).doesNotContain("visitor9").contains("other9");
  }

  @Test
  void aTableThatMayNotBeAnalysedIsALine() {
    company.jdbc().execute("drop role if exists no_analyst; create role no_analyst");
    company.jdbc().execute("grant select on customers to no_analyst");
    company.jdbc().execute("delete from customers");
    List<String> refused = company.as("no_analyst", source -> refresh(source, "customers"));
    assertThat(refused)
        .singleElement()
        .asString()
        .startsWith("statistics of public.customers can still tell values of rows that went")
        .endsWith("run: grant maintain on \"public\".\"customers\" to its role");
    company.jdbc().execute("grant maintain on customers to no_analyst");
    List<String> allowed = company.as("no_analyst", source -> refresh(source, "customers"));
    assertThat(allowed).isEmpty();
    assertThat(told()).doesNotContain("marker7@");
    company.jdbc().execute("drop owned by no_analyst; drop role no_analyst");
  }
}
