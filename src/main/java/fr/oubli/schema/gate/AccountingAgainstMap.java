package fr.oubli.schema.gate;

import fr.oubli.model.datamap.References;
import fr.oubli.model.policy.Accounting;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.Rule;
import fr.oubli.model.yaml.Faults;
import fr.oubli.model.yaml.Place;
import java.util.List;
import java.util.stream.Stream;

/** Judges what a policy says of accounting documents: their columns, their lines, their archive. */
record AccountingAgainstMap(
    Accounting accounting, List<Rule> rules, MapNames names, References references, Faults faults) {

  void check() {
    Place place = accounting.place();
    names.collection(accounting.documents(), place);
    accounting
        .columns()
        .forEach(column -> names.column(new ColumnName(accounting.documents(), column), place));
    rules.forEach(this::archiveKeeps);
    Accounting.Lines lines = accounting.lines();
    if (lines != null && names.collection(lines.collection(), place).isPresent()) {
      Stream.of(lines.rate(), lines.exclTax(), lines.tax())
          .forEach(column -> names.column(new ColumnName(lines.collection(), column), place));
      if (references.pathUp(lines.collection(), accounting.documents()).isEmpty()) {
        faults.add(
            place,
            "'" + lines.collection() + "' has no reference to '" + accounting.documents() + "'",
            "map the reference from a line to its document");
      }
    }
  }

  /** What the reports read must be there after the document left the active base. */
  private void archiveKeeps(Rule rule) {
    List<String> kept =
        rule.action(accounting.documents()).map(Action::archivedColumns).orElse(List.of());
    if (!kept.isEmpty()) {
      List<String> lost =
          accounting.columns().stream().filter(column -> !kept.contains(column)).toList();
      if (!lost.isEmpty()) {
        faults.add(
            rule.place(),
            "the archive of '" + accounting.documents() + "' loses " + String.join(", ", lost),
            "archive the columns that 'accounting' names");
      }
    }
  }
}
