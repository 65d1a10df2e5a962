package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.testing.Shop;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the last line of a night says. */
class VerdictIT {

  private static final String NIGHT = "2026-11-23";

  private static String line(Shop shop, PurgeOutcome outcome, ExitCode code) {
    return new Verdict(shop.jdbc(), "customers").line(outcome, code);
  }

  @Test
  void aNightThatIsDoneSaysWhatWentAndWhatStayed() {
    try (Shop shop = Shop.fresh()) {
      shop.cookie("2020-01-01 12:00+01");
      assertThat(line(shop, shop.purge(NIGHT), ExitCode.DONE)).isEqualTo("done: 1 row; exit 0");
      assertThat(line(shop, shop.purge("2026-11-24"), ExitCode.DONE))
          .isEqualTo("done: 0 rows; exit 0");
    }
  }

  @Test
  void quarantineIsToldByWhoeverShowsIt() {
    try (Shop shop = Shop.fresh()) {
      long customer = shop.customer("a@example.fr");
      shop.order(customer, "1970-01-01 00:00+01");
      PurgeOutcome outcome = shop.purge(NIGHT);
      assertThat(outcome.code()).isEqualTo(ExitCode.QUARANTINE);
      assertThat(line(shop, outcome, outcome.code()))
          .isEqualTo(
              "done: 0 rows; in quarantine: 1 person, 2 rows: oubli explain customers %d; exit 3"
                  .formatted(customer));
    }
  }

  @Test
  void whatWaitsForAnotherReasonIsSaidAbove() {
    try (Shop shop = Shop.fresh()) {
      assertThat(line(shop, shop.purge(NIGHT), ExitCode.QUARANTINE))
          .isEqualTo("done, but somebody has to look at what is said above; exit 3");
      assertThat(
              line(
                  shop,
                  new PurgeOutcome(ExitCode.FAILED, 1, List.of(), List.of(), List.of()),
                  ExitCode.FAILED))
          .isEqualTo(ExitCode.FAILED.meaning() + "; exit 1");
    }
  }
}
