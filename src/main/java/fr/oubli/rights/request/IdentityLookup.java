package fr.oubli.rights.request;

import fr.oubli.decision.person.CertainRows;
import fr.oubli.decision.person.MatchCandidates;
import fr.oubli.decision.person.PersonSchema;
import fr.oubli.decision.person.PlainSpelling;
import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.Field;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The rows that carry what a letter says of who asks. */
record IdentityLookup(PersonSchema schema, CertainRows certain) {

  /**
   * The rows of every collection, those of the accounts first: they say which of the others are
   * somebody else's too.
   */
  List<MatchCandidates> rows(Identity identity) {
    List<MatchCandidates> rows = new ArrayList<>();
    Stream.concat(
            Stream.of(accounts()),
            schema.map().collections().stream().filter(each -> !each.equals(accounts())))
        .forEach(collection -> rows.addAll(rows(collection, identity)));
    return rows;
  }

  private Collection accounts() {
    return schema.map().required(schema.subject().collection());
  }

  /** Those of one collection. */
  List<MatchCandidates> rows(Collection collection, Identity identity) {
    return switch (identity.kind()) {
      case Identity.EMAIL -> byEmail(collection, identity);
      case Identity.PHONE -> byPhone(collection, identity);
      case Identity.NAME -> byName(collection, identity);
      default -> byField(collection, identity);
    };
  }

  private List<MatchCandidates> byEmail(Collection collection, Identity identity) {
    return carrying(
        collection,
        Identity.EMAIL,
        text -> Sql.format("lower(btrim({})) = {}", text, value(identity)));
  }

  /**
   * Rows with the identity. Where it is a firm's, or somebody only claimed it, it does not identify
   * the person.
   */
  private List<MatchCandidates> carrying(
      Collection collection, String kind, UnaryOperator<Sql> condition) {
    boolean apart = schema.tellsPersonsApart(kind);
    List<MatchCandidates> rows = new ArrayList<>();
    for (Field field : collection.identities(kind)) {
      Sql carries = schema.any("t", collection, field, condition);
      if (schema.isOrganisation(collection)) {
        rows.add(MatchCandidates.claimed(collection, field, carries));
      } else if (apart && namesSeveral(collection, field)) {
        Sql others =
            schema.any("t", collection, field, text -> isOther(condition.apply(text), text));
        rows.addAll(certain.carrying(collection, field, Sql.all(carries, others.not())));
        rows.add(MatchCandidates.doubtful(collection, field, carries));
      } else {
        rows.addAll(of(collection, field, apart, carries));
      }
    }
    for (Field claim : collection.claims(kind)) {
      rows.add(
          MatchCandidates.claimed(
              collection, claim, schema.any("t", collection, claim, condition)));
    }
    return rows;
  }

  /**
   * Whether a row may name several persons, in an array. One that names another beside this one is
   * for somebody to decide; an account is its person's, whatever it lists.
   */
  private boolean namesSeveral(Collection collection, Field field) {
    return schema.isList(collection, field)
        && !collection.name().equals(schema.subject().collection());
  }

  private static Sql isOther(Sql condition, Sql text) {
    return Sql.format("btrim({}) <> '' and not ({})", text, condition);
  }

  private List<MatchCandidates> byPhone(Collection collection, Identity identity) {
    Sql spellings = Sql.of("?", (Object) schema.phones().spellings(identity.plain()));
    return carrying(
        collection, Identity.PHONE, text -> Sql.format("{} = any ({})", digits(text), spellings));
  }

  /** Two people can have one name, so a name only proposes. */
  private List<MatchCandidates> byName(Collection collection, Identity identity) {
    List<MatchCandidates> rows = new ArrayList<>();
    List<Field> first = named(collection, "user.name.first");
    List<Field> last = named(collection, "user.name.last");
    if (!first.isEmpty() && !last.isEmpty()) {
      rows.add(byBothNames(collection, first.get(0), last.get(0), identity));
    }
    for (Field field : named(collection, "user.name")) {
      rows.add(
          MatchCandidates.doubtful(
              collection,
              field,
              schema.any(
                  "t",
                  collection,
                  field,
                  text -> Sql.format("{} = {}", PlainSpelling.of(text), plain(identity)))));
    }
    return rows;
  }

  /** In either order: people write both. */
  private MatchCandidates byBothNames(
      Collection collection, Field first, Field last, Identity identity) {
    Sql one = text(collection, first);
    Sql two = text(collection, last);
    return MatchCandidates.doubtful(
        collection,
        last,
        Sql.format(
            "{} in ({}, {})",
            plain(identity),
            PlainSpelling.of(Sql.format("concat_ws(' ', {}, {})", one, two)),
            PlainSpelling.of(Sql.format("concat_ws(' ', {}, {})", two, one))));
  }

  private List<MatchCandidates> byField(Collection collection, Identity identity) {
    String prefix = collection.name() + ".";
    if (!identity.kind().startsWith(prefix)) {
      return List.of();
    }
    Field field = collection.field(identity.kind().substring(prefix.length())).orElseThrow();
    Table table = schema.table(collection);
    if (isWholeKey(table, field, identity.value())) {
      Sql key = Sql.format(Keys.text("t", table) + " = {}", value(identity));
      return List.of(MatchCandidates.certain(collection, field, key));
    }
    Sql carries =
        schema.any("t", collection, field, text -> Sql.format("{} = {}", text, value(identity)));
    if (isAlone(table, field) && !namesSeveral(collection, field)) {
      return List.of(MatchCandidates.certain(collection, field, carries));
    }
    String kind = field.identity();
    boolean apart = kind != null && schema.tellsPersonsApart(kind);
    return of(collection, field, apart && !namesSeveral(collection, field), carries);
  }

  /** A key of several columns is written as explain takes it: (10248,11). */
  private static boolean isWholeKey(Table table, Field field, String value) {
    return table.primaryKey().size() > 1
        && table.primaryKey().contains(field.column())
        && value.startsWith("(");
  }

  /**
   * Whether a value of the field can be in one row alone. That only one row has it today is not
   * enough: the table can hold one of two people of a name.
   */
  private static boolean isAlone(Table table, Field field) {
    return !field.inside()
        && (table.primaryKey().equals(List.of(field.column()))
            || table.uniqueAlone().contains(field.column()));
  }

  private List<MatchCandidates> of(
      Collection collection, Field field, boolean sure, Sql condition) {
    return sure
        ? certain.carrying(collection, field, condition)
        : List.of(MatchCandidates.doubtful(collection, field, condition));
  }

  private static List<Field> named(Collection collection, String category) {
    return collection.fields().stream()
        .filter(field -> field.categories().contains(category))
        .toList();
  }

  private static Sql value(Identity identity) {
    return Sql.of("?", identity.value());
  }

  private static Sql plain(Identity identity) {
    return Sql.of("?", identity.plain());
  }

  private static Sql digits(Sql column) {
    return Sql.format("regexp_replace({}, '[^0-9]', '', 'g')", PlainSpelling.of(column));
  }

  private Sql text(Collection collection, Field field) {
    return schema.text("t", collection, field);
  }
}
