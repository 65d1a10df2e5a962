package fr.oubli.setup.ties;

import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.setup.clues.Judge;
import fr.oubli.setup.clues.TableFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Collects the references of a database: foreign keys, pairs that say a kind, values. */
final class References {

  /** A key of a key of a key: each round may make another table somebody's. */
  private static final int ROUNDS = 4;

  private final Map<String, TableFacts> tables = new LinkedHashMap<>();
  private final Set<String> mapped = new HashSet<>();
  private final ForeignReferences foreign;
  private final TableNames names;
  private final ValueProbe probe;
  private final Map<String, List<DraftReference>> found = new HashMap<>();
  private final Map<String, List<String>> seen = new HashMap<>();
  private final Map<String, List<String>> questions = new HashMap<>();
  private Judge judge;

  References(List<TableFacts> all, List<TableFacts> mapped, ValueProbe probe) {
    all.forEach(facts -> tables.put(SqlName.of(facts.table()), facts));
    mapped.forEach(facts -> this.mapped.add(SqlName.of(facts.table())));
    this.foreign = new ForeignReferences(mapped);
    this.names = new TableNames(mapped);
    this.probe = probe;
    this.judge = new Judge(all);
  }

  List<TableFacts> tables() {
    return List.copyOf(tables.values());
  }

  List<TableFacts> mapped() {
    return tables().stream().filter(each -> mapped.contains(SqlName.of(each.table()))).toList();
  }

  Judge judge() {
    return judge;
  }

  Map<String, List<String>> seen() {
    return seen;
  }

  Map<String, List<String>> questions() {
    return questions;
  }

  void find() {
    mapped().forEach(this::kinds);
    List<Asked> open = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      judge = new Judge(tables());
      open.clear();
      if (!values(open)) {
        break;
      }
    }
    judge = new Judge(tables());
    open.forEach(each -> ask(each.table(), each.column(), each.question()));
    mapped().forEach(this::several);
  }

  /** A question that waits: a later round may find the answer. */
  private record Asked(Table table, Column column, String question) {}

  private void kinds(TableFacts facts) {
    for (KindReferences.Found each : new KindReferences(names, probe).of(facts)) {
      add(facts, each.references());
      String question = each.question();
      if (question != null) {
        ask(facts.table(), each.pair().key(), question);
      }
    }
  }

  /** Whether something was found. */
  private boolean values(List<Asked> open) {
    List<TableFacts> people =
        judge.subjects().stream()
            .filter(each -> mapped.contains(SqlName.of(each.table())))
            .toList();
    ValueReferences references = new ValueReferences(judge, names, people, probe);
    boolean more = false;
    for (TableFacts facts : mapped()) {
      for (ValueReferences.Found each : references.of(facts)) {
        if (questions.containsKey(TieDraft.name(facts.table(), each.column()))) {
          continue;
        }
        DraftReference reference = each.reference();
        if (reference == null) {
          open.add(new Asked(facts.table(), each.column(), each.seen()));
          continue;
        }
        more = true;
        add(facts, List.of(reference));
        if (each.certain()) {
          seen.computeIfAbsent(
                  TieDraft.name(facts.table(), each.column()), any -> new ArrayList<>())
              .add(each.seen());
        } else {
          ask(facts.table(), each.column(), each.seen());
        }
      }
    }
    return more;
  }

  private void several(TableFacts facts) {
    for (Column column : facts.table().columns()) {
      foreign.several(facts, column).ifPresent(said -> ask(facts.table(), column, said));
    }
  }

  private void ask(Table table, Column column, String question) {
    questions.computeIfAbsent(TieDraft.name(table, column), any -> new ArrayList<>()).add(question);
  }

  private void add(TableFacts facts, List<DraftReference> references) {
    String name = SqlName.of(facts.table());
    List<DraftReference> all = found.computeIfAbsent(name, any -> new ArrayList<>());
    all.addAll(references);
    TableFacts now = Objects.requireNonNull(tables.get(name));
    tables.put(name, now.withFound(all.stream().map(TieDraft::found).toList()));
  }

  /** Every reference, in the order of tables and columns. */
  List<DraftReference> all() {
    List<DraftReference> all = new ArrayList<>();
    for (TableFacts facts : mapped()) {
      for (Column column : facts.table().columns()) {
        all.addAll(foreign.of(facts, column));
        found.getOrDefault(SqlName.of(facts.table()), List.of()).stream()
            .filter(each -> each.column().equals(column))
            .forEach(all::add);
      }
    }
    return all;
  }
}
