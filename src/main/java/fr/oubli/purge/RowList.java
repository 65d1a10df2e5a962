package fr.oubli.purge;

import fr.oubli.decision.Enforcement;
import fr.oubli.model.policy.Policy;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.platform.output.CsvDialect;
import fr.oubli.platform.output.OwnerOnlyFile;
import fr.oubli.platform.output.WholeFile;
import fr.oubli.purge.plan.RowsTold;
import fr.oubli.purge.plan.StartedRows;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The rows that a plan would act on, a line each, in a file that only its owner can read: keys
 * stand there as they are. Several enforcements may be told at a time; each has a file of its own
 * until all are put together, in the order of the policy. Rows are passed on as they come, however
 * many they are.
 */
final class RowList implements RowsTold, AutoCloseable {

  private static final CsvDialect DIALECT = CsvDialect.FRENCH;

  private static final List<String> HEADER =
      List.of("Règle", "Collection", "Clé", "Départ du délai", "Échue le", "Action");

  private final Path file;
  private final Policy policy;
  private final Map<String, Path> parts = Collections.synchronizedMap(new TreeMap<>());

  RowList(Path file, Policy policy) {
    this.file = file.toAbsolutePath();
    this.policy = policy;
  }

  /**
   * @throws Refusal when the list could not be written there, or should not
   */
  static void refuseUnusable(Path file) {
    if (file.toString().equals("-")) {
      throw new Refusal(
          ExitCode.INVALID, "--list names a file: what a log keeps is no place for keys of people");
    }
    WholeFile.refuseTaken(file);
    WholeFile.refuseUnwritable(
        Objects.requireNonNull(file.toAbsolutePath().getParent()), "the list's", "--list");
  }

  @Override
  public void rows(Enforcement enforcement, JdbcTemplate jdbc) {
    try {
      Path part = OwnerOnlyFile.temporary(file);
      parts.put(place(enforcement), part);
      try (BufferedWriter out = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
        new StartedRows(policy, enforcement)
            .each(jdbc, row -> out.write(DIALECT.line(row.cells())));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String place(Enforcement enforcement) {
    return "%06d %s"
        .formatted(policy.rules().indexOf(enforcement.rule()), enforcement.collection());
  }

  /** Puts the parts together, and answers the file. */
  Path finish() {
    return WholeFile.createPrivate(file, this::write);
  }

  private void write(OutputStream out) throws IOException {
    out.write((DIALECT.mark() + DIALECT.line(HEADER)).getBytes(StandardCharsets.UTF_8));
    for (Path part : parts.values()) {
      Files.copy(part, out);
    }
  }

  @Override
  public void close() {
    try {
      for (Path part : parts.values()) {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
