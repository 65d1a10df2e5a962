package fr.oubli.rights.transfer;

import fr.oubli.rights.transfer.TransferRegister.Announced;
import fr.oubli.rights.transfer.TransferRegister.Count;
import fr.oubli.rights.transfer.TransferRegister.Notice;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the register says of transfers, for people and for programs. */
record TransferAnswers(JdbcTemplate jdbc) {

  /**
   * A transfer in short.
   *
   * @param toldOn the day of the last notice; null where there is none
   * @param objections to transfers, in the register of requests
   * @param exports how many times its rows went
   */
  record Summary(
      long transfer,
      String to,
      LocalDate on,
      @Nullable LocalDate toldOn,
      People people,
      Objections objections,
      int exports) {}

  /** Numbers of people: in all notices, and of those who were not told as of the last. */
  record People(long byEmail, long byPost, long notReached, long erased) {}

  /** Objections to transfers that were received, and those of them that wait. */
  record Objections(long received, List<Long> waiting) {}

  /** The answer to a program. */
  record Listed(List<Summary> transfers) {}

  /** A notice, with the digests of its files. */
  record ShownNotice(
      int notice,
      LocalDate toldOn,
      String operator,
      TransferRegister.Told people,
      List<ShownFile> files) {}

  /** A file of a notice. */
  record ShownFile(String path, String sha256) {}

  /** One time that the rows went. */
  record ShownExport(LocalDate asOf, String operator, String sha256, List<Count> counts) {}

  /** A transfer, whole. */
  record Shown(Summary transfer, List<ShownNotice> notices, List<ShownExport> exports) {}

  List<Summary> all() {
    return register().all().stream().map(this::summary).toList();
  }

  private TransferRegister register() {
    return new TransferRegister(jdbc);
  }

  private Summary summary(Announced transfer) {
    List<Notice> notices = register().notices(transfer.id());
    Notice last = notices.isEmpty() ? null : notices.get(notices.size() - 1);
    TransferObjections objections = new TransferObjections(jdbc);
    return new Summary(
        transfer.id(),
        transfer.buyer(),
        transfer.onDay(),
        last == null ? null : last.toldOn(),
        new People(
            notices.stream().mapToLong(notice -> notice.told().byEmail()).sum(),
            notices.stream().mapToLong(notice -> notice.told().byPost()).sum(),
            last == null ? 0 : last.told().notReached(),
            last == null ? 0 : last.told().erased()),
        new Objections(objections.count(), objections.waiting()),
        register().exports(transfer.id()).size());
  }

  Shown one(Announced transfer) {
    Map<Integer, List<ShownFile>> files =
        register().files(transfer.id()).stream()
            .collect(
                Collectors.groupingBy(
                    TransferRegister.File::notice,
                    Collectors.mapping(
                        file -> new ShownFile(file.path(), file.sha256()), Collectors.toList())));
    return new Shown(
        summary(transfer),
        register().notices(transfer.id()).stream()
            .map(
                notice ->
                    new ShownNotice(
                        notice.number(),
                        notice.toldOn(),
                        notice.operator(),
                        notice.told(),
                        files.getOrDefault(notice.number(), List.of())))
            .toList(),
        register().exports(transfer.id()).stream()
            .map(
                export ->
                    new ShownExport(
                        export.asOf(),
                        export.operator(),
                        export.sha256(),
                        register().counts(export.id())))
            .toList());
  }
}
