package fr.oubli.clues;

import fr.oubli.catalog.Column;
import fr.oubli.catalog.SqlName;
import java.util.ArrayList;
import java.util.List;

/** Judges every column of a database, with what its table and the tables around it say. */
public final class Judge {

  private final List<Facts> all;
  private final TableClues tables;

  public Judge(List<Facts> all) {
    this.all = List.copyOf(all);
    this.tables = new TableClues(this.all);
  }

  /** One proposal per column, in the order of the tables and of their columns. */
  public List<Proposal> proposals() {
    List<Proposal> proposals = new ArrayList<>();
    for (Facts facts : all) {
      ColumnJudge judge = new ColumnJudge(facts, tables);
      for (Column column : facts.table().columns()) {
        proposals.add(judge.judge(column));
      }
    }
    return proposals;
  }

  /** Whether each row is a person. */
  public boolean isPerson(Facts facts) {
    return tables.about(facts) == About.PERSON;
  }

  /** Whether rows are people, name people, or belong to people. */
  public boolean isPersonal(Facts facts) {
    return tables.about(facts).personal();
  }

  /** The people that others refer to most: the likely subjects, the likeliest first. */
  public List<Facts> subjects() {
    return all.stream()
        .filter(this::isPerson)
        .sorted((left, right) -> Long.compare(referring(right), referring(left)))
        .toList();
  }

  private long referring(Facts facts) {
    String name = SqlName.of(facts.table());
    return all.stream()
        .flatMap(each -> each.keys().stream())
        .filter(key -> key.parent().equals(name) && !key.self())
        .count();
  }
}
