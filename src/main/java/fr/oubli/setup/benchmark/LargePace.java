package fr.oubli.setup.benchmark;

import fr.oubli.decision.person.Phones;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.platform.console.TextTable;
import fr.oubli.platform.database.Database;
import fr.oubli.registers.hold.HoldList;
import fr.oubli.registers.hold.HoldRegister;
import fr.oubli.rights.request.Deadlines;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.PublicHolidays;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.RequestRegister;
import fr.oubli.rights.request.RequestRegister.Letter;
import fr.oubli.rights.request.Right;
import fr.oubli.rights.request.SubjectSearch;
import fr.oubli.rights.request.WaitingRequests;
import fr.oubli.schema.gate.Gates;
import fr.oubli.setup.check.Check;
import fr.oubli.setup.check.CheckReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Times what grows with the map and with the registers, from its files to what people read. */
final class LargePace {

  private static final String PERSON = "client1@exemple.fr";

  private final Database database;
  private final JdbcTemplate jdbc;
  private final Path home;
  private final LocalDate asOf;

  LargePace(Database database, Path home, LocalDate asOf) {
    this.database = database;
    this.jdbc = new JdbcTemplate(database.dataSource());
    this.home = home;
    this.asOf = asOf;
  }

  void measure(TextTable table, double scale) throws IOException {
    LargeShape small = new LargeShape("shape_small", 137, 30, 50, 1);
    int tables = (int) Math.max(small.tables(), 2_000 * scale);
    int rules = (int) Math.max(small.rules(), 300 * scale);
    LargeShape large = new LargeShape("shape_large", tables, rules, 50, 3);
    int holds = (int) (100_000 * scale);
    int requests = (int) (10_000 * scale);
    small.fill(jdbc);
    row(table, small, "check", () -> check(small));
    small.drop(jdbc);
    large.fill(jdbc);
    register(holds, requests);
    row(table, large, "request open", () -> open(large));
    row(table, "%,d holds".formatted(holds), "hold list", this::listHolds);
    row(table, "%,d open requests".formatted(requests), "request list", this::listRequests);
    row(table, large, "check", () -> check(large));
  }

  private void register(int holds, int requests) {
    jdbc.update(
        """
        insert into oubli.hold (scope, collection, row_key, reason, owner, review_on, added_by)
        select 'row', 't0002', i, 'litige ' || i, 'service juridique', ?, 'benchmark'
        from generate_series(1, ?) i""",
        asOf.plusYears(1),
        holds);
    jdbc.update(
        """
        insert into oubli.request (kind, channel, quality, received_on, deadline, opened_by)
        select 'erasure', 'post', 'person', ?, ?, 'benchmark' from generate_series(1, ?)""",
        asOf.minusDays(7),
        asOf.plusDays(23),
        requests);
    jdbc.execute("analyze oubli.hold, oubli.request");
  }

  private String check(LargeShape shape) throws IOException {
    CheckReport report =
        new Check(database, asOf, "as of " + asOf, null).of(shape.policy(home), shape.map(home));
    List<String> lines = report.lines();
    if (!lines.get(0).startsWith("a purge would run")) {
      throw new IllegalStateException(String.join("\n", lines));
    }
    return String.join("\n", lines);
  }

  private String open(LargeShape shape) throws IOException {
    Policy policy = shape.policy(home);
    DataMap map = shape.map(home);
    SubjectSearch search =
        new SubjectSearch(
            database.dataSource(),
            map,
            Objects.requireNonNull(policy.subject()),
            Phones.of(policy),
            Gates.fitting(database.dataSource(), map, policy));
    List<Identity> who = List.of(Identity.email(PERSON));
    Request request =
        register().open(new Letter(Right.ACCESS, "email", "person", asOf, "all"), who);
    search.search(request.id(), who);
    Long found =
        jdbc.queryForObject(
            "select count(*) from oubli.request_match where request = ? and state = 'confirmed'",
            Long.class,
            request.id());
    if (found == null || found < shape.tables() / 100) {
      throw new IllegalStateException(found + " rows were found, nothing was measured");
    }
    return found + " rows";
  }

  private String listHolds() {
    return HoldList.of(new HoldRegister(database.dataSource()).inForce()).toString();
  }

  private String listRequests() {
    return new WaitingRequests(register().waiting(), asOf).table().toString();
  }

  private RequestRegister register() {
    return new RequestRegister(
        database.dataSource(), new Deadlines(new PublicHolidays(false)), "benchmark");
  }

  private static void row(TextTable table, LargeShape shape, String how, Callable<String> work) {
    row(table, "%,d tables, %d rules".formatted(shape.tables(), shape.rules()), how, work);
  }

  private static void row(TextTable table, String what, String how, Callable<String> work) {
    long start = System.nanoTime();
    String said;
    try {
      said = work.call();
    } catch (Exception e) {
      throw new IllegalStateException(what + ", " + how, e);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    if (said.isBlank()) {
      throw new IllegalStateException(what + ": nothing was said, nothing was measured");
    }
    table.row(what, how, "%.2f".formatted(seconds), null, null);
  }
}
