package fr.oubli.decision.statement;

import fr.oubli.decision.person.PersonIdentifiers;
import fr.oubli.decision.person.PersonIdentifiers.Identifier;
import fr.oubli.model.datamap.References.Step;
import fr.oubli.model.policy.ColumnFilter;
import fr.oubli.model.policy.Filter;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.ReferencePath;
import fr.oubli.schema.sql.ReferencedKey;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The part of the verification that is about a rule's conditions, written apart from {@code
 * RuleReach}: each condition on a column is asked by itself, of every row that the row belongs to,
 * and persons are found by what identifies them.
 */
record ReachVerification(MappedSchema schema, Rule rule, String collection, LookupStyle style) {

  ReachVerification(Eligibility eligibility, LookupStyle style) {
    this(
        eligibility.schema(),
        eligibility.target().rule(),
        eligibility.target().collection().name(),
        style);
  }

  /** The rule bears on the row. */
  Sql inReach(String row) {
    return rule.only()
        .map(
            new Filter.Cases<Sql>() {
              @Override
              public Sql column(ColumnFilter condition) {
                return meets(row, condition.column().collection(), condition);
              }

              @Override
              public Sql allOf(List<Filter> parts) {
                return Sql.all(parts.stream().map(part -> part.map(this)).toList());
              }

              @Override
              public Sql anyOf(List<Filter> parts) {
                // Of several rows each must meet one of the parts, and not all the same one.
                Filter either = new Filter.AnyOf(parts);
                return either
                    .onlyCollection()
                    .map(on -> meets(row, on, either))
                    .orElseGet(() -> Sql.any(parts.stream().map(part -> part.map(this)).toList()));
              }

              @Override
              public Sql someOf(Filter part, boolean any) {
                Sql one = one(row, part.onlyCollection().orElseThrow(), part);
                return any ? one : one.not();
              }
            });
  }

  private Sql meets(String row, String on, Filter condition) {
    Function<String, Sql> asked = above -> schema.matches(above, on, condition);
    return switch (schema.belonging().of(rule, collection, on)) {
      case OWN -> asked.apply(row);
      case REFERENCES -> onlySuch(row, collection, on, asked);
      case PERSON -> onlySuchAccounts(row, asked);
      case ABOVE_PERSON -> onlySuchAccounts(row, account -> onlySuch(account, people(), on, asked));
      case NONE -> Sql.TRUE;
    };
  }

  /** One of the rows that the row belongs to meets it, whatever the others do. */
  private Sql one(String row, String on, Filter condition) {
    Function<String, Sql> asked = above -> schema.matches(above, on, condition);
    return switch (schema.belonging().of(rule, collection, on)) {
      case OWN -> asked.apply(row);
      case REFERENCES -> Sql.any(such(row, collection, on, asked));
      case PERSON -> Sql.any(accounts(row, asked));
      case ABOVE_PERSON ->
          Sql.any(accounts(row, account -> Sql.any(such(account, people(), on, asked))));
      case NONE -> Sql.TRUE;
    };
  }

  private List<Sql> such(String row, String from, String on, Function<String, Sql> asked) {
    return schema.belonging().waysUp(from, on).stream().map(way -> at(way, row, asked)).toList();
  }

  /** There is a row at the end of the ways, and none that does not meet a condition. */
  private Sql onlySuch(String row, String from, String on, Function<String, Sql> asked) {
    return Sql.all(
        Sql.any(such(row, from, on, asked)),
        Sql.any(such(row, from, on, above -> asked.apply(above).not())).not());
  }

  private Sql at(List<Step> way, String row, Function<String, Sql> asked) {
    ReferencePath path = new ReferencePath(schema, way);
    return style == LookupStyle.SETS ? path.among(row, asked) : path.test(row, style, asked);
  }

  private Sql onlySuchAccounts(String row, Function<String, Sql> asked) {
    return Sql.all(
        Sql.any(accounts(row, asked)),
        Sql.any(accounts(row, account -> asked.apply(account).not())).not());
  }

  /** Conditions that an account with an identifier of the row meets a condition, one for each. */
  private List<Sql> accounts(String row, Function<String, Sql> asked) {
    List<Sql> found = new ArrayList<>();
    if (collection.equals(people())) {
      found.add(asked.apply(row));
    }
    List<Identifier> theirs = new PersonIdentifiers(schema, people(), false).all();
    for (Identifier own : new PersonIdentifiers(schema, collection, false).all()) {
      for (Identifier other : theirs) {
        if (other.kind().equals(own.kind())) {
          found.add(
              new ReferencePath(schema, own.way())
                  .test(row, style, end -> shares(own.value().apply(end), other, asked)));
        }
      }
    }
    return found;
  }

  private Sql shares(Sql value, Identifier other, Function<String, Sql> asked) {
    String account = schema.freshAlias();
    ReferencedKey theirs = ReferencedKey.through(schema, other.way(), account, other.value());
    Sql same =
        other.isAccount()
            ? Sql.format("{} = {}", theirs.key(), value)
            : MappedSchema.same(theirs.key(), value);
    return style.exists(
        theirs.from(schema.from(people(), account)),
        Sql.all(theirs.when(same), asked.apply(account)));
  }

  private String people() {
    return schema.subjectRule().collection();
  }
}
