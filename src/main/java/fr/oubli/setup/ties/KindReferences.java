package fr.oubli.setup.ties;

import fr.oubli.schema.catalog.Column;
import fr.oubli.setup.clues.TableFacts;
import fr.oubli.setup.ties.DraftReference.Condition;
import fr.oubli.setup.ties.KindPairs.Pair;
import fr.oubli.setup.ties.ValueProbe.Lookup;
import fr.oubli.setup.ties.ValueProbe.Question;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** References under a condition: what a pair of columns refers to, by the words in a sample. */
final class KindReferences {

  private final TableNames names;
  private final ValueProbe probe;

  KindReferences(TableNames names, ValueProbe probe) {
    this.names = names;
    this.probe = probe;
  }

  /**
   * What was found for one pair.
   *
   * @param references none where no word of the sample names a table
   */
  record Found(Pair pair, List<DraftReference> references, @Nullable String question) {

    Found {
      references = List.copyOf(references);
    }
  }

  List<Found> of(TableFacts facts) {
    return KindPairs.of(facts).stream().flatMap(pair -> found(facts, pair).stream()).toList();
  }

  private Optional<Found> found(TableFacts facts, Pair pair) {
    List<String> values = probe.values(facts.table(), pair.kind());
    String both = "(" + pair.kind().name() + ", " + pair.key().name() + ")";
    if (values.isEmpty()) {
      return pair.telling()
          ? Optional.of(new Found(pair, List.of(), both + unseen(pair)))
          : Optional.empty();
    }
    Map<TableFacts, List<String>> byTable = new LinkedHashMap<>();
    for (String value : values) {
      names
          .ofValue(value)
          .filter(parent -> KeyTypes.key(parent, pair.key()).isPresent())
          .ifPresent(
              parent -> byTable.computeIfAbsent(parent, any -> new ArrayList<>()).add(value));
    }
    if (byTable.isEmpty()) {
      return pair.telling() && values.size() > 1
          ? Optional.of(
              new Found(
                  pair,
                  List.of(),
                  both
                      + " may refer to several tables, but no word in the sample names one of them"))
          : Optional.empty();
    }
    return Optional.of(proposed(facts, pair, byTable, values.size()));
  }

  private static String unseen(Pair pair) {
    return " may refer to several tables, and no value was looked at: write a reference with when: {"
        + " %s: [...] } for each of them, or take this line out".formatted(pair.kind().name());
  }

  private Found proposed(
      TableFacts facts, Pair pair, Map<TableFacts, List<String>> byTable, int words) {
    List<DraftReference> references = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    int named = 0;
    for (Map.Entry<TableFacts, List<String>> entry : byTable.entrySet()) {
      TableFacts parent = entry.getKey();
      Column key = KeyTypes.key(parent, pair.key()).orElseThrow();
      named += entry.getValue().size();
      references.add(
          new DraftReference(
              facts.table(),
              pair.key(),
              parent.table(),
              key.name(),
              new Condition(pair.kind().name(), entry.getValue()),
              DraftTie.UNSAID));
      seen.add(
          parent.table().name()
              + probe
                  .lookup(
                      new Question(facts.table(), pair.key(), parent.table(), key),
                      Map.of(pair.kind(), entry.getValue().get(0)))
                  .map(KindReferences::said)
                  .orElse(""));
    }
    return new Found(pair, references, question(pair, seen, words - named));
  }

  private static String said(Lookup lookup) {
    return " (%d of %d values are keys of it)".formatted(lookup.found(), lookup.distinct());
  }

  private static String question(Pair pair, List<String> seen, int others) {
    return "%s says which table %s refers to: %s by the sample%s. Is that all?"
        .formatted(
            pair.kind().name(),
            pair.key().name(),
            String.join(", ", seen),
            others > 0 ? "; " + others + " of its words name no mapped table" : "");
  }
}
