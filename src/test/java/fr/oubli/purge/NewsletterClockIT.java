package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.testing.Company;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A subscription ends three years after the last click, on the day after and not on it. */
class NewsletterClockIT {

  private static final LocalDate NIGHT = LocalDate.parse("2026-11-23");

  private final Company company = new Company();

  @AfterEach
  void close() {
    company.close();
  }

  private void subscription(String email, String clicked) {
    company.insert(
        "newsletter_subscriptions",
        "email",
        email,
        "subscribed_at",
        "2020-01-01 09:00+01",
        "last_clicked_at",
        clicked);
  }

  private @Nullable String left() {
    return company.text(
        "select string_agg(email, ' ' order by email) from newsletter_subscriptions");
  }

  @Test
  void theLastDayIsComplete() {
    subscription("before@example.fr", "2023-11-21 12:00+01");
    subscription("due@example.fr", "2023-11-22 23:59:59+01");
    subscription("last-day@example.fr", "2023-11-23 00:00+01");
    subscription("paris-day@example.fr", "2023-11-22 23:30+00");
    subscription("after@example.fr", "2023-11-24 00:00+01");

    company.purge(NIGHT);
    assertThat(left()).isEqualTo("after@example.fr last-day@example.fr paris-day@example.fr");

    company.purge(NIGHT.plusDays(1));
    assertThat(left()).isEqualTo("after@example.fr");
  }

  /** Three years after 29 February end on the 28th. */
  @Test
  void aLeapDaysYearsEndOnTheTwentyEighth() {
    subscription("leap@example.fr", "2020-02-29 12:00+01");
    company.purge(LocalDate.parse("2023-02-28"));
    assertThat(left()).isEqualTo("leap@example.fr");
    company.purge(LocalDate.parse("2023-03-01"));
    assertThat(left()).isNull();
  }
}
