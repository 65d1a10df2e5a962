package fr.oubli.catalog;

import fr.oubli.datamap.Collection;
import fr.oubli.datamap.DataMap;
import fr.oubli.datamap.Field;
import fr.oubli.datamap.Reference;
import fr.oubli.datamap.References;
import fr.oubli.document.Faults;
import fr.oubli.document.Nearest;
import fr.oubli.document.Place;
import fr.oubli.policy.Accounting;
import fr.oubli.policy.Action;
import fr.oubli.policy.Clock;
import fr.oubli.policy.ColumnName;
import fr.oubli.policy.Filter;
import fr.oubli.policy.HoldRule;
import fr.oubli.policy.Mask;
import fr.oubli.policy.Masks;
import fr.oubli.policy.Objection;
import fr.oubli.policy.Policy;
import fr.oubli.policy.Rule;
import fr.oubli.policy.SubjectRule;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Judges a policy against the map: names that the map lacks, ways that it does not have. */
public final class PolicyAgainstMap {

  private final Policy policy;
  private final DataMap map;
  private final Faults faults;
  private final References references;

  private PolicyAgainstMap(Policy policy, DataMap map, Faults faults) {
    this.policy = policy;
    this.map = map;
    this.faults = faults;
    this.references = new References(map);
  }

  public static void check(Policy policy, DataMap map, Faults faults) {
    new PolicyAgainstMap(policy, map, faults).check();
  }

  private void check() {
    Optional.ofNullable(policy.subject()).ifPresent(this::subject);
    policy.rules().forEach(this::rule);
    policy.holds().forEach(this::hold);
    policy.objections().forEach(this::objection);
    Optional.ofNullable(policy.accounting()).ifPresent(this::accounting);
    policy.masks().byName().forEach(this::maskName);
    anonymised().forEach(this::masked);
    policy
        .files()
        .forEach((owner, column) -> column(new ColumnName(owner, column), policy.filesPlace()));
  }

  private void accounting(Accounting accounting) {
    Place place = accounting.place();
    collection(accounting.documents(), place);
    accounting
        .columns()
        .forEach(column -> column(new ColumnName(accounting.documents(), column), place));
    policy.rules().forEach(rule -> archiveKeeps(rule, accounting));
    Accounting.Lines lines = accounting.lines();
    if (lines != null && collection(lines.collection(), place).isPresent()) {
      Stream.of(lines.rate(), lines.exclTax(), lines.tax())
          .forEach(column -> column(new ColumnName(lines.collection(), column), place));
      if (references.pathUp(lines.collection(), accounting.documents()).isEmpty()) {
        faults.add(
            place,
            "'" + lines.collection() + "' has no reference to '" + accounting.documents() + "'",
            "map the reference from a line to its document");
      }
    }
  }

  /** What the reports read must be there after the document left the active base. */
  private void archiveKeeps(Rule rule, Accounting accounting) {
    if (rule.then().get(accounting.documents()) instanceof Action.Archive archive
        && !archive.columns().isEmpty()) {
      List<String> lost =
          accounting.columns().stream()
              .filter(column -> !archive.columns().contains(column))
              .toList();
      if (!lost.isEmpty()) {
        faults.add(
            rule.place(),
            "the archive of '" + accounting.documents() + "' loses " + String.join(", ", lost),
            "archive the columns that 'accounting' names");
      }
    }
  }

  private void objection(Objection objection) {
    String owner = objection.collection();
    collection(owner, objection.place());
    Stream.of(objection.channelColumn(), objection.withdraw())
        .filter(Objects::nonNull)
        .forEach(column -> column(new ColumnName(owner, column), objection.place()));
  }

  private void subject(SubjectRule subject) {
    collection(subject.collection(), subject.place())
        .ifPresent(people -> subject.samePersonBy().forEach(kind -> identity(people, kind)));
  }

  private void identity(Collection people, String kind) {
    if (people.identities(kind).isEmpty()) {
      List<String> known =
          people.fields().stream()
              .flatMap(field -> Optional.ofNullable(field.identity()).stream())
              .toList();
      faults.add(
          subjectPlace(people),
          "no field of '" + people.name() + "' has the identity '" + kind + "'",
          Nearest.mend(kind, known, "write identity: " + kind + " on its field in the map"));
    }
  }

  private Place subjectPlace(Collection otherwise) {
    SubjectRule subject = policy.subject();
    return subject == null ? otherwise.place() : subject.place();
  }

