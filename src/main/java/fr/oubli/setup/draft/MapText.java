package fr.oubli.setup.draft;

import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.Table;
import fr.oubli.setup.clues.Proposal;
import fr.oubli.setup.clues.StartingPoints;
import fr.oubli.setup.clues.TableFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        "# comments, keys and a sample of the values, of which none is written here. Read it all: each");
    line("# proposal says how far it can be trusted, and each DECIDE waits for a person.");
    line("dataset:");
    draft.mapped().stream().map(facts -> facts.table().schema()).distinct().forEach(this::dataset);
    leftOut();
    return text.toString();
  }

  private void dataset(String schema) {
    line("  - fides_key: " + Yaml.text(draft.key(schema)));
    line("    organization_fides_key: default_organization");
    line("    name: " + Yaml.text(draft.database() + ", schema " + schema));
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
    line("      - name: " + Yaml.text(table.name()));
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
    remark("          # ", proposal.confidence() + ": " + proposal.reason());
    if (proposal.question() != null) {
      remark("          # ", "DECIDE: " + proposal.question());
    }
    Optional<Draft.Target> target = draft.target(facts, column);
    target
        .filter(each -> !each.unique())
        .ifPresent(
            each ->
                remark(
                    "          # ",
                    "DECIDE: part of a key of several columns to "
                        + each.table().name()
                        + "; no reference can say that"));
    List<String> parts = new ArrayList<>();
    parts.add("name: " + Yaml.text(column.name()));
    if (proposal.category() != null) {
      parts.add("data_categories: [" + proposal.category() + "]");
    }
    List<String> meta = meta(facts, proposal, target.filter(Draft.Target::unique));
    if (!meta.isEmpty()) {
      parts.add("fides_meta: { " + String.join(", ", meta) + " }");
    }
    line("          - { " + String.join(", ", parts) + " }");
  }

  private List<String> meta(TableFacts facts, Proposal proposal, Optional<Draft.Target> target) {
    List<String> meta = new ArrayList<>();
    if (facts.table().primaryKey().contains(proposal.column().name())) {
      meta.add("primary_key: true");
    }
    String identity = proposal.identity();
    if (identity != null) {
      meta.add("identity: " + identity);
    }
    target.ifPresent(
        to ->
            meta.add(
                "references: [{ dataset: %s, field: %s, direction: from }]"
                    .formatted(
                        Yaml.text(draft.key(to.table().schema())),
                        Yaml.text(to.table().name() + "." + to.column()))));
    return meta;
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
