package fr.oubli.decision.keep;

import fr.oubli.model.datamap.References.Step;
import fr.oubli.model.policy.Accounting;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.Sql;
import java.util.List;
import java.util.Optional;

/**
 * The accountant's approval. Where the policy asks for it, no accounting document is destroyed
 * before an accountant approved that very document. Drafts need none.
 */
public record Approval(MappedSchema schema, Accounting accounting) {

  /** The ground's name for whoever is told why a row stays. */
  public static final String NAME = "accountant's approval";

  /** Empty where the policy asks for none, and for what is neither a document nor a line of one. */
  public static Optional<Approval> of(MappedSchema schema, String collection) {
    return Optional.ofNullable(schema.policy().accounting())
        .filter(Accounting::approval)
        .filter(
            accounting ->
                accounting.documents().equals(collection)
                    || (accounting.lines() != null
                        && accounting.lines().collection().equals(collection)))
        .map(accounting -> new Approval(schema, accounting));
  }

  /** Nobody approved the document of a row of the active base. */
  Sql missing(String alias, String collection) {
    String documents = accounting.documents();
    Sql key =
        collection.equals(documents)
            ? Sql.of(Keys.text(alias, schema.table(documents)))
            : Sql.format(
                "({})::text",
                schema.lastReference(alias, schema.pathUp(collection, documents).orElseThrow()));
    return missing(key);
  }

  /** Nobody approved the document of a row of the intermediate archive. */
  public Sql missingInArchive(String alias, String collection) {
    if (collection.equals(accounting.documents())) {
      return missing(Sql.of(alias + ".row_key"));
    }
    List<Step> path = schema.pathUp(collection, accounting.documents()).orElseThrow();
    return missing(Sql.of(alias + ".content ->> ?", path.get(0).childField()));
  }

  private Sql missing(Sql key) {
    if (!schema.hasRegisters()) {
      return Sql.TRUE;
    }
    return Sql.all(
        new CountedDocuments(schema, accounting).isKnownDraft(key).not(),
        Sql.format(
            "not exists (select 1 from oubli.document_approval a where a.collection = {}"
                + " and a.row_key = {})",
            Sql.of("?", accounting.documents()),
            key));
  }
}
