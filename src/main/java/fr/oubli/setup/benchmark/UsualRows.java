package fr.oubli.setup.benchmark;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** What the usual way makes of each row. */
final class UsualRows {

  private UsualRows() {}

  record Cookie(
      long id,
      @Nullable Long customerId,
      String kind,
      String name,
      String value,
      @Nullable OffsetDateTime setAt,
      @Nullable OffsetDateTime lastSeenAt) {
    public long getId() {
      return id;
    }
  }

  record Customer(
      long id,
      String email,
      @Nullable String firstName,
      @Nullable String lastName,
      @Nullable String phone,
      @Nullable String address,
      @Nullable String city,
      @Nullable String postalCode,
      @Nullable String floor,
      @Nullable String notes,
      OffsetDateTime createdAt,
      @Nullable OffsetDateTime lastSeenAt) {
    public long getId() {
      return id;
    }
  }
}
