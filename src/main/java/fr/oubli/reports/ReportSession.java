package fr.oubli.reports;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.session.Session;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.output.WholeFile;
import java.nio.file.Path;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command that writes a report works with. */
final class ReportSession {

  @Mixin private Session session = new Session();

  @Option(names = "--as-of", description = "the day it is (default: today, policy's zone)")
  private @Nullable LocalDate asOf;

  @Option(names = "--reports", description = "folder of the reports (default: reports)")
  private @Nullable Path reports;

  Session session() {
    return session;
  }

  /** With the labels of its rules. */
  Policy policy() {
    return session.labelled(session.policy());
  }

  DataMap map() {
    return session.map();
  }

  Database open() {
    return session.open(1);
  }

  LocalDate today(Policy policy) {
    return asOf == null ? LocalDate.now(policy.zone()) : asOf;
  }

  /** Today's folder, which can be written. */
  Path folder(Policy policy) {
    return folder(today(policy));
  }

  Path folder(LocalDate day) {
    Path root = reports == null ? session.places().reports() : reports;
    return WholeFile.folderIn(root, day.toString(), "reports", "--reports");
  }
}
