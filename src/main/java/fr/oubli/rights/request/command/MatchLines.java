package fr.oubli.rights.request.command;

import fr.oubli.platform.console.TextTable;
import fr.oubli.rights.request.Matches;
import fr.oubli.rights.request.Matches.MatchCount;
import fr.oubli.rights.request.Matches.MatchedRow;
import java.util.ArrayList;
import java.util.List;

/** What the search found for a request, in lines for the operator. */
record MatchLines(Matches matches, long request) {

  /** How many rows of each collection, and each row on which the operator has to decide. */
  List<String> found() {
    List<MatchCount> counts = matches.counts(request);
    if (counts.isEmpty()) {
      return List.of(
          "nothing found; the person is owed an answer all the same",
          "if more is known of them, " + howToAdd(),
          "else verify who asks, with jobs/request verify-identity %d, and answer that nothing is held"
              .formatted(request));
    }
    TextTable table = new TextTable("collection", "confirmed", "proposed");
    counts.forEach(count -> table.row(count.collection(), count.confirmed(), count.proposed()));
    List<String> lines = new ArrayList<>(List.of(table.toString()));
    List<MatchedRow> proposals = matches.proposals(request);
    proposals.forEach(
        row -> lines.add("proposed by %s: %s".formatted(row.foundBy(), row.target())));
    if (!proposals.isEmpty()) {
      lines.add(
          "a shared identity is not a person: --confirm or --reject each with jobs/request match "
              + request);
    }
    return lines;
  }

  /** A warning where no row is the person's; empty where at least one is. */
  List<String> nobody() {
    return matches.counts(request).stream().anyMatch(count -> count.confirmed() > 0)
        ? List.of()
        : List.of(
            "warning: no row is confirmed, the answer would be that nothing is held; if more is known of the person, "
                + howToAdd());
  }

  private String howToAdd() {
    return "look again with jobs/request match %d and --email, --phone, --name or --field"
        .formatted(request);
  }
}
