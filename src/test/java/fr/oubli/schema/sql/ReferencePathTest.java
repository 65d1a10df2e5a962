package fr.oubli.schema.sql;

import static fr.oubli.testing.SmallSchema.line;
import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.testing.SmallSchema;
import org.junit.jupiter.api.Test;

/** A path of references as text: from a row to the row above it, step by step. */
class ReferencePathTest {

  private final MappedSchema schema = SmallSchema.schema(SmallSchema.policy());

  @Test
  void anEmptyPathEndsAtTheRowItself() {
    ReferencePath itself = path("orders", "orders");

    assertThat(itself.path()).isEmpty();
    assertThat(itself.test("t", LookupStyle.PROBES, row -> Sql.of(row + ".id = ?", 1)))
        .isEqualTo(Sql.of("t.id = ?", 1));
    assertThat(itself.value("t", row -> Sql.of(row + ".id"))).isEqualTo(Sql.of("t.id"));
  }

  @Test
  void aTestIsOneExistencePerStep() {
    assertThat(
            path("lines", "orders")
                .test("t", LookupStyle.SETS, row -> Sql.of(row + ".status = ?", "done")))
        .isEqualTo(
            Sql.of(
                line(
                    """
                    exists (select 1 from "public"."invoices" x1
                    where x1."id" = t."invoice_id"
                    and exists (select 1 from "public"."orders" x2
                    where x2."id" = x1."order_id" and x2.status = ?))
                    """),
                "done"));
  }

  /** {@code offset 0} keeps the planner from hashing the other table anew for each slice. */
  @Test
  void probesAreKeptFromBecomingJoins() {
    assertThat(path("invoices", "orders").test("t", LookupStyle.PROBES, row -> Sql.TRUE).text())
        .isEqualTo(
            line(
                """
                exists (select 1 from "public"."orders" x1
                where x1."id" = t."order_id" offset 0)
                """));
  }

  @Test
  void aValueIsOneSelectionPerStep() {
    assertThat(path("lines", "orders").value("t", row -> Sql.of(row + ".status")).text())
        .isEqualTo(
            line(
                """
                (select (select x2.status from "public"."orders" x2
                where x2."id" = x1."order_id")
                from "public"."invoices" x1 where x1."id" = t."invoice_id")
                """));
  }

  /** The last reference tells the key of the row above: that row need not be read. */
  @Test
  void theKeyAtTheEndIsReadFromTheLastReference() {
    assertThat(schema.subjectKey("t", "orders")).contains(Sql.of("t.\"customer_id\""));
    assertThat(schema.subjectKey("t", "invoices").orElseThrow().text())
        .isEqualTo(
            line(
                """
                (select x1."customer_id" from "public"."orders" x1
                where x1."id" = t."order_id")
                """));
    assertThat(schema.subjectKey("t", "cookies")).isEmpty();
  }

  private ReferencePath path(String from, String to) {
    return new ReferencePath(schema, schema.pathUp(from, to).orElseThrow());
  }
}
