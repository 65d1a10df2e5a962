package fr.oubli.decision.keep;

import fr.oubli.model.datamap.References.Link;
import fr.oubli.model.datamap.References.Step;
import fr.oubli.model.policy.HoldRule;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.ReferencePath;
import fr.oubli.schema.sql.ReferencedKey;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    List<Sql> ways = new ArrayList<>();
    for (List<Step> source : sources()) {
      for (List<Step> target : targets()) {
        ways.add(ofPersons(source, target, alias, style));
      }
    }
    return Sql.any(ways);
  }

  private Optional<Link> link() {
    return schema.link(hold.source(), collection);
  }

  private boolean meetsAtPersons(Link link) {
    List<Step> up = link.fromUp();
    String meeting = up.isEmpty() ? hold.source() : up.get(up.size() - 1).to();
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

  private List<List<Step>> sources() {
    return schema.persons().owners(hold.source());
  }

  private List<List<Step>> targets() {
    List<List<Step>> ways = new ArrayList<>(schema.persons().owners(collection));
    ways.addAll(schema.persons().parties(collection));
    return ways;
  }

  /** The holding row and the kept one concern one person. */
  private Sql ofPersons(List<Step> from, List<Step> to, String alias, LookupStyle style) {
    String source = schema.freshAlias();
    ReferencedKey holder = person(from, source, hold.source());
    return goesDown(to)
        ? new ReferencePath(schema, to)
            .test(alias, style, person -> held(holder, source, key(person), style))
        : held(holder, source, schema.end(alias, collection, to), style);
  }

  private Sql held(ReferencedKey holder, String source, Sql person, LookupStyle style) {
    return style.exists(
        holder.from(schema.from(hold.source(), source)),
        Sql.all(
            schema.matches(source, hold.source(), hold.holds()),
            holder.when(Sql.format("{} = {}", holder.key(), person))));
  }

  private ReferencedKey person(List<Step> way, String row, String rows) {
    return goesDown(way)
        ? ReferencedKey.through(schema, way, row, this::key)
        : ReferencedKey.through(schema, List.of(), row, start -> schema.end(start, rows, way));
  }

  private Sql key(String person) {
    return schema.key(person, schema.table(schema.subjectRule().collection()));
  }

  private static boolean goesDown(List<Step> way) {
    return way.stream().anyMatch(Step::down);
  }
}
