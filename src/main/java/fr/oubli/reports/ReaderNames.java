package fr.oubli.reports;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.Actions;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.MadeName;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.model.yaml.Label;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What rules, collections and columns are called in a report: by their labels in its language, or
 * by their names where the files have none.
 */
record ReaderNames(Policy policy, DataMap map, ReportWords words) {

  private static final String ARCHIVE = "archive.";
  private static final Pattern PERIOD = Pattern.compile("P(\\d{1,6}[YMWD])+");

  /** A rule, with the period behind it where it is one of several that were made of a rule. */
  String rule(String name) {
    return policy
        .rule(name)
        .flatMap(Rule::label)
        .flatMap(this::said)
        .map(label -> label + period(name))
        .orElse(name);
  }

  /** In brackets, which of the periods of a rule one has that was made of it; else nothing. */
  String period(String name) {
    MadeName made = MadeName.of(name);
    String which =
        PERIOD.matcher(made.which()).matches()
            ? words.period(Period.parse(made.which()))
            : made.which();
    return new MadeName("", which).noted();
  }

  /** A collection; of an archive, the collection and that it is its archive. */
  String collection(String name) {
    return name.startsWith(ARCHIVE)
        ? words.text("archived", ofMap(name.substring(ARCHIVE.length())))
        : ofMap(name);
  }

  String collections(List<String> names) {
    return names.stream().map(this::collection).collect(Collectors.joining(", "));
  }

  private String ofMap(String name) {
    return map.label(name).flatMap(this::said).orElse(name);
  }

  /** What is done to rows of a collection, with the columns of a stage behind. */
  String action(String collection, String word) {
    String columns = Actions.columns(word);
    String kind = words.word("action", Actions.kind(word));
    return columns.isEmpty()
        ? kind
        : Stream.of(columns.substring(2, columns.length() - 1).split(", ", -1))
            .map(column -> field(collection, column))
            .collect(Collectors.joining(", ", kind + " (", ")"));
  }

  /** The columns that a rule treats by itself, in brackets; nothing where it treats the row. */
  String stage(Rule rule, String collection) {
    List<String> columns = rule.action(collection).map(Action::maskedColumns).orElse(List.of());
    return columns.isEmpty()
        ? ""
        : columns.stream()
            .map(column -> field(collection, column))
            .collect(Collectors.joining(", ", " (", ")"));
  }

  /** A column with its collection before it. */
  String column(ColumnName name) {
    Optional<Label> collection = map.label(name.collection());
    String field = field(name.collection(), name.column());
    return words.french() || collection.flatMap(this::said).isPresent()
        ? ofMap(name.collection()) + " › " + field
        : name.collection() + "." + field;
  }

  /**
   * The descriptions of the map are in French; a column's own name is a word for everybody else.
   */
  private String field(String collection, String column) {
    Optional<Field> field = map.collection(collection).flatMap(each -> named(each, column));
    if (words.french()) {
      return field.map(Field::label).orElse(column);
    }
    return field
        .map(each -> each.disclosure().wording().label())
        .flatMap(this::said)
        .orElse(column);
  }

  private static Optional<Field> named(Collection collection, String column) {
    return collection.field(column);
  }

  private Optional<String> said(Label label) {
    return words.french() ? Optional.of(label.french()) : Optional.ofNullable(label.english());
  }
}