  private void rule(Rule rule) {
    filter(rule.only(), rule.place());
    rule.then().keySet().forEach(name -> collection(name, rule.place()));
    rule.then().forEach((name, action) -> archived(name, action, rule.place()));
    rule.needs().forEach((name, columns) -> columns(name, columns, rule.place()));
    if (rule.starts() instanceof Clock.RowDate clock) {
      column(clock.column(), rule.place()).ifPresent(field -> reached(rule, clock.column()));
    } else if (rule.starts() instanceof Clock.FiscalYearEnd clock) {
      column(clock.column(), rule.place()).ifPresent(field -> reached(rule, clock.column()));
      Optional.ofNullable(clock.togetherWith()).ifPresent(column -> linked(column, rule.place()));
    } else if (rule.starts() instanceof Clock.LatestOfSubject clock) {
      latest(rule, clock);
    }
  }

  private void archived(String name, Action action, Place place) {
    if (action instanceof Action.Archive archive) {
      columns(name, archive.columns(), place);
    }
  }

  /** A clock on another collection is reached from child to parent. */
  private void reached(Rule rule, ColumnName clock) {
    for (String acted : known(rule.then().keySet())) {
      if (references.pathUp(acted, clock.collection()).isEmpty()) {
        faults.add(
            rule.place(),
            "'" + acted + "' of '" + rule.name() + "' has no reference to its clock " + clock,
            "map the reference, or give '" + acted + "' a rule with a clock of its own");
      }
    }
  }

  private void linked(ColumnName column, Place place) {
    boolean itself =
        column(column, place).map(Field::references).orElse(List.of()).stream()
            .anyMatch(reference -> reference.collection().equals(column.collection()));
    if (!itself && field(column).isPresent()) {
      faults.add(
          place,
          "'together-with' is " + column + ", which references no '" + column.collection() + "'",
          "map its reference to the document that it corrects");
    }
  }

  private void latest(Rule rule, Clock.LatestOfSubject clock) {
    Place place = rule.place();
    filter(clock.ignoring(), place);
    List<String> events = clock.events().stream().map(ColumnName::collection).toList();
    clock.events().forEach(event -> column(event, place));
    rule.unlessHas().forEach(name -> collection(name, place));
    known(rule.then().keySet()).stream()
        .filter(acted -> !events.contains(acted))
        .forEach(acted -> ofAPerson(acted, rule));
    known(events).stream()
        .filter(event -> !rule.then().containsKey(event))
        .forEach(event -> ofAPerson(event, rule));
    known(rule.unlessHas()).forEach(name -> ofAPerson(name, rule));
  }

  private void ofAPerson(String name, Rule rule) {
    SubjectRule subject = policy.subject();
    if (subject == null || map.collection(subject.collection()).isEmpty()) {
      return;
    }
    boolean reaches = references.pathUp(name, subject.collection()).isPresent();
    boolean identified =
        subject.samePersonBy().stream()
            .anyMatch(kind -> !map.required(name).identities(kind).isEmpty());
    if (!reaches && !identified) {
      faults.add(
          rule.place(),
          "nothing tells whose the rows of '" + name + "' are, as '" + rule.name() + "' asks",
          "map its reference to '" + subject.collection() + "', or its identity");
    }
  }

  private void hold(HoldRule hold) {
    filter(hold.holds(), hold.place());
    for (Map.Entry<String, List<String>> kept : hold.keeps().entrySet()) {
      columns(kept.getKey(), kept.getValue(), hold.place());
      boolean known = map.collection(kept.getKey()).isPresent();
      if (known
          && map.collection(hold.source()).isPresent()
          && references.link(hold.source(), kept.getKey()).isEmpty()) {
        faults.add(
            hold.place(),
            "no references lead from '" + hold.source() + "' to '" + kept.getKey() + "'",
            "map them, or take '" + kept.getKey() + "' out of 'keeps'");
      }
    }
  }

  /** A mask is named after a column of the map, or after a category. */
  private void maskName(String name, Masks.Entry entry) {
    int dot = name.indexOf('.');
    String first = dot < 0 ? name : name.substring(0, dot);
    if (List.of("user", "system").contains(first) || aCategory(name)) {
      return;
    }
    column(new ColumnName(first, name.substring(dot + 1)), entry.place());
  }

  private boolean aCategory(String name) {
    return map.collections().stream()
        .flatMap(collection -> collection.fields().stream())
        .flatMap(field -> field.categories().stream())
        .anyMatch(category -> category.equals(name) || category.startsWith(name + "."));
  }

