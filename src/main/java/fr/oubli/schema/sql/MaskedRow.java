package fr.oubli.schema.sql;

import fr.oubli.model.policy.mask.RowSql;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import java.util.stream.Collectors;

/**
 * A row of a statement to which masks are applied.
 *
 * @param alias of the table in the statement
 */
record MaskedRow(Table table, String alias) implements RowSql {

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
