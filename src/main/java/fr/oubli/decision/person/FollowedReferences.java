package fr.oubli.decision.person;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.datamap.Reference;
import fr.oubli.model.datamap.References.Step;
import fr.oubli.schema.sql.Sql;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where references lead from the confirmed rows of a request: to the rows that refer to them, and
 * to the accounts that they refer to.
 *
 * <p>A reference is asked again only where rows of a collection that it looks at were confirmed
 * since: in a map of thousands of tables a person has rows of few.
 */
public final class FollowedReferences {

  private final PersonSchema schema;
  private final long request;
  private final Confirmations confirmations;
  private final Map<Step, Integer> asked = new HashMap<>();

  public FollowedReferences(PersonSchema schema, long request, Confirmations confirmations) {
    this.schema = schema;
    this.request = request;
    this.confirmations = confirmations;
  }

  /** Rows that refer to a confirmed row, by each reference of the map in turn. */
  public Stream<MatchCandidates> referring() {
    return schema.map().collections().stream()
        .flatMap(child -> child.fields().stream().flatMap(field -> referring(child, field)));
  }

  private Stream<MatchCandidates> referring(Collection child, Field field) {
    return field.references().stream()
        .filter(reference -> confirmations.any(reference.collection()))
        .filter(reference -> hasNews(step(child, field, reference)))
        .flatMap(reference -> referring(child, field, reference).stream());
  }

  private static Step step(Collection child, Field field, Reference reference) {
    return new Step(child.name(), field.name(), reference.collection(), reference.field());
  }

  /** Whose a row is depends on rows above it, and on the accounts. */
  private boolean hasNews(Step step) {
    int latest =
        Stream.concat(
                schema.references().above(step.child()).stream(),
                Stream.of(schema.accounts().name()))
            .mapToInt(confirmations::latest)
            .max()
            .orElse(0);
    Integer before = asked.put(step, latest);
    return before == null || before < latest;
  }

  private List<MatchCandidates> referring(Collection child, Field field, Reference reference) {
    Step step = step(child, field, reference);
    RowOwnership ownership = new RowOwnership(schema, request);
    Sql mine = Sql.all(ownership.refersToConfirmed(step), ownership.noOtherAccount(step));
    if (child.name().equals(schema.subject().collection())) {
      // An account is a person of its own, whatever it refers to: a company's customers are not the
      // one who wrote for the company.
      return List.of(MatchCandidates.doubtful(child, field, mine));
    }
    Optional<Sql> others = ownership.carriesAnothersIdentity(step);
    if (others.isEmpty()) {
      return List.of(MatchCandidates.certain(child, field, mine));
    }
    return List.of(
        MatchCandidates.certain(child, field, Sql.format("{} and not {}", mine, others.get())),
        MatchCandidates.doubtful(child, field, Sql.all(mine, others.get())));
  }

  /**
   * Accounts that a confirmed row refers to. An order with the person's e-mail can be on somebody
   * else's account, so the operator decides.
   */
  public Stream<MatchCandidates> accounts() {
    return schema.map().collections().stream()
        .filter(child -> confirmations.any(child.name()))
        .flatMap(
            child ->
                schema.references().pathUp(child.name(), schema.accounts().name()).stream()
                    .filter(path -> path.size() == 1)
                    .map(path -> account(child, path.get(0))));
  }

  private MatchCandidates account(Collection child, Step step) {
    Sql condition =
        Sql.format(
            "exists (select 1 from {} where {} and {})",
            schema.rows(child.name(), "p"),
            schema.refers(step, "p", "t"),
            RequestedRows.confirmed("p", schema.table(child), child.name(), request));
    return new MatchCandidates(
        schema.accounts(), child.name() + "." + step.childField(), false, condition);
  }
}
