package fr.oubli.setup.ties;

import fr.oubli.schema.catalog.Table;
import fr.oubli.setup.clues.Judge;
import fr.oubli.setup.clues.Lexicon;
import fr.oubli.setup.clues.NameWords;
import fr.oubli.setup.clues.TableFacts;
import fr.oubli.setup.ties.Ways.Distances;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * References that tell whose the row is that they lead to: a person's address, an order's customer
 * in a row below the order.
 */
final class IdentifyingReferences {

  private final Judge judge;
  private final ValueProbe probe;
  private final Distances nearest;
  private final Set<Table> identified;
  private final Map<Table, TableFacts> all;

  /**
   * @param identified tables with an address or a number that identifies people
   */
  IdentifyingReferences(
      Judge judge,
      ValueProbe probe,
      Distances nearest,
      Set<Table> identified,
      Map<Table, TableFacts> all) {
    this.judge = judge;
    this.probe = probe;
    this.nearest = nearest;
    this.identified = identified;
    this.all = all;
  }

  /**
   * @param waysOf the references of any table
   */
  List<Proposed> of(TableFacts facts, Ways waysOf) {
    List<Proposed> found = new ArrayList<>();
    for (DraftReference each : waysOf.up(facts.table())) {
      if (each.when() == null && lost(each.parent(), waysOf)) {
        asked(facts, each, waysOf)
            .ifPresent(question -> found.add(new Proposed(each.as(DraftTie.IDENTIFIES), question)));
      }
    }
    return found;
  }

  /** Whether nothing above a table's rows says whose they are. */
  private boolean lost(Table parent, Ways ways) {
    TableFacts facts = all.get(parent);
    if (facts == null || judge.isPerson(facts) || identified.contains(parent)) {
      return false;
    }
    return ways.up(parent).stream()
        .filter(each -> nearest.reach(each.parent()))
        .allMatch(
            each ->
                nearest.far(each) == 0
                    && Roles.of(each.column().name(), parent.name()) == Roles.HANDLER);
  }

  private Optional<String> asked(TableFacts child, DraftReference reference, Ways ways) {
    Table parent = reference.parent();
    if (last(parent, "lookup", "thing", "organisation")) {
      return Optional.empty();
    }
    if (last(parent, "place") && personal(parent)) {
      return own(child, ways) && !last(child.table(), "thing", "organisation")
          ? Optional.of(
              "nothing in %1$s says whose a row is; whoever refers to it by %2$s does, is proposed"
                      .formatted(parent.name(), reference.column().name())
                  + ". Several may share one; is it theirs?")
          : Optional.empty();
    }
    boolean alone = alone(child, reference);
    boolean named = named(child.table(), parent);
    if (!carries(child, ways) || (!named && !(alone && personal(parent)))) {
      return Optional.empty();
    }
    return Optional.of(
        "nothing in %s says whose a row is, and the rows of %s below it name a person%s; do they say"
                .formatted(
                    parent.name(), child.table().name(), alone ? ", one each in the sample" : "")
            + " whose it is, as is proposed?");
  }

  private boolean personal(Table table) {
    TableFacts facts = all.get(table);
    return facts != null && judge.isPersonal(facts);
  }

  /** Whether the table's rows are people, or belong to somebody above. */
  private boolean own(TableFacts facts, Ways ways) {
    return judge.isPerson(facts)
        || identified.contains(facts.table())
        || ways.up(facts.table()).stream()
            .anyMatch(
                each ->
                    nearest.reach(each.parent())
                        && Roles.of(each.column().name(), facts.table().name()) != Roles.HANDLER);
  }

  /** Whether rows carry a person: by an address, or a reference to one. */
  private boolean carries(TableFacts facts, Ways ways) {
    return judge.isPerson(facts)
        || identified.contains(facts.table())
        || ways.up(facts.table()).stream()
            .anyMatch(
                each ->
                    nearest.far(each) == 0
                        && each.when() == null
                        && Roles.of(each.column().name(), facts.table().name()) != Roles.HANDLER);
  }

  /** Whether the child is called after its parent and a person: order_customer. */
  private static boolean named(Table child, Table parent) {
    List<String> own = NameWords.of(child.name()).stream().map(NameWords::stem).toList();
    List<String> above = NameWords.of(parent.name()).stream().map(NameWords::stem).toList();
    return own.size() > above.size()
        && own.containsAll(above)
        && own.stream()
            .filter(word -> !above.contains(word))
            .anyMatch(
                word ->
                    Lexicon.has("person", word)
                        || Lexicon.has("place", word)
                        || Lexicon.has("part-recipient", word));
  }

  private boolean alone(TableFacts child, DraftReference reference) {
    String column = reference.column().name();
    return child.table().primaryKey().equals(List.of(column))
        || child.table().uniqueAlone().contains(column)
        || probe.oneEach(child.table(), reference.column()).orElse(false);
  }

  private static boolean last(Table table, String... lists) {
    List<String> words = NameWords.of(table.name());
    return !words.isEmpty()
        && Stream.of(lists).anyMatch(list -> Lexicon.has(list, words.get(words.size() - 1)));
  }
}
