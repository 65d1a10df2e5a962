package fr.oubli.schema.gate;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.Mask;
import fr.oubli.model.policy.Policy;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.MaskedField;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Every mask fits its column: type, length, NOT NULL, UNIQUE and CHECK. */
record MaskGate(DataSource dataSource, Catalog catalog, DataMap map, Policy policy) {

  List<Problem> problems() {
    Set<String> anonymised = new LinkedHashSet<>();
    policy
        .rules()
        .forEach(
            rule ->
                rule.then()
                    .forEach(
                        (name, action) -> {
                          if (action instanceof Action.Anonymise) {
                            anonymised.add(name);
                          }
                        }));
    List<Problem> problems = new ArrayList<>();
    for (String name : anonymised) {
      problems.addAll(problems(map.required(name)));
    }
    return problems;
  }

  private List<Problem> problems(Collection collection) {
    Table table = catalog.table(collection);
    List<MaskedField> masked = MaskedField.of(policy, collection, table);
    List<Problem> problems = new ArrayList<>();
    for (MaskedField field : masked) {
      String misfit = misfit(field, table);
      if (misfit != null) {
        problems.add(
            Problem.invalid(
                field.place(),
                collection.name() + "." + field.field().name() + " " + misfit,
                field.column().generated()
                    ? "write preserve: PostgreSQL computes it again from what is masked"
                    : mend(field, collection, table)));
      }
    }
    if (problems.isEmpty()) {
      problems.addAll(new CollisionGate(catalog, collection, table, masked).problems());
    }
    return problems.isEmpty()
        ? new MaskTrial(dataSource, policy.zone(), collection, table, masked).problems()
        : problems;
  }

  /** Where the column takes a text, a line to paste; else only a person can say what fits. */
  private static String mend(MaskedField field, Collection collection, Table table) {
    Column column = field.column();
    Integer most = column.maxLength();
    if (!(field.mask() instanceof Mask.NullRewrite) || !column.isText()) {
      return "give the column another strategy";
    }
    return Stream.of("erased-{key}", "{key}", "erased", "x")
        .filter(value -> most == null || longest(value, table) <= most)
        .filter(value -> !table.uniqueAlone().contains(column.name()) || value.contains("{key}"))
        .findFirst()
        .map(
            value ->
                "add %s.%s: { strategy: string_rewrite, value: \"%s\" } to 'anonymise'"
                    .formatted(collection.name(), field.field().name(), value))
        .orElse("give the column another strategy");
  }

  private static @Nullable String misfit(MaskedField field, Table table) {
    Mask mask = field.mask();
    Column column = field.column();
    if (!field.keys().isEmpty()) {
      return mask instanceof Mask.FloorDate
          ? "is in a JSON column, where a date is text: use { strategy: generalise, keep: 7 }"
          : null;
    }
    if (column.generated()) {
      return "is set by PostgreSQL alone and cannot be rewritten";
    }
    boolean unique = table.uniqueAlone().contains(column.name());
    Integer most = column.maxLength();
    if (mask instanceof Mask.NullRewrite) {
      return column.notNull() ? "is NOT NULL and cannot take null_rewrite" : null;
    }
    if (mask instanceof Mask.StringRewrite text) {
      int longest = longest(text.value(), table);
      if (!column.isText()) {
        return "is " + column.type() + " and cannot take string_rewrite";
      }
      if (most != null && longest > most) {
        return "holds %d characters, string_rewrite may write %d".formatted(most, longest);
      }
      return unique && !text.value().contains("{key}")
          ? "is UNIQUE, and the constant has no {key} to tell rows apart"
          : null;
    }
    if (mask instanceof Mask.RandomString random) {
      boolean fits = column.isText() && (most == null || random.length() <= most);
      return fits
          ? null
          : "is " + column.type() + " and cannot take " + random.length() + " characters";
    }
    boolean fits =
        mask instanceof Mask.KeepPrefix
            ? column.isText()
            : mask instanceof Mask.RoundNumber ? column.isNumber() : column.isDate();
    if (!fits) {
      return "is " + column.type() + " and cannot be generalised so";
    }
    return unique ? "is UNIQUE and cannot be generalised" : null;
  }

  private static int longest(String value, Table table) {
    int keys = (value.length() - value.replace("{key}", "").length()) / "{key}".length();
    int key =
        table.primaryKey().stream().mapToInt(name -> widest(table.column(name)) + 1).sum() - 1;
    return value.length() + keys * (key - "{key}".length());
  }

  private static int widest(Column column) {
    Integer most = column.maxLength();
    if (most != null) {
      return most;
    }
    return switch (column.baseType()) {
      case "int2" -> 6;
      case "int4" -> 11;
      case "int8" -> 20;
      case "uuid" -> 36;
      case "date" -> 10;
      default -> 64;
    };
  }
}
