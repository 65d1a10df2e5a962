package fr.oubli.setup.check;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.policy.Accounting;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.Policy;
import fr.oubli.platform.console.TextTable;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.sql.DateReadings;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * In which zone timestamps without one are read. An application that writes UTC there, as many do,
 * has its last hour of each year counted a year too early where nobody says so.
 */
final class NaiveDates {

  private static final String TITLE = "How timestamps without a zone are read";

  private final Policy policy;
  private final DataMap map;
  private final Catalog catalog;
  private final Set<ColumnName> read = new HashSet<>();

  NaiveDates(Policy policy, DataMap map, Catalog catalog) {
    this.policy = policy;
    this.map = map;
    this.catalog = catalog;
    policy.rules().forEach(rule -> read.addAll(rule.starts().columns()));
    Accounting accounting = policy.accounting();
    if (accounting != null) {
      Stream.of(Optional.of(accounting.issued()), Optional.ofNullable(accounting.settled()))
          .flatMap(Optional::stream)
          .forEach(column -> read.add(new ColumnName(accounting.documents(), column)));
    }
  }

  /** One remark per collection whose dates are read in a zone that nobody named, or none. */
  List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    for (Collection collection : map.collections()) {
      List<String> undeclared =
          naive(collection)
              .filter(field -> said(collection, field).isEmpty())
              .filter(field -> read.contains(new ColumnName(collection.name(), field.name())))
              .map(Field::name)
              .toList();
      if (!undeclared.isEmpty()) {
        remarks.add(
            "%s: %s without a zone, read as written in %s; where it is UTC or another, say"
                    .formatted(collection.name(), String.join(", ", undeclared), policy.zone())
                + " fides_meta: { written-in: UTC } at "
                + collection.place()
                + " or for its whole dataset");
      }
    }
    return remarks;
  }

  /** Empty where no mapped table has such a column. */
  Optional<CheckSection> section() {
    TextTable table =
        new TextTable("collection", "without a zone", "read as written in", "said by");
    boolean any = false;
    for (Collection collection : map.collections()) {
      Map<Optional<ZoneId>, List<String>> byZone = new LinkedHashMap<>();
      naive(collection)
          .forEach(
              field ->
                  byZone
                      .computeIfAbsent(said(collection, field), zone -> new ArrayList<>())
                      .add(field.name()));
      byZone.forEach(
          (zone, fields) ->
              table.row(
                  collection.name(),
                  String.join(", ", fields),
                  zone.orElse(policy.zone()).getId(),
                  zone.isPresent() ? "the map" : "nobody: it is the policy's zone"));
      any |= !byZone.isEmpty();
    }
    return any
        ? Optional.of(new CheckSection(TITLE, CheckSection.indented(table)))
        : Optional.empty();
  }

  private Stream<Field> naive(Collection collection) {
    return catalog.find(collection).stream()
        .map(table -> new DateReadings(collection, table, policy.zone()))
        .flatMap(readings -> collection.fields().stream().filter(readings::isNaive));
  }

  private static Optional<ZoneId> said(Collection collection, Field field) {
    return Optional.ofNullable(collection.dates().of(field).zone());
  }
}
