package fr.oubli.decision.keep;

import fr.oubli.model.policy.Accounting;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.Sql;
import java.util.List;

/** Which rows are accounting documents. Where the policy says of all that they are, it is true. */
public record CountedDocuments(MappedSchema schema, Accounting accounting) {

  /** A condition: a row of the documents' table is a document. */
  public Sql is(String alias) {
    return schema.matches(alias, accounting.documents(), accounting.only());
  }

  /**
   * A condition: a row of the archive that came from there is a document. What was archived is read
   * as the row that it was, so that it is compared in its own types.
   */
  public Sql isInArchive(String alias) {
    if (accounting.only().isEmpty()) {
      return Sql.TRUE;
    }
    String row = schema.freshAlias();
    return Sql.format(
        "exists (select 1 from jsonb_populate_record(null::{}, {}.content) {} where {})",
        Sql.of(SqlName.of(schema.table(accounting.documents()))),
        Sql.of(alias),
        Sql.of(row),
        is(row));
  }

  /** A condition: a key, as text, is that of a row that is there and is no document. */
  Sql isKnownDraft(Sql key) {
    if (accounting.only().isEmpty()) {
      return Sql.FALSE;
    }
    String draft = schema.freshAlias();
    String archived = schema.freshAlias();
    return Sql.any(
        List.of(
            Sql.format(
                "exists (select 1 from {} where {} = {} and not {})",
                schema.from(accounting.documents(), draft),
                Sql.of(Keys.text(draft, schema.table(accounting.documents()))),
                key,
                is(draft)),
            Sql.format(
                "exists (select 1 from oubli.archive {} where {}.collection = {}"
                    + " and {}.row_key = {} and not {})",
                Sql.of(archived),
                Sql.of(archived),
                Sql.of("?", accounting.documents()),
                Sql.of(archived),
                key,
                isInArchive(archived))));
  }
}