  private List<Collection> anonymised() {
    return map.collections().stream()
        .filter(
            collection ->
                policy.rules().stream()
                    .anyMatch(
                        rule -> rule.then().get(collection.name()) instanceof Action.Anonymise))
        .toList();
  }

  private void masked(Collection collection) {
    Set<String> pointedAt = pointedAt(collection.name());
    for (Field field : collection.fields()) {
      ColumnName column = new ColumnName(collection.name(), field.name());
      Optional<Masks.Entry> mask = policy.masks().of(column, field.categories());
      Optional<String> ties = ties(field, pointedAt);
      if (ties.isPresent()) {
        mask.ifPresent(entry -> untouched(column, ties.get(), entry));
      } else if (field.personal() && mask.isEmpty()) {
        unmasked(column, field);
      } else if (mask.filter(entry -> entry.mask() instanceof Mask.Preserve).isPresent()) {
        spared(column, field);
      }
    }
  }

  /** What one category spares may be what another category would have masked. */
  private void spared(ColumnName column, Field field) {
    if (policy.masks().byName().containsKey(column.toString())) {
      return;
    }
    field.categories().stream()
        .filter(category -> category.equals("user") || category.startsWith("user."))
        .filter(category -> !preserved(column, category))
        .forEach(
            category ->
                faults.add(
                    field.place(),
                    column + " is " + category + " too, but another category's mask preserves it",
                    "add a mask for " + column + " to 'anonymise' in the policy"));
  }

  private boolean preserved(ColumnName column, String category) {
    return policy
        .masks()
        .of(column, List.of(category))
        .filter(entry -> entry.mask() instanceof Mask.Preserve)
        .isPresent();
  }

  private void unmasked(ColumnName column, Field field) {
    String category = String.join(", ", field.categories());
    faults.add(
        field.place(),
        "'" + column.collection() + "' is anonymised, but nothing masks " + column,
        "add a mask for " + category + " or " + column + " to 'anonymise' in the policy");
  }

  private void untouched(ColumnName column, String ties, Masks.Entry entry) {
    if (!(entry.mask() instanceof Mask.Preserve)) {
      faults.add(
          entry.place(),
          "the mask would rewrite " + column + ", " + ties,
          "add " + column + ": preserve");
    }
  }

  /** Why a column ties rows together, and so cannot be rewritten. */
  private static Optional<String> ties(Field field, Set<String> pointedAt) {
    if (field.primaryKey()) {
      return Optional.of("a primary key");
    }
    if (!field.references().isEmpty()) {
      return Optional.of("a reference");
    }
    return pointedAt.contains(field.name())
        ? Optional.of("which references point at")
        : Optional.empty();
  }

  private Set<String> pointedAt(String collection) {
    Set<String> fields = new HashSet<>();
    map.collections().stream()
        .flatMap(each -> each.fields().stream())
        .flatMap(field -> field.references().stream())
        .filter(reference -> reference.collection().equals(collection))
        .map(Reference::field)
        .forEach(fields::add);
    return fields;
  }

  private void filter(Filter filter, Place place) {
    filter.values().keySet().forEach(column -> column(column, place));
  }

  private void columns(String collection, List<String> columns, Place place) {
    collection(collection, place)
        .ifPresent(
            known -> columns.forEach(name -> column(new ColumnName(known.name(), name), place)));
  }

  private List<String> known(Iterable<String> names) {
    Set<String> known = new LinkedHashSet<>();
    names.forEach(name -> map.collection(name).ifPresent(each -> known.add(each.name())));
    return List.copyOf(known);
  }

  private Optional<Field> field(ColumnName name) {
    return map.collection(name.collection()).flatMap(owner -> owner.field(name.column()));
  }

  private Optional<Collection> collection(String name, Place place) {
    Optional<Collection> collection = map.collection(name);
    if (collection.isEmpty()) {
      List<String> known = map.collections().stream().map(Collection::name).toList();
      faults.add(
          place,
          "unknown collection '" + name + "'",
          Nearest.mend(name, known, "describe it in the data map"));
    }
    return collection;
  }

  private Optional<Field> column(ColumnName name, Place place) {
    Optional<Collection> collection = collection(name.collection(), place);
    Optional<Field> field = collection.flatMap(owner -> owner.field(name.column()));
    if (collection.isPresent() && field.isEmpty()) {
      List<String> known = collection.get().fields().stream().map(Field::name).toList();
      faults.add(
          place,
          "unknown column '" + name + "'",
          Nearest.mend(name.column(), known, "describe it in the data map"));
    }
    return field;
  }
}
