package fr.oubli.model.session;

import fr.oubli.model.datacontroller.ControllerFile;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.DataMapFile;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.PolicyFile;
import fr.oubli.platform.console.Places;
import fr.oubli.platform.console.Variables;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.database.DatabaseSettings;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Period;
import java.util.Map;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The files and the database that a command works on, with the options that name the files. Every
 * command that has both takes them from here.
 */
public final class Session {

  private static final int OWN_CONNECTIONS = 6;

  @Option(
      names = "--policy",
      description = "the policy (default: OUBLI_POLICY, else jobs/policy.yml)")
  private @Nullable Path policyFile;

  @Option(
      names = "--datamap",
      description = "the data map (default: OUBLI_DATAMAP, else jobs/datamap.yml)")
  private @Nullable Path mapFile;

  private final Map<String, String> environment = Variables.all();
  private final Places places = Places.of(environment);
  private final ReadOnce<Policy> policy = new ReadOnce<>(PolicyFile::read);
  private final ReadOnce<DataMap> map = new ReadOnce<>(DataMapFile::read);

  public Places places() {
    return places;
  }

  public Policy policy() {
    if (policyFile == null && places.policyIsDemo()) {
      refuseDemoFor("policy", places.policy(), "--policy FILE or set OUBLI_POLICY");
    }
    return policy.of(policyFile == null ? shown(places.policy()) : policyFile);
  }

  public DataMap map() {
    return map.of(mapFile());
  }

  /**
   * The file that says who the controller is.
   *
   * @param named by an option; null for the usual one
   * @throws Refusal when the usual file is the demo's and the map is not: letters would be signed
   *     by the demo's company
   */
  public Path controller(@Nullable Path named) {
    if (named == null && places.controllerIsDemo()) {
      refuseDemoFor("controller", places.controller(), "--controller FILE or set OUBLI_CONTROLLER");
    }
    return named == null ? shown(places.controller()) : named;
  }

  /**
   * How long a backup is kept, as the usual file of the controller declares it; null where that
   * does not say so, or cannot be read: who needs the file for a letter is told why.
   */
  public @Nullable Period backups() {
    try {
      return ControllerFile.read(controller(null), map()).backups();
    } catch (Refusal unreadable) {
      return null;
    }
  }

  /**
   * A policy with the labels that the usual file of the controller has for its rules; as it is
   * where that file cannot be read, or does not fit: who needs the file for a letter is told why.
   */
  public Policy labelled(Policy unlabelled) {
    try {
      return ControllerFile.read(controller(null), map()).naming(unlabelled);
    } catch (Refusal unreadable) {
      return unlabelled;
    }
  }

  private void refuseDemoFor(String what, Path demos, String mend) {
    if (!places.isDemoMap(mapFile())) {
      throw new Refusal(
          ExitCode.INVALID,
          "%s is the map, but no %s was named, and %s is the demo's: give %s"
              .formatted(mapFile(), what, shown(demos), mend));
    }
  }

  public Path mapFile() {
    return mapFile == null ? shown(places.dataMap()) : mapFile;
  }

  /**
   * Opens the database for a command.
   *
   * @param workers how many connections will be busy at once
   * @throws Refusal when no command may run on it, as after a restore
   */
  public Database open(int workers) {
    Database database = openAsItIs(workers);
    try {
      for (DatabaseWatch watch : ServiceLoader.load(DatabaseWatch.class)) {
        watch.opened(database.dataSource(), places);
        database.beforeClosing(() -> watch.closing(database.dataSource(), places));
      }
      return database;
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** Opens the database also where no other command may run on it. */
  public Database openAsItIs(int workers) {
    return Database.open(
        DatabaseSettings.from(environment, places.home(), workers + OWN_CONNECTIONS));
  }

  /** Whether the environment names a server. */
  private boolean configured() {
    return DatabaseSettings.from(environment, places.home(), OWN_CONNECTIONS).server() != null;
  }

  /**
   * Opens the database for reading; nothing is created or migrated in it.
   *
   * @param url of another server than the environment's; null for that one
   */
  private Database look(@Nullable String url) {
    return Database.look(
        DatabaseSettings.naming("--database", url, environment, places.home(), OWN_CONNECTIONS));
  }

  /**
   * Opens the database for reading. Where no server is named, it is the embedded one, which is
   * created and filled first.
   *
   * @param url of another server than the environment's; null for that one
   */
  public Database look(@Nullable String url, FirstRun firstRun, LocalDate today) {
    if (url == null && !configured()) {
      try (Database database = open(1)) {
        firstRun.fill(database, today, places.recordings());
      }
    }
    return look(url);
  }

  /** Who acts, as registers name them: OUBLI_OPERATOR, or else the account of the system. */
  public String operator() {
    String named = environment.getOrDefault("OUBLI_OPERATOR", "");
    return named.isBlank() ? System.getProperty("user.name", "unknown") : named;
  }

  /** The path as a person in this folder would type it, as faults begin with it. */
  private static Path shown(Path file) {
    Path here = Path.of("").toAbsolutePath();
    return file.startsWith(here) ? here.relativize(file) : file;
  }
}
