package fr.oubli.schema.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A statement for people is the same statement, on more lines. */
class SqlLayoutTest {

  @Test
  void aClauseAndAConditionHaveALineEach() {
    assertThat(
            SqlLayout.lines(
                "delete from t where a = 1 and b between 2 and 3 and exists (select 1 from u)"))
        .isEqualTo(
            """
            delete from t
            where a = 1
              and b between 2 and 3
              and exists (select 1 from u)""");
  }

  @Test
  void whatIsLongInParenthesesStandsFurtherToTheRight() {
    String column = "a_column_with_quite_a_long_name";

    assertThat(
            SqlLayout.lines(
                "select 1 from t where exists (select 1 from u where u.%1$s = t.%1$s and u.%1$s > 0)"
                    .formatted(column)))
        .isEqualTo(
            """
            select 1
            from t
            where exists (
                select 1
                from u
                where u.%1$s = t.%1$s
                  and u.%1$s > 0)"""
                .formatted(column));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select ' and (' from \"where\" where a = ')' and b = 'it''s'",
        "with gone as (delete from t where a = ? returning b as k) select count(*) from gone",
        "update t set a = null::timestamp with time zone, b = case when c then d else e end",
        "select a from t left join u on u.id = t.id where a is distinct from b order by c for update"
      })
  void nothingIsLostOrAdded(String sql) {
    assertThat(SqlLayout.lines(sql).replaceAll("\\s+", " ").replace("( ", "(")).isEqualTo(sql);
  }
}
