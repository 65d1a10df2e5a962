package fr.oubli.setup.check;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.schema.catalog.Indexes;
import fr.oubli.schema.sql.ClockIndexes;
import fr.oubli.testing.Foreign;
import fr.oubli.testing.Rentals;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A table that is read for each row of another needs an index long before it is large. */
class ClockIndexSectionIT {

  private static final String OF_CUSTOMERS =
      "CREATE INDEX CONCURRENTLY ON \"public\".\"rental\" (\"customer_id\");";
  private static final String OF_RENTALS =
      "CREATE INDEX CONCURRENTLY ON \"public\".\"payment\" (\"rental_id\");";

  private final Foreign base = new Foreign();

  @BeforeEach
  void rentals() {
    Rentals.in(base);
    base.jdbc().execute("drop index rental_customer_id_idx, payment_rental_id_idx");
  }

  @AfterEach
  void close() {
    base.close();
  }

  private ClockIndexSection section() {
    ClockIndexes indexes =
        new ClockIndexes(
            base.catalog(), base.map(), base.policy(), Indexes.read(base.dataSource()));
    return new ClockIndexSection(indexes, base.policy().rules());
  }

  private void rows(int number) {
    base.jdbc()
        .execute(
            """
            insert into rental select 1000 + i, 1 + i %% 200, 1, '2020-01-01'
              from generate_series(1, %1$d) i;
            insert into payment select 1000 + i, 1 + i %% 200, 1, 1000 + i, 5, '2020-01-01'
              from generate_series(1, %1$d) i;
            analyze rental, payment"""
                .formatted(number));
  }

  @Test
  void ofAFewHundredRowsNoneIsAskedFor() {
    rows(200);

    assertThat(section().statements()).doesNotContain(OF_CUSTOMERS, OF_RENTALS);
  }

  @Test
  void ofAFewThousandBothAreUntilTheyAreThere() {
    rows(2_500);

    assertThat(section().statements()).containsOnlyOnce(OF_CUSTOMERS, OF_RENTALS);
    assertThat(section().section().lines())
        .contains("MISSING on payment (about 2750 rows), for customers:", "    " + OF_RENTALS);

    List.of(OF_CUSTOMERS, OF_RENTALS).forEach(base.jdbc()::execute);
    assertThat(section().statements()).doesNotContain(OF_CUSTOMERS, OF_RENTALS);
  }
}
