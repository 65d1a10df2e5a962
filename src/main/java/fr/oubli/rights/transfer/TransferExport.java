package fr.oubli.rights.transfer;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.policy.Policy;
import fr.oubli.platform.console.RunLock;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.platform.output.WholeFile;
import fr.oubli.rights.reply.FileDigest;
import fr.oubli.rights.transfer.TransferRegister.Announced;
import fr.oubli.rights.transfer.TransferRegister.Count;
import fr.oubli.rights.transfer.TransferRegister.Notice;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.Sql;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Writes the rows that go when the business changes hands, from one snapshot of the database: a CSV
 * per collection for programs, as the server writes it, and their digests. Nothing goes before the
 * day of the transfer, before everybody was told for as long as the policy promises, nor while
 * somebody was never told or an objection waits. The folder is there whole, or not at all.
 */
record TransferExport(
    DataSource dataSource,
    Policy policy,
    DataMap map,
    Path home,
    LocalDate today,
    String operator) {

  private static final String SUMS = "SHA256SUMS";

  /** What went and what stayed. */
  record Written(Path folder, List<Count> counts) {

    Written {
      counts = List.copyOf(counts);
    }
  }

  /**
   * @throws Refusal when the rows may not go yet, or the folder is there
   */
  Written write(long number, Path out) {
    Promise.of(policy);
    Announced transfer = new TransferRegister(new JdbcTemplate(dataSource)).get(number);
    WholeFile.refuseTaken(out);
    WholeFile.refuseUnwritable(
        Objects.requireNonNull(out.toAbsolutePath().getParent()), "the export's", "--out");
    try (RunLock lock = RunLock.acquire(dataSource, RunLock.CHANGES)) {
      Promise promise = Promise.fitting(dataSource, policy, map, home);
      try (Snapshot snapshot = Snapshot.open(dataSource)) {
        refuseTooEarly(snapshot, promise, transfer);
        AffectedPeople people = AffectedPeople.gather(snapshot, promise, transfer.id());
        refuseUntold(snapshot, promise, people, transfer);
        return write(snapshot, new LeftOut(snapshot, promise, people), transfer, out);
      }
    }
  }

  private static Refusal refused(String why) {
    return new Refusal(ExitCode.REFUSED, why);
  }

  private void refuseTooEarly(Snapshot snapshot, Promise promise, Announced transfer) {
    List<Notice> notices = new TransferRegister(snapshot.jdbc()).notices(transfer.id());
    LocalDate last = notices.stream().map(Notice::toldOn).max(LocalDate::compareTo).orElse(today);
    LocalDate promised = promise.transfer().mayGoFrom(last);
    if (today.isBefore(transfer.onDay())) {
      throw refused(
          "transfer %d is on %s: nothing goes before that day"
              .formatted(transfer.id(), transfer.onDay()));
    }
    if (today.isBefore(promised)) {
      throw refused(
          "people were told of transfer %d on %s, and the policy promises %s before: nothing goes before %s"
              .formatted(transfer.id(), last, promise.transfer().toldBefore(), promised));
    }
    List<Long> waiting = new TransferObjections(snapshot.jdbc()).waiting();
    if (!waiting.isEmpty()) {
      throw refused(
          "objections to the transfer wait, of request %s: carry them out with jobs/subject-object, or refuse them, and export again"
              .formatted(
                  waiting.stream()
                      .limit(10)
                      .map(String::valueOf)
                      .collect(Collectors.joining(", "))));
    }
  }

  private static void refuseUntold(
      Snapshot snapshot, Promise promise, AffectedPeople people, Announced transfer) {
    Contacts.gather(snapshot, promise, people);
    Sql counted =
        Sql.format(
            "select count(*) from {} join {} on p.person = r.person where p.notice is null",
            Contacts.reached("r"),
            AffectedPeople.people("p"));
    Long untold = snapshot.jdbc().queryForObject(counted.text(), Long.class);
    if (untold != null && untold > 0) {
      throw refused(
          "%s never told of transfer %d; tell them first: jobs/transfer-notice --to \"%s\" --on %s"
              .formatted(
                  untold == 1 ? "1 person is there who was" : untold + " people are there who were",
                  transfer.id(),
                  transfer.buyer(),
                  transfer.onDay()));
    }
  }

  private Written write(Snapshot snapshot, LeftOut left, Announced transfer, Path out) {
    left.gather();
    List<Count> counts = new ArrayList<>();
    try (PendingFolder folder = PendingFolder.beside(out)) {
      StringBuilder sums = new StringBuilder();
      for (String collection : left.promise().goes()) {
        Path file = folder.path().resolve(collection + ".csv");
        counts.add(new Count(collection, LeftOut.GOES, copy(snapshot, left, collection, file)));
        counts.addAll(left.counts(collection));
        sums.append(FileDigest.of(file)).append("  ").append(file.getFileName()).append('\n');
      }
      Path sum = folder.path().resolve(SUMS);
      WholeFile.writePrivate(sum, to -> to.write(sums.toString().getBytes(StandardCharsets.UTF_8)));
      new TransferRegister(snapshot.jdbc())
          .add(transfer.id(), today, operator, FileDigest.of(sum), counts);
      // What leaves is in the register before it is there to be taken.
      snapshot.commit();
      folder.finish();
    }
    return new Written(out, counts);
  }

  private static long copy(Snapshot snapshot, LeftOut left, String collection, Path file) {
    long[] rows = {0};
    WholeFile.writePrivate(
        file,
        to -> {
          try {
            rows[0] = snapshot.copy().copyOut(copied(left, collection), to);
          } catch (SQLException e) {
            throw Snapshot.translated(e);
          }
        });
    return rows[0];
  }

  /** COPY takes no parameters. */
  private static String copied(LeftOut left, String collection) {
    Collection mapped = left.promise().map().required(collection);
    Table table = left.people().schema().table(collection);
    String columns =
        mapped.fields().stream()
            .map(Field::column)
            .distinct()
            .map(column -> "t." + SqlName.of(table.column(column)))
            .collect(Collectors.joining(", "));
    Sql rows =
        Sql.format(
            "copy (select {} from {} where {}) to stdout with (format csv, header)",
            Sql.of(columns),
            left.people().schema().from(collection, "t"),
            left.goes(collection, "t"));
    return rows.inlined();
  }
}
