package fr.oubli.rights.request.command;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import fr.oubli.platform.console.TextTable;
import fr.oubli.rights.request.Matches;
import fr.oubli.rights.request.Matches.MatchCount;
import fr.oubli.rights.request.Matches.MatchedRow;
import fr.oubli.rights.request.Matches.Proposal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the search found for a request, in lines for the operator.
 *
 * @param map says of what kind the field is that led to a row
 */
record MatchLines(Matches matches, long request, DataMap map) {

  /** Of more rows than these only the number is told: an agent has thousands. */
  static final int LISTED = 20;

  /** How many rows of each collection, and each row on which the operator has to decide. */
  List<String> found() {
    return found(row -> "");
  }

  /** What is said of a row behind its name. */
  interface Glimpse {
    String of(MatchedRow row);
  }

  /**
   * @param glimpse what is shown of each row on which the operator has to decide
   */
  List<String> found(Glimpse glimpse) {
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
    List<Proposal> proposals = matches.proposed(request);
    proposals.forEach(proposal -> lines.addAll(proposed(proposal, glimpse)));
    if (!proposals.isEmpty()) {
      lines.addAll(howToDecide(proposals));
    }
    return lines;
  }

  private List<String> proposed(Proposal proposal, Glimpse glimpse) {
    if (proposal.rows() > LISTED) {
      return List.of(
          "proposed by %s: %d rows of %s; list them with --rows --of %s, decide on all with %s:*"
              .formatted(
                  by(proposal),
                  proposal.rows(),
                  proposal.collection(),
                  proposal.collection(),
                  proposal.collection()));
    }
    return matches.rows(request, proposal).stream()
        .map(row -> "proposed by %s: %s".formatted(by(proposal), row.target() + glimpse.of(row)))
        .toList();
  }

  /** How the rows were found, and why that does not make them the person's. */
  private String by(Proposal proposal) {
    Optional<Field> field =
        map.collection(proposal.collection())
            .flatMap(collection -> collection.field(proposal.foundBy()));
    if (proposal.way() != null || proposal.own() || field.isEmpty()) {
      return proposal.by();
    }
    if (field.get().claim() != null) {
      return proposal.by() + ", which nobody confirmed";
    }
    return field.get().disclosure().otherPerson()
        ? proposal.by() + ", which speaks of another than the row's own person"
        : proposal.by() + ", of a collection that people refer to";
  }

  private List<String> howToDecide(List<Proposal> proposals) {
    List<String> lines = new ArrayList<>();
    if (proposals.stream().anyMatch(Proposal::own)) {
      lines.add(
          "a shared identity is not a person: --confirm or --reject each with jobs/request match "
              + request);
    }
    if (proposals.stream().anyMatch(proposal -> !proposal.own())) {
      lines.add(
          "a row of somebody else that concerns the person: --confirm shows it to them and ends"
              + " nothing, --confirm-own says that it is theirs, --reject leaves it out");
    }
    return lines;
  }

  /** One page of the rows, each with what is shown of it; and how many there are. */
  List<String> rows(@Nullable String collection, int page, Map<String, String> glimpses) {
    List<String> lines = new ArrayList<>();
    List<MatchedRow> confirmed = matches.confirmed(request, collection, page);
    confirmed.forEach(row -> lines.add(row.target()));
    if (collection != null) {
      matches
          .proposals(request, collection, page)
          .forEach(
              row ->
                  lines.add(
                      "proposed by %s: %s%s"
                          .formatted(row.foundBy(), row.target(), glimpse(glimpses, row))));
    }
    lines.addAll(left("confirmed", collection, page, MatchCount::confirmed));
    if (collection != null) {
      lines.addAll(left("proposed", collection, page, MatchCount::proposed));
    }
    return lines;
  }

  static String glimpse(Map<String, String> glimpses, MatchedRow row) {
    String shown = glimpses.getOrDefault(row.target(), "");
    return shown.isEmpty() ? "" : " (" + shown + ")";
  }

  /** Which of the counts is asked for. */
  private interface Counted {
    long of(MatchCount count);
  }

  private List<String> left(String state, @Nullable String collection, int page, Counted counted) {
    long rows =
        matches.counts(request).stream()
            .filter(count -> collection == null || count.collection().equals(collection))
            .mapToLong(counted::of)
            .sum();
    return rows <= (long) Matches.SHOWN * page
        ? List.of()
        : List.of(
            "%d rows are %s; the next %d with --page %d"
                .formatted(rows, state, Matches.SHOWN, page + 1));
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
