package fr.oubli.decision.keep;

import fr.oubli.decision.person.PersonIdentifiers;
import fr.oubli.decision.person.PersonIdentifiers.Identifier;
import fr.oubli.model.datamap.References.Link;
import fr.oubli.model.datamap.References.Step;
import fr.oubli.model.policy.HoldRule;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.ReferencePath;
import fr.oubli.schema.sql.ReferencedKey;
import fr.oubli.schema.sql.Sql;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A hold that the policy declares: rows of one collection keep rows of others. It reaches the rows
 * that belong to the same row above; where these are persons, it is the owner of the holding row
 * whose rows are kept, and all of them: those that they own and those that concern them.
 *
 * @param collection of the rows that may be kept
 */
record DeclaredHold(MappedSchema schema, HoldRule hold, String collection) {

  Sql on(String alias, LookupStyle style) {
    Optional<Link> lower = link().filter(link -> !meetsAtPersons(link));
    if (lower.isPresent()) {
      return below(lower.get(), alias, style);
    }
    List<Identifier> kept = new PersonIdentifiers(schema, collection, true).all();
    return Sql.any(
        new PersonIdentifiers(schema, hold.source(), false)
            .all().stream().flatMap(holder -> ofPersons(holder, kept, alias, style)).toList());
  }

  private Optional<Link> link() {
    return schema.link(hold.source(), collection);
  }

  private boolean meetsAtPersons(Link link) {
    List<Step> up = link.fromUp();
    String meeting = up.isEmpty() ? hold.source() : Step.end(up);
    return schema.hasSubjects() && meeting.equals(schema.subjectRule().collection());
  }

  private Sql below(Link link, String alias, LookupStyle style) {
    String source = schema.freshAlias();
    Sql meets =
        Sql.format(
            "{} = {}",
            schema.end(source, hold.source(), link.fromUp()),
            schema.end(alias, collection, link.toUp()));
    return style.exists(
        schema.from(hold.source(), source),
        Sql.all(schema.matches(source, hold.source(), hold.holds()), meets));
  }

  /** The holding row and the kept one are of one person, by one thing that identifies them. */
  private Stream<Sql> ofPersons(
      Identifier holder, List<Identifier> kept, String alias, LookupStyle style) {
    List<Identifier> same =
        kept.stream().filter(other -> other.kind().equals(holder.kind())).toList();
    List<Sql> single =
        same.stream().filter(other -> !goesDown(other)).map(other -> value(other, alias)).toList();
    Stream<Sql> together =
        single.isEmpty() ? Stream.empty() : Stream.of(held(holder, single, style));
    return Stream.concat(
        together,
        same.stream()
            .filter(DeclaredHold::goesDown)
            .map(
                other ->
                    new ReferencePath(schema, other.way())
                        .test(
                            alias,
                            style,
                            end -> held(holder, List.of(other.value().apply(end)), style))));
  }

  private Sql value(Identifier identifier, String alias) {
    return new ReferencePath(schema, identifier.way()).value(alias, identifier.value());
  }

  private Sql held(Identifier holder, List<Sql> persons, LookupStyle style) {
    String source = schema.freshAlias();
    ReferencedKey theirs = ReferencedKey.through(schema, holder.way(), source, holder.value());
    Sql same =
        persons.size() == 1
            ? Sql.format("{} = {}", theirs.key(), persons.get(0))
            : Sql.format("{} in ({})", theirs.key(), Sql.list(persons));
    return style.exists(
        theirs.from(schema.from(hold.source(), source)),
        Sql.all(
            schema.matches(source, hold.source(), hold.holds()),
            theirs.when(
                holder.isAccount() ? same : Sql.format("{} and {} <> ''", same, theirs.key()))));
  }

  private static boolean goesDown(Identifier identifier) {
    return Step.anyDown(identifier.way());
  }
}
