package fr.oubli.schema.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Rows of a statement are named by their tables, and nothing else is touched. */
class AliasesTest {

  @Test
  void rowsAreNumberedByTableInTheOrderInWhichTheyCome() {
    assertThat(
            named(
                "select x9.a from \"public\".\"orders\" x9 join \"public\".\"people\" x4 on x4.b = x9.b"
                    + " where exists (select 1 from \"public\".\"orders\" x12 where x12.c = x4.c)"))
        .isEqualTo(
            "select orders_1.a from \"public\".\"orders\" orders_1 join \"public\".\"people\" people_1"
                + " on people_1.b = orders_1.b where exists (select 1 from \"public\".\"orders\""
                + " orders_2 where orders_2.c = people_1.c)");
  }

  @Test
  void aTableWithAStrangeNameGivesAPlainAlias() {
    assertThat(named("select 1 from \"s\".\"Ma table, 2\" x1 where x1.a"))
        .isEqualTo("select 1 from \"s\".\"Ma table, 2\" ma_table_2_1 where ma_table_2_1.a");
    assertThat(named("select 1 from \"s\".\"2\" x1 where x1.a"))
        .isEqualTo("select 1 from \"s\".\"2\" r2_1 where r2_1.a");
  }

  @Test
  void whatIsQuotedOrMadeOtherwiseStays() {
    String sql = "select 'x1', \"x1\" from \"s\".\"t\" t where t.\"x1\" = 'a \"t\" x1'";

    assertThat(named(sql)).isEqualTo(sql);
  }

  @Test
  void aConstantMayBeLong() {
    String sql = "select '" + "it''s \" x1 \" ".repeat(50_000) + "' from \"s\".\"t\" x1";

    assertThat(named(sql)).endsWith("' from \"s\".\"t\" t_1").contains(" x1 ");
  }

  private static String named(String sql) {
    return Aliases.named(Sql.of(sql)).text();
  }
}
