package fr.oubli.rights.request;

import java.util.Locale;

/** How far a request has come. */
public enum RequestState {
  OPEN,
  /** It is certain who asks: the request can be carried out. */
  VERIFIED,
  /** A doubt about the identity stops the clock. */
  SUSPENDED,
  CLOSED,
  REFUSED;

  static RequestState of(String stored) {
    return valueOf(stored.toUpperCase(Locale.ROOT));
  }

  /** As the register names it, and as people read it. */
  public String stored() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean ended() {
    return this == CLOSED || this == REFUSED;
  }
}
