package fr.oubli.rights.transfer;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/** The register of transfers: to whom, when, who was told in numbers, and what went. */
record TransferRegister(JdbcTemplate jdbc) {

  /** One transfer. */
  record Announced(long id, String buyer, LocalDate onDay) {}

  /**
   * People who were told at once, or not.
   *
   * @param objected who objected to transfers before
   */
  record Told(long byEmail, long byPost, long notReached, long erased, long objected) {

    long reached() {
      return byEmail + byPost;
    }
  }

  /** One notice of a transfer. */
  record Notice(int number, LocalDate toldOn, String operator, Told told) {}

  /** A file of a notice; its path is below the root. */
  record File(int notice, String root, String path, String sha256) {}

  /** What went, or stayed, of a collection. */
  record Count(String collection, String outcome, long rows) {}

  /** One time that the rows went. */
  record Export(long id, LocalDate asOf, String operator, String sha256) {}

  /** The transfer to a buyer on a day, which is registered where it is not yet. */
  Announced announced(String buyer, LocalDate onDay, String operator) {
    return find(buyer, onDay)
        .orElseGet(
            () -> {
              jdbc.update(
                  "insert into oubli.transfer (buyer, on_day, announced_by) values (?, ?, ?)",
                  buyer,
                  onDay,
                  operator);
              return find(buyer, onDay).orElseThrow();
            });
  }

  Optional<Announced> find(String buyer, LocalDate onDay) {
    return jdbc
        .query(
            "select id, buyer, on_day from oubli.transfer where buyer = ? and on_day = ?",
            TransferRegister::announced,
            buyer,
            onDay)
        .stream()
        .findFirst();
  }

  List<Announced> all() {
    return jdbc.query(
        "select id, buyer, on_day from oubli.transfer order by id", TransferRegister::announced);
  }

  /**
   * @throws Refusal when there is none of that number
   */
  Announced get(long id) {
    return jdbc
        .query(
            "select id, buyer, on_day from oubli.transfer where id = ?",
            TransferRegister::announced,
            id)
        .stream()
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    ExitCode.INVALID,
                    "no transfer " + id + "; see them with: jobs/transfer-notice list"));
  }

  private static Announced announced(ResultSet row, int number) throws SQLException {
    return new Announced(
        row.getLong("id"), text(row, "buyer"), row.getObject("on_day", LocalDate.class));
  }

  private static String text(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(row.getString(column));
  }

  List<Notice> notices(long transfer) {
    return jdbc.query(
        """
        select number, told_on, operator, by_email, by_post, not_reached, erased, objected
        from oubli.transfer_notice where transfer = ? order by number""",
        (row, number) ->
            new Notice(
                row.getInt("number"),
                Objects.requireNonNull(row.getObject("told_on", LocalDate.class)),
                text(row, "operator"),
                new Told(
                    row.getLong("by_email"),
                    row.getLong("by_post"),
                    row.getLong("not_reached"),
                    row.getLong("erased"),
                    row.getLong("objected"))),
        transfer);
  }

  void add(long transfer, Notice notice, String policySha256) {
    Told told = notice.told();
    jdbc.update(
        """
        insert into oubli.transfer_notice (transfer, number, told_on, operator, policy_sha256,
          by_email, by_post, not_reached, erased, objected)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        transfer,
        notice.number(),
        notice.toldOn(),
        notice.operator(),
        policySha256,
        told.byEmail(),
        told.byPost(),
        told.notReached(),
        told.erased(),
        told.objected());
  }

  /** Notes a file, or its digest anew where it was written again. */
  void add(long transfer, File file, LocalDate day) {
    jdbc.update(
        """
        insert into oubli.transfer_file (transfer, notice, root, path, sha256, written_on)
        values (?, ?, ?, ?, ?, ?)
        on conflict (transfer, notice, path) do update set sha256 = excluded.sha256, gone_on = null
        where oubli.transfer_file.sha256 <> excluded.sha256
          or oubli.transfer_file.gone_on is not null""",
        transfer,
        file.notice(),
        file.root(),
        file.path(),
        file.sha256(),
        day);
  }

  List<File> files(long transfer) {
    return jdbc.query(
        "select notice, root, path, sha256 from oubli.transfer_file where transfer = ?"
            + " order by notice, path",
        (row, number) ->
            new File(
                row.getInt("notice"), text(row, "root"), text(row, "path"), text(row, "sha256")),
        transfer);
  }

  List<Export> exports(long transfer) {
    return jdbc.query(
        "select id, as_of, operator, sha256 from oubli.transfer_export where transfer = ?"
            + " order by id",
        (row, number) ->
            new Export(
                row.getLong("id"),
                Objects.requireNonNull(row.getObject("as_of", LocalDate.class)),
                text(row, "operator"),
                text(row, "sha256")),
        transfer);
  }

  List<Count> counts(long export) {
    return jdbc.query(
        "select collection, outcome, row_count from oubli.transfer_export_count where export = ?"
            + " order by collection, outcome",
        (row, number) ->
            new Count(text(row, "collection"), text(row, "outcome"), row.getLong("row_count")),
        export);
  }

  void add(long transfer, LocalDate asOf, String operator, String sha256, List<Count> counts) {
    Long export =
        jdbc.queryForObject(
            "insert into oubli.transfer_export (transfer, as_of, operator, sha256)"
                + " values (?, ?, ?, ?) returning id",
            Long.class,
            transfer,
            asOf,
            operator,
            sha256);
    counts.forEach(
        count ->
            jdbc.update(
                "insert into oubli.transfer_export_count values (?, ?, ?, ?)",
                export,
                count.collection(),
                count.outcome(),
                count.rows()));
  }

  /** How many rows of each outcome an export has, over all collections. */
  static Map<String, Long> sums(List<Count> counts) {
    Map<String, Long> sums = new TreeMap<>();
    counts.forEach(count -> sums.merge(count.outcome(), count.rows(), Long::sum));
    return sums;
  }
}
