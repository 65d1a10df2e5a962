package fr.oubli.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.DataMapFile;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.PolicyFile;
import fr.oubli.platform.console.Progress;
import fr.oubli.purge.NightlyPurge;
import fr.oubli.purge.PurgeFolders;
import fr.oubli.purge.PurgeOptions;
import fr.oubli.purge.PurgeOutcome;
import fr.oubli.purge.PurgeScope;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.FileSystemUtils;

/** The company whose tables, policy and map are shipped, with no rows. */
public final class Company implements AutoCloseable {

  private final String database = ShopServer.copyOfReference();
  private final HikariDataSource pool;
  private final JdbcTemplate jdbc;
  private final Path folder;

  public Company() {
    HikariConfig config = new HikariConfig();
    config.setDataSource(ShopServer.source(database));
    config.setMaximumPoolSize(8);
    config.setMinimumIdle(0);
    config.setConnectionInitSql("set time zone 'UTC'; set jit = off");
    this.pool = new HikariDataSource(config);
    this.jdbc = new JdbcTemplate(pool);
    try {
      this.folder = Files.createTempDirectory("company");
      Files.createDirectories(recordings());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public DataSource dataSource() {
    return pool;
  }

  public JdbcTemplate jdbc() {
    return jdbc;
  }

  public String database() {
    return database;
  }

  public Path folder() {
    return folder;
  }

  public Path recordings() {
    return folder.resolve("recordings");
  }

  public static Policy policy() {
    return PolicyFile.read(Path.of("jobs/policy.yml"));
  }

  public static DataMap map() {
    return DataMapFile.read(Path.of("jobs/datamap.yml"));
  }

  /** What a process of its own needs to find this database. */
  public Map<String, String> environment() {
    PGSimpleDataSource source = ShopServer.source(database);
    return Map.of(
        "OUBLI_DATABASE_URL",
        "jdbc:postgresql://localhost:%d/%s".formatted(source.getPortNumbers()[0], database),
        "OUBLI_DATABASE_USER",
        "postgres",
        "OUBLI_HOME",
        folder.resolve("home").toString());
  }

  public int port() {
    return ShopServer.source(database).getPortNumbers()[0];
  }

  /** A row of the given column names and values, alternating; answers its first column. */
  public long insert(String table, @Nullable Object... namesAndValues) {
    List<String> names = new ArrayList<>();
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      names.add(Objects.toString(namesAndValues[i]));
      values.add(namesAndValues[i + 1]);
    }
    PGSimpleDataSource source = ShopServer.source(database);
    source.setStringType("unspecified");
    String row =
        "insert into %s (%s) values (%s) returning *"
            .formatted(
                table,
                String.join(", ", names),
                String.join(", ", Collections.nCopies(names.size(), "?")));
    try (Connection connection = source.getConnection();
        var statement = connection.prepareStatement(row)) {
      for (int i = 0; i < values.size(); i++) {
        statement.setObject(i + 1, values.get(i));
      }
      try (var answer = statement.executeQuery()) {
        answer.next();
        return answer.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(row, e);
    }
  }

  public long customer(String email, String phone) {
    return insert(
        "customers",
        "email",
        email,
        "first_name",
        "Jeanne",
        "last_name",
        "Martin",
        "phone",
        phone,
        "created_at",
        "2024-03-04 10:00+01");
  }

  public long order(@Nullable Long customer, @Nullable String email) {
    return insert(
        "orders",
        "customer_id",
        customer,
        "channel",
        "site",
        "status",
        "done",
        "ordered_at",
        "2025-05-06 12:00+02",
        "service",
        "Ouverture de porte",
        "email",
        email);
  }

  public long recording(@Nullable Long customer, String number, String startedAt, String path) {
    try {
      Path file = recordings().resolve(path);
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.writeString(file, "voice of " + path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return insert(
        "recordings",
        "customer_id",
        customer,
        "caller_number",
        number,
        "agent",
        "Paul Agent",
        "started_at",
        startedAt,
        "file_path",
        path);
  }

  public long count(String from) {
    return Objects.requireNonNull(jdbc.queryForObject("select count(*) from " + from, Long.class));
  }

  public Path reports() {
    return folder.resolve("reports");
  }

  public Path keys() {
    return folder.resolve("home");
  }

  public @Nullable String text(String select) {
    return jdbc.queryForObject("select (" + select + ")::text", String.class);
  }

  /** An invoice with one line. */
  public long invoice(@Nullable Long customer, @Nullable Long order, long number, String issuedOn) {
    long invoice =
        insert(
            "invoices",
            "order_id",
            order,
            "customer_id",
            customer,
            "document_type",
            "invoice",
            "series",
            "F",
            "number",
            number,
            "issued_on",
            issuedOn,
            "customer_account",
            "411001",
            "billed_name",
            "Jeanne Martin",
            "total_excl_tax",
            100,
            "total_tax",
            20,
            "total_incl_tax",
            120);
    line(invoice);
    return invoice;
  }

  /** The one line of an invoice of 100 and its tax. */
  public void line(long invoice) {
    insert(
        "invoice_lines",
        "invoice_id",
        invoice,
        "line_no",
        1,
        "label",
        "Serrure",
        "quantity",
        1,
        "unit_price",
        100,
        "tax_rate",
        20,
        "amount_excl_tax",
        100,
        "tax",
        20);
  }

  public PurgeOutcome purge(LocalDate asOf) {
    return new NightlyPurge(policy(), map(), pool, Progress.silent(), Clock.systemUTC())
        .run(
            new PurgeOptions(
                asOf,
                PurgeScope.NIGHT,
                new PurgeFolders(reports(), recordings(), keys()),
                2,
                "test-operator"));
  }

  /** A command on this company, in a process of its own; ends when it ends. */
  public OubliProcess command(String... arguments) throws IOException, InterruptedException {
    OubliProcess process = OubliProcess.start(environment(), arguments);
    process.code();
    return process;
  }

  public OubliProcess nightlyPurge(LocalDate asOf) throws IOException, InterruptedException {
    return command(
        "nightly-purge",
        "--as-of",
        asOf.toString(),
        "--reports",
        reports().toString(),
        "--recordings",
        recordings().toString());
  }

  /** Everything that the database stores, as COPY writes it, by table. */
  public Map<String, String> dump() {
    Map<String, String> dump = new TreeMap<>();
    List<String> tables =
        jdbc.queryForList(
            "select format('%I.%I', schemaname, tablename) from pg_tables"
                + " where schemaname not in ('pg_catalog', 'information_schema')",
            String.class);
    try (Connection connection = ShopServer.source(database).getConnection()) {
      CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
      for (String table : tables) {
        StringWriter rows = new StringWriter();
        copy.copyOut("copy " + table + " to stdout", rows);
        dump.put(table, rows.toString());
      }
      return dump;
    } catch (SQLException | IOException e) {
      throw new IllegalStateException("the database could not be dumped", e);
    }
  }

  /** The rows that were not found for a request, whole, by table. */
  public Map<String, String> rowsOfOthers(long request) {
    Map<String, String> rows = new TreeMap<>();
    for (var collection : map().collections()) {
      String key =
          collection.name().equals("invoice_lines")
              ? "row(t.invoice_id, t.line_no)::text"
              : "t.id::text";
      rows.put(
          collection.name(),
          String.valueOf(
              text(
                  "select coalesce(string_agg(t::text, '|' order by t::text), '') from "
                      + collection.name()
                      + " t where not exists (select 1 from oubli.request_match m"
                      + " where m.request = "
                      + request
                      + " and m.collection = '"
                      + collection.name()
                      + "' and m.row_key = "
                      + key
                      + " and m.state = 'confirmed')")));
    }
    return rows;
  }

  /** The rows of every business table, as digests by table and key. */
  public Map<String, String> rows() {
    Map<String, String> rows = new TreeMap<>();
    for (var collection : map().collections()) {
      jdbc.query(
          "select md5(t::text), t::text from " + collection.name() + " t",
          row -> {
            rows.merge(collection.name() + " " + row.getString(1), "1", String::concat);
          });
    }
    return rows;
  }

  @Override
  public void close() {
    pool.close();
    ShopServer.drop(database);
    try {
      FileSystemUtils.deleteRecursively(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
