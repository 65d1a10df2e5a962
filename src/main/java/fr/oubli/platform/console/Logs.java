package fr.oubli.platform.console;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.Map;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Sets up logging on standard error, so that it is quiet from the first moment, before any command
 * has read its options. Logback finds this class as a service. Spring Boot's own set-up, which
 * writes to standard output, is switched off.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class Logs extends ContextAwareBase implements Configurator {

  /** The logger of what a run does. */
  public static final String EVENTS = "oubli";

  private static final Map<String, Level> LEVELS =
      Map.of(
          EVENTS,
          Level.INFO,
          // What these would warn of, people are told in other ways.
          "com.zaxxer.hikari",
          Level.OFF,
          "org.flywaydb",
          Level.ERROR,
          "io.zonky",
          Level.OFF,
          "org.springframework.transaction",
          Level.OFF,
          // It says that a run must not be started again; the same command resumes it.
          "org.springframework.batch.core",
          Level.OFF);

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    install(context, new LogLines());
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /** Sets the form that the options of a command ask for. */
  static void setUp(LogFormat format) {
    ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    if (factory instanceof LoggerContext context) {
      install(context, format == LogFormat.JSON ? new JsonLines() : new LogLines());
    }
    if (!SLF4JBridgeHandler.isInstalled()) {
      SLF4JBridgeHandler.removeHandlersForRootLogger();
      SLF4JBridgeHandler.install();
    }
  }

  private static void install(LoggerContext context, Encoder<ILoggingEvent> encoder) {
    encoder.setContext(context);
    encoder.start();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setTarget("System.err");
    appender.setEncoder(encoder);
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    root.addAppender(appender);
    root.setLevel(Level.WARN);
    LEVELS.forEach((name, level) -> context.getLogger(name).setLevel(level));
  }
}
