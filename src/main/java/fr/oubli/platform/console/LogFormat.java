package fr.oubli.platform.console;

/** The form of what a command writes to standard error. */
public enum LogFormat {
  /** Lines for people. */
  TEXT,
  /** One JSON object per line, for collectors. */
  JSON
}
