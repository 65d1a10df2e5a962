package fr.oubli.setup.clues;

import java.util.Locale;

/** How far a proposal can be trusted; a low one is for a person to decide. */
public enum Confidence {
  HIGH,
  MEDIUM,
  LOW;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
