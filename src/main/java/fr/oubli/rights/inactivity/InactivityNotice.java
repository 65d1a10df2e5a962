package fr.oubli.rights.inactivity;

import fr.oubli.decision.ComingEnds;
import fr.oubli.decision.Enforcement;
import fr.oubli.decision.SessionTables;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.platform.console.RunLock;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.suppression.SuppressedPeople;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.gate.Gates;
import fr.oubli.schema.gate.PeriodsInData;
import fr.oubli.schema.sql.Sql;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds who is to be asked before their period ends, writes them into a file for whatever sends
 * e-mails, and notes that they were asked: both or neither.
 *
 * @param home the folder of the key of the suppression list
 * @param labels gives rules the words that people read
 */
record InactivityNotice(
    DataSource dataSource, Policy policy, DataMap map, Path home, UnaryOperator<Policy> labels) {

  /**
   * What was found.
   *
   * @param asked people in the file
   * @param before people who were asked since their clock started
   * @param objected people who want no e-mails, or were erased
   * @param unreachable people of whom no e-mail address is known
   */
  record Found(List<Person> asked, long before, long objected, long unreachable) {

    Found {
      asked = List.copyOf(asked);
    }
  }

  /**
   * @param days how far to look ahead; null where each rule says that
   * @param file made where somebody is to be asked, and never over another
   * @throws Refusal where the policy asks nobody, or a gate would stop the night
   */
  Found ask(LocalDate today, @Nullable Integer days, Path file) {
    if (policy.rules().stream().allMatch(rule -> rule.announced().isEmpty())) {
      throw new Refusal(
          ExitCode.INVALID,
          "no rule of the policy says that people are asked before its period ends; write"
              + " announced: P60D beside keep where they are");
    }
    try (RunLock lock = RunLock.acquire(dataSource, RunLock.CHANGES)) {
      Catalog catalog = Gates.fitting(dataSource, map, policy);
      Policy read = labels.apply(PeriodsInData.read(dataSource, catalog, map, policy));
      TransactionTemplate snapshot =
          new TransactionTemplate(new JdbcTransactionManager(dataSource));
      snapshot.setIsolationLevel(TransactionTemplate.ISOLATION_REPEATABLE_READ);
      return Objects.requireNonNull(
          snapshot.execute(
              status -> {
                JdbcTemplate jdbc = new JdbcTemplate(dataSource);
                SessionTables.allow(jdbc);
                Found found = sorted(Person.of(coming(jdbc, read, catalog, today, days)));
                if (!found.asked().isEmpty()) {
                  new NoticeRegister(jdbc)
                      .asked(
                          found.asked().stream().flatMap(one -> one.unasked().stream()).toList(),
                          today);
                  // Last: who is in no file is asked by the next launch.
                  NoticeFile.write(file, found.asked());
                }
                return found;
              }));
    }
  }

  private List<ComingRow> coming(
      JdbcTemplate jdbc, Policy read, Catalog catalog, LocalDate today, @Nullable Integer days) {
    jdbc.execute(Enforcement.ROOM);
    SessionTables tables = new SessionTables(jdbc);
    List<ComingRow> rows = new ArrayList<>();
    for (Rule rule : read.rules()) {
      rule.announced()
          .map(announced -> days == null ? today.plus(announced) : today.plusDays(days))
          .ifPresent(
              until -> {
                ComingEnds ends = new ComingEnds(read, map, catalog, today, until);
                List<String> collections = ends.collections(rule);
                refuseUnreachable(rule, collections);
                for (String collection : collections) {
                  tables.make(ends.tables(rule, collection));
                  Sql found = ends.rows(rule, collection);
                  rows.addAll(
                      jdbc.query(
                          found.text(),
                          (row, number) -> read(read, rule, collection, row),
                          found.values().toArray()));
                }
              });
    }
    return rows;
  }

  private static void refuseUnreachable(Rule rule, List<String> collections) {
    if (collections.isEmpty()) {
      throw new Refusal(
          ExitCode.INVALID,
          "%s: people are to be asked, and the map has no e-mail address of theirs; write identity:"
                  .formatted(rule.place())
              + " email in fides_meta of the column with it, or remove announced");
    }
  }

  private static ComingRow read(Policy policy, Rule rule, String collection, ResultSet row)
      throws SQLException {
    LocalDate started = Objects.requireNonNull(row.getObject("day", LocalDate.class));
    String[] identities = (String[]) row.getArray("identities").getArray();
    return new ComingRow(
        rule,
        new ComingRow.Place(collection, row.getString("row_key"), started),
        rule.starts()
            .startingPoint(started, policy.fiscalYears())
            .plus(rule.keep().period())
            .plusDays(1),
        new ComingRow.Reached(
            row.getString("email"), row.getString("full_name"), row.getBoolean("objected")),
        Arrays.stream(identities).filter(Objects::nonNull).toList(),
        row.getBoolean("asked"));
  }

  private Found sorted(List<Person> people) {
    List<Person> unasked = people.stream().filter(one -> !one.unasked().isEmpty()).toList();
    List<Person> reachable = unasked.stream().filter(one -> one.email().isPresent()).toList();
    List<Identity> addresses =
        reachable.stream().flatMap(one -> one.addresses().stream()).distinct().toList();
    Set<Identity> suppressed =
        new Objectors(
                new JdbcTemplate(dataSource),
                new SuppressedPeople().digests(dataSource, home, policy))
            .among(addresses);
    List<Person> asked =
        reachable.stream()
            .filter(one -> !one.objected())
            .filter(one -> one.addresses().stream().noneMatch(suppressed::contains))
            .toList();
    return new Found(
        asked,
        people.size() - unasked.size(),
        reachable.size() - asked.size(),
        unasked.size() - reachable.size());
  }
}
