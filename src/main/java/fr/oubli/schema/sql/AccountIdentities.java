package fr.oubli.schema.sql;

import fr.oubli.model.datamap.References.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** By what accounts are one person's, and the elements of arrays by which rows are of persons. */
public final class AccountIdentities {

  private final MappedSchema schema;
  private final ListedIdentities listed;

  AccountIdentities(MappedSchema schema, ListedIdentities listed) {
    this.schema = schema;
    this.listed = listed;
  }

  /**
   * An identity of an account: a column's, or an element of an array.
   *
   * @param way from the account to what holds it; empty where the account itself does
   * @param value given the alias of what holds it
   */
  public record AccountIdentity(List<Step> way, Function<String, Sql> value) {

    public AccountIdentity {
      way = List.copyOf(way);
    }
  }

  /** The first identity of the kind in a column, and those in arrays. */
  public List<AccountIdentity> of(String kind) {
    String people = schema.subjectRule().collection();
    List<AccountIdentity> identities = new ArrayList<>();
    if (!schema.identities("t", people, kind).isEmpty()) {
      identities.add(
          new AccountIdentity(
              List.of(), account -> schema.identities(account, people, kind).get(0)));
    }
    for (Step step : listed.below(people, kind)) {
      identities.add(
          new AccountIdentity(
              List.of(step), element -> schema.identities(element, step.to(), kind).get(0)));
    }
    return identities;
  }

  /** The same, from the account of one alias. */
  public List<ReferencedKey> from(String account, String kind) {
    return of(kind).stream()
        .map(each -> ReferencedKey.through(schema, each.way(), account, each.value()))
        .toList();
  }
}
