package fr.oubli.setup.clues;

import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Judges every column of a database, with what its table and the tables around it say. */
public final class Judge {

  private final List<TableFacts> all;
  private final TableClues tables;

  public Judge(List<TableFacts> all) {
    this(all, Set.of());
  }

  /**
   * @param told quoted names of the tables of which rows below say whose they are
   */
  public Judge(List<TableFacts> all, Set<String> told) {
    this.all = List.copyOf(all);
    this.tables = new TableClues(this.all, told);
  }

  /** One proposal per column, in the order of the tables and of their columns. */
  public List<Proposal> proposals() {
    List<Proposal> proposals = new ArrayList<>();
    for (TableFacts facts : all) {
      ColumnJudge judge = new ColumnJudge(facts, tables);
      for (Column column : facts.table().columns()) {
        proposals.add(judge.judge(column));
      }
    }
    return proposals;
  }

  /** Whether each row is a person. */
  public boolean isPerson(TableFacts facts) {
    return tables.about(facts) == TableSubject.PERSON;
  }

  /** Whether rows are people, name people, or belong to people. */
  public boolean isPersonal(TableFacts facts) {
    return tables.about(facts).personal();
  }

  /** Whether rows are part of a row that belongs to somebody, and go with it: an order's line. */
  public boolean isPart(TableFacts facts) {
    return tables.about(facts) == TableSubject.BELOW;
  }

  /** The tables of people, the likeliest subjects first. */
  public List<TableFacts> subjects() {
    Map<TableFacts, PeopleTableScore> found = new LinkedHashMap<>();
    Map<Table, List<Proposal>> proposals =
        proposals().stream().collect(Collectors.groupingBy(Proposal::table));
    all.stream()
        .filter(this::isPerson)
        .forEach(
            facts ->
                found.put(
                    facts,
                    PeopleTableScore.of(
                        facts, all, proposals.getOrDefault(facts.table(), List.of()))));
    return found.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(PeopleTableScore.ORDER))
        .map(Map.Entry::getKey)
        .toList();
  }
}
