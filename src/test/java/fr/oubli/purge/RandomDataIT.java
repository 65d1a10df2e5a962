package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.purge.RandomPeople.Person;
import fr.oubli.purge.report.Result;
import fr.oubli.testing.Shop;
import java.time.LocalDate;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The purge against an oracle that adds up days in plain Java, on data that nobody chose. */
class RandomDataIT {

  /** Two hundred with {@code -Doubli.data-sets=200}. */
  private static final int DATA_SETS = Integer.getInteger("oubli.data-sets", 12);

  private static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 1);
  private static final int DAYS = 1_500;

  @Test
  void thePurgeAnonymisesExactlyThePeopleWhoseLastOrderOrContactIsTooLongAgo() {
    try (Shop shop = Shop.fresh()) {
      for (int seed = 0; seed < DATA_SETS; seed++) {
        judge(shop, seed);
      }
    }
  }

  private static void judge(Shop shop, int seed) {
    Random random = new Random(seed);
    LocalDate asOf = FIRST_DAY.plusDays(random.nextInt(DAYS));
    shop.jdbc()
        .execute(
            "truncate customers, orders, contact_requests, invoices, invoice_lines, recordings,"
                + " disputes");
    RandomPeople people = RandomPeople.born(random, asOf, shop);

    PurgeOutcome outcome = shop.purge(asOf.toString());

    assertThat(outcome.results()).as("seed %s", seed).allMatch(line -> line.unexplained() == 0);
    assertThat(outcome.code()).as("seed %s", seed).isIn(ExitCode.DONE, ExitCode.QUARANTINE);
    Set<Long> due = new TreeSet<>();
    people.all().stream()
        .filter(person -> person.isDue(asOf))
        .map(Person::accounts)
        .forEach(due::addAll);
    assertThat(anonymised(shop)).as("seed %s as of %s: %s", seed, asOf, people).isEqualTo(due);
    assertThat(outcome.results().stream().mapToLong(Result::quarantined).sum() > 0)
        .as("quarantine, seed %s", seed)
        .isEqualTo(people.all().stream().anyMatch(Person::isSuspect));
  }

  private static Set<Long> anonymised(Shop shop) {
    return new TreeSet<>(
        shop.jdbc().queryForList("select id from customers where first_name is null", Long.class));
  }
}
