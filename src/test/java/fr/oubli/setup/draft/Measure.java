package fr.oubli.setup.draft;

import fr.oubli.setup.clues.Proposal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How well a draft agrees with a map that a person made. */
record Measure(
    int judged,
    int personal,
    int proposed,
    List<String> missed,
    List<String> inVain,
    List<String> otherwise) {

  static Measure of(List<Proposal> proposals, Map<String, String> truth) {
    List<String> missed = new ArrayList<>();
    List<String> inVain = new ArrayList<>();
    List<String> otherwise = new ArrayList<>();
    int judged = 0;
    int proposed = 0;
    for (Proposal proposal : proposals) {
      String column = proposal.table().name() + "." + proposal.column().name();
      String category = truth.get(column);
      if (category == null) {
        continue;
      }
      judged++;
      proposed += proposal.personal() ? 1 : 0;
      if (!category.isEmpty() && !proposal.personal()) {
        missed.add(column + " (" + proposal.reason() + ")");
      } else if (category.isEmpty() && proposal.personal()) {
        inVain.add(column + " as " + proposal.category() + " (" + proposal.reason() + ")");
      } else if (!category.isEmpty() && !category.equals(proposal.category())) {
        otherwise.add(column + " as " + proposal.category());
      }
    }
    int personal = (int) truth.values().stream().filter(each -> !each.isEmpty()).count();
    return new Measure(judged, personal, proposed, missed, inVain, otherwise);
  }

  double percentFound() {
    return 100.0 * (personal - missed.size()) / personal;
  }

  double percentFalse() {
    return proposed == 0 ? 0 : 100.0 * inVain.size() / proposed;
  }

  @Override
  public String toString() {
    return """

        %d of %d personal columns found (%.1f %%), %d of %d proposals in vain (%.1f %%)
        missed: %s
        in vain: %s
        another category: %s"""
        .formatted(
            personal - missed.size(),
            personal,
            percentFound(),
            inVain.size(),
            proposed,
            percentFalse(),
            missed,
            inVain,
            otherwise);
  }
}
