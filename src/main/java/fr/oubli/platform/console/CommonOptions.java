package fr.oubli.platform.console;

import picocli.CommandLine.Option;

/** The options that every command has, as a mixin: {@code @Mixin CommonOptions common}. */
public final class CommonOptions {

  @Option(
      names = "--log",
      paramLabel = "text|json",
      description = "how to tell what happens, on standard error (default: text)")
  private LogFormat log = LogFormat.TEXT;

  @Option(names = "--debug", description = "print the full trace of an unexpected failure")
  private boolean debug;

  public LogFormat log() {
    return log;
  }

  public boolean debug() {
    return debug;
  }
}
