package fr.oubli.setup.benchmark;

import fr.oubli.intake.Feed;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.feed.FeedMapping;
import fr.oubli.model.feed.FeedMappingFile;
import fr.oubli.model.policy.Policy;
import fr.oubli.platform.console.TextTable;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.output.OwnerOnlyFile;
import fr.oubli.rights.suppression.SuppressedPeople;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Base64;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A feed of orders, with every line read, checked and held against a suppression list of some
 * thousand people, beside {@code COPY} of the same rows into the same table with its indexes.
 */
final class FeedPace {

  private static final int WARMING_LINES = 20_000;
  private static final int KEY_BYTES = 32;

  private static final String FILE =
      """
      select to_char(o.at, 'DD/MM/YYYY HH24:MI') as "commandée le", 'terminée' as "état",
        'Ouverture de porte' as prestation, o.email as "e-mail", 'Marie' as "prénom",
        'Durand' as nom, o.phone as "téléphone", o.i %% 200 || ' rue de la Paix' as adresse,
        'Paris' as ville, '75011' as "code postal", '2' as "étage",
        'Porte claquée, clé à l''intérieur' as "problème", '120,50' as "montant TTC"
      from public.benchmark_orders o where o.i <= %d""";

  private static final String ROWS =
      """
      select c.id, 'site', 'done', o.at at time zone 'Europe/Paris', 'Ouverture de porte', 'Marie',
        'Durand', o.email, o.phone, o.i % 200 || ' rue de la Paix', 'Paris', '75011', '2',
        'Porte claquée, clé à l''intérieur', 120.50
      from public.benchmark_orders o join customers c on c.email = o.email""";

  private static final String COLUMNS =
      "customer_id, channel, status, ordered_at, service, first_name, last_name, email, phone,"
          + " address, city, postal_code, floor, problem, amount_incl_tax";

  private final DataSource dataSource;
  private final Policy policy;
  private final DataMap map;
  private final Path home;
  private final LocalDate today;

  FeedPace(DataSource dataSource, Policy policy, DataMap map, Path home, LocalDate today) {
    this.dataSource = dataSource;
    this.policy = policy;
    this.map = map;
    this.home = home;
    this.today = today;
  }

  void measure(TextTable table, FeedMapping mapping, long lines) throws IOException {
    fill(lines);
    Path small = out(FILE.formatted(WARMING_LINES), "small.csv", true);
    Path whole = out(FILE.formatted(lines), "feed.csv", true);
    Path rows = out(ROWS, "rows.csv", false);
    emptied();
    in(rows);
    emptied();
    feed(small, mapping);
    emptied();
    double copied = seconds(() -> in(rows));
    emptied();
    double fed = seconds(() -> feed(whole, mapping));
    Long there =
        new JdbcTemplate(dataSource).queryForObject("select count(*) from orders", Long.class);
    if (there == null || there != lines) {
      throw new IllegalStateException("the feed brought in " + there + " of " + lines + " orders");
    }
    String name = "%,d orders".formatted(lines);
    table.row(name, "COPY into the table", "%.2f".formatted(copied), "1.00", null);
    table.row("", "the feed", "%.2f".formatted(fed), "%.2f".formatted(fed / copied), null);
  }

  /**
   * Each line is of another moment, so that none is there before; from three o'clock on each day,
   * since clocks leave out none of these times and show none twice.
   */
  private void fill(long lines) throws IOException {
    JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    long customers = Math.max(1, lines / 10);
    Bench.customers(customers).forEach(jdbc::execute);
    jdbc.execute(
        """
        drop table if exists public.benchmark_orders;
        create table public.benchmark_orders as
          select i, 'client' || 1 + i %% %1$d || '@exemple.fr' as email,
            '06' || lpad((1 + i %% %1$d)::text, 8, '1') as phone,
            timestamp '2024-01-01 03:00' + i / 1260 * interval '1 day'
              + mod(i, 1260) * interval '1 minute' as at
          from generate_series(1, %2$d) i;
        truncate oubli.suppression;
        insert into oubli.suppression (kind, digest, reason)
        select k, encode(sha256(convert_to(k || i, 'UTF8')), 'hex'), 'erasure'
        from generate_series(1, 2000) i, unnest(array['email', 'phone_number']) k;
        analyze customers, public.benchmark_orders
        """
            .formatted(customers, lines));
    Path key = home.resolve("suppression-key");
    if (!Files.exists(key)) {
      OwnerOnlyFile.create(key, Base64.getEncoder().encodeToString(new byte[KEY_BYTES]));
    }
  }

  private void emptied() {
    JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    jdbc.execute("truncate orders restart identity cascade");
    jdbc.execute("checkpoint");
  }

  private void feed(Path file, FeedMapping mapping) {
    Feed.Done done =
        new Feed(
                dataSource,
                policy,
                map,
                new SuppressedPeople(),
                new Feed.Folders(home, home.resolve("rejected")),
                today,
                "benchmark")
            .bringIn(file, mapping, null, 0);
    if (done.code() != ExitCode.DONE) {
      throw new IllegalStateException(String.join("\n", done.lines()));
    }
  }

  private Path out(String query, String name, boolean header) throws IOException {
    Path file = home.resolve(name);
    try (Connection connection = dataSource.getConnection();
        OutputStream out = Files.newOutputStream(file)) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyOut(
              "copy (" + query + ") to stdout (format csv, delimiter ';', header " + header + ")",
              out);
      return file;
    } catch (SQLException e) {
      throw new IllegalStateException("the file could not be written", e);
    }
  }

  private void in(Path rows) {
    try (Connection connection = dataSource.getConnection();
        InputStream in = Files.newInputStream(rows)) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("copy orders (" + COLUMNS + ") from stdin (format csv, delimiter ';')", in);
    } catch (SQLException | IOException e) {
      throw new IllegalStateException("the rows could not be copied", e);
    }
  }

  static FeedMapping mapping(Path folder) {
    return FeedMappingFile.read(folder.resolve("site.yml"));
  }

  private static double seconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }
}
