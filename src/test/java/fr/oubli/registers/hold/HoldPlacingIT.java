package fr.oubli.registers.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.registers.hold.HoldRegister.Scope;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.sql.RowKey;
import fr.oubli.testing.Shop;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A hold that waits for a statement which is taking the row says what it found afterwards. */
class HoldPlacingIT {

  private final Shop shop = Shop.fresh();

  @AfterEach
  void close() {
    shop.close();
  }

  private CompletableFuture<List<String>> put(Scope scope, String collection, long key) {
    RowKey row =
        new RowKey(
            Catalog.read(shop.dataSource(), Shop.map()).table(Shop.map().required(collection)));
    return CompletableFuture.supplyAsync(
        () ->
            new HoldPlacing(shop.dataSource(), row)
                .put(
                    new HoldPlacing.Wanted(
                        scope, collection, "" + key, "suit", "legal", LocalDate.of(2099, 1, 1)),
                    "me"));
  }

  /** Changes rows as a night does, in a transaction that ends once the hold waits for it. */
  private CompletableFuture<List<String>> putBeside(
      String change, Scope scope, String collection, long key) throws Exception {
    try (Connection night = shop.connect()) {
      night.setAutoCommit(false);
      night.createStatement().execute(HoldLock.SHARED);
      night.createStatement().execute(change);
      CompletableFuture<List<String>> put = put(scope, collection, key);
      await().until(() -> shop.count("pg_locks where locktype = 'advisory' and not granted") == 1);
      night.commit();
      return put;
    }
  }

  private static Refusal refusal(CompletableFuture<?> put) {
    CompletionException failed = catchThrowableOfType(CompletionException.class, put::join);
    return (Refusal) Objects.requireNonNull(failed.getCause());
  }

  private String acted(String rule, String collection, String action, long key) {
    long run =
        shop.insert(
            "oubli.run",
            "as_of",
            "2026-11-23",
            "policy",
            "p",
            "policy_sha256",
            "s",
            "map_sha256",
            "m",
            "operator",
            "o");
    return "; select oubli.append_entry(%d, '%s', 's', '%s', '%s', '2026-01-01', '{%d}', 1)"
        .formatted(run, rule, collection, action, key);
  }

  @Test
  void aRowThatTheNightTakesMeanwhileIsNotHeld() throws Exception {
    long cookie = shop.cookie("2020-01-01 12:00+01");
    String entry = acted("cookies", "cookies", "delete", cookie);

    Refusal refusal =
        refusal(putBeside("delete from cookies" + entry, Scope.ROW, "cookies", cookie));

    assertThat(refusal.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(refusal.lines())
        .containsExactly(
            "cookies %d is gone: while the hold waited for its turn it was deleted by rule cookies in run 1; no hold was put"
                .formatted(cookie));
    assertThat(shop.count("oubli.hold")).isZero();
  }

  @Test
  void aRowThatSomebodyElseDeletesMeanwhileIsNotHeld() throws Exception {
    long cookie = shop.cookie("2020-01-01 12:00+01");

    Refusal refusal = refusal(putBeside("delete from cookies", Scope.ROW, "cookies", cookie));

    assertThat(refusal.lines().get(0)).contains("it was deleted by another program; no hold");
    assertThat(shop.count("oubli.hold")).isZero();
  }

  @Test
  void aPersonThatTheNightAnonymisesMeanwhileIsHeldAndThatIsTold() throws Exception {
    long customer = shop.customer("a@exemple.fr");
    String entry = acted("order-data", "customers", "anonymise", customer);

    List<String> lines =
        putBeside("update customers set phone = null" + entry, Scope.SUBJECT, "customers", customer)
            .join();

    assertThat(lines)
        .containsExactly(
            "hold 1 is in force",
            "but before it was, the row was anonymised by rule order-data in run 1");
  }

  @Test
  void aRowThatIsThereIsHeldOnce() {
    long cookie = shop.cookie("2020-01-01 12:00+01");

    assertThat(put(Scope.ROW, "cookies", cookie).join()).containsExactly("hold 1 is in force");
    assertThat(refusal(put(Scope.ROW, "cookies", cookie)).lines().get(0))
        .startsWith("hold 1 is in force on it already");
  }
}
