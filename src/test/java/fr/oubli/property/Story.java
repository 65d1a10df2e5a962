package fr.oubli.property;

import java.util.stream.Collectors;

/** A case for a person to read and to run by hand. */
record Story(Scenario scenario) {

  String all() {
    return """
        seed %d; as of %s, then %s%s%s
        -- schema and rows
        %s
        # datamap.yml
        %s
        # policy.yml
        %s
        holds: %s
        """
        .formatted(
            scenario.seed(),
            scenario.first(),
            scenario.second(),
            scenario.approved() ? ", an approved plan first" : "",
            scenario.looksAtNews() ? ", the later night looks at what is new" : "",
            new SqlText(scenario).all(),
            new MapText(scenario).all(),
            new PolicyText(scenario).all(),
            scenario.holds().stream().map(Hold::toString).collect(Collectors.joining("\n  ")));
  }
}
