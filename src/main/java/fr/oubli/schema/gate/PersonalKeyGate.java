package fr.oubli.schema.gate;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.policy.Policy;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Evidence names rows by their keys, and stays for ever: no key of a table on which the policy acts
 * is an e-mail address, a telephone number or a name, by what the map says or by what it looks
 * like.
 */
record PersonalKeyGate(DataSource dataSource, Catalog catalog, DataMap map, Policy policy) {

  private static final List<String> TELLING =
      List.of("user.name", "user.contact.email", "user.contact.phone_number");
  private static final Set<String> IDENTITIES = Set.of("email", "phone", "phone_number", "name");

  /** How many rows are looked at. */
  private static final int SAMPLE = 1_000;

  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    for (String name : new KeyGate(catalog, map, policy).acted()) {
      map.collection(name)
          .filter(collection -> catalog.find(collection).isPresent())
          .ifPresent(collection -> check(collection, problems));
    }
    return problems;
  }

  private void check(Collection collection, List<Problem> problems) {
    Table table = catalog.table(collection);
    for (String key : table.primaryKey()) {
      Optional<Field> field = collection.field(key);
      if (field.filter(PersonalKeyGate::isTelling).isPresent()) {
        problems.add(refused(collection, table, key, "the map says so"));
      } else if (field.filter(each -> !each.categories().isEmpty()).isEmpty()) {
        looksLike(table, table.column(key))
            .ifPresent(what -> problems.add(refused(collection, table, key, what)));
      }
    }
  }

  private static boolean isTelling(Field field) {
    return (field.identity() != null && IDENTITIES.contains(field.identity()))
        || field.categories().stream()
            .anyMatch(
                category ->
                    TELLING.stream()
                        .anyMatch(one -> category.equals(one) || category.startsWith(one + ".")));
  }

  /** A column without a category, of which values look like an address or a number. */
  private Optional<String> looksLike(Table table, Column column) {
    if (!column.isText() || !table.holdsRows()) {
      return Optional.empty();
    }
    String sampled =
        "(select %1$s::text as key from %2$s limit %3$d) sampled"
            .formatted(SqlName.of(column), SqlName.rowsOf(table), SAMPLE);
    Boolean found =
        new JdbcTemplate(dataSource)
            .queryForObject(
                "select exists (select 1 from "
                    + sampled
                    + " where key ~ '^[^@[:space:]]+@[^@[:space:]]+[.][[:alpha:]]{2,}$'"
                    + " or key ~ '^([+]|00)[1-9][0-9 .()-]{7,17}$' or key ~ '^0[1-9]([ .-]?[0-9]{2}){4}$')",
                Boolean.class);
    return Boolean.TRUE.equals(found)
        ? Optional.of(
            "values look like it; where they are none, give the column its category in the map,"
                + " such as system.operations")
        : Optional.empty();
  }

  private static Problem refused(Collection collection, Table table, String key, String why) {
    return Problem.invalid(
        collection.place(),
        "the key %s of %s.%s is an e-mail address, a telephone number or a name (%s), and evidence would keep it for ever"
            .formatted(key, collection.schema(), collection.table(), why),
        ("give the rows another one: ALTER TABLE %1$s DROP CONSTRAINT %2$s_pkey CASCADE, ADD UNIQUE (%3$s),"
                + " ADD COLUMN row_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, and what referred to it"
                + " refers to the unique column again")
            .formatted(SqlName.of(table), table.name(), String.join(", ", table.primaryKey())));
  }
}
