package fr.oubli.setup.benchmark;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** What the usual way makes of each row: a class a table, as tutorials have it. */
final class UsualRows {

  private UsualRows() {}

  /** A row of {@code cookies}. */
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

  /** What a program reads of a row of {@code customers}; it is fetched with all its columns. */
  record Customer(
      long id,
      String email,
      @Nullable String firstName,
      @Nullable String lastName,
      @Nullable String phone,
      OffsetDateTime createdAt,
      @Nullable OffsetDateTime lastSeenAt) {
    public long getId() {
      return id;
    }
  }
}
