package fr.oubli.setup.check;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.policy.Policy;
import fr.oubli.platform.console.Prose;
import fr.oubli.platform.console.TextTable;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.setup.clues.PersonalLooking;
import fr.oubli.setup.clues.Proposal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What the map leaves out of its schemas: tables, columns, those of them that look personal, and
 * personal columns that no rule ever ends.
 */
final class Coverage {

  private final DataMap map;
  private final @Nullable Policy policy;
  private final List<Table> tables;
  private final boolean oneSchema;
  private final Map<Table, Collection> mapped = new LinkedHashMap<>();
  private final List<Proposal> overlooked;

  Coverage(DataSource dataSource, Catalog catalog, DataMap map, @Nullable Policy policy) {
    this.map = map;
    this.policy = policy;
    Set<String> partitions = Catalog.partitions(dataSource);
    this.tables =
        catalog.tables().stream()
            .filter(Table::holdsRows)
            .filter(table -> !partitions.contains(SqlName.of(table)))
            .toList();
    this.oneSchema = tables.stream().map(Table::schema).distinct().count() == 1;
    map.collections()
        .forEach(each -> catalog.find(each).ifPresent(table -> mapped.put(table, each)));
    this.overlooked =
        PersonalLooking.of(dataSource, tables).stream()
            .filter(proposal -> whereabouts(proposal) != null)
            .toList();
  }

  long overlooked() {
    return overlooked.size();
  }

  /** The same for programs. */
  CheckFacts.Left facts() {
    List<String> unlisted = new ArrayList<>();
    mapped.forEach(
        (table, collection) ->
            unlisted(table, collection)
                .forEach(column -> unlisted.add(name(table) + "." + column)));
    return new CheckFacts.Left(
        tables.size(),
        tables.stream().filter(table -> !mapped.containsKey(table)).map(this::name).toList(),
        unlisted,
        overlooked.stream()
            .map(
                each ->
                    new CheckFacts.Overlooked(
                        name(each.table()) + "." + each.column().name(),
                        each.category(),
                        each.confidence().toString(),
                        Objects.requireNonNull(whereabouts(each))))
            .toList(),
        policy == null ? List.of() : leftByRules(policy).stream().map(Collection::name).toList());
  }

  CheckSection section() {
    List<String> lines = new ArrayList<>();
    List<String> left =
        tables.stream().filter(table -> !mapped.containsKey(table)).map(this::name).toList();
    List<Field> fields =
        map.collections().stream().flatMap(each -> each.fields().stream()).toList();
    long personal = fields.stream().filter(Field::personal).count();
    long plain = fields.stream().filter(field -> field.categories().isEmpty()).count();
    lines.add(
        "%d of %s mapped; %s in the map: %d personal, %d other, %d without a category"
            .formatted(
                mapped.size(),
                Prose.count(tables.size(), "table"),
                Prose.count(fields.size(), "column"),
                personal,
                fields.size() - personal - plain,
                plain));
    lines.addAll(perTable("not in the map", Coverage::unlisted));
    if (!overlooked.isEmpty()) {
      lines.add(
          Prose.count(overlooked.size(), "column") + " may be personal, and the map does not say:");
      TextTable table = new TextTable("column", "looks like", "certainty", "where it stands");
      overlooked.forEach(
          each ->
              table.row(
                  name(each.table()) + "." + each.column().name(),
                  each.category(),
                  each.confidence(),
                  whereabouts(each)));
      lines.addAll(CheckSection.indented(table));
    }
    if (!left.isEmpty()) {
      lines.addAll(Phrases.wrapped(Prose.count(left.size(), "table") + " not mapped:", left));
    }
    lines.addAll(neverEnded());
    lines.addAll(perTable("in the map without a category", Coverage::unclassified));
    return new CheckSection("Coverage of the map", lines);
  }

  private List<String> neverEnded() {
    if (policy == null) {
      return List.of();
    }
    List<Collection> left = leftByRules(policy);
    long columns =
        left.stream().flatMap(each -> each.fields().stream()).filter(Field::personal).count();
    return left.isEmpty()
        ? List.of()
        : Phrases.wrapped(
            "no rule ever ends (%s):".formatted(Prose.count(columns, "personal column")),
            left.stream().map(Collection::name).toList());
  }

  /** Collections with personal columns that no rule ends. */
  private List<Collection> leftByRules(Policy promised) {
    Set<String> ended =
        promised.rules().stream()
            .flatMap(rule -> rule.then().keySet().stream())
            .collect(Collectors.toSet());
    return map.collections().stream()
        .filter(each -> !ended.contains(each.name()))
        .filter(each -> each.fields().stream().anyMatch(Field::personal))
        .toList();
  }

  /** Picks the columns of a mapped table that one part of the section names. */
  private interface Picked {
    List<String> of(Table table, Collection collection);
  }

  private List<String> perTable(String what, Picked picked) {
    List<String> lines = new ArrayList<>();
    int[] count = {0};
    mapped.forEach(
        (table, collection) -> {
          List<String> names = picked.of(table, collection);
          if (!names.isEmpty()) {
            count[0] += names.size();
            lines.addAll(Phrases.wrapped("  " + name(table) + ":", names));
          }
        });
    if (!lines.isEmpty()) {
      lines.add(0, Prose.count(count[0], "column") + " " + what + ":");
    }
    return lines;
  }

  private static List<String> unlisted(Table table, Collection collection) {
    return table.columns().stream()
        .map(Column::name)
        .filter(name -> collection.field(name).isEmpty())
        .toList();
  }

  private static List<String> unclassified(Table table, Collection collection) {
    return collection.fields().stream()
        .filter(field -> !described(collection, field) && table.find(field.name()).isPresent())
        .map(Field::name)
        .toList();
  }

  /** Null where a person has said what the column holds. */
  private @Nullable String whereabouts(Proposal proposal) {
    Collection collection = mapped.get(proposal.table());
    if (collection == null) {
      return "table not mapped";
    }
    Optional<Field> field = collection.field(proposal.column().name());
    if (field.isEmpty()) {
      return "not in the map";
    }
    return described(collection, field.get()) ? null : "no category";
  }

  /** Whether the field, or one inside it, has a category. */
  private static boolean described(Collection collection, Field field) {
    return collection.fields().stream()
        .anyMatch(each -> field.holds(each) && !each.categories().isEmpty());
  }

  private String name(Table table) {
    return oneSchema ? table.name() : table.schema() + "." + table.name();
  }
}
