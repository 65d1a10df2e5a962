package fr.oubli.schema.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.testing.Shop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The subscription's own connection is never made: its lines in the catalogue are written here. */
class SubscriptionGateIT {

  private final Shop shop = Shop.fresh();

  @AfterEach
  void close() {
    shop.jdbc().execute("drop subscription if exists copy");
    shop.close();
  }

  private void subscribed(String table) {
    shop.jdbc()
        .execute(
            "create subscription copy connection 'dbname=nowhere' publication everything"
                + " with (connect = false, slot_name = none, enabled = false)");
    shop.jdbc()
        .execute(
            "set allow_system_table_mods = on; insert into pg_subscription_rel"
                + " (srsubid, srrelid, srsubstate) select oid, '"
                + table
                + "'::regclass, 'r' from pg_subscription; reset allow_system_table_mods");
  }

  @Test
  void aTableThatASubscriptionFillsIsRefusedBeforeARowIsTouched() {
    shop.cookie("2020-01-01 12:00+01");
    subscribed("cookies");

    Refusal refusal = catchThrowableOfType(Refusal.class, () -> shop.purge("2026-11-23"));

    assertThat(refusal.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(refusal.lines())
        .containsExactly(
            "public.cookies is a copy that the subscription copy fills; connect to the server that"
                + " publishes it, where its rows can be purged");
    assertThat(shop.count("cookies")).isEqualTo(1);
  }

  @Test
  void aTableBesideTheMapMayBeFilled() {
    shop.jdbc().execute("create table weather (day date)");
    subscribed("weather");

    assertThat(shop.purge("2026-11-23").code()).isEqualTo(ExitCode.DONE);
  }
}
