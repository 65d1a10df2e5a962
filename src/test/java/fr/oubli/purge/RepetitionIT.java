package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.testing.Shop;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class RepetitionIT {

  private static void fill(Shop shop) {
    for (int i = 0; i < 6; i++) {
      long customer = shop.customer("c" + i + "@example.fr");
      long order = shop.order(customer, "2021-11-" + (15 + i) + " 12:00+01");
      shop.line(shop.invoice("F" + i, order, "2021-11-" + (15 + i)), 1);
      shop.cookie("2025-10-" + (15 + i) + " 12:00+02");
      shop.recording("2026-05-" + (15 + i) + " 12:00+02", "call-" + i + ".wav");
    }
  }

  @Test
  void aSecondRunDoesNothingMoreAndEndsTheSame() {
    try (Shop shop = Shop.fresh()) {
      fill(shop);
      shop.cookie(null);
      PurgeOutcome first = shop.purge("2026-11-23");
      var after = shop.business();
      long entries = shop.count("oubli.ledger_entry");

      PurgeOutcome second = shop.purge("2026-11-23");

      assertThat(second.code()).isEqualTo(first.code()).isEqualTo(ExitCode.QUARANTINE);
      assertThat(shop.business()).isEqualTo(after);
      assertThat(shop.count("oubli.ledger_entry")).isEqualTo(entries);
      assertThat(second.results()).allMatch(line -> line.done() == 0);
    }
  }

  @Test
  void aRunThatChangedNothingIsSealedToo() {
    try (Shop shop = Shop.fresh()) {
      shop.purge("2026-11-22");
      shop.purge("2026-11-23");

      assertThat(shop.count("oubli.seal")).isEqualTo(2);
      assertThat(shop.verifyLedger().intact()).isTrue();
    }
  }

  @Test
  void missedNightsAreCaughtUpByOneRun() {
    try (Shop nightly = Shop.fresh();
        Shop late = Shop.fresh()) {
      fill(nightly);
      fill(late);
      LocalDate end = LocalDate.of(2026, 11, 20);

      for (LocalDate night = end.minusDays(6); !night.isAfter(end); night = night.plusDays(1)) {
        nightly.purge(night.toString());
      }
      late.purge(end.toString());

      assertThat(late.business()).isEqualTo(nightly.business());
      assertThat(late.count("customers where first_name is null")).isBetween(1L, 5L);
    }
  }
}
