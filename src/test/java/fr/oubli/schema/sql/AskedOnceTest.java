package fr.oubli.schema.sql;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.catalog.Table.Constraints;
import fr.oubli.schema.catalog.Table.Size;
import fr.oubli.schema.catalog.Traits;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AskedOnceTest {

  private static final Table ORDERS =
      new Table(
          "public",
          "orders",
          "r",
          new Size(-1, 0),
          List.of(
              column("id", "int8"),
              column("who", "int8"),
              column("an \"odd\" name", "text"),
              column("extra", "json"),
              column("pace", "float8")),
          new Constraints(List.of("id"), List.of(), List.of()),
          new Traits(List.of(), List.of(), List.of(), List.of(), List.of(), false));

  private static Column column(String name, String type) {
    return new Column(name, type, type, false, false, null);
  }

  private static Sql asked(String condition) {
    return new AskedOnce(ORDERS, new Slice.Blocks("public.orders", 0, 10))
        .meets(row -> Sql.of(condition.replace("ROW", row)));
  }

  @Test
  void rowsThatHoldTheSameAreAskedOnce() {
    assertThat(asked("exists (select 1 from p where p.id = ROW.\"who\" offset 0)").text())
        .isEqualTo(
            "(row(t.\"who\")::text in (select line from (select distinct row(t.\"who\")::text as line,"
                + " t.\"who\" from public.orders t"
                + " where t.ctid >= '(0,0)'::tid and t.ctid < '(10,0)'::tid offset 0) alike"
                + " where exists (select 1 from p where p.id = alike.\"who\" offset 0))) is true");
  }

  @Test
  void everyColumnThatIsReadMustBeTheSame() {
    assertThat(
            asked(
                    "exists (select 1 from p where p.a = ROW.\"who\" and p.b = ROW.\"an \"\"odd\"\" name\""
                        + " and p.c = ROW.\"who\")")
                .text())
        .startsWith("(row(t.\"who\", t.\"an \"\"odd\"\" name\")::text in (");
  }

  @Test
  void whatOnlyLooksLikeAColumnIsNone() {
    assertThat(
            asked(
                    "exists (select 1 from \"alike.\" a where a.\"x alike.\"\"id\"\"\" = 'alike.\"id\"'"
                        + " and a.id = ROW.\"who\")")
                .text())
        .startsWith("(row(t.\"who\")::text in (");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Nothing is looked up.
        "ROW.\"who\" > 3",
        // No two rows have the same key.
        "exists (select 1 from p where p.id = ROW.\"id\" and p.who = ROW.\"who\")",
        // PostgreSQL cannot tell whether two values are equal, or tells it of unlike ones.
        "exists (select 1 from p where p.email = ROW.\"extra\" ->> 'email')",
        "exists (select 1 from p where p.pace = ROW.\"pace\")",
        // The place of the row, which no other has.
        "exists (select 1 from p where p.id = ROW.\"who\" and p.ctid <> ROW.ctid)",
        // The row is not asked for.
        "exists (select 1 from p)"
      })
  void otherConditionsStayAsTheyAre(String condition) {
    assertThat(asked(condition).text()).isEqualTo(condition.replace("ROW", "t"));
  }
}
