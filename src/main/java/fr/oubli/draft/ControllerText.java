package fr.oubli.draft;

import java.util.stream.Collectors;

/** A controller file to begin with: it names the collections, and is refused until decided. */
final class ControllerText {

  private ControllerText() {}

  static String of(Draft draft) {
    String collections =
        draft.mapped().stream()
            .filter(facts -> draft.judge().isPersonal(facts) || draft.judge().isPerson(facts))
            .map(facts -> Yaml.text(facts.table().name()))
            .collect(Collectors.joining(", ", "[", "]"));
    return """
        # Who answers for the data, why they are used and who receives them: what people are told, in
        # French letters and bundles. It is refused until no DECIDE is left; take out what there is
        # none of, and write a purpose and a recipient for each that there is.
        controller: "DECIDE: the company's name"
        address: "DECIDE: its postal address"
        email: "DECIDE: where people write to"
        data-protection-officer: "DECIDE: how to reach them"
        automated-decisions: "DECIDE: that there are none, or what is decided without a person"
        sources:
          - "DECIDE: where data come from, such as: ce que vous saisissez sur le site"
        security:
          - "DECIDE: how data are protected, such as: accès par rôles"
        purposes:
          - name: "DECIDE: why data are used, such as: Exécuter vos commandes"
            people: "DECIDE: whose, such as: clients"
            collections: %1$s
        recipients:
          - name: "DECIDE: who else receives data"
            contact: "DECIDE: how to write to them"
            purpose: "DECIDE: why they receive data"
            country: "DECIDE: where they are"
            safeguards: "DECIDE: what protects data outside the European Economic Area, such as: clauses contractuelles types; inside it, take this line out"
            collections: %1$s
        """
        .formatted(collections);
  }
}
