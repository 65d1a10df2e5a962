package fr.oubli.request;

import fr.oubli.run.TextTable;
import java.util.ArrayList;
import java.util.List;

/** What the search found for a request, in lines for the person who decides on it. */
record MatchLines(Matches matches, long request) {

  List<String> found() {
    List<Matches.Count> counts = matches.counts(request);
    if (counts.isEmpty()) {
      return List.of("nothing found; " + howToAdd());
    }
    TextTable table = new TextTable("collection", "confirmed", "proposed");
    counts.forEach(count -> table.row(count.collection(), count.confirmed(), count.proposed()));
    List<String> lines = new ArrayList<>(List.of(table.toString()));
    List<Matches.Proposal> proposals = matches.proposals(request);
    proposals.forEach(
        row ->
            lines.add(
                "proposed by %s: %s:%s".formatted(row.foundBy(), row.collection(), row.key())));
    if (!proposals.isEmpty()) {
      lines.add(
          "a shared identity is not a person: --confirm or --reject each with jobs/request match "
              + request);
    }
    return lines;
  }

  /** Empty where at least one row is the person's. */
  List<String> nobody() {
    return matches.counts(request).stream().anyMatch(count -> count.confirmed() > 0)
        ? List.of()
        : List.of("warning: no row is confirmed, the answer would be about nobody; " + howToAdd());
  }

  private String howToAdd() {
    return "see jobs/request match %d, and say there what else is known of the person: --email, --phone, --name or --field"
        .formatted(request);
  }
}
