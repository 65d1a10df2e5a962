package fr.oubli.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import fr.oubli.evidence.LedgerVerification;
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
import fr.oubli.purge.report.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.FileSystemUtils;

/** A small company with its own database, its policy, and the folders that a purge works on. */
public final class Shop implements AutoCloseable {

  private static final Path RESOURCES = Path.of("src/test/resources/shop");
  private static final int CONNECTIONS = 8;

  private final String database;
  private final HikariDataSource pool;
  private final JdbcTemplate jdbc;
  private final Path folder;
  private String policy;

  private Shop(String database) throws IOException {
    this.database = database;
    this.pool = pool();
    this.jdbc = new JdbcTemplate(pool);
    this.folder = Files.createTempDirectory("shop");
    this.policy = Files.readString(RESOURCES.resolve("policy.yml"));
    Files.createDirectories(recordings());
  }

  /** A shop with no rows. */
  public static Shop fresh() {
    try {
      return new Shop(ShopServer.copy());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A shop with the same rows and files. */
  public Shop twin() {
    try {
      pool.getHikariPoolMXBean().softEvictConnections();
      Shop twin = new Shop(ShopServer.copyOf(database));
      FileSystemUtils.copyRecursively(recordings(), twin.recordings());
      return twin;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a process of its own needs to find this shop's database. */
  public Map<String, String> environment() {
    PGSimpleDataSource source = ShopServer.source(database);
    return Map.of(
        "OUBLI_DATABASE_URL",
        "jdbc:postgresql://localhost:%d/%s".formatted(source.getPortNumbers()[0], database),
        "OUBLI_DATABASE_USER",
        "postgres");
  }

  private HikariDataSource pool() {
    PGSimpleDataSource source = ShopServer.source(database);
    HikariConfig config = new HikariConfig();
    config.setDataSource(source);
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(0);
    config.setConnectionInitSql("set time zone 'UTC'; set jit = off");
    return new HikariDataSource(config);
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

  public DataSource dataSource() {
    return pool;
  }

  public JdbcTemplate jdbc() {
    return jdbc;
  }

  /** A connection of its own, for a transaction that stays open beside a purge. */
  public Connection connect() throws SQLException {
    return ShopServer.source(database).getConnection();
  }

  /** What a role would read. */
  public <T> T as(String role, java.util.function.Function<DataSource, T> reading) {
    try (Connection connection = connect()) {
      connection.createStatement().execute("set role " + role);
      return reading.apply(
          new org.springframework.jdbc.datasource.SingleConnectionDataSource(connection, true));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public Path recordings() {
    return folder.resolve("recordings");
  }

  public Path reports() {
    return folder.resolve("reports");
  }

  public Path keys() {
    return folder.resolve("keys");
  }

  /** Replaces a piece of the policy's text, which must be there. */
  public Shop amend(String piece, String other) {
    if (!policy.contains(piece)) {
      throw new IllegalArgumentException("the policy does not say: " + piece);
    }
    policy = policy.replace(piece, other);
    return this;
  }

  public Policy policy() {
    return PolicyFile.read(policyFile());
  }

  /** The policy as it was amended so far. */
  public Path policyFile() {
    try {
      return Files.writeString(folder.resolve("policy.yml"), policy);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static DataMap map() {
    return DataMapFile.read(RESOURCES.resolve("datamap.yml"));
  }

  /** A row of the given column names and values, alternating; answers its first column. */
  public long insert(String table, @Nullable Object... namesAndValues) {
    List<String> names = new ArrayList<>();
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      names.add(Objects.toString(namesAndValues[i]));
      values.add(namesAndValues[i + 1]);
    }
    String row =
        "insert into %s (%s) values (%s) returning *"
            .formatted(
                table,
                String.join(", ", names),
                String.join(", ", Collections.nCopies(names.size(), "?")));
    return withLooseTypes(row, values.toArray());
  }

  /** Texts are read as whatever type the column has. */
  private long withLooseTypes(String sql, @Nullable Object[] values) {
    PGSimpleDataSource source = ShopServer.source(database);
    source.setStringType("unspecified");
    try (Connection connection = source.getConnection();
        var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      try (var row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  public long customer(String email) {
    return customer(email, "2001-03-04 10:00+01");
  }

  public long customer(String email, String createdAt) {
    return insert(
        "customers",
        "email",
        email,
        "first_name",
        "Jeanne",
        "last_name",
        "Martin",
        "phone",
        "+33612345678",
        "postal_code",
        "75008",
        "created_at",
        createdAt);
  }

  public long order(@Nullable Long customer, @Nullable String orderedAt) {
    return insert(
        "orders",
        "customer_id",
        customer,
        "ordered_at",
        orderedAt,
        "last_name",
        "Martin",
        "amount",
        123.45);
  }

  public long guestOrder(String email, @Nullable String orderedAt) {
    return insert("orders", "email", email, "ordered_at", orderedAt, "last_name", "Martin");
  }

  public long invoice(String number, @Nullable Long order, @Nullable String issuedOn) {
    return insert(
        "invoices",
        "order_id",
        order,
        "customer_id",
        order == null ? null : text("select customer_id from orders where id = " + order),
        "number",
        number,
        "issued_on",
        issuedOn,
        "billed_name",
        "Jeanne Martin",
        "billed_email",
        "jeanne@billing.example",
        "total",
        123.45);
  }

  public void line(long invoice, int number) {
    insert("invoice_lines", "invoice_id", invoice, "line_no", number, "label", "Serrure");
  }

  public long cookie(@Nullable String setAt) {
    return insert("cookies", "value", "abc", "set_at", setAt);
  }

  /** A recording; where there is a path, the file too. */
  public long recording(@Nullable String startedAt, @Nullable String path) {
    if (path != null) {
      file(path);
    }
    return insert(
        "recordings", "caller_number", "+33698765432", "started_at", startedAt, "file_path", path);
  }

  public Path file(String path) {
    try {
      Path file = recordings().resolve(path);
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      return Files.writeString(file, "voice");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public PurgeOptions options(LocalDate asOf, boolean dryRun, @Nullable String plan) {
    return new PurgeOptions(
        asOf,
        new PurgeScope(dryRun, plan, null, false),
        new PurgeFolders(reports(), recordings(), keys()),
        2,
        "test-operator");
  }

  public PurgeOutcome purge(String asOf) {
    return purge(options(LocalDate.parse(asOf), false, null));
  }

  public PurgeOutcome dryRun(String asOf) {
    return purge(options(LocalDate.parse(asOf), true, null));
  }

  public PurgeOutcome purgePlan(String hash) {
    return purge(options(LocalDate.of(2001, 1, 1), false, hash));
  }

  public PurgeOutcome purge(PurgeOptions options) {
    return new NightlyPurge(policy(), map(), pool, Progress.silent(), Clock.systemUTC())
        .run(options);
  }

  /** The line of an outcome, by {@code rule:collection}. */
  public static Result line(PurgeOutcome outcome, String name) {
    return outcome.results().stream()
        .filter(result -> (result.rule() + ":" + result.collection()).equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no line " + name + " in " + outcome));
  }

  /** The hash that a dry run or a refusal tells of. */
  public static String planNamedIn(Iterable<String> lines) {
    var hash = java.util.regex.Pattern.compile("plan ([0-9a-f]{16})");
    for (String line : lines) {
      var match = hash.matcher(line);
      if (match.find()) {
        return match.group(1);
      }
    }
    throw new IllegalArgumentException("no plan named in " + lines);
  }

  public LedgerVerification.Result verifyLedger() {
    return new LedgerVerification(pool).verify(reports(), "");
  }

  public boolean has(String table, long id) {
    return count(table + " where id = " + id) == 1;
  }

  /** Rows of a table, which may go on with a condition. */
  public long count(String from) {
    return Objects.requireNonNull(jdbc.queryForObject("select count(*) from " + from, Long.class));
  }

  public @Nullable String text(String select) {
    return jdbc.queryForObject("select (" + select + ")::text", String.class);
  }

  public boolean anonymised(long customer) {
    return count(
            "customers where email = 'erased-' || id || '@invalid' and first_name is null"
                + " and last_name is null and phone is null and length(postal_code) <= 2 and id = "
                + customer)
        == 1;
  }

  /** Untouched, as {@link #customer} wrote it. */
  public boolean intact(long customer) {
    return count(
            "customers where last_name = 'Martin' and first_name = 'Jeanne' and id = " + customer)
        == 1;
  }

  /** The digest of every row of every business table, per table. */
  public Map<String, String> business() {
    return checksums(
        "customers",
        "orders",
        "invoices",
        "invoice_lines",
        "contact_requests",
        "cookies",
        "recordings",
        "disputes");
  }

  public Map<String, String> checksums(String... tables) {
    Map<String, String> sums = new TreeMap<>();
    Arrays.stream(tables)
        .forEach(
            table ->
                sums.put(
                    table,
                    Objects.requireNonNull(
                        text(
                            "select coalesce(md5(string_agg(row::text, '|' order by row::text)), '')"
                                + " from "
                                + table
                                + " row"))));
    return sums;
  }
}
