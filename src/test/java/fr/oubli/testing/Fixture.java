package fr.oubli.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import fr.oubli.evidence.LedgerVerification;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
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
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGStatement;
import org.postgresql.copy.CopyManager;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.util.FileSystemUtils;

/**
 * What a test works on: a database of its own on the shared server, with the schema oubli in it,
 * and a folder of its own for recordings, reports and keys. Both go when it is closed. A subclass
 * says which business tables there are, and which policy and map belong to them.
 */
public abstract class Fixture implements AutoCloseable {

  private static final int CONNECTIONS = 8;
  private static final int WORKERS = 2;

  private final Cluster cluster;
  private final String database;
  private final HikariDataSource pool;
  private final JdbcTemplate jdbc;
  private final Path folder;

  /**
   * @param database of the shared server; dropped when the fixture is closed
   */
  Fixture(String database) {
    this(SharedServer.cluster(), database);
  }

  /**
   * @param cluster the server of the database
   */
  Fixture(Cluster cluster, String database) {
    this.cluster = cluster;
    this.database = database;
    this.pool = pool(cluster, database);
    this.jdbc = new JdbcTemplate(pool);
    try {
      this.folder = Files.createTempDirectory("fixture");
      Files.createDirectories(recordings());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HikariDataSource pool(Cluster cluster, String database) {
    return pool(cluster, database, "");
  }

  private static HikariDataSource pool(Cluster cluster, String database, String more) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(cluster.source(database));
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(0);
    config.setConnectionInitSql("set time zone 'UTC'; set jit = off" + more);
    // A pool that keeps no session would throw away the one by which it tries the server.
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }

  @Override
  public final void close() {
    disconnect();
    pool.close();
    cluster.drop(database);
    try {
      FileSystemUtils.deleteRecursively(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public final DataSource dataSource() {
    return pool;
  }

  public final JdbcTemplate jdbc() {
    return jdbc;
  }

  /** A connection beside the pool, for a transaction that stays open while a command runs. */
  public final Connection connect() throws SQLException {
    return cluster.source(database).getConnection();
  }

  /** A connection to a copy of the database. */
  public final Connection connect(String copy) throws SQLException {
    return cluster.source(copy).getConnection();
  }

  final Cluster cluster() {
    return cluster;
  }

  /** Lets go of the idle connections: the database can be copied, or its server was away. */
  public final void disconnect() {
    pool.getHikariPoolMXBean().softEvictConnections();
  }

  /**
   * What a reader gets when it reads as a role.
   *
   * @param reading the reader, given a source whose one connection has the role's rights
   */
  public final <T> T as(String role, Function<DataSource, T> reading) {
    try (Connection connection = connect()) {
      connection.createStatement().execute("set role " + role);
      return reading.apply(new SingleConnectionDataSource(connection, true));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same of work that needs several connections. */
  public final <T> T working(String role, Function<DataSource, T> work) {
    try (HikariDataSource source = pool(cluster, database, "; set role " + role)) {
      return work.apply(source);
    }
  }

  public final String database() {
    return database;
  }

  public final int port() {
    return cluster.port();
  }

  /** What a process of its own needs to find this database and these keys. */
  public Map<String, String> environment() {
    return Map.of(
        "OUBLI_DATABASE_URL",
        "jdbc:postgresql://localhost:%d/%s".formatted(port(), database),
        "OUBLI_DATABASE_USER",
        "postgres",
        "OUBLI_HOME",
        keys().toString(),
        "OUBLI_REPORTS",
        reports().toString());
  }

  /** Runs a command on this database, in this process. */
  public final OubliProcess command(String... arguments) throws IOException, InterruptedException {
    return OubliProcess.here(environment(), arguments);
  }

  /** The folder that goes with the fixture: whatever a test writes may lie in it. */
  public final Path folder() {
    return folder;
  }

  public final Path recordings() {
    return folder.resolve("recordings");
  }

  public final Path reports() {
    return folder.resolve("reports");
  }

  /** The folder of the keys, which is what a command calls its home. */
  public final Path keys() {
    return folder.resolve("home");
  }

  /** Writes the audio file of a recording, whose text names it. */
  public final Path file(String path) {
    try {
      Path file = recordings().resolve(path);
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      return Files.writeString(file, "voice of " + path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Inserts a row. Texts are read as whatever type their column has.
   *
   * @param namesAndValues columns and their values, alternating
   * @return the row's first column
   */
  public final long insert(String table, @Nullable Object... namesAndValues) {
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
    try (Connection connection = pool.getConnection();
        PreparedStatement statement = connection.prepareStatement(row)) {
      // Tests change tables between two rows: what was prepared for one would fail for the other.
      statement.unwrap(PGStatement.class).setPrepareThreshold(0);
      for (int i = 0; i < values.size(); i++) {
        if (values.get(i) instanceof String text) {
          statement.setObject(i + 1, text, Types.OTHER);
        } else {
          statement.setObject(i + 1, values.get(i));
        }
      }
      try (ResultSet inserted = statement.executeQuery()) {
        inserted.next();
        return inserted.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(row, e);
    }
  }

  /** Writes a request of access, made by e-mail, straight into the register's table. */
  public final long accessRequest(@Nullable Object... namesAndValues) {
    List<@Nullable Object> all =
        new ArrayList<>(List.of("kind", "access", "channel", "email", "quality", "person"));
    all.addAll(Arrays.asList(namesAndValues));
    return insert("oubli.request", all.toArray());
  }

  /** How many rows a table has; a condition may follow its name. */
  public final long count(String from) {
    return Objects.requireNonNull(jdbc.queryForObject("select count(*) from " + from, Long.class));
  }

  /** The single value of a query, as text. */
  public @Nullable String text(String select) {
    return jdbc.queryForObject("select (" + select + ")::text", String.class);
  }

  /**
   * @param plan the hash of an approved plan; null for a night without one
   */
  public final PurgeOptions options(LocalDate asOf, boolean dryRun, @Nullable String plan) {
    return new PurgeOptions(
        asOf,
        new PurgeScope(dryRun, plan, null, false),
        new PurgeFolders(reports(), recordings(), keys()),
        WORKERS,
        "test-operator");
  }

  /** A night of a policy and a map of the test's own. */
  public final PurgeOutcome purge(Policy policy, DataMap map, LocalDate asOf) {
    return purge(policy, map, options(asOf, false, null));
  }

  public final PurgeOutcome purge(Policy policy, DataMap map, PurgeOptions options) {
    return new NightlyPurge(policy, map, pool, Progress.silent(), Clock.systemUTC()).run(options);
  }

  /** Every digest of the ledger computed again, and the seals compared with their copies. */
  public final LedgerVerification.Result verifyLedger() {
    return new LedgerVerification(pool).verify(reports(), "");
  }

  /** One digest a table, of all its rows whatever their order. */
  public final Map<String, String> checksums(String... tables) {
    Map<String, String> sums = new TreeMap<>();
    for (String table : tables) {
      String rows = "coalesce(md5(string_agg(row::text, '|' order by row::text)), '')";
      String sum = text("select " + rows + " from " + table + " row");
      sums.put(table, Objects.requireNonNull(sum));
    }
    return sums;
  }

  /** A copy of the database as it is, to go back to; it goes with the server. */
  public final String backup() {
    disconnect();
    return cluster.copyOf(database);
  }

  /** Puts a copy in the place of the database, as after a disaster. */
  public final void restore(String backup) {
    disconnect();
    cluster.restore(database, backup);
  }

  /** Everything that the database stores, as COPY writes it, by table. */
  public final Map<String, String> dump() {
    Map<String, String> dump = new TreeMap<>();
    List<String> tables =
        jdbc.queryForList(
            "select format('%I.%I', schemaname, tablename) from pg_tables"
                + " where schemaname not in ('pg_catalog', 'information_schema')",
            String.class);
    try (Connection connection = connect()) {
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
}
