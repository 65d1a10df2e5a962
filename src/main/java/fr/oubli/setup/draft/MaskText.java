package fr.oubli.setup.draft;

import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.Table;
import fr.oubli.setup.clues.Proposal;
import java.util.ArrayList;
import java.util.List;

/**
 * Masks to begin with for the people of a policy, as a comment: whether they are masked or deleted
 * is not for a draft to say.
 */
final class MaskText {

  private static final String ERASED = "{ strategy: string_rewrite, value: \"erased-{key}\" }";

  /** What the text of a mask takes, with room for the longest key. */
  private static final int ROOM = "erased-".length() + 20;

  private MaskText() {}

  static List<String> of(Draft draft, Table people) {
    List<String> lines = new ArrayList<>();
    draft.proposals().getOrDefault(people, List.of()).stream()
        .filter(Proposal::personal)
        .map(Proposal::column)
        .filter(column -> !column.generated())
        .forEach(
            column ->
                lines.add(
                    "#   "
                        + Yaml.text(draft.name(people) + "." + column.name())
                        + ": "
                        + mask(people, column)));
    if (!lines.isEmpty()) {
      lines.add(0, "# anonymise:");
      lines.add(0, "# above and these masks below, each of which check tries on your rows:");
      lines.add(
          0, "# To keep the rows and take the person out of them, write anonymise for delete");
    }
    return lines;
  }

  private static String mask(Table people, Column column) {
    if (people.primaryKey().contains(column.name())) {
      return "preserve # it is the key: a name in it stays readable";
    }
    if (!column.notNull()) {
      return "null_rewrite";
    }
    boolean takesText =
        column.isText() && (column.maxLength() == null || column.maxLength() >= ROOM);
    if (takesText) {
      return ERASED;
    }
    return column.isDate()
        ? "{ strategy: generalise, to: year }"
        : "DECIDE: a value that may stand in a NOT NULL column";
  }
}
