package fr.oubli.decision;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.schema.catalog.Catalog;
import fr.oubli.testing.Shop;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever has to mend a date is told which one it is, however far from the row it stands. */
class CulpritIT {

  private static final LocalDate AS_OF = LocalDate.of(2026, 1, 10);

  private final Shop shop = Shop.fresh();

  @AfterEach
  void close() {
    shop.close();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"2026-01-11 10:00+00", "1970-01-01 00:00+00"})
  void theOrderThatKeepsAPersonInQuarantineIsNamed(@Nullable String day) {
    long customer = shop.customer("a@exemple.fr");
    shop.order(customer, "2019-01-01 10:00+00");
    long order = shop.order(customer, day);

    assertThat(culprits("customers", customer))
        .containsExactly("orders " + order + " (ordered_at)");
  }

  @Test
  void theOrderOfAGuestWithTheSameAddressIsNamedToo() {
    long customer = shop.customer("a@exemple.fr");
    long order = shop.guestOrder("A@exemple.fr", null);

    assertThat(culprits("customers", customer))
        .containsExactly("orders " + order + " (ordered_at)");
  }

  @Test
  void theRowsOwnDateIsNamed() {
    long recording = shop.recording(null, "a.ogg");

    assertThat(culprits("recordings", recording))
        .containsExactly("recordings " + recording + " (started_at)");
  }

  @Test
  void theCreditNoteThatAnInvoiceAwaitsIsNamed() {
    long invoice = shop.invoice("F1", null, "2012-01-01");
    long note = shop.invoice("A1", null, "2030-01-01");
    shop.jdbc().update("update invoices set corrects_id = ? where id = ?", invoice, note);

    assertThat(culprits("invoices", invoice)).containsExactly("invoices " + note + " (issued_on)");
  }

  @Test
  void aRowThatCanBeJudgedHasNone() {
    long customer = shop.customer("a@exemple.fr");
    shop.order(customer, "2019-01-01 10:00+00");

    assertThat(culprits("customers", customer)).isEmpty();
  }

  private List<@Nullable String> culprits(String collection, long key) {
    Catalog catalog = Catalog.read(shop.dataSource(), Shop.map());
    Eligibilities eligibilities = new Eligibilities(shop.policy(), Shop.map(), catalog, AS_OF);
    return new Explainer(shop.policy(), eligibilities, shop.dataSource())
        .explain(collection, "" + key).stream()
            .filter(one -> one.verdict() == Explanation.Verdict.QUARANTINED)
            .<@Nullable String>map(Explanation::culprit)
            .toList();
  }
}
