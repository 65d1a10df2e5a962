package fr.oubli.rights.transfer;

import fr.oubli.platform.output.CsvDialect;
import fr.oubli.platform.output.CsvRows;
import fr.oubli.platform.output.WholeFile;
import fr.oubli.rights.reply.FileDigest;
import fr.oubli.rights.transfer.TransferRegister.File;
import fr.oubli.schema.sql.Sql;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Writes the files of a notice, each whole, for its owner's eyes, and the same bytes for the same
 * people: a list for e-mail, one for post, and the letter. A list of nobody is not written.
 *
 * @param root above the folder of the transfer
 * @param notice whose people the lists are of
 */
record NoticeFiles(Snapshot snapshot, Path root, TransferLetter letter, int notice) {

  private static final int AT_ONCE = 5_000;

  /** A list of people by one channel. */
  private enum Mailing {
    EMAIL("courriels", "email", "r.email, r.name"),
    POST(
        "courriers",
        "post",
        "r.name, r.street, btrim(concat_ws(' ', r.postal_code, r.city)) as town");

    private final String file;
    private final String channel;
    private final String columns;

    Mailing(String file, String channel, String columns) {
      this.file = file;
      this.channel = channel;
      this.columns = columns;
    }

    private List<String> headings() {
      return this == EMAIL
          ? List.of("e-mail", "nom")
          : List.of("nom", "adresse", "code postal et ville");
    }

    /** The cells of a line, in the order of the headings. */
    private List<String> cells(ResultSet row) throws SQLException {
      return this == EMAIL
          ? Arrays.asList(row.getString("email"), row.getString("name"))
          : Arrays.asList(row.getString("name"), row.getString("street"), row.getString("town"));
    }
  }

  List<File> write() {
    List<File> files = new ArrayList<>();
    for (Mailing list : Mailing.values()) {
      if (count(list.channel) > 0) {
        files.add(file(list.file, ".csv", out -> print(list, out)));
      }
    }
    files.add(file("lettre", ".html", out -> out.write(bytes(letter.html()))));
    files.add(file("lettre", ".txt", out -> out.write(bytes(letter.text()))));
    return files;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** How many people are in the notice who can be reached so. */
  long count(String channel) {
    Sql counted = Sql.format("select count(*) {}", theirs(channel));
    Long count =
        snapshot.jdbc().queryForObject(counted.text(), Long.class, counted.values().toArray());
    return count == null ? 0 : count;
  }

  private Sql theirs(String channel) {
    return Sql.format(
        "from {} join {} on p.person = r.person where p.notice = {} and r.channel = {}",
        Contacts.reached("r"),
        AffectedPeople.people("p"),
        Sql.of("?", notice),
        Sql.of("?", channel));
  }

  private File file(String name, String ending, WholeFile.Content content) {
    Path file =
        root.resolve("cession-" + letter.transfer().id()).resolve(name + "-" + notice + ending);
    WholeFile.writePrivate(file, content);
    return new File(
        notice,
        root.toAbsolutePath().toString(),
        root.relativize(file).toString(),
        FileDigest.of(file));
  }

  private void print(Mailing list, OutputStream out) throws IOException {
    CsvRows sheet = new CsvRows(out, CsvDialect.FRENCH, list.headings());
    JdbcTemplate reading = new JdbcTemplate(snapshot.source());
    reading.setFetchSize(AT_ONCE);
    Sql lines =
        Sql.format(
            "select "
                + list.columns
                + " {} order by r.email collate \"C\", r.name collate \"C\", r.street collate \"C\","
                + " r.postal_code, r.city, r.person",
            theirs(list.channel));
    reading.query(
        lines.text(),
        row -> {
          try {
            sheet.row(list.cells(row));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        lines.values().toArray());
    sheet.flush();
  }
}
