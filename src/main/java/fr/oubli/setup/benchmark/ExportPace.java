package fr.oubli.setup.benchmark;

import fr.oubli.model.datacontroller.Controller;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.platform.console.TextTable;
import fr.oubli.registers.recording.RecordingFiles;
import fr.oubli.rights.access.SubjectExport;
import fr.oubli.rights.request.Deadlines;
import fr.oubli.rights.request.PublicHolidays;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.RequestRegister;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Measures how many access bundles one worker writes in a second, read for fifty people together
 * and for each person alone, and what takes the time.
 */
final class ExportPace {

  private static final int TOGETHER = 50;
  private static final char[] PASSPHRASE = "correct-horse-battery".toCharArray();

  private final DataSource dataSource;
  private final SubjectExport export;
  private final List<Request> requests;

  ExportPace(
      DataSource dataSource,
      Policy policy,
      DataMap map,
      Controller controller,
      Path home,
      LocalDate today,
      int people) {
    this.dataSource = dataSource;
    this.export =
        new SubjectExport(
            dataSource,
            policy,
            map,
            controller,
            new RecordingFiles(home.resolve("recordings")),
            home.resolve("bundles"),
            today);
    this.requests = requests(people);
  }

  /** People with a dozen rows each, their requests verified and their rows found. */
  private List<Request> requests(int people) {
    JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    Bench.customers(people).forEach(jdbc::execute);
    jdbc.execute(
        """
        insert into orders (customer_id, channel, status, ordered_at, service, email, problem)
        select c.id, 'site', 'done', now() - i * interval '90 days', 'Ouverture', c.email,
          'Porte claquée, clé à l''intérieur'
        from customers c, generate_series(1, 4) i;
        insert into messages (customer_id, channel, body, sent_at)
        select c.id, 'chat', repeat('Bonjour, quand passez-vous ? ', 10), now()
        from customers c, generate_series(1, 3) i;
        insert into cookies (customer_id, kind, name, value, set_at)
        select c.id, 'functional', 'n' || i, md5(i::text), now()
        from customers c, generate_series(1, 4) i;
        insert into oubli.request (kind, channel, quality, received_on, state, deadline, opened_by)
        select 'access', 'email', 'person', current_date, 'verified', current_date + 30, 'benchmark'
        from customers;
        create temp table asked as select row_number() over (order by id) as n, id
          from oubli.request where opened_by = 'benchmark';
        insert into oubli.request_match (request, collection, row_key, found_by, state)
        select a.id, 'customers', c.id::text, 'email', 'confirmed'
          from customers c join asked a on a.n = c.id
        union all select a.id, 'orders', o.id::text, 'customer_id', 'confirmed'
          from orders o join asked a on a.n = o.customer_id
        union all select a.id, 'messages', o.id::text, 'customer_id', 'confirmed'
          from messages o join asked a on a.n = o.customer_id
        union all select a.id, 'cookies', o.id::text, 'customer_id', 'confirmed'
          from cookies o join asked a on a.n = o.customer_id;
        drop table asked;
        analyze
        """);
    return new RequestRegister(dataSource, new Deadlines(new PublicHolidays(false)), "benchmark")
        .waiting();
  }

  void measure(TextTable table) {
    double alone = seconds(() -> export.writeAll(requests, 1, PASSPHRASE, true));
    double whole = seconds(() -> export.writeAll(requests, TOGETHER, PASSPHRASE, true));
    double open = seconds(() -> export.writeAll(requests, TOGETHER, null, true));
    double stored = seconds(() -> export.writeAll(requests, TOGETHER, null, false));
    double read = seconds(() -> export.readAll(requests, TOGETHER));
    String name = "%,d access bundles".formatted(requests.size());
    row(table, name, "fifty people read together", whole, whole);
    row(table, "%.0f a second".formatted(requests.size() / whole), "each alone", alone, whole);
    row(table, "", "SQL alone", read, whole);
    row(table, "", "compression alone", open - stored, whole);
    row(table, "", "encryption alone", whole - open, whole);
  }

  private static void row(TextTable table, String what, String how, double seconds, double whole) {
    table.row(what, how, "%.2f".formatted(seconds), "%.2f".formatted(seconds / whole), null);
  }

  private static double seconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }
}
