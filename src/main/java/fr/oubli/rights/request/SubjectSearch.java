package fr.oubli.rights.request;

import fr.oubli.decision.person.CarriedIdentities;
import fr.oubli.decision.person.CertainRows;
import fr.oubli.decision.person.FollowedReferences;
import fr.oubli.decision.person.PersonSchema;
import fr.oubli.decision.person.Phones;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.SubjectRule;
import fr.oubli.registers.hold.HoldLock;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.sql.Sql;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds a person's rows in every mapped collection. What makes two rows one person, by the policy,
 * confirms a row; so do a value that only one row can have, and the reference to a confirmed row
 * that says whose the row is. Three things only propose a row, on which the operator decides: an
 * identity that several people can share, as a household has one telephone; a tie to a row that is
 * somebody else's too; and another spelling of what identifies the person.
 */
public final class SubjectSearch {

  private final PersonSchema schema;
  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;

  public SubjectSearch(
      DataSource dataSource, DataMap map, SubjectRule subject, Phones phones, Catalog catalog) {
    this.schema = new PersonSchema(map, subject, phones, catalog);
    this.jdbc = new JdbcTemplate(dataSource);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
  }

  /**
   * Looks for rows with these identities, and for all that belongs to rows found so far. It may be
   * asked again at any time: what the operator confirmed or rejected stays as it is.
   */
  public void search(long request, List<Identity> identities) {
    transaction.executeWithoutResult(
        status -> {
          jdbc.query(HoldLock.ALONE, row -> {});
          IdentityLookup lookup = new IdentityLookup(schema, new CertainRows(schema, request));
          FoundRows found = new FoundRows(jdbc, schema.catalog(), request);
          identities.forEach(identity -> found.add(lookup.rows(identity).stream()));
          spread(request, found, () -> again(lookup, identities, found));
          found.add(new OtherSpellings(schema).of(known(request, found, identities)).stream());
          propose(request, found);
        });
  }

  /** A row that seemed to be another account's too is certain once that account is the person's. */
  private int again(IdentityLookup lookup, List<Identity> identities, FoundRows found) {
    return identities.stream()
        .filter(identity -> schema.tellsPersonsApart(identity.kind()))
        .flatMapToInt(
            identity ->
                schema.map().collections().stream()
                    .filter(collection -> found.touched(collection.name()) > 0)
                    .mapToInt(each -> found.add(lookup.rows(each, identity).stream())))
        .sum();
  }

  /** Confirmed rows confirm others until no new one is found; then what they share is proposed. */
  private void spread(long request, FoundRows found, IntSupplier again) {
    FollowedReferences references = new FollowedReferences(schema, request, found);
    CarriedIdentities carried = new CarriedIdentities(schema, request, found);
    int more;
    do {
      more = found.add(references.referring()) + found.add(carried.ofAccounts().stream());
      more += again.getAsInt();
    } while (more > 0);
    found.add(carried.shared().stream());
    found.add(references.accounts());
    found.add(carried.ofAnyRow().stream());
  }

  /** Rows of others that concern the person, until no new one is found. */
  private void propose(long request, FoundRows found) {
    FollowedReferences references = new FollowedReferences(schema, request, found);
    int more;
    do {
      more = found.add(references.parties());
    } while (more > 0);
  }

  /** What was asked for, and what the accounts say that turned out to be the person's. */
  private Set<Identity> known(long request, FoundRows found, List<Identity> identities) {
    Set<Identity> known = new LinkedHashSet<>(identities);
    for (Sql told : new CarriedIdentities(schema, request, found).ofOwnAccounts(Identity.EMAIL)) {
      jdbc.queryForList(told.text(), String.class, told.values().toArray()).stream()
          .filter(address -> address != null && address.contains("@"))
          .forEach(address -> known.add(new Identity(Identity.EMAIL, address)));
    }
    return known;
  }
}
