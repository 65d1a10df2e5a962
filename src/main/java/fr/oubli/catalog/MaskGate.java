package fr.oubli.catalog;

import fr.oubli.datamap.Collection;
import fr.oubli.datamap.DataMap;
import fr.oubli.datamap.Field;
import fr.oubli.policy.Action;
import fr.oubli.policy.ColumnName;
import fr.oubli.policy.Mask;
import fr.oubli.policy.Masks;
import fr.oubli.policy.Policy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

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
      Map<Column, Masks.Entry> masked = masked(map.required(name));
      Table table = catalog.table(map.required(name));
      masked.forEach(
          (column, entry) -> {
            String misfit = misfit(entry.mask(), column, table);
            if (misfit != null) {
              problems.add(
                  Problem.invalid(
                      entry.place(),
                      name + "." + column.name() + " " + misfit,
                      "give the column another strategy"));
            }
          });
      if (problems.isEmpty()) {
        problems.addAll(brokenChecks(table, masked));
      }
    }
    return problems;
  }

  private Map<Column, Masks.Entry> masked(Collection collection) {
    Map<Column, Masks.Entry> masked = new LinkedHashMap<>();
    Table table = catalog.table(collection);
    for (Field field : collection.fields()) {
      Optional<Masks.Entry> entry =
          policy.masks().of(new ColumnName(collection.name(), field.name()), field.categories());
      if (entry.isPresent() && !(entry.get().mask() instanceof Mask.Preserve)) {
        masked.put(table.column(field.name()), entry.get());
      }
    }
    return masked;
  }

  private static @Nullable String misfit(Mask mask, Column column, Table table) {
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

  /** Constraints are tried on masked values of real rows, by a read that changes nothing. */
  private List<Problem> brokenChecks(Table table, Map<Column, Masks.Entry> masked) {
    List<Problem> problems = new ArrayList<>();
    for (Table.Check check : table.checks()) {
      List<String> columns = new ArrayList<>();
      for (Column column : table.columns()) {
        Masks.Entry entry = masked.get(column);
        String name = SqlName.of(column);
        columns.add(
            entry == null
                ? "t." + name
                : MaskSql.expression(entry.mask(), table, column, "t", policy.zone())
                    + " as "
                    + name);
      }
      Boolean broken =
          new JdbcTemplate(dataSource)
              .queryForObject(
                  "select exists (select 1 from (select %s from %s t limit 1000) m where not (%s))"
                      .formatted(String.join(", ", columns), SqlName.of(table), check.expression()),
                  Boolean.class);
      if (Boolean.TRUE.equals(broken)) {
        problems.add(
            Problem.invalid(
                map.required(table.name()).place(),
                "masked rows of %s break its constraint %s".formatted(table.name(), check.name()),
                "give the columns it names another strategy"));
      }
    }
    return problems;
  }
}
