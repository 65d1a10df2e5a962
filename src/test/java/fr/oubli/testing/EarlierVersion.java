package fr.oubli.testing;

import fr.oubli.evidence.LedgerVerification;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.DataMapFile;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.PolicyFile;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.database.DatabaseSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/**
 * What an earlier version left behind: a database with its schema oubli, and beside it the policy,
 * the map, the keys, the recordings and the copies of the seals. The head of {@code
 * earlier-version/database.sql} tells what had happened. No code of today has touched it yet.
 */
public final class EarlierVersion extends Fixture {

  private static final Path FILES = Path.of("src/test/resources/earlier-version");

  private static final String LOADED = loaded();

  /** As it was left. */
  public EarlierVersion() {
    this(LOADED);
  }

  private EarlierVersion(String database) {
    super(SharedServer.copyOf(database));
    try {
      FileSystemUtils.copyRecursively(FILES.resolve("home"), keys());
      FileSystemUtils.copyRecursively(FILES.resolve("seals"), reports());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (String recording : new String[] {"b.ogg", "c.ogg", "f.ogg", "h.ogg", "k.ogg"}) {
      file(recording);
    }
  }

  /** As any command of today leaves it that has nothing else to do; made once, and copied. */
  public static EarlierVersion migrated() {
    return new EarlierVersion(Migrated.DATABASE);
  }

  /** The database that {@link #migrated} copies, made when it is first asked for. */
  private static final class Migrated {

    static final String DATABASE = database();

    private static String database() {
      try (EarlierVersion earlier = new EarlierVersion()) {
        earlier.migrate();
        return earlier.backup();
      }
    }
  }

  private static String loaded() {
    String database = SharedServer.empty();
    try (Connection connection = SharedServer.source(database).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(Files.readString(FILES.resolve("database.sql")));
      return database;
    } catch (SQLException | IOException e) {
      throw new IllegalStateException("what the earlier version left cannot be loaded", e);
    }
  }

  /** Brings the schema up to date, as every command does first. */
  public void migrate() {
    Database.open(DatabaseSettings.from(environment(), keys(), 2)).close();
  }

  public static Policy policy() {
    return PolicyFile.read(FILES.resolve("policy.yml"));
  }

  public static DataMap map() {
    return DataMapFile.read(FILES.resolve("datamap.yml"));
  }

  /** The ledger read again under the public key that the auditor kept at that version's time. */
  public LedgerVerification.Result verified() {
    try {
      String key = Files.readString(FILES.resolve("home/seal-key.pub")).strip();
      return new LedgerVerification(dataSource()).verify(reports(), key);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Commands find the policy and the other files too. */
  @Override
  public Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(super.environment());
    environment.put("OUBLI_POLICY", FILES.resolve("policy.yml").toString());
    environment.put("OUBLI_DATAMAP", FILES.resolve("datamap.yml").toString());
    environment.put("OUBLI_CONTROLLER", FILES.resolve("controller.yml").toString());
    environment.put("OUBLI_REPORTS", reports().toString());
    environment.put("OUBLI_RECORDINGS", recordings().toString());
    return environment;
  }
}
