package fr.oubli.rights.request;

import fr.oubli.decision.person.MatchCandidates;
import fr.oubli.decision.person.PersonSchema;
import fr.oubli.decision.person.PlainSpelling;
import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.policy.EmailIgnores;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Rows in which the person is written otherwise: decomposed or in full width, with blanks and signs
 * that nobody sees, or with dots and tags that mean nothing by the policy. A night does not take
 * such rows for the person's. A request proposes them, and the operator decides.
 */
record OtherSpellings(PersonSchema schema) {

  /**
   * @param known by what the person is known
   */
  List<MatchCandidates> of(Iterable<Identity> known) {
    List<String> emails = new ArrayList<>();
    List<MatchCandidates> found = new ArrayList<>();
    for (Identity identity : known) {
      if (identity.kind().equals(Identity.EMAIL)) {
        emails.add(identity.plain());
      } else {
        inField(identity).ifPresent(found::add);
      }
    }
    if (!emails.isEmpty()) {
      schema.map().collections().forEach(each -> found.addAll(byEmail(each, emails)));
    }
    return found;
  }

  private List<MatchCandidates> byEmail(Collection collection, List<String> emails) {
    UnaryOperator<Sql> condition = text -> isOne(text, emails);
    List<MatchCandidates> found = new ArrayList<>();
    for (Field field : collection.identities(Identity.EMAIL)) {
      Sql carries = schema.any("t", collection, field, condition);
      found.add(
          schema.isOrganisation(collection)
              ? MatchCandidates.claimed(collection, field, carries)
              : MatchCandidates.doubtful(collection, field, carries));
    }
    for (Field claim : collection.claims(Identity.EMAIL)) {
      found.add(
          MatchCandidates.claimed(
              collection, claim, schema.any("t", collection, claim, condition)));
    }
    return found;
  }

  /** The value is one of the addresses in another spelling, or but for signs that mean nothing. */
  private Sql isOne(Sql text, List<String> emails) {
    List<Sql> ways = new ArrayList<>();
    ways.add(
        Sql.format(
            "{} and {} = any ({})",
            PlainSpelling.mayDiffer(text),
            PlainSpelling.of(text),
            Sql.of("?", (Object) emails.toArray(String[]::new))));
    EmailIgnores ignores = schema.subject().emailIgnores();
    for (String email : emails) {
      ignores.folded(email).ifPresent(folded -> ways.add(isFolded(text, folded, ignores)));
    }
    return Sql.any(ways);
  }

  private static Sql isFolded(Sql text, String folded, EmailIgnores ignores) {
    String domain = EmailIgnores.domain(folded);
    Sql plain = PlainSpelling.of(text);
    Sql name = Sql.format("split_part({}, '@', 1)", plain);
    Sql untagged = ignores.ignoresTags(domain) ? Sql.format("split_part({}, '+', 1)", name) : name;
    return Sql.format(
        "position({} in lower({})) > 0 and split_part({}, '@', 2) = {} and {} = {}",
        Sql.of("?", "@" + domain),
        text,
        plain,
        Sql.of("?", domain),
        ignores.ignoresDots(domain) ? Sql.format("replace({}, '.', '')", untagged) : untagged,
        Sql.of("?", folded.substring(0, folded.length() - domain.length() - 1)));
  }

  /** The value of a mapped field in another spelling; a key has one alone. */
  private Optional<MatchCandidates> inField(Identity identity) {
    int dot = identity.kind().indexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    return schema
        .map()
        .collection(identity.kind().substring(0, dot))
        .flatMap(
            collection ->
                collection
                    .field(identity.kind().substring(dot + 1))
                    .filter(field -> isText(collection, field))
                    .map(field -> spelled(collection, field, identity)));
  }

  private MatchCandidates spelled(Collection collection, Field field, Identity identity) {
    return MatchCandidates.doubtful(
        collection,
        field,
        schema.any(
            "t",
            collection,
            field,
            text -> Sql.format("{} = {}", PlainSpelling.of(text), Sql.of("?", identity.plain()))));
  }

  private boolean isText(Collection collection, Field field) {
    Table table = schema.table(collection);
    return field.inside()
        || (table.column(field.column()).isText()
            && !table.primaryKey().equals(List.of(field.column())));
  }
}
