package fr.oubli.property;

import fr.oubli.property.Reference.Tie;
import fr.oubli.property.Whose.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * Says at random of the references of random tables whose the rows are, and says it wherever a gate
 * would refuse that it is left open.
 */
final class Saying {

  private final Dice dice;
  private final List<Table> tables;
  private final String people;

  Saying(Dice dice, List<Table> tables, String people) {
    this.dice = dice;
    this.tables = new ArrayList<>(tables);
    this.people = people;
  }

  List<Table> settled() {
    for (int i = 0; i < tables.size(); i++) {
      Table table = tables.get(i);
      for (Reference key : table.references()) {
        if (key.mapped() && tells(table, key)) {
          say(i, key, Tie.IDENTIFIES);
        }
      }
      if (!table.name().equals(people)) {
        sayOwners(i);
      }
    }
    for (int i = 0; i < tables.size(); i++) {
      List<Step> open = whose().open(tables.get(i).name());
      if (!open.isEmpty()) {
        sayOwner(i, open);
        i = -1;
      } else if (!toldByWhatItTells(i).isEmpty()) {
        int index = i;
        toldByWhatItTells(i).forEach(key -> say(index, key, Tie.PARTY));
        i = -1;
      }
    }
    return tables;
  }

  /**
   * The references to rows of which the table tells whose they are, and which tell whose its are.
   */
  private List<Reference> toldByWhatItTells(int index) {
    Whose whose = whose();
    return tables.get(index).references().stream()
        .filter(key -> key.says(Tie.IDENTIFIES))
        .filter(key -> whose.tells(key.parent(), tables.get(index).name()))
        .toList();
  }

  private Whose whose() {
    return new Whose(tables, people);
  }

  /** An address of a person, or what says whose a document is beside it. */
  private boolean tells(Table table, Reference key) {
    boolean up = !key.parent().equals(people) && !key.parent().equals(table.name());
    boolean person = table.name().equals(people);
    boolean other =
        person
            || table.email().isPresent()
            || table.references().stream()
                .anyMatch(each -> !each.equals(key) && each.mapped() && leads(each.parent()));
    return up && other && !key.conditional() && dice.chance(person ? 0.25 : 0.2);
  }

  private boolean leads(String name) {
    return name.equals(people) || whose().reaches(name);
  }

  private void sayOwners(int index) {
    List<Reference> leading =
        tables.get(index).references().stream()
            .filter(key -> key.mapped() && !key.says(Tie.IDENTIFIES))
            .filter(key -> !key.parent().equals(tables.get(index).name()))
            .filter(key -> leads(key.parent()))
            .toList();
    if (leading.isEmpty() || !dice.chance(leading.size() > 1 ? 0.6 : 0.2)) {
      return;
    }
    int owner = dice.chance(0.1) ? -1 : dice.between(0, leading.size() - 1);
    for (int i = 0; i < leading.size(); i++) {
      boolean owns = i == owner || (owner >= 0 && dice.chance(0.25));
      say(index, leading.get(i), owns ? Tie.OWNER : dice.of(Tie.PARTY, Tie.PARTY, Tie.UNSAID));
    }
  }

  private void sayOwner(int index, List<Step> open) {
    Reference owner = dice.of(open).key();
    for (Step step : open) {
      say(index, step.key(), step.key().equals(owner) ? Tie.OWNER : Tie.PARTY);
    }
  }

  private void say(int index, Reference key, Tie tie) {
    Table table = tables.get(index);
    tables.set(
        index,
        table.references(
            table.references().stream()
                .map(each -> each.equals(key) ? each.tie(tie) : each)
                .toList()));
  }
}
