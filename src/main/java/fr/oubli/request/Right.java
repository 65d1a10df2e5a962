package fr.oubli.request;

import java.util.Locale;

/** What a person may ask for. */
public enum Right {
  /** GDPR art. 15. */
  ACCESS("accès"),
  /** GDPR art. 20. */
  PORTABILITY("portabilité"),
  /** GDPR art. 17. */
  ERASURE("effacement"),
  /** GDPR art. 16. */
  RECTIFICATION("rectification"),
  /** GDPR art. 21. */
  OBJECTION("opposition"),
  /** GDPR art. 18. */
  RESTRICTION("limitation");

  private final String french;

  Right(String french) {
    this.french = french;
  }

  public String french() {
    return french;
  }

  String stored() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Right of(String stored) {
    return valueOf(stored.toUpperCase(Locale.ROOT));
  }
}
