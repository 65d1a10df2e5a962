package fr.oubli.model.datamap;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the fields of a collection write their dates.
 *
 * @param zone in which its timestamps without a zone are written; null where the map says nothing,
 *     and the policy's zone is taken
 * @param byField what single fields say themselves
 */
public record DateForms(@Nullable ZoneId zone, Map<String, DateForm> byField) {

  public static final DateForms NONE = new DateForms(null, Map.of());

  public DateForms {
    byField = Map.copyOf(byField);
  }

  /** What a field says itself; empty where it says nothing. */
  public Optional<DateForm> own(String field) {
    return Optional.ofNullable(byField.get(field));
  }

  /** What holds for a field: the nearest zone counts. */
  public DateForm of(Field field) {
    DateForm own = byField.get(field.name());
    return own == null ? new DateForm(zone, null, null, null, field.place()) : own.in(zone);
  }

  /** Collects what is said while the fields of a collection are read. */
  static final class Collected {

    private final Map<String, DateForm> byField = new LinkedHashMap<>();

    void add(String field, DateForm form) {
      byField.put(field, form);
    }

    DateForms within(@Nullable ZoneId zone) {
      return new DateForms(zone, byField);
    }
  }
}
