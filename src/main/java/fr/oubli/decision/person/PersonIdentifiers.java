package fr.oubli.decision.person;

import fr.oubli.model.datamap.References.Step;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.ReferencePath;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What identifies the persons of a row: their accounts' keys, the identities that the row itself
 * carries, those of the accounts, and those of rows below that tell whose the row is. Two rows with
 * an identifier in common are of one person.
 *
 * @param collection of the row
 * @param ties whether the accounts of other parties count as those of the owner do
 */
public record PersonIdentifiers(MappedSchema schema, String collection, EventTies ties) {

  /**
   * @param anyParty whether the accounts of other parties count as those of the owner do
   */
  public PersonIdentifiers(MappedSchema schema, String collection, boolean anyParty) {
    this(schema, collection, new EventTies(anyParty, false));
  }

  /** The kind of an account's key. */
  public static final String ACCOUNT = "account";

  /**
   * One identifier of a row.
   *
   * @param kind identifiers are compared with others of their kind
   * @param way from the row to the row that the identifier stands in
   * @param value given the alias of that row
   */
  public record Identifier(String kind, List<Step> way, Function<String, Sql> value) {

    public Identifier {
      way = List.copyOf(way);
    }

    public boolean isAccount() {
      return kind.equals(ACCOUNT);
    }
  }

  /** All identifiers of a row, in the same order every time. */
  public List<Identifier> all() {
    List<Identifier> identifiers = new ArrayList<>();
    List<List<Step>> accounts = accounts();
    accounts.forEach(way -> identifiers.add(key(way)));
    for (String kind : schema.subjectRule().samePersonBy()) {
      identifiers.addAll(identities(kind, List.of(), collection));
      if (!collection.equals(people())) {
        accounts.forEach(
            way ->
                schema
                    .accounts()
                    .of(kind)
                    .forEach(
                        of ->
                            identifiers.add(
                                new Identifier(kind, joined(way, of.way()), of.value()))));
      }
      for (List<Step> way : ties.identified(schema.persons(), collection)) {
        identifiers.addAll(identities(kind, way, Step.end(way)));
      }
    }
    return identifiers;
  }

  private static List<Step> joined(List<Step> way, List<Step> further) {
    return Stream.concat(way.stream(), further.stream()).toList();
  }

  /** A condition on a row: it says of somebody that it is theirs. */
  public Sql isSomebodys(String row) {
    return Sql.any(
        all().stream()
            .map(
                identifier ->
                    new ReferencePath(schema, identifier.way())
                        .test(row, LookupStyle.PROBES, end -> names(identifier, end)))
            .toList());
  }

  private static Sql names(Identifier identifier, String row) {
    Sql value = identifier.value().apply(row);
    return identifier.isAccount()
        ? Sql.format("{} is not null", value)
        : Sql.format("coalesce({} <> '', false)", value);
  }

  /** The ways to the accounts. */
  public List<List<Step>> accounts() {
    return ties.accounts(schema.persons(), collection);
  }

  /**
   * The ways to the accounts of a row that may be of several persons; none where it can be of one
   * alone. Such a row goes with the last of them: an account whose clock has not started keeps it.
   */
  public List<List<Step>> sharedBy() {
    return collection.equals(people()) || isOfOneAccount() ? List.of() : accounts();
  }

  /** Whether a row can be of one account alone, and by nothing else of anybody. */
  public boolean isOfOneAccount() {
    List<List<Step>> accounts = accounts();
    return !collection.equals(people())
        && accounts.size() == 1
        && !Step.anyDown(accounts.get(0))
        && !tellsByIdentity();
  }

  /** Whether a row is somebody's by an identity that stands in it or in a row below it. */
  private boolean tellsByIdentity() {
    return !ties.identified(schema.persons(), collection).isEmpty()
        || schema.subjectRule().samePersonBy().stream()
            .anyMatch(kind -> !schema.identities("t", collection, kind).isEmpty());
  }

  /** The key of an account, which a reference that goes up holds itself. */
  private Identifier key(List<Step> way) {
    return Step.anyDown(way)
        ? new Identifier(ACCOUNT, way, account -> schema.key(account, schema.table(people())))
        : new Identifier(ACCOUNT, List.of(), row -> schema.end(row, collection, way));
  }

  private List<Identifier> identities(String kind, List<Step> way, String carrier) {
    List<Identifier> identities = new ArrayList<>();
    for (int i = 0; i < schema.identities("t", carrier, kind).size(); i++) {
      int which = i;
      identities.add(
          new Identifier(kind, way, row -> schema.identities(row, carrier, kind).get(which)));
    }
    return identities;
  }

  private String people() {
    return schema.subjectRule().collection();
  }
}
