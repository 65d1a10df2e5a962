package fr.oubli.purge.report;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.purge.PurgeOutcome;
import fr.oubli.testing.Shop;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Persons that no rule ever reaches are told by the night, which does not count them every time.
 */
class UnreachedCountIT {

  private final Shop shop =
      Shop.fresh()
          .amend(
              "customers.created_at, contact_requests.received_at", "contact_requests.received_at");

  @BeforeEach
  void somebodyWithoutAnyDate() {
    shop.customer("never-ordered@exemple.fr");
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void theNightTellsHowManyTheyAre() {
    PurgeOutcome outcome = shop.purge("2026-01-10");

    assertThat(outcome.code()).isEqualTo(ExitCode.DONE);
    assertThat(outcome.remarks())
        .anyMatch(
            line ->
                line.startsWith("1 row of customers: no clock ever starts for them")
                    && line.endsWith("(counted on 2026-01-10)"));
    assertThat(counted(outcome)).isEqualTo("1");
  }

  @Test
  void nobodyIsNamedWhereEveryClockStarts() {
    shop.jdbc().execute("delete from customers");

    PurgeOutcome outcome = shop.purge("2026-01-10");

    assertThat(counted(outcome)).isEqualTo("0");
    assertThat(outcome.remarks()).noneMatch(line -> line.contains("no clock ever starts"));
  }

  @Test
  void ofALargeCollectionTheLastCountIsToldUntilEverythingIsLookedAtAgain() {
    shop.amend(
        "limits: {",
        "limits: { look-at-everything-below-rows: 0, look-at-everything-every-days: 7,");
    assertThat(counted(shop.purge("2026-01-10"))).isEqualTo("1");
    shop.customer("nor-did-i@exemple.fr");

    PurgeOutcome soon = shop.purge("2026-01-16");
    assertThat(counted(soon)).isNull();
    assertThat(soon.remarks()).anyMatch(line -> line.endsWith("(counted on 2026-01-10)"));

    assertThat(counted(shop.purge("2026-01-17"))).isEqualTo("2");
  }

  private @Nullable String counted(PurgeOutcome outcome) {
    return shop.text("select unreached from oubli.run where id = " + outcome.run());
  }
}
