package fr.oubli.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A network between a program and a server that counts what the program sends, piece by piece, and
 * does something before a piece arrives. A moment that is named so is the same on every machine.
 */
public final class Wire implements AutoCloseable {

  /** Thrown by a strike with which the piece is lost that it comes before. */
  public static final class Lost extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private final ServerSocket entrance;
  private final int server;
  private final AtomicLong pieces = new AtomicLong();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final long moment;
  private final Runnable strike;

  /**
   * @param server its port
   * @param moment the piece before which the strike comes; 0 for none
   */
  public Wire(int server, long moment, Runnable strike) {
    try {
      this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.server = server;
    this.moment = moment;
    this.strike = strike;
    daemon(this::serve);
  }

  public int port() {
    return entrance.getLocalPort();
  }

  /** How many pieces the program has sent. */
  public long pieces() {
    return pieces.get();
  }

  /** Whether the moment came. Waits for the end of its strike, and throws what failed there. */
  public boolean struck() throws InterruptedException {
    boolean came = moment > 0 && pieces.get() >= moment;
    if (came) {
      over.await();
    }
    Throwable thrown = failure.get();
    if (thrown != null) {
      throw new IllegalStateException("the strike failed", thrown);
    }
    return came;
  }

  private void serve() throws IOException {
    while (true) {
      Socket client = entrance.accept();
      daemon(() -> connect(client));
    }
  }

  /** A server that is away lets nobody in: the program's own connection breaks. */
  private void connect(Socket client) throws IOException {
    try (client) {
      Socket there = new Socket(InetAddress.getLoopbackAddress(), server);
      client.setTcpNoDelay(true);
      there.setTcpNoDelay(true);
      daemon(() -> pump(there.getInputStream(), client, false));
      pump(client.getInputStream(), there, true);
    }
  }

  private void pump(InputStream from, Socket to, boolean counted) throws IOException {
    try (Socket closing = to) {
      OutputStream out = closing.getOutputStream();
      byte[] piece = new byte[65536];
      for (int read = from.read(piece); read >= 0; read = from.read(piece)) {
        if (counted && pieces.incrementAndGet() == moment && !arrives()) {
          return;
        }
        out.write(piece, 0, read);
      }
    }
  }

  private boolean arrives() {
    try {
      strike.run();
      return true;
    } catch (Lost lost) {
      return false;
    } catch (RuntimeException | AssertionError e) {
      failure.set(e);
      return true;
    } finally {
      over.countDown();
    }
  }

  /** Work that a broken connection ends. */
  private interface Work {
    void run() throws IOException;
  }

  private static void daemon(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException broken) {
                Thread.currentThread().interrupt();
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    entrance.close();
  }
}
