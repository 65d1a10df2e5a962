package fr.oubli.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The files of the company's tables, Oubli's and PostgreSQL's statistics, their indexes and their
 * long values, as they lie on the server's disk.
 */
public record RawFiles(JdbcTemplate jdbc) {

  private static final String RELATIONS =
      """
      with stored as (
        select c.oid, c.reltoastrelid from pg_class c
        where (c.relnamespace in ('public'::regnamespace, 'oubli'::regnamespace)
            or c.oid = 'pg_statistic'::regclass)
          and c.relkind = 'r')
      select r.oid::regclass::text as name, pg_relation_filepath(r.oid) as path
      from (
        select oid, 1 from stored
        union all select reltoastrelid, 2 from stored where reltoastrelid <> 0
        union all select i.indexrelid, 3 from pg_index i
          join stored on i.indrelid in (stored.oid, stored.reltoastrelid)) r(oid, kind)""";

  /** How often a text stands in each file, by the relation that the file is of. */
  public Map<String, Integer> with(String text) {
    jdbc.execute("checkpoint");
    Path data =
        Path.of(Objects.requireNonNull(jdbc.queryForObject("show data_directory", String.class)));
    Map<String, Integer> found = new TreeMap<>();
    jdbc.query(
        RELATIONS,
        row -> {
          int times = times(data.resolve(row.getString("path")), text);
          if (times > 0) {
            String name = row.getString("name");
            found.put(name.startsWith("pg_toast") ? toasted(name) : name, times);
          }
        });
    return found;
  }

  private String toasted(String name) {
    return "long values of "
        + jdbc.queryForObject(
            "select oid::regclass::text from pg_class where reltoastrelid = ?::regclass",
            String.class,
            name);
  }

  private static int times(Path file, String text) {
    try {
      String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      int times = 0;
      for (int at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1)) {
        times++;
      }
      return times;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
