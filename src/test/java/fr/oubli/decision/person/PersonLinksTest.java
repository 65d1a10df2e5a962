package fr.oubli.decision.person;

import static fr.oubli.testing.SmallSchema.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import fr.oubli.model.datamap.References.Step;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.Sql;
import fr.oubli.testing.SmallSchema;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The ways from a row to the events of its person, and what identifies a person apart from them.
 */
class PersonLinksTest {

  private final MappedSchema schema = SmallSchema.schema(SmallSchema.policy());

  @Test
  void fromAPersonToOrders() {
    assertThat(ways("customers", "orders"))
        .containsExactly(
            line(
                """
                exists (select 1 from "public"."orders" x1
                where x1."customer_id" = t."id" and x1.seen)
                """),
            line(
                """
                exists (select 1 from "public"."orders" x2
                where lower(btrim(x2."email")) = lower(btrim(t."email"))
                and lower(btrim(t."email")) <> '' and x2.seen)
                """),
            line(
                """
                exists (select 1 from "public"."customers" x4
                join "public"."orders" x3 on x3."customer_id" = x4."id"
                where lower(btrim(x4."email")) = lower(btrim(t."email"))
                and lower(btrim(t."email")) <> '' and x4."id" <> t."id" and x3.seen)
                """));
  }

  @Test
  void anOrderIsItsOwnEventAndLeadsToOthersByItsAccountAndItsAddress() {
    List<String> ways = ways("orders", "orders");

    assertThat(ways).hasSize(3);
    assertThat(ways.get(0)).isEqualTo("t.seen");
    assertThat(ways.get(1))
        .startsWith("exists (select 1 from \"public\".\"customers\"")
        .contains("= t.\"customer_id\"");
    assertThat(ways.get(2))
        .startsWith("lower(btrim(t.\"email\")) is distinct from (select lower(btrim(")
        .contains("join");
  }

  @Test
  void whatIsNobodysLeadsNowhere() {
    assertThat(new PersonLinks(schema, "cookies", "orders").all()).isEmpty();
  }

  @Test
  void aRowIsIdentifiedByItsAccountItsIdentitiesAndThoseOfItsAccount() {
    Step toCustomer = new Step("orders", "customer_id", "customers", "id");
    assertThat(new PersonIdentifiers(schema, "orders", false).all())
        .extracting(
            PersonIdentifiers.Identifier::kind,
            PersonIdentifiers.Identifier::way,
            identifier -> identifier.value().apply("t"))
        .containsExactly(
            tuple(PersonIdentifiers.ACCOUNT, List.of(), Sql.of("t.\"customer_id\"")),
            tuple("email", List.of(), Sql.of("lower(btrim(t.\"email\"))")),
            tuple("email", List.of(toCustomer), Sql.of("lower(btrim(t.\"email\"))")));
  }

  @Test
  void theRowsOfARequestAreComparedInTheTypeOfTheirKey() {
    assertThat(RequestedRows.confirmed("t", schema.table("orders"), "orders", 17))
        .isEqualTo(
            Sql.of(
                line(
                    """
                    t."id" in (select m.row_key::bigint from oubli.request_match m
                    where m.request = ? and m.collection = ? and m.state = 'confirmed'
                    and m.part <> 'party')
                    """),
                17L,
                "orders"));
  }

  private List<String> ways(String collection, String events) {
    return new PersonLinks(schema, collection, events)
        .all().stream()
            .map(link -> link.exists("t", LookupStyle.SETS, row -> Sql.of(row + ".seen")).text())
            .toList();
  }
}
