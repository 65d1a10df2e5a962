package fr.oubli.platform.console;

/** How what happens is told on standard error. */
public enum LogFormat {
  /** Lines for people. */
  TEXT,
  /** One JSON object per line, for collectors. */
  JSON
}
