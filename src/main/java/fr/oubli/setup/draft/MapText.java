package fr.oubli.setup.draft;

import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.Table;
import fr.oubli.setup.clues.EpochOpinion;
import fr.oubli.setup.clues.Proposal;
import fr.oubli.setup.clues.StartingPoints;
import fr.oubli.setup.clues.TableFacts;
import fr.oubli.setup.ties.DraftReference;
import fr.oubli.setup.ties.DraftTie;
import fr.oubli.setup.ties.TieDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A draft as Fides dataset YAML: what is proposed in keys, why it is in comments. */
final class MapText {

  private final Draft draft;
  private final StringBuilder text = new StringBuilder();

  private MapText(Draft draft) {
    this.draft = draft;
  }

  static String of(Draft draft) {
    return new MapText(draft).write();
  }

  private String write() {
    line(
        "# Where personal data live, as a Fides dataset. Drafted by jobs/draft-datamap from names,");
    line(
        "# comments, keys and a sample of the values, of which none is written here but words that name");
    line(
        "# a table. Read it all: each proposal says how far it can be trusted, and each DECIDE waits for");
    line("# a person.");
    line("dataset:");
    draft.mapped().stream().map(facts -> facts.table().schema()).distinct().forEach(this::dataset);
    leftOut();
    return text.toString();
  }

  private void dataset(String schema) {
    line("  - fides_key: " + Yaml.text(draft.key(schema)));
    line("    organization_fides_key: default_organization");
    line("    name: " + Yaml.text(draft.database() + ", schema " + schema));
    new ZoneQuestion(draft, schema).lines().forEach(each -> line("    # " + each));
    line("    fides_meta: { namespace: { schema: " + Yaml.text(schema) + " } }");
    line("    collections:");
    draft.mapped().stream()
        .filter(facts -> facts.table().schema().equals(schema))
        .forEach(this::collection);
  }

  private void collection(TableFacts facts) {
    Table table = facts.table();
    remark("      # ", about(facts));
    for (StartingPoints.Candidate anchor : anchors(facts)) {
      remark("      # ", "likely anchor: " + anchor.column().name() + " (" + anchor.reason() + ")");
    }
    draft.ties().ownerQuestion(table).ifPresent(asked -> remark("      # ", "DECIDE: " + asked));
    line("      - name: " + Yaml.text(draft.names().written(table)));
    line("        fields:");
    draft.of(table).forEach(proposal -> field(facts, proposal));
  }

  private String about(TableFacts facts) {
    String rows = facts.table().rows() < 0 ? "never counted" : "about " + facts.table().rows();
    String what =
        draft.judge().isPerson(facts)
            ? "each row is a person"
            : draft.judge().isPersonal(facts)
                ? "rows name a person or belong to one"
                : "nothing in it points at a person";
    return facts.table().name() + ": " + what + "; rows: " + rows;
  }

  /** An anchor only matters where a row is somebody's. */
  private List<StartingPoints.Candidate> anchors(TableFacts facts) {
    return draft.judge().isPersonal(facts) ? StartingPoints.of(facts) : List.of();
  }

  private void field(TableFacts facts, Proposal proposal) {
    Column column = proposal.column();
    TieDraft ties = draft.ties();
    remark("          # ", proposal.confidence() + ": " + proposal.reason());
    ties.seen(facts.table(), column).forEach(seen -> remark("          # ", seen));
    decide(proposal.question());
    if (proposal.identity() != null) {
      decide(proposal.doubt());
    }
    ties.questions(facts.table(), column).forEach(this::decide);
    Optional<EpochOpinion> epoch = EpochOpinion.of(facts, column);
    epoch.ifPresent(
        opinion ->
            remark("          # ", (opinion.unit() == null ? "DECIDE: " : "") + opinion.said()));
    List<String> parts = new ArrayList<>();
    parts.add("name: " + Yaml.text(column.name()));
    if (proposal.category() != null) {
      parts.add("data_categories: [" + proposal.category() + "]");
    }
    List<String> meta = meta(facts, proposal);
    if (!meta.isEmpty()) {
      parts.add("fides_meta: { " + String.join(", ", meta) + " }");
    }
    line("          - { " + String.join(", ", parts) + " }");
  }

  private void decide(@Nullable String question) {
    if (question != null) {
      remark("          # ", "DECIDE: " + question);
    }
  }

  private List<String> meta(TableFacts facts, Proposal proposal) {
    List<String> meta = new ArrayList<>();
    if (facts.table().primaryKey().contains(proposal.column().name()) && keyServes(facts)) {
      meta.add("primary_key: true");
    }
    if (proposal.identity() != null) {
      meta.add("identity: " + proposal.identity());
      if (proposal.doubt() != null) {
        meta.add("confirmed: false");
      }
    }
    EpochOpinion.of(facts, proposal.column())
        .map(EpochOpinion::unit)
        .ifPresent(unit -> meta.add("epoch: " + unit.word()));
    List<DraftReference> references = draft.ties().references(facts.table(), proposal.column());
    if (!references.isEmpty()) {
      meta.add(
          references.stream()
              .map(this::reference)
              .collect(Collectors.joining(", ", "references: [", "]")));
    }
    return meta;
  }

  /** Where a unique index is all there is, evidence may not name rows by an address in it. */
  private boolean keyServes(TableFacts facts) {
    return facts.table().keyCandidates().isEmpty()
        || draft.of(facts.table()).stream()
            .filter(each -> facts.table().primaryKey().contains(each.column().name()))
            .noneMatch(
                each -> each.personal() && !Objects.requireNonNull(each.category()).endsWith("id"));
  }

  private String reference(DraftReference to) {
    String tie = to.tie() == DraftTie.UNSAID ? "" : ", tie: " + to.tie();
    DraftReference.Condition when = to.when();
    String condition =
        when == null
            ? ""
            : ", when: { %s: [%s] }"
                .formatted(
                    Yaml.text(when.column()),
                    when.values().stream().map(Yaml::text).collect(Collectors.joining(", ")));
    return "{ dataset: %s, field: %s, direction: from%s%s }"
        .formatted(
            Yaml.text(draft.key(to.parent().schema())),
            Yaml.text(draft.names().written(to.parent()) + "." + to.parentColumn()),
            tie,
            condition);
  }

  private void leftOut() {
    for (TableFacts facts : draft.unmapped()) {
      String name = facts.table().schema() + "." + facts.table().name();
      remark("# ", "DECIDE: " + name + " is not mapped: " + draft.reason(facts));
      draft.of(facts.table()).stream()
          .filter(proposal -> proposal.personal() || proposal.question() != null)
          .forEach(
              proposal ->
                  remark(
                      "#   ",
                      proposal.column().name()
                          + (proposal.category() == null ? "" : " as " + proposal.category())
                          + ": "
                          + proposal.reason()));
    }
    draft.left().forEach(left -> remark("# ", left));
  }

  private void remark(String before, String remark) {
    line(before + Yaml.comment(remark));
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
