package fr.oubli.schema.sql;

import fr.oubli.model.policy.mask.RowSql;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import java.util.stream.Collectors;

/**
 * A row of a statement to which masks are applied.
 *
 * @param alias of the table in the statement
 * @param writes whether the statement writes what the masks say, or only asks
 */
record MaskedRow(Table table, String alias, boolean writes) implements RowSql {

  @Override
  public String secret(String setting) {
    return "current_setting(" + SqlName.literal(setting) + (writes ? ")" : ", true)");
  }

  @Override
  public String key() {
    return table.primaryKey().stream()
        .map(name -> alias + "." + SqlName.of(table.column(name)) + "::text")
        .collect(Collectors.joining(" || '-' || ", "(", ")"));
  }

  @Override
  public String literal(String constant) {
    return SqlName.literal(constant);
  }
}
