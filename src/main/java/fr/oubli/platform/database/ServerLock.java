package fr.oubli.platform.database;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one command at a time start, join, leave or stop the embedded server. */
final class ServerLock implements AutoCloseable {

  /** A file lock belongs to the whole JVM, so its threads take turns before they ask for it. */
  private static final ReentrantLock TURN = new ReentrantLock();

  private final Path home;
  private final FileChannel channel;

  private ServerLock(Path home, FileChannel channel) {
    this.home = home;
    this.channel = channel;
  }

  static ServerLock take(Path home) {
    TURN.lock();
    try {
      Files.createDirectories(home);
      FileChannel channel =
          FileChannel.open(
              home.resolve("server.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      // Released when the channel closes, or when the process dies.
      channel.lock();
      return new ServerLock(home, channel);
    } catch (IOException e) {
      TURN.unlock();
      throw new Refusal(
          ExitCode.INVALID,
          "folder " + home + " cannot be written; mend its rights or set OUBLI_HOME to another");
    }
  }

  Path home() {
    return home;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new IllegalStateException("server.lock could not be released", e);
    } finally {
      TURN.unlock();
    }
  }
}
