package fr.oubli.setup.ties;

import fr.oubli.schema.catalog.ForeignKey.OnDelete;
import fr.oubli.schema.catalog.Table;
import fr.oubli.setup.clues.Judge;
import fr.oubli.setup.clues.Lexicon;
import fr.oubli.setup.clues.NameWords;
import fr.oubli.setup.clues.TableFacts;
import fr.oubli.setup.ties.ValueProbe.Lookup;
import fr.oubli.setup.ties.ValueProbe.Question;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Proposes which of several references leads to the owner of a row, and asks with its reasons. */
final class OwnerProposal {

  private static final int FAR_FEWER = 5;
  private static final int STAFF_MANY = 60;

  private final Judge judge;
  private final ValueProbe probe;
  private final StaffSign staff;
  private final Ways.Distances nearest;

  OwnerProposal(Judge judge, ValueProbe probe, Ways.Distances nearest) {
    this.judge = judge;
    this.probe = probe;
    this.staff = new StaffSign(probe);
    this.nearest = nearest;
  }

  /**
   * What is asked of one table.
   *
   * @param ties the references with the ties that are proposed
   */
  record Asked(List<DraftReference> ties, String question) {

    Asked {
      ties = List.copyOf(ties);
    }
  }

  /** A reference with what speaks for and against its person as the owner. */
  private record Weighed(DraftReference reference, int weight, Roles role, String reasons) {}

  /**
   * @param identified whether rows also say by an address whose they are
   */
  Asked of(TableFacts facts, List<DraftReference> open, boolean identified) {
    List<Optional<Lookup>> lookups = open.stream().map(each -> lookup(each)).toList();
    long most =
        lookups.stream().flatMap(Optional::stream).mapToLong(Lookup::distinct).max().orElse(0);
    List<Weighed> weighed = new ArrayList<>();
    for (int i = 0; i < open.size(); i++) {
      weighed.add(weigh(facts, open.get(i), lookups.get(i), most));
    }
    Weighed best = weighed.stream().max(Comparator.comparingInt(Weighed::weight)).orElseThrow();
    boolean nobody = nobody(facts, best, identified);
    List<DraftReference> ties = new ArrayList<>();
    List<String> parts = new ArrayList<>();
    for (Weighed each : weighed) {
      boolean owner = !nobody && owns(each, best);
      ties.add(each.reference().as(owner ? DraftTie.OWNER : DraftTie.PARTY));
      parts.add(
          "%s%s is proposed as %s (%s)"
              .formatted(
                  each.reference().column().name(),
                  each.reference().when() == null ? "" : " to " + each.reference().parent().name(),
                  owner ? "owner" : "party",
                  each.reasons()));
    }
    return new Asked(
        ties,
        "whose is a row? " + String.join("; ", parts) + nobodySaid(nobody, facts, identified));
  }

  private static String nobodySaid(boolean nobody, TableFacts facts, boolean identified) {
    if (!nobody) {
      return "";
    }
    return identified
        ? ". Its address or number then says whose it is"
        : ". The rows of " + facts.table().name() + " are then nobody's own";
  }

  /** References of one pair hold each under a condition of its own, and stand together. */
  private static boolean owns(Weighed each, Weighed best) {
    return each.equals(best)
        || (each.reference().when() != null
            && best.reference().when() != null
            && each.reference().column().equals(best.reference().column()));
  }

  /** Rows that somebody only typed in are theirs where it is what they wrote, and else nobody's. */
  private boolean nobody(TableFacts facts, Weighed best, boolean identified) {
    if (judge.isPerson(facts)) {
      return best.role() == Roles.HANDLER;
    }
    List<String> words = NameWords.of(facts.table().name());
    boolean content = !words.isEmpty() && Lexicon.has("content", words.get(words.size() - 1));
    return best.role() == Roles.HANDLER
        && nearest.far(best.reference()) == 0
        && (identified || !content);
  }

  private Weighed weigh(
      TableFacts facts, DraftReference reference, Optional<Lookup> lookup, long most) {
    Table parent = reference.parent();
    List<String> reasons = new ArrayList<>();
    Roles role = Roles.of(reference.column().name(), facts.table().name());
    int weight = role.weight();
    if (nearest.far(reference) > 0) {
      reasons.add("a longer way, by " + parent.name());
      role = Roles.UNKNOWN;
      weight = role.weight() + part(facts, parent);
    } else {
      reasons.add(role.reason());
      weight -= Roles.further(reference.column().name());
    }
    if (reference.when() != null) {
      weight -= 6;
      reasons.add("under a condition");
    }
    if (lastWord(parent, "staff")) {
      weight -= 20;
      reasons.add(parent.name() + " are staff by the table's name");
    }
    Optional<Integer> percent =
        nearest.far(reference) == 0 ? staffPercent(reference) : Optional.empty();
    if (percent.isPresent()) {
      weight -= percent.get() >= STAFF_MANY ? 25 : 0;
      reasons.add(percent.get() + " % of its people in the sample are staff");
    }
    if (lookup.isPresent() && lookup.get().distinct() > 0) {
      weight -= lookup.get().distinct() * FAR_FEWER <= most ? 10 : 0;
      reasons.add(lookup.get().distinct() + " different in the sample");
    } else {
      reasons.add("no value was looked at");
    }
    if (reference.column().notNull()) {
      weight += 2;
    } else {
      reasons.add("may be missing");
    }
    weight += cascades(facts, reference) ? 1 : 0;
    return new Weighed(reference, weight, role, String.join(", ", reasons));
  }

  /** A line of an order is part of the order. */
  private static int part(TableFacts facts, Table parent) {
    List<String> own = NameWords.of(facts.table().name()).stream().map(NameWords::stem).toList();
    List<String> above = NameWords.of(parent.name()).stream().map(NameWords::stem).toList();
    return own.containsAll(above) ? 4 : 0;
  }

  private static boolean cascades(TableFacts facts, DraftReference reference) {
    return facts
        .key(reference.column())
        .filter(key -> key.onDelete() == OnDelete.CASCADE)
        .isPresent();
  }

  private static boolean lastWord(Table table, String list) {
    List<String> words = NameWords.of(table.name());
    return !words.isEmpty() && Lexicon.has(list, words.get(words.size() - 1));
  }

  private Optional<Lookup> lookup(DraftReference reference) {
    return reference.when() == null ? probe.lookup(question(reference)) : Optional.empty();
  }

  private Optional<Integer> staffPercent(DraftReference reference) {
    return staff
        .condition(reference.parent())
        .flatMap(condition -> probe.staffPercent(question(reference), condition));
  }

  private static Question question(DraftReference reference) {
    return new Question(
        reference.child(),
        reference.column(),
        reference.parent(),
        reference.parent().column(reference.parentColumn()));
  }
}
