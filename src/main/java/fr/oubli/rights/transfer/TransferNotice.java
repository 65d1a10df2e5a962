package fr.oubli.rights.transfer;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Transfer;
import fr.oubli.platform.console.RunLock;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.rights.reply.Letterhead;
import fr.oubli.rights.transfer.TransferRegister.Announced;
import fr.oubli.rights.transfer.TransferRegister.File;
import fr.oubli.rights.transfer.TransferRegister.Notice;
import fr.oubli.rights.transfer.TransferRegister.Told;
import fr.oubli.schema.sql.Sql;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Tells everyone before their data go, once per person and transfer. The first notice is for
 * everybody, each later one for whoever is new since. The same command again on the day of the last
 * notice writes that notice's files again.
 *
 * @param home the folder of the key by which people are known again
 */
record TransferNotice(
    DataSource dataSource,
    Policy policy,
    DataMap map,
    Letterhead head,
    Path home,
    String operator) {

  /**
   * What came of it.
   *
   * @param notice null where nobody is new since the last one
   * @param again whether the notice was there, and its files were written again
   * @param nobodys rows by collection of which nothing says whose they are
   * @param mayGo the first day on which the data may go
   */
  record Outcome(
      Announced transfer,
      @Nullable Notice notice,
      boolean again,
      Told now,
      Map<String, Long> nobodys,
      List<File> files,
      LocalDate mayGo) {

    Outcome {
      nobodys = Map.copyOf(nobodys);
      files = List.copyOf(files);
    }
  }

  /**
   * @throws Refusal where the day is too near for what the policy promises
   */
  Outcome tell(String buyer, LocalDate onDay) {
    Transfer promised = Promise.of(policy);
    try (RunLock lock = RunLock.acquire(dataSource, RunLock.CHANGES)) {
      Promise promise = Promise.fitting(dataSource, policy, map, home);
      try (Snapshot snapshot = Snapshot.open(dataSource)) {
        TransferRegister register = new TransferRegister(snapshot.jdbc());
        if (register.find(buyer, onDay).isEmpty()) {
          refuseTooNear(promised, onDay);
        }
        Outcome outcome = tell(snapshot, promise, register.announced(buyer, onDay, operator));
        snapshot.commit();
        return outcome;
      }
    }
  }

  private void refuseTooNear(Transfer promised, LocalDate onDay) {
    LocalDate earliest = promised.mayGoFrom(head.today());
    if (onDay.isBefore(earliest)) {
      throw new Refusal(
          ExitCode.INVALID,
          "people are to be told %s before their data go, as the policy promises: whoever is told on %s may go with --on %s at the earliest"
              .formatted(promised.toldBefore(), head.today(), earliest));
    }
  }

  private Outcome tell(Snapshot snapshot, Promise promise, Announced transfer) {
    AffectedPeople people = AffectedPeople.gather(snapshot, promise, transfer.id());
    Contacts.gather(snapshot, promise, people);
    TransferRegister register = new TransferRegister(snapshot.jdbc());
    List<Notice> before = register.notices(transfer.id());
    Notice last = before.isEmpty() ? null : before.get(before.size() - 1);
    Told now = counts(snapshot);
    Map<String, Long> nobodys = people.nobodys();
    if (last == null || now.reached() > 0) {
      Notice notice = new Notice(last == null ? 1 : last.number() + 1, head.today(), operator, now);
      register.add(transfer.id(), notice, policy.sha256());
      PersonDigests.tell(
          snapshot,
          transfer.id(),
          notice.number(),
          Sql.format("select r.person from {}", Contacts.reached("r")));
      List<File> files = write(snapshot, promise, transfer, notice);
      return outcome(promise, transfer, notice, false, now, nobodys, files);
    }
    if (last.toldOn().equals(head.today())) {
      List<File> files = write(snapshot, promise, transfer, last);
      return outcome(promise, transfer, last, true, now, nobodys, files);
    }
    return new Outcome(
        transfer, null, false, now, nobodys, List.of(), mayGo(promise, transfer, last.toldOn()));
  }

  private Outcome outcome(
      Promise promise,
      Announced transfer,
      Notice notice,
      boolean again,
      Told now,
      Map<String, Long> nobodys,
      List<File> files) {
    LocalDate mayGo = mayGo(promise, transfer, notice.toldOn());
    return new Outcome(transfer, notice, again, now, nobodys, files, mayGo);
  }

  private static LocalDate mayGo(Promise promise, Announced transfer, LocalDate told) {
    LocalDate promised = promise.transfer().mayGoFrom(told);
    return promised.isAfter(transfer.onDay()) ? promised : transfer.onDay();
  }

  private List<File> write(Snapshot snapshot, Promise promise, Announced transfer, Notice notice) {
    LocalDate day = mayGo(promise, transfer, notice.toldOn());
    TransferLetter letter =
        new TransferLetter(head, transfer, notice.number(), day, promise.goes());
    List<File> files = new NoticeFiles(snapshot, head.root(), letter, notice.number()).write();
    TransferRegister register = new TransferRegister(snapshot.jdbc());
    files.forEach(file -> register.add(transfer.id(), file, head.today()));
    return files;
  }

  /** Of those who are in no notice yet. */
  private static Told counts(Snapshot snapshot) {
    Sql counted =
        Sql.format(
            """
            select count(*) filter (where r.channel = 'email') as by_email,
              count(*) filter (where r.channel = 'post') as by_post,
              count(*) filter (where r.person is null and not p.erased and not p.objected
                and p.notice is null) as not_reached,
              count(*) filter (where p.erased) as erased,
              count(*) filter (where p.objected and not p.erased) as objected
            from {} left join {} on r.person = p.person and p.notice is null""",
            AffectedPeople.people("p"),
            Contacts.reached("r"));
    return Objects.requireNonNull(
        snapshot
            .jdbc()
            .queryForObject(
                counted.text(),
                (row, number) ->
                    new Told(
                        row.getLong("by_email"),
                        row.getLong("by_post"),
                        row.getLong("not_reached"),
                        row.getLong("erased"),
                        row.getLong("objected"))));
  }
}
