package fr.oubli.rights.erasure;

import fr.oubli.decision.Enforcement;
import fr.oubli.decision.RequestDecisions;
import fr.oubli.model.datamap.Collection;
import fr.oubli.model.policy.Policy;
import fr.oubli.rights.erasure.ResidueScan.Residue;
import fr.oubli.rights.reply.CategoryOutcome;
import fr.oubli.rights.reply.CategoryOutcome.Kind;
import fr.oubli.rights.reply.Grounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What the reply says of each category: erased, archived, kept and why, or left.
 *
 * @param waits whether something is kept for a reason that will end, and the erasure with it
 */
record ErasureOutcomes(List<CategoryOutcome> outcomes, boolean waits) {

  ErasureOutcomes {
    outcomes = List.copyOf(outcomes);
  }

  /** Reads the outcomes from the ledger, the archive and the rows that are still there. */
  record Reader(JdbcTemplate jdbc, Policy policy, RequestDecisions decisions, long request) {

    /**
     * @param collections of which rows were the person's when the erasure began
     */
    ErasureOutcomes read(List<Enforcement> enforcements, List<String> collections) {
      EndedRows ended = new EndedRows(jdbc, policy, decisions, request);
      KeptRows kept = new KeptRows(jdbc, policy, decisions);
      List<CategoryOutcome> outcomes = new ArrayList<>(ended.erased());
      outcomes.addAll(ended.archived());
      List<KeptRows.Remainder> remainders = new ArrayList<>();
      for (Enforcement enforcement : enforcements) {
        for (KeptRows.Remainder remainder : kept.of(enforcement)) {
          if (!enforcement.action().isStage() || !told(remainder, remainders)) {
            remainders.add(remainder);
          }
        }
      }
      collections.forEach(collection -> remainders.addAll(kept.byLastingRule(collection)));
      remainders.forEach(remainder -> outcomes.add(remainder.outcome()));
      return new ErasureOutcomes(outcomes, remainders.stream().anyMatch(KeptRows.Remainder::waits));
    }
  }

  /** Rows that one reason keeps from several stages are told once, by the greatest number. */
  private static boolean told(KeptRows.Remainder one, List<KeptRows.Remainder> remainders) {
    for (int i = 0; i < remainders.size(); i++) {
      CategoryOutcome other = remainders.get(i).outcome();
      if (one.outcome().rows(other.rows()).equals(other)) {
        if (one.outcome().rows() > other.rows()) {
          remainders.set(i, one);
        }
        return true;
      }
    }
    return false;
  }

  ErasureState state() {
    if (outcomes.stream().anyMatch(outcome -> outcome.kind() == Kind.LEFT)) {
      return ErasureState.PARTIAL;
    }
    if (waits) {
      // The night still has to go on with it, whatever could not be searched.
      return ErasureState.HELD;
    }
    return outcomes.stream().anyMatch(outcome -> outcome.kind() == Kind.UNSEARCHED)
        ? ErasureState.PARTIAL
        : ErasureState.DONE;
  }

  /** The collections of which rows of the person are kept as they were. */
  Set<String> keptCollections() {
    return outcomes.stream()
        .filter(outcome -> outcome.kind() == Kind.KEPT)
        .filter(outcome -> !EndedRows.PSEUDONYMS.equals(outcome.basis()))
        .map(CategoryOutcome::collection)
        .collect(Collectors.toSet());
  }

  /**
   * With what a scan found afterwards, as rows that were left. A row can be found by several of its
   * columns, and can be among the rows that its rule left: each category is told once, by the
   * greatest of these counts.
   */
  ErasureOutcomes with(List<Residue> residues) {
    Map<String, Long> left = new TreeMap<>();
    for (Residue residue : residues) {
      String collection = residue.collection();
      if (!residue.warning() && collection != null) {
        left.merge(collection, residue.rows(), Math::max);
      }
    }
    List<CategoryOutcome> told = new ArrayList<>();
    for (CategoryOutcome outcome : outcomes) {
      Long rows = outcome.kind() == Kind.LEFT ? left.remove(outcome.collection()) : null;
      told.add(rows == null ? outcome : left(outcome.collection(), Math.max(outcome.rows(), rows)));
    }
    left.forEach((collection, rows) -> told.add(left(collection, rows)));
    return new ErasureOutcomes(told, waits);
  }

  /**
   * With the rows of others that concern the person, which stay, and with the collections in which
   * nobody could be looked for.
   */
  ErasureOutcomes with(Map<String, Long> othersRows, List<Collection> notSearched) {
    List<CategoryOutcome> told = new ArrayList<>(outcomes);
    othersRows.forEach(
        (collection, rows) ->
            told.add(
                new CategoryOutcome(
                    collection, Kind.KEPT, rows, Grounds.OTHERS_BASIS, null, null)));
    notSearched.forEach(
        collection -> told.add(CategoryOutcome.of(collection.name(), Kind.UNSEARCHED, 0)));
    return new ErasureOutcomes(told, waits);
  }

  private static CategoryOutcome left(String collection, long rows) {
    return CategoryOutcome.of(collection, Kind.LEFT, rows);
  }
}
