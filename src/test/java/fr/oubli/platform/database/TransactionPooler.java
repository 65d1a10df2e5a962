package fr.oubli.platform.database;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A pooler that has one session of a real server and lends it to each client for a transaction, as
 * PgBouncer does with {@code pool_mode = transaction}.
 */
final class TransactionPooler implements AutoCloseable {

  private static final int PROTOCOL_3 = 196_608;

  private final ServerSocket entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Socket server;
  private final DataInputStream fromServer;
  private final DataOutputStream toServer;
  private final byte[] greeting;
  private final Object turn = new Object();

  TransactionPooler(String database) throws IOException {
    server = new Socket(InetAddress.getLoopbackAddress(), TestServer.port());
    fromServer = new DataInputStream(server.getInputStream());
    toServer = new DataOutputStream(server.getOutputStream());
    byte[] wanted =
        ("user\0postgres\0database\0" + database + "\0client_encoding\0UTF8\0\0")
            .getBytes(StandardCharsets.UTF_8);
    toServer.writeInt(8 + wanted.length);
    toServer.writeInt(PROTOCOL_3);
    toServer.write(wanted);
    toServer.flush();
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    relay(new DataOutputStream(said));
    greeting = said.toByteArray();
    daemon(this::serve);
  }

  int port() {
    return entrance.getLocalPort();
  }

  private void serve() throws IOException {
    while (true) {
      Socket client = entrance.accept();
      daemon(() -> serve(client));
    }
  }

  private void serve(Socket socket) throws IOException {
    try (Socket client = socket) {
      DataInputStream from = new DataInputStream(client.getInputStream());
      DataOutputStream to = new DataOutputStream(client.getOutputStream());
      while (!startsUp(from)) {
        to.write('N');
        to.flush();
      }
      to.write(greeting);
      to.flush();
      for (byte[] asked = message(from); asked.length > 0; asked = message(from)) {
        synchronized (turn) {
          byte[] next = asked;
          while (next.length > 0 && relayTransaction(next, from, to) != 'I') {
            next = message(from);
          }
        }
      }
    }
  }

  /** Whether the client begins; before that it asks for encryption, which it does not get. */
  private static boolean startsUp(DataInputStream from) throws IOException {
    int length = from.readInt();
    int code = from.readInt();
    from.readNBytes(length - 8);
    return code == PROTOCOL_3;
  }

  /** Passes on a request up to its end, and the answer; tells the state of the transaction. */
  private int relayTransaction(byte[] first, DataInputStream from, DataOutputStream to)
      throws IOException {
    byte[] next = first;
    toServer.write(next);
    while (next[0] != 'Q' && next[0] != 'S') {
      next = message(from);
      toServer.write(next);
    }
    toServer.flush();
    return relay(to);
  }

  /** Passes on what the server says until it is ready, and tells the state of the transaction. */
  private int relay(DataOutputStream to) throws IOException {
    while (true) {
      byte[] said = message(fromServer);
      to.write(said);
      if (said[0] == 'Z') {
        to.flush();
        return said[5];
      }
    }
  }

  /** A message as it came; empty where the client says goodbye. */
  private static byte[] message(DataInputStream from) throws IOException {
    int type = from.read();
    if (type < 0 || type == 'X') {
      return new byte[0];
    }
    int length = from.readInt();
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(whole);
    out.write(type);
    out.writeInt(length);
    out.write(from.readNBytes(length - 4));
    return whole.toByteArray();
  }

  /** Work that a closed connection ends. */
  private interface Work {
    void run() throws IOException;
  }

  private static void daemon(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException closed) {
                Thread.currentThread().interrupt();
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    server.close();
  }
}
