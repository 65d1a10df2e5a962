package fr.oubli.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A network between a program and the shared server, which can be cut and mended. */
public final class Link implements AutoCloseable {

  private final int port;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private volatile ServerSocket entrance;

  private Link(ServerSocket entrance) {
    this.entrance = entrance;
    this.port = entrance.getLocalPort();
    serve(entrance);
  }

  public static Link open() throws IOException {
    return new Link(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
  }

  public int port() {
    return port;
  }

  /** Breaks every connection, and lets no other in. */
  public void cut() {
    close();
  }

  public void mend() {
    try {
      entrance = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
      serve(entrance);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(ServerSocket here) {
    daemon(
        () -> {
          while (true) {
            Socket client = here.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), SharedServer.port());
            open.addAll(List.of(client, server));
            daemon(() -> pump(client.getInputStream(), server));
            daemon(() -> pump(server.getInputStream(), client));
          }
        });
  }

  private static void pump(InputStream from, Socket to) throws IOException {
    try (Socket closing = to) {
      OutputStream out = closing.getOutputStream();
      byte[] piece = new byte[8192];
      for (int read = from.read(piece); read >= 0; read = from.read(piece)) {
        out.write(piece, 0, read);
      }
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
              } catch (IOException cut) {
                Thread.currentThread().interrupt();
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      entrance.close();
      for (Socket socket : open) {
        socket.close();
      }
      open.clear();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
