package fr.oubli.platform.database;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** Starts, finds and stops the server of a home folder whose lock is held. */
final class ServerProcess {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long LONGEST_LOG = 1 << 20;

  /** What this JVM started and did not stop: the library holds a lock in each data folder. */
  private static final Map<Path, EmbeddedPostgres> STARTED = new ConcurrentHashMap<>();

  private final DataFolder folder;

  ServerProcess(ServerLock lock) {
    this.folder = new DataFolder(lock.home());
  }

  Postmaster joinOrStart() throws IOException {
    Optional<Postmaster> running = Postmaster.of(folder.data()).filter(Postmaster::alive);
    if (running.filter(Postmaster::answers).isEmpty()) {
      awaitTools();
      running = awaitAnswer();
    }
    if (running.isEmpty()) {
      start();
      running = Postmaster.of(folder.data());
    }
    folder.finished();
    return running.orElseThrow(() -> new IOException("no postmaster.pid in " + folder.data()));
  }

  /** Waits for an initdb or a pg_ctl that a killed command left running. */
  private void awaitTools() {
    ProcessHandle.allProcesses().filter(this::isTool).forEach(ServerProcess::awaitEnd);
  }

  private boolean isTool(ProcessHandle process) {
    String line = process.info().commandLine().orElse("");
    return (line.contains("initdb") || line.contains("pg_ctl"))
        && line.contains(folder.data().toString());
  }

  /**
   * Waits until the server that runs answers or ends: one that starts, recovers or stops does soon.
   *
   * @return the server that answers; empty where none runs any more
   */
  private Optional<Postmaster> awaitAnswer() throws IOException {
    long start = System.nanoTime();
    while (true) {
      Optional<Postmaster> server = Postmaster.of(folder.data()).filter(Postmaster::alive);
      if (server.isEmpty()) {
        Files.deleteIfExists(Postmaster.file(folder.data()));
        return server;
      }
      if (server.get().answers()) {
        return server;
      }
      if (System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new Refusal(
            ExitCode.FAILED,
            "the PostgreSQL server in %s (pid %d) does not answer on port %d; see %s"
                .formatted(folder.data(), server.get().pid(), server.get().port(), folder.log()));
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the server", e);
    }
  }

  private void start() throws IOException {
    refuseRoot();
    forget();
    folder.makeReady();
    try {
      STARTED.put(folder.data(), builder().start());
    } catch (IllegalStateException | ExceptionInInitializerError e) {
      throw new IOException("the embedded PostgreSQL did not start", e);
    }
  }

  private EmbeddedPostgres.Builder builder() throws IOException {
    Redirect log = Redirect.appendTo(logFile());
    return EmbeddedPostgres.builder()
        .setDataDirectory(folder.data())
        .setOverrideWorkingDirectory(folder.binaries().toFile())
        .setCleanDataDirectory(false)
        .setRegisterShutdownHook(false)
        .setPGStartupWait(PATIENCE)
        // The server keeps what it inherits: a pipe to this JVM would hold the launcher back.
        .setOutputRedirector(log)
        .setErrorRedirector(log)
        // PostgreSQL's own locale: the same order and the same lower() on every platform.
        .setLocaleConfig("locale-provider", "builtin")
        .setLocaleConfig("builtin-locale", "C.UTF-8")
        .setLocaleConfig("locale", "C")
        .setServerConfig("listen_addresses", "localhost")
        .setServerConfig("unix_socket_directories", "")
        // The library turns it off by -F; the later setting wins.
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("max_connections", "100")
        .setServerConfig("shared_buffers", "512MB")
        .setServerConfig("maintenance_work_mem", "128MB")
        .setServerConfig("max_wal_size", "2GB")
        // Workers that write much do not wait for one another's log.
        .setServerConfig("wal_buffers", "64MB")
        .setServerConfig("wal_level", "minimal")
        .setServerConfig("max_wal_senders", "0")
        // Statements and rows hold personal values: the log names neither.
        .setServerConfig("log_min_error_statement", "panic")
        .setServerConfig("log_error_verbosity", "terse")
        .setServerConfig("log_min_messages", "warning")
        .setServerConfig("log_checkpoints", "off")
        // A statement of a killed command ends at once instead of holding its locks.
        .setServerConfig("client_connection_check_interval", windows() ? "0" : "500ms");
  }

  private java.io.File logFile() throws IOException {
    Path log = folder.log();
    if (Files.exists(log) && Files.size(log) > LONGEST_LOG) {
      Files.delete(log);
    }
    return log.toFile();
  }

  private static boolean windows() {
    return System.getProperty("os.name", "").startsWith("Windows");
  }

  /** PostgreSQL refuses to run as root; the library needs a user namespace to run it as another. */
  private static void refuseRoot() {
    if ("root".equals(System.getProperty("user.name")) && !LinuxUtils.isUnshareAvailable()) {
      throw new Refusal(
          ExitCode.INVALID,
          "the embedded PostgreSQL cannot run as root here (unshare -U is not allowed);"
              + " run as an ordinary user or set OUBLI_DATABASE_URL");
    }
  }

  /** Waits until the server has ended: whoever copies or removes its folder next has all of it. */
  void stop(Postmaster server) {
    if (forget() || isTold(server)) {
      awaitEnd(server);
    }
  }

  /** Tells a server to end that another command started; not every platform can. */
  private static boolean isTold(Postmaster server) {
    return ProcessHandle.of(server.pid())
        .filter(ProcessHandle::supportsNormalTermination)
        .filter(process -> server.alive() && process.destroy())
        .isPresent();
  }

  /** The library waits for seconds; a server that has much to write takes longer. */
  private void awaitEnd(Postmaster server) {
    long start = System.nanoTime();
    while (Files.exists(Postmaster.file(folder.data()))
        && server.alive()
        && System.nanoTime() - start < PATIENCE.toNanos()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
    }
  }

  /** Stops the server by the library, where this JVM started it; says whether it did. */
  private boolean forget() {
    EmbeddedPostgres started = STARTED.remove(folder.data());
    if (started == null) {
      return false;
    }
    try {
      started.close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void awaitEnd(ProcessHandle process) {
    try {
      process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // It goes on by itself; whoever needs the folder next waits for it again.
      return;
    }
  }
}
