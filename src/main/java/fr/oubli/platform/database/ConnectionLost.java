package fr.oubli.platform.database;

/** The connection to the database broke while it was needed; what was begun is not finished. */
public final class ConnectionLost extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ConnectionLost(String message, Throwable cause) {
    super(message, cause);
  }
}
