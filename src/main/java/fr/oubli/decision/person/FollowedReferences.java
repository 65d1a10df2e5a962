package fr.oubli.decision.person;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.datamap.Reference;
import fr.oubli.model.datamap.References;
import fr.oubli.model.datamap.References.Step;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where references lead from the confirmed rows of a request: to the rows that refer to them, and
 * to the accounts that they refer to.
 */
public record FollowedReferences(PersonSchema schema, long request) {

  /** Rows that refer to a confirmed row, by each reference of the map in turn. */
  public List<MatchCandidates> referring() {
    List<MatchCandidates> found = new ArrayList<>();
    for (Collection child : schema.map().collections()) {
      for (Field field : child.fields()) {
        for (Reference reference : field.references()) {
          found.addAll(referring(child, field, reference));
        }
      }
    }
    return found;
  }

  private List<MatchCandidates> referring(Collection child, Field field, Reference reference) {
    Step step = new Step(child.name(), field.name(), reference.collection(), reference.field());
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
  public List<MatchCandidates> accounts() {
    List<MatchCandidates> found = new ArrayList<>();
    References references = schema.references();
    for (Collection child : schema.map().collections()) {
      references
          .pathUp(child.name(), schema.accounts().name())
          .filter(path -> path.size() == 1)
          .ifPresent(path -> found.add(account(child, path.get(0))));
    }
    return found;
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
