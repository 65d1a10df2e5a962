package fr.oubli.schema.gate;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Accounting;
import fr.oubli.model.policy.Clock;
import fr.oubli.model.policy.ColumnFilter;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.Filter;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.model.policy.SubjectRule;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What asks a column of a row that a stage leaves in its table. A clock, a condition or a hold
 * would read the masked value afterwards: the row would never be due, or at once.
 */
record NeededColumns(Policy policy, DataMap map) {

  /** Why others need a column that a stage of a rule would rewrite; empty where none does. */
  Optional<String> by(Rule stage, ColumnName column) {
    return Stream.of(
            policy.rules().stream().flatMap(rule -> byRule(rule, stage, column).stream()),
            policy.holds().stream()
                .filter(hold -> asks(hold.holds(), column))
                .map(hold -> "by which the hold '" + hold.name() + "' tells what it keeps"),
            byAccounting(column).stream())
        .flatMap(each -> each)
        .findFirst();
  }

  /**
   * An account keeps its key, and a note of what was known of its person. Other rows would be
   * nobody's, or their person would lose them.
   */
  private boolean tiesToPerson(Rule rule, ColumnName column) {
    SubjectRule subject = policy.subject();
    String collection = column.collection();
    boolean asked =
        rule.starts().perSubject()
            && (rule.then().containsKey(collection)
                || rule.unlessHas().contains(collection)
                || rule.starts().columns().stream()
                    .anyMatch(event -> event.collection().equals(collection)));
    return asked
        && subject != null
        && !subject.collection().equals(collection)
        && map.required(collection).fields().stream()
            .filter(field -> subject.samePersonBy().contains(String.valueOf(field.identity())))
            .anyMatch(field -> isIn(new ColumnName(collection, field.name()), column));
  }

  private Optional<String> byRule(Rule rule, Rule stage, ColumnName column) {
    // Of a row that is done a rule asks nothing more; of a person's other rows it does.
    boolean itself = rule.name().equals(stage.name()) && rule.then().size() == 1;
    if (rule.starts()
        .refusal()
        .filter(
            refusal ->
                refusal.reads(rule.then().keySet()).stream().anyMatch(read -> isIn(read, column)))
        .isPresent()) {
      return Optional.of("by which '" + rule.name() + "' tells what was refused");
    }
    if (counts(rule.starts(), column) && !(itself && !rule.starts().perSubject())) {
      return Optional.of("from which the clock of '" + rule.name() + "' counts");
    }
    if (itself) {
      return Optional.empty();
    }
    if (tiesToPerson(rule, column)) {
      return Optional.of("by which '" + rule.name() + "' tells whose the rows are");
    }
    return asks(rule.reach().only(), column) || asks(rule.starts().ignoring(), column)
        ? Optional.of("which a condition of '" + rule.name() + "' asks")
        : Optional.empty();
  }

  private boolean counts(Clock clock, ColumnName column) {
    return Stream.concat(clock.columns().stream(), clock.togetherWith().stream())
        .flatMap(date -> Stream.concat(Stream.of(date), addedTo(date).stream()))
        .anyMatch(date -> isIn(date, column));
  }

  /** The date to which a time that something lasts is added. */
  private Optional<ColumnName> addedTo(ColumnName date) {
    return map.collection(date.collection())
        .flatMap(collection -> collection.dates().own(date.column()))
        .flatMap(form -> Optional.ofNullable(form.lasting()))
        .map(lasting -> new ColumnName(date.collection(), lasting.from()));
  }

  private static boolean asks(Filter filter, ColumnName column) {
    return filter.conditions().stream()
        .map(ColumnFilter::column)
        .anyMatch(asked -> isIn(asked, column));
  }

  private Optional<String> byAccounting(ColumnName column) {
    Accounting accounting = policy.accounting();
    if (accounting == null) {
      return Optional.empty();
    }
    Accounting.Lines lines = accounting.lines();
    Stream<ColumnName> document =
        accounting.columns().stream().map(name -> new ColumnName(accounting.documents(), name));
    Stream<ColumnName> line =
        lines == null
            ? Stream.empty()
            : Stream.of(lines.rate(), lines.exclTax(), lines.tax())
                .map(name -> new ColumnName(lines.collection(), name));
    return Stream.concat(document, line).anyMatch(read -> isIn(read, column))
        ? Optional.of("which 'accounting' reads")
        : Optional.empty();
  }

  /** What is read is the column, or stands inside it. */
  private static boolean isIn(ColumnName read, ColumnName column) {
    return read.collection().equals(column.collection())
        && (read.column().equals(column.column())
            || read.column().startsWith(column.column() + "."));
  }
}
