package fr.oubli.setup.ties;

import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.setup.clues.Judge;
import fr.oubli.setup.clues.Lexicon;
import fr.oubli.setup.clues.NameWords;
import fr.oubli.setup.clues.Proposal;
import fr.oubli.setup.clues.TableFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What ties are proposed, and what is asked.
 *
 * @param judge knows which rows are told whose they are by rows below
 * @param references all, with their ties
 * @param identifying those that tell whose another row is, with their questions
 * @param questions of whose the rows of a table are, by its quoted name
 */
record OwnersFound(
    Judge judge,
    List<DraftReference> references,
    List<Proposed> identifying,
    Map<String, String> questions) {

  OwnersFound {
    references = List.copyOf(references);
    identifying = List.copyOf(identifying);
    questions = Map.copyOf(questions);
  }

  static OwnersFound of(References found, List<DraftReference> plain, ValueProbe probe) {
    Judge judge = found.judge();
    List<TableFacts> tables = found.mapped();
    List<TableFacts> people = tables.stream().filter(judge::isPerson).toList();
    Set<Table> identified =
        judge.proposals().stream()
            .filter(each -> each.identity() != null && each.doubt() == null)
            .map(Proposal::table)
            .collect(Collectors.toSet());
    List<Proposed> identifying = identifying(tables, plain, judge, identified, probe);
    Map<DraftReference, DraftReference> said = new HashMap<>();
    identifying.forEach(each -> said.put(each.reference().as(DraftTie.UNSAID), each.reference()));
    List<DraftReference> tied = new ArrayList<>();
    plain.forEach(each -> tied.add(said.getOrDefault(each, each)));
    Judge told =
        new Judge(
            found.tables(),
            identifying.stream()
                .map(each -> SqlName.of(each.reference().parent()))
                .collect(Collectors.toSet()));
    OpenOwners open = new OpenOwners(told, new Ways(tied), people);
    OwnerProposal proposal = new OwnerProposal(told, probe, open.nearest());
    Map<String, String> questions = new HashMap<>();
    for (TableFacts facts : tables) {
      List<DraftReference> among = open.of(facts);
      if (!among.isEmpty()) {
        OwnerProposal.Asked asked = proposal.of(facts, among, identified.contains(facts.table()));
        questions.put(SqlName.of(facts.table()), asked.question());
        for (int i = 0; i < among.size(); i++) {
          tied.set(tied.indexOf(among.get(i)), asked.ties().get(i));
        }
      }
    }
    return new OwnersFound(told, tied, identifying, questions);
  }

  private static List<Proposed> identifying(
      List<TableFacts> tables,
      List<DraftReference> plain,
      Judge judge,
      Set<Table> identified,
      ValueProbe probe) {
    Map<Table, TableFacts> all = new HashMap<>();
    tables.forEach(each -> all.put(each.table(), each));
    Ways ways = new Ways(plain);
    Ways.Distances nearest =
        ways.to(tables.stream().filter(judge::isPerson).map(TableFacts::table).toList());
    IdentifyingReferences references =
        new IdentifyingReferences(judge, probe, nearest, identified, all);
    List<Proposed> found = new ArrayList<>();
    tables.forEach(facts -> found.addAll(references.of(facts, ways)));
    return found.stream().filter(each -> strongest(each, found)).toList();
  }

  /** The customer of an order says whose it is before its address does. */
  private static boolean strongest(Proposed one, List<Proposed> all) {
    Table parent = one.reference().parent();
    return person(one)
        || all.stream()
            .filter(each -> each.reference().parent().equals(parent))
            .noneMatch(OwnersFound::person);
  }

  private static boolean person(Proposed proposed) {
    return NameWords.of(proposed.reference().child().name()).stream()
        .anyMatch(word -> Lexicon.has("person", word));
  }
}
