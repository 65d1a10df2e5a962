package fr.oubli.schema.sql;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.datamap.References;
import fr.oubli.model.policy.Clock;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.RefusalClock;
import fr.oubli.model.policy.Rule;
import fr.oubli.model.policy.SubjectRule;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.ForeignKey;
import fr.oubli.schema.catalog.Indexes;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which indexes lead from a rule's dates to the rows that it acts on. */
public final class ClockIndexes {

  private final Catalog catalog;
  private final DataMap map;
  private final Policy policy;
  private final Indexes indexes;
  private final References references;

  public ClockIndexes(Catalog catalog, DataMap map, Policy policy, Indexes indexes) {
    this.catalog = catalog;
    this.map = map;
    this.policy = policy;
    this.indexes = indexes;
    this.references = map.references();
  }

  /** Dates first, then what ties rows to the row or the person whose date it is. */
  public List<IndexNeed> of(Rule rule) {
    Map<String, IndexNeed> needs = new LinkedHashMap<>();
    Clock clock = rule.starts();
    clock.columns().forEach(date -> addDate(date, needs));
    clock.togetherWith().ifPresent(link -> add(link, false, needs));
    Optional<RefusalClock> refusal = clock.refusal();
    if (refusal.isPresent()) {
      String choices = refusal.get().choices();
      add(new ColumnName(choices, refusal.get().same().get(0)), false, needs);
    } else {
      clock
          .rowDate()
          .ifPresentOrElse(
              date -> addWays(rule, date.collection(), needs), () -> addPersons(rule, needs));
    }
    removedBy(rule).forEach(name -> addUnguarded(name, needs));
    return List.copyOf(needs.values());
  }

  /** The indexes that PostgreSQL needs to see that no row refers to one that a rule removes. */
  public List<IndexNeed> ofDeletions(Rule rule) {
    return unindexedChildren(List.of(rule))
        .flatMap(
            key ->
                catalog.named(key.child()).stream()
                    .map(
                        child ->
                            new IndexNeed(
                                child, String.join(", ", key.childColumns()), true, null)))
        .toList();
  }

  /** The foreign keys to rows that rules remove, whose children no index finds. */
  public Stream<ForeignKey> unindexedChildren(List<Rule> rules) {
    Set<String> emptied = new HashSet<>();
    rules.forEach(
        rule ->
            removedBy(rule)
                .map(map::required)
                .map(catalog::table)
                .map(SqlName::of)
                .forEach(emptied::add));
    return catalog.foreignKeys().stream()
        .filter(key -> emptied.contains(key.parent()) && !key.childIndexed());
  }

  private static Stream<String> removedBy(Rule rule) {
    return rule.then().entrySet().stream()
        .filter(each -> each.getValue().removesRow())
        .map(Map.Entry::getKey);
  }

  /** Rows whose clock a deletion could cut off, as no foreign key guards their reference. */
  private void addUnguarded(String parent, Map<String, IndexNeed> needs) {
    ReferenceJoin joins = new ReferenceJoin(map, catalog);
    references.stepsDown(parent).stream()
        .filter(step -> !step.child().equals(parent) && !joins.isForeignKey(step))
        .filter(
            step -> policy.rules().stream().anyMatch(each -> each.then().containsKey(step.child())))
        .forEach(step -> add(new ColumnName(step.child(), step.childField()), true, needs));
  }

  private void addPersons(Rule rule, Map<String, IndexNeed> needs) {
    Set<String> events = new LinkedHashSet<>();
    rule.starts().columns().forEach(event -> events.add(event.collection()));
    events.addAll(rule.unlessHas());
    events.forEach(name -> addTies(name, true, needs));
    rule.starts().ends().forEach(end -> addBelow(end.collection(), needs));
    rule.then().keySet().forEach(name -> addTies(name, false, needs));
    SubjectRule subject = policy.subject();
    if (subject != null) {
      for (String name : rule.then().keySet()) {
        references.owners(subject.collection()).owners(name).stream()
            .flatMap(List::stream)
            .forEach(step -> add(new ColumnName(step.child(), step.childField()), false, needs));
      }
    }
  }

  /** What ties the rows of persons to the rows above them that say when something ended. */
  private void addBelow(String name, Map<String, IndexNeed> needs) {
    SubjectRule subject = policy.subject();
    if (subject != null && references.owners(subject.collection()).owners(name).isEmpty()) {
      new WaysBelow(map, subject)
          .accounts(name).stream()
              .flatMap(List::stream)
              .forEach(step -> add(new ColumnName(step.child(), step.childField()), false, needs));
    }
  }

  private void addWays(Rule rule, String to, Map<String, IndexNeed> needs) {
    rule.then().keySet().forEach(name -> addWay(name, to, needs));
  }

  private void addWay(String from, String to, Map<String, IndexNeed> needs) {
    references
        .pathUp(from, to)
        .ifPresent(
            way ->
                way.forEach(
                    step -> add(new ColumnName(step.child(), step.childField()), false, needs)));
  }

  /** What tells whose a row is: its reference to the person, and the identities it carries. */
  private void addTies(String name, boolean gated, Map<String, IndexNeed> needs) {
    SubjectRule subject = policy.subject();
    if (subject == null) {
      return;
    }
    Collection collection = map.required(name);
    for (Field field : collection.fields()) {
      ColumnName column = new ColumnName(name, field.name());
      if (field.references().stream()
          .anyMatch(reference -> reference.collection().equals(subject.collection()))) {
        add(column, gated, needs);
      }
      String identity = field.identity();
      // No index tells the elements of an array apart as they are compared.
      if (identity != null
          && subject.samePersonBy().contains(identity)
          && !FieldSql.isList(catalog.table(collection), field)) {
        String said = FieldSql.text("", catalog.table(collection), field).replaceFirst("\\.", "");
        add(name, "lower(btrim(" + said + "))", gated, needs);
      }
    }
  }

  /** What is compared of a date; an index can be made of all that is not a sum. */
  private void addDate(ColumnName date, Map<String, IndexNeed> needs) {
    Collection collection = map.required(date.collection());
    DateReadings readings = new DateReadings(collection, catalog.table(collection), policy.zone());
    readings
        .of(date.column())
        .ifPresent(
            reading -> {
              String value = readings.value(reading, "").text();
              boolean plain = value.startsWith("\"") && value.indexOf('"', 1) == value.length() - 1;
              add(date.collection(), plain ? value : "(" + value + ")", false, needs);
            });
  }

  private void add(ColumnName column, boolean gated, Map<String, IndexNeed> needs) {
    add(column.collection(), quoted(column), gated, needs);
  }

  private void add(
      String collection, String expression, boolean gated, Map<String, IndexNeed> needs) {
    Table table = catalog.table(map.required(collection));
    needs.merge(
        collection + " " + expression,
        new IndexNeed(
            table, expression, gated, indexes.startingWith(table, expression).orElse(null)),
        (one, other) -> one.gated() ? one : other);
  }

  private String quoted(ColumnName name) {
    return SqlName.of(catalog.table(map.required(name.collection())).column(name.column()));
  }
}
