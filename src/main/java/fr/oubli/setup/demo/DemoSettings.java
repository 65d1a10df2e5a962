package fr.oubli.setup.demo;

import java.nio.file.Path;
import java.time.LocalDate;

/**
 * What company the demo shows.
 *
 * @param asOf the day the company lives in; the same seed and day give the same rows
 * @param backlog twelve years that were never purged, rather than a company purged until last week
 */
public record DemoSettings(
    long customers, long seed, LocalDate asOf, boolean backlog, Path recordings) {

  public DemoSettings {
    if (customers < 100) {
      throw new IllegalArgumentException("a demo needs at least 100 customers");
    }
  }
}
