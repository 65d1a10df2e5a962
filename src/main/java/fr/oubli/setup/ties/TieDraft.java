package fr.oubli.setup.ties;

import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.setup.clues.FoundReference;
import fr.oubli.setup.clues.Judge;
import fr.oubli.setup.clues.TableFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The references of a database with their ties, and what a person has to decide of them. */
public final class TieDraft {

  private final List<TableFacts> tables;
  private final Judge judge;
  private final Map<String, List<DraftReference>> references = new HashMap<>();
  private final Map<String, List<String>> seen;
  private final Map<String, List<String>> questions;
  private final Map<String, String> owners;

  private TieDraft(References found, OwnersFound decided) {
    this.tables = found.tables();
    this.judge = decided.judge();
    this.seen = found.seen();
    this.questions = found.questions();
    this.owners = decided.questions();
    for (DraftReference each : decided.references()) {
      references
          .computeIfAbsent(name(each.child(), each.column()), any -> new ArrayList<>())
          .add(each);
    }
    for (Proposed each : decided.identifying()) {
      DraftReference reference = each.reference();
      questions
          .computeIfAbsent(name(reference.child(), reference.column()), any -> new ArrayList<>())
          .add(each.question());
    }
  }

  /**
   * @param all every table, whether it can be mapped or not
   * @param mapped those among which references are looked for
   */
  public static TieDraft of(List<TableFacts> all, List<TableFacts> mapped, ValueProbe probe) {
    References found = new References(all, mapped, probe);
    found.find();
    return new TieDraft(found, OwnersFound.of(found, found.all(), probe));
  }

  /** The tables with the references that their values speak for. */
  public List<TableFacts> tables() {
    return tables;
  }

  /** Judges with those references. */
  public Judge judge() {
    return judge;
  }

  public List<DraftReference> references(Table table, Column column) {
    return references.getOrDefault(name(table, column), List.of());
  }

  /** What values say of the references of a column. */
  public List<String> seen(Table table, Column column) {
    return seen.getOrDefault(name(table, column), List.of());
  }

  /** What a person has to decide of the references of a column. */
  public List<String> questions(Table table, Column column) {
    return questions.getOrDefault(name(table, column), List.of());
  }

  /** What a person has to decide of whose the rows of a table are. */
  public Optional<String> ownerQuestion(Table table) {
    return Optional.ofNullable(owners.get(SqlName.of(table)));
  }

  /** Whether rows of a table are proposed as those of whom they refer to. */
  public boolean owns(Table people, Table child) {
    return of(child)
        .filter(each -> each.tie() == DraftTie.UNSAID || each.tie() == DraftTie.OWNER)
        .anyMatch(each -> each.parent().equals(people) && !each.self());
  }

  /** The tables whose rows are proposed as those of people, near ones and ones further down. */
  public Set<Table> belonging(Table people) {
    return new Belongings(references.values().stream().flatMap(List::stream).toList()).of(people);
  }

  /** The tables of whose rows those of a table tell whose they are: a person's address. */
  public Set<Table> identified(Table child) {
    return of(child)
        .filter(each -> each.tie() == DraftTie.IDENTIFIES)
        .map(DraftReference::parent)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Whether rows of a table also concern others than their owner among the same people. */
  public boolean concerns(Table people, Table child) {
    return owns(people, child)
        && of(child).anyMatch(each -> each.tie() == DraftTie.PARTY && each.parent().equals(people));
  }

  private Stream<DraftReference> of(Table child) {
    return child.columns().stream().flatMap(column -> references(child, column).stream());
  }

  static String name(Table table, Column column) {
    return SqlName.of(table) + "." + SqlName.of(column);
  }

  static FoundReference found(DraftReference reference) {
    return new FoundReference(
        reference.column().name(), SqlName.of(reference.parent()), reference.parentColumn());
  }
}
