package fr.oubli.platform.console;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Writes the beginning and the end of each step into the log, for collectors. */
final class EventProgress implements Progress {

  private static final Logger LOG = LoggerFactory.getLogger(Logs.EVENTS);

  @Override
  public void started(String step, long slices, long rows) {
    LoggingEventBuilder event =
        LOG.atInfo()
            .setMessage("step started")
            .addKeyValue("step", step)
            .addKeyValue("slices", slices);
    (rows < 0 ? event : event.addKeyValue("rows", rows)).log();
  }

  @Override
  public void advanced(long slices, long rows) {}

  @Override
  public void finished(String step, long rows, long millis) {
    LOG.atInfo()
        .setMessage("step finished")
        .addKeyValue("step", step)
        .addKeyValue("rows", rows)
        .addKeyValue("millis", millis)
        .log();
  }

  @Override
  public void told(String line) {
    LOG.warn(line);
  }
}
