package fr.oubli.schema.gate;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.DataMapFile;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.testing.Shop;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatesIT {

  private static final String MAP = "src/test/resources/shop/datamap.yml";
  private final Shop shop = Shop.fresh();

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void theShopItselfPasses() {
    assertThat(problems()).isEmpty();
  }

  @Test
  void aMissingTableNamesTheLineOfTheMap() {
    shop.jdbc().execute("drop table cookies");
    assertThat(onlyLine())
        .startsWith(MAP + ":")
        .endsWith(
            "the database has no table public.cookies; correct the name or take it out of the map");
    assertThat(onlyCode()).isEqualTo(ExitCode.INVALID);
  }

  @Test
  void aMissingColumnNamesTheLineOfTheMap() {
    shop.jdbc().execute("alter table recordings drop column caller_number");
    assertThat(onlyLine())
        .contains("table public.recordings has no column caller_number;")
        .startsWith(MAP + ":");
    assertThat(onlyCode()).isEqualTo(ExitCode.INVALID);
  }

  @Test
  void aViewIsNotATable() {
    shop.jdbc().execute("alter table cookies rename to cookies_table");
    shop.jdbc().execute("create view cookies as select * from cookies_table");
    assertThat(onlyLine()).endsWith("public.cookies is no table; map the table behind it");
  }

  @Test
  void aTableWithoutPrimaryKeyIsRefused() {
    shop.jdbc().execute("alter table cookies drop constraint cookies_pkey");
    assertThat(onlyLine()).contains("table public.cookies has no primary key; give it one");
  }

  @Test
  void anotherPrimaryKeyThanTheMapsIsRefused() {
    shop.jdbc().execute("alter table cookies drop constraint cookies_pkey");
    shop.jdbc().execute("alter table cookies add primary key (id, value)");
    assertThat(onlyLine()).contains("the primary key of public.cookies is id, value;");
  }

  @Test
  void aClockOnTextIsRefused() {
    shop.jdbc().execute("alter table cookies alter column set_at type text");
    assertThat(onlyLine())
        .contains("the clock of cookies is on cookies.set_at, which is text;")
        .contains("policy.yml:");
    assertThat(onlyCode()).isEqualTo(ExitCode.INVALID);
  }

  @Test
  void aFilterValueThatTheColumnCannotHoldIsRefused() {
    shop.jdbc().execute("create type state as enum ('done', 'test')");
    shop.jdbc().execute("alter table orders alter column status drop default");
    shop.jdbc().execute("alter table orders alter column status type state using status::state");
    shop.amend("orders.status: [test]", "orders.status: [trial]");
    assertThat(onlyLine()).contains("'trial' is no value of orders.status, which is state;");
  }

  @Test
  void nullRewriteOnNotNullIsRefused() {
    shop.jdbc().execute("alter table customers alter column phone set not null");
    assertThat(onlyLine())
        .contains("customers.phone is NOT NULL and cannot take null_rewrite;")
        .endsWith(
            "add customers.phone: { strategy: string_rewrite, value: \"erased-{key}\" } to"
                + " 'anonymise'")
        .contains("policy.yml:");
    assertThat(onlyCode()).isEqualTo(ExitCode.INVALID);
  }

  @Test
  void theMendOfNullRewriteFitsTheColumn() {
    shop.jdbc().execute("alter table customers alter column phone type varchar(8)");
    shop.jdbc().execute("alter table customers alter column phone set not null");
    assertThat(onlyLine()).contains("value: \"erased\" }");
  }

  @Test
  void aConstantThatIsTooLongWithTheWidestKeyIsRefused() {
    shop.jdbc().execute("alter table customers alter column email type varchar(30)");
    assertThat(onlyLine())
        .contains("customers.email holds 30 characters, string_rewrite may write 35;");
  }

  @Test
  void aConstantOnAUniqueColumnNeedsTheKey() {
    shop.amend("erased-{key}@invalid", "erased@invalid").amend(", same-person-by: [email]", "");
    assertThat(onlyLine()).contains("customers.email is UNIQUE, and the constant has no {key}");
  }

  @Test
  void generalisingTheWrongTypeIsRefused() {
    shop.amend(
        "orders.amount: { strategy: generalise, to: 100 }",
        "orders.amount: { strategy: generalise, to: quarter }");
    assertThat(onlyLine()).contains("orders.amount is numeric(12,2) and cannot be generalised so;");
  }

  @Test
  void aMaskThatBreaksACheckIsFoundOnRealRows() {
    shop.customer("a@exemple.fr");
    shop.jdbc()
        .execute("alter table customers add constraint full_code check (length(postal_code) = 5)");
    assertThat(onlyLine()).contains("masked rows of customers break its constraint full_code;");
  }

  @Test
  void aNewColumnStopsTheRun() {
    shop.jdbc().execute("alter table customers add column birth_date date");
    assertThat(onlyLine())
        .startsWith("customers.birth_date is in the database and not in the map;");
    assertThat(onlyCode()).isEqualTo(ExitCode.REFUSED);
  }

  @Test
  void anUnmappedTableThatRefersToAMappedOneStopsTheRun() {
    shop.jdbc()
        .execute(
            "create schema crm create table calls (customer_id bigint references public.customers)");
    assertThat(onlyLine())
        .startsWith("\"crm\".\"calls\" refers to \"public\".\"customers\"")
        .endsWith("and is not in the map; add it as a collection");
    assertThat(onlyCode()).isEqualTo(ExitCode.REFUSED);
  }

  @Test
  void aLargeChildWithoutIndexNamesTheIndexToCreate() {
    shop.jdbc()
        .execute(
            """
            insert into orders (ordered_at) values ('2024-01-01');
            insert into invoices (order_id, number) select 1, i from generate_series(1, 10001) i;
            drop index invoices_corrects_id_idx;
            analyze""");
    assertThat(onlyLine())
        .contains("CREATE INDEX CONCURRENTLY ON \"public\".\"invoices\" (\"corrects_id\");");
    assertThat(onlyCode()).isEqualTo(ExitCode.REFUSED);
  }

  @Test
  void aLargeEventTableNeedsAnIndexOnThePersonAndOnTheIdentity() {
    shop.jdbc()
        .execute(
            """
            insert into orders (ordered_at) select '2024-01-01' from generate_series(1, 10001);
            drop index orders_customer_id_ordered_at_idx;
            drop index orders_lower_idx;
            analyze""");
    assertThat(problems())
        .extracting(Problem::line)
        .anyMatch(line -> line.contains("ON \"public\".\"orders\" (\"customer_id\");"))
        .anyMatch(line -> line.contains("ON \"public\".\"orders\" (lower(btrim(\"email\")));"));
  }

  @Test
  void deletingAroundACircleIsRefused() {
    shop.jdbc().execute("alter table cookies add column recording_id bigint references recordings");
    shop.jdbc().execute("alter table recordings add column cookie_id bigint references cookies");
    assertThat(problems())
        .extracting(Problem::line)
        .anyMatch(line -> line.startsWith("cookies, recordings refer to each other in a circle"));
  }

  private List<Problem> problems() {
    DataMap map = DataMapFile.read(Path.of(MAP));
    return Gates.check(shop.dataSource(), Catalog.read(shop.dataSource(), map), map, shop.policy());
  }

  private String onlyLine() {
    assertThat(problems()).hasSize(1);
    return problems().get(0).line();
  }

  private ExitCode onlyCode() {
    return problems().get(0).code();
  }
}
