package fr.oubli.intake;

import fr.oubli.model.feed.CellForm;
import fr.oubli.model.feed.FeedFile;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The lines of a feed, until they are brought in or refused. A table of its own has each cell in
 * the type that its column asks for. It is not logged: a server that crashed has none of its lines,
 * and they are read again from the file. PostgreSQL keeps no examples of its values.
 *
 * @param feed its number in the register
 */
record StagingTable(DataSource dataSource, long feed, FeedFile file) {

  /** What stands before the cells. */
  private static final List<String> OWN = List.of("line", "happened", "hits", "fault", "stop");

  /** Quoted. */
  String name() {
    return "oubli.\"feed_lines_" + feed + "\"";
  }

  /** The column of a cell, in the mapping's order. */
  String column(int cell) {
    return "c" + cell;
  }

  /** The column of a cell by the name of its column in the file. */
  String column(String cell) {
    return column(file.columns().indexOf(cell));
  }

  /** Makes the table, where an earlier launch did not; what other feeds left goes. */
  void prepare() {
    new JdbcTemplate(dataSource)
        .query(
            "select oubli.prepare_feed_lines(?, ?::text[])",
            row -> {},
            feed,
            file.cells().stream().map(cell -> cell.type().sql()).toArray(String[]::new));
  }

  List<String> columns() {
    return java.util.stream.Stream.concat(
            OWN.stream(), IntStream.range(0, file.cells().size()).mapToObj(this::column))
        .toList();
  }

  String copy() {
    return "copy " + name() + " (" + String.join(", ", columns()) + ") from stdin";
  }

  /** The last line that is staged, behind which no other is; 0 where none is. */
  long lastLine() {
    Long last =
        new JdbcTemplate(dataSource)
            .queryForObject("select coalesce(max(line), 0) from " + name(), Long.class);
    return last == null ? 0 : last;
  }

  void drop() {
    drop(new JdbcTemplate(dataSource));
  }

  /** The same in a transaction. */
  void drop(JdbcTemplate jdbc) {
    jdbc.query("select oubli.drop_feed_lines(?)", row -> {}, feed);
  }

  /** Of what type a cell is, by the name of its column in the file. */
  CellForm form(String cell) {
    return file.cell(cell);
  }
}
