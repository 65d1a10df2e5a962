package fr.oubli.decision.person;

import fr.oubli.model.datamap.References.Step;
import fr.oubli.schema.sql.AccountIdentities.AccountIdentity;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.ReferencePath;
import fr.oubli.schema.sql.ReferencedKey;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Whether all accounts of a row's person meet a condition, and there is one. A person may have
 * several accounts, and a row without an account is of those that carry its identity.
 *
 * @param collection of the row
 */
record PersonReach(MappedSchema schema, String collection) {

  /** What ties the row to accounts: the way to the row that carries an identity of a kind. */
  private record Carried(List<Step> way, String carrier, String kind, int which) {}

  /** Every account of the person meets a condition, and there is one. */
  Sql all(String alias, LookupStyle style, Function<String, Sql> condition) {
    Function<String, Sql> failed = account -> condition.apply(account).not();
    return style == LookupStyle.SETS
        ? Sql.all(
            Sql.any(listed(alias, condition, false)), Sql.any(listed(alias, failed, true)).not())
        : Sql.all(
            Sql.any(followed(alias, style, condition)),
            Sql.any(followed(alias, style, failed)).not());
  }

  /** An account of the person meets a condition. */
  Sql any(String alias, LookupStyle style, Function<String, Sql> condition) {
    return Sql.any(
        style == LookupStyle.SETS
            ? listed(alias, condition, true)
            : followed(alias, style, condition));
  }

  /** A value of the person's accounts, the largest by each way to them. */
  List<Sql> values(String alias, Function<String, Sql> value) {
    return new PersonLinks(schema, collection, people())
        .all().stream().map(link -> link.latest(alias, account -> Sql.TRUE, value)).toList();
  }

  private List<Sql> followed(String alias, LookupStyle style, Function<String, Sql> condition) {
    return new PersonLinks(schema, collection, people())
        .all().stream().map(link -> link.exists(alias, style, condition)).toList();
  }

  /**
   * The ways to an account that meets a condition, each asked as one list that depends on no row.
   *
   * @param others whether the other accounts with an identity of the row's account are asked too
   */
  private List<Sql> listed(String alias, Function<String, Sql> condition, boolean others) {
    List<Sql> ways = new ArrayList<>();
    for (List<Step> way : schema.persons().owners(collection)) {
      ways.add(
          new ReferencePath(schema, way)
              .among(
                  alias,
                  account ->
                      others ? Sql.any(ofAccount(account, condition)) : condition.apply(account)));
    }
    if (!collection.equals(people())) {
      carried().forEach(each -> ways.add(among(each, alias, condition)));
    }
    return ways;
  }

  private List<Sql> ofAccount(String account, Function<String, Sql> condition) {
    List<Sql> ways = new ArrayList<>(List.of(condition.apply(account)));
    for (String kind : schema.subjectRule().samePersonBy()) {
      for (AccountIdentity own : schema.accounts().of(kind)) {
        ways.add(
            new ReferencePath(schema, own.way())
                .among(account, end -> amongAccounts(own.value().apply(end), kind, condition)));
      }
    }
    return ways;
  }

  private List<Carried> carried() {
    List<Carried> all = new ArrayList<>();
    for (String kind : schema.subjectRule().samePersonBy()) {
      carry(List.of(), collection, kind, all);
      for (List<Step> way : schema.persons().identified(collection)) {
        carry(way, Step.end(way), kind, all);
      }
    }
    return all;
  }

  private void carry(List<Step> way, String carrier, String kind, List<Carried> all) {
    for (int which = 0; which < schema.identities("t", carrier, kind).size(); which++) {
      all.add(new Carried(way, carrier, kind, which));
    }
  }

  private Sql among(Carried carried, String alias, Function<String, Sql> condition) {
    return new ReferencePath(schema, carried.way())
        .among(
            alias,
            row ->
                amongAccounts(
                    schema.identities(row, carried.carrier(), carried.kind()).get(carried.which()),
                    carried.kind(),
                    condition));
  }

  /** An identity is one of the accounts that meet a condition. An empty one is nobody's. */
  private Sql amongAccounts(Sql identity, String kind, Function<String, Sql> condition) {
    return Sql.any(
        schema.accounts().of(kind).stream()
            .map(theirs -> among(identity, theirs, condition))
            .toList());
  }

  private Sql among(Sql identity, AccountIdentity theirs, Function<String, Sql> condition) {
    String account = schema.freshAlias();
    ReferencedKey held = ReferencedKey.through(schema, theirs.way(), account, theirs.value());
    return Sql.format(
        "({} in (select {} from {}{})) is true",
        identity,
        held.key(),
        held.from(schema.from(people(), account)),
        Sql.where(
            List.of(held.when(Sql.format("{} <> ''", held.key())), condition.apply(account))));
  }

  private String people() {
    return schema.subjectRule().collection();
  }
}
