package fr.oubli.setup.ties;

import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.setup.clues.Lexicon;
import fr.oubli.setup.clues.NameWords;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a table of people says which of them work for the company. */
final class StaffSign {

  private final ValueProbe probe;
  private final Map<String, Optional<String>> conditions = new HashMap<>();

  StaffSign(ValueProbe probe) {
    this.probe = probe;
  }

  /** An SQL condition on the people under the name p; empty where no column says it. */
  Optional<String> condition(Table people) {
    return conditions.computeIfAbsent(SqlName.of(people), any -> find(people));
  }

  private Optional<String> find(Table people) {
    for (Column column : people.columns()) {
      List<String> words = NameWords.of(column.name());
      boolean flag =
          column.baseType().equals("bool")
              && words.stream().anyMatch(word -> Lexicon.has("role-staff", word));
      if (flag) {
        return Optional.of("p." + SqlName.of(column));
      }
      boolean role = !column.isDate() && Lexicon.has("role-column", String.join(" ", words));
      if (role && !column.isNumber() && !column.baseType().equals("bool")) {
        List<String> staff =
            probe.values(people, column).stream().filter(StaffSign::staff).toList();
        if (!staff.isEmpty()) {
          return Optional.of("p." + SqlName.of(column) + "::text in (" + literals(staff) + ")");
        }
      }
    }
    return Optional.empty();
  }

  private static boolean staff(String value) {
    return NameWords.of(value).stream().anyMatch(word -> Lexicon.has("role-staff", word));
  }

  private static String literals(List<String> values) {
    return String.join(", ", values.stream().map(SqlName::literal).toList());
  }
}
