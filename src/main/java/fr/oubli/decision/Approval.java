package fr.oubli.decision;

import fr.oubli.datamap.References.Step;
import fr.oubli.policy.Accounting;
import java.util.List;
import java.util.Optional;

/** Where the policy asks for it, nothing accounting is destroyed before an accountant agreed. */
record Approval(Estate estate, Accounting accounting) {

  static final String NAME = "accountant's approval";

  /** For documents and their lines; nothing else waits for it. */
  static Optional<Approval> of(Estate estate, String collection) {
    return Optional.ofNullable(estate.policy().accounting())
        .filter(Accounting::approval)
        .filter(
            accounting ->
                accounting.documents().equals(collection)
                    || (accounting.lines() != null
                        && accounting.lines().collection().equals(collection)))
        .map(accounting -> new Approval(estate, accounting));
  }

  Sql missing(String alias, String collection) {
    String documents = accounting.documents();
    Sql key =
        collection.equals(documents)
            ? Sql.of(Keys.text(alias, estate.table(documents)))
            : Sql.format(
                "({})::text",
                estate.lastReference(alias, estate.pathUp(collection, documents).orElseThrow()));
    return missing(key);
  }

  Sql missingInArchive(String alias, String collection) {
    if (collection.equals(accounting.documents())) {
      return missing(Sql.of(alias + ".row_key"));
    }
    List<Step> path = estate.pathUp(collection, accounting.documents()).orElseThrow();
    return missing(Sql.of(alias + ".content ->> ?", path.get(0).childField()));
  }

  private Sql missing(Sql key) {
    if (!estate.hasRegisters()) {
      return Sql.TRUE;
    }
    return Sql.format(
        "not exists (select 1 from oubli.document_approval a where a.collection = {}"
            + " and a.row_key = {})",
        Sql.of("?", accounting.documents()),
        key);
  }
}
