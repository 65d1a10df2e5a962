package fr.oubli.property;

import fr.oubli.property.Rule.Act;
import fr.oubli.property.Rule.Meaning;
import fr.oubli.property.Rule.Place;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The policy of a case. */
record PolicyText(Scenario scenario) {

  private static final String TWO = "  ";

  String all() {
    List<String> lines = new ArrayList<>();
    lines.add("policy: random");
    lines.add("zone: " + scenario.zone());
    Bearing bearing = new Bearing(scenario.tables(), scenario.people());
    if (scenario.rules().stream()
        .anyMatch(rule -> bearing.isNew(rule) || rule.dates().stream().anyMatch(Place::ifThere))) {
      lines.add("language: 2");
    }
    scenario
        .persons()
        .ifPresent(
            people ->
                lines.add(
                    "subject: { collection: "
                        + MapText.quoted(people.name())
                        + (scenario.sameByEmail() ? ", same-person-by: [email]" : "")
                        + " }"));
    lines.add("fiscal-years: { close: 12-31 }");
    lines.add("rules:");
    scenario.rules().forEach(rule -> rule(rule, lines));
    if (!scenario.declared().isEmpty()) {
      lines.add("holds:");
      scenario.declared().forEach(hold -> hold(hold, lines));
    }
    List<String> masks = masks();
    if (!masks.isEmpty()) {
      lines.add("anonymise:");
      masks.forEach(mask -> lines.add(TWO + mask));
    }
    lines.addAll(Addresses.policy(scenario));
    lines.add(
        "limits: { share-of-collection: 100%, from-rows: 1000000"
            + (scenario.looksAtNews()
                ? ", look-at-everything-below-rows: 0, look-at-everything-every-days: 100000"
                : "")
            + " }");
    return String.join("\n", lines) + "\n";
  }

  private void rule(Rule rule, List<String> lines) {
    String indent = TWO + TWO;
    lines.add(TWO + rule.name() + ":");
    lines.add(indent + "cites: section 4");
    lines.add(indent + "basis: contract");
    lines.add(indent + "starts: " + starts(rule));
    boolean atOnce = rule.keep().equals(Lasting.always(Period.ZERO));
    String keep =
        indent
            + "keep: { "
            + (rule.atLeast() ? "at-least" : "at-most")
            + ": "
            + rule.keep().yaml()
            + " }";
    if (!atOnce) {
      lines.add(keep);
    }
    Condition only = rule.only();
    if (only != null) {
      lines.add(indent + "only: " + only.yaml());
    }
    if (!rule.unlessHas().isEmpty()) {
      lines.add(
          indent
              + "unless-has: ["
              + rule.unlessHas().stream().map(MapText::quoted).collect(Collectors.joining(", "))
              + "]");
    }
    lines.add(
        indent
            + "then: { "
            + rule.then().entrySet().stream()
                .map(
                    entry ->
                        MapText.quoted(entry.getKey())
                            + ": "
                            + scenario
                                .stages()
                                .action(
                                    rule,
                                    scenario.table(entry.getKey()),
                                    entry.getValue().name().toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining(", "))
            + " }");
  }

  private String starts(Rule rule) {
    return switch (rule.clock()) {
      case ROW ->
          (rule.dates().get(0).ended() ? "{ end: " : "{ row: ") + place(rule.dates().get(0)) + " }";
      case REFUSED -> Refusals.starts(rule, scenario);
      case FISCAL -> "{ fiscal-year-end: " + place(rule.dates().get(0)) + " }";
      case LATEST ->
          "{ "
              + events("latest", rule.dates().stream().filter(date -> !date.ended()).toList())
              + events("latest-end", rule.dates().stream().filter(Place::ended).toList())
              + "per: subject }";
    };
  }

  private static String events(String word, List<Place> dates) {
    return dates.isEmpty()
        ? ""
        : dates.stream()
            .map(PolicyText::event)
            .collect(Collectors.joining(", ", word + ": [", "], "));
  }

  private static String event(Place event) {
    List<String> said = new ArrayList<>();
    if (event.anyParty()) {
      said.add("any-party");
    }
    if (event.meaning() == Meaning.HAPPENED) {
      said.add("required");
    }
    return said.isEmpty()
        ? place(event)
        : "{ " + place(event) + ": [" + String.join(", ", said) + "] }";
  }

  private static void hold(Scenario.Declared hold, List<String> lines) {
    String indent = TWO + TWO;
    lines.add(TWO + hold.name() + ":");
    lines.add(indent + "basis: \"a dispute\"");
    lines.add(
        indent
            + "while: { %s: [%s] }"
                .formatted(place(hold.column()), String.join(", ", hold.values())));
    lines.add(
        indent
            + hold.keeps().stream()
                .map(table -> MapText.quoted(table) + ": all")
                .collect(Collectors.joining(", ", "keeps: { ", " }")));
  }

  private static String place(Place place) {
    return MapText.quoted(place.table() + "." + place.column());
  }

  private List<String> masks() {
    List<String> masks = new ArrayList<>();
    for (Table table : scenario.tables()) {
      for (Column column : table.columns()) {
        Mask mask = column.mask();
        if (mask != null && anonymised(table)) {
          String name =
              column.maskedByName()
                  ? MapText.quoted(table.name() + "." + column.name())
                  : MapText.category(table, column, scenario);
          masks.add(name + ": " + mask.yaml());
        }
      }
    }
    Fault fault = scenario.fault();
    if (fault != null && !fault.mask().isEmpty()) {
      masks.add(fault.mask());
    }
    return masks;
  }

  private boolean anonymised(Table table) {
    return scenario.rules().stream()
        .anyMatch(rule -> rule.then().get(table.name()) == Act.ANONYMISE);
  }
}
