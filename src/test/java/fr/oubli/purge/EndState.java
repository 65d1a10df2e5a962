package fr.oubli.purge;

import fr.oubli.testing.Shop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What nights have made of a shop, as lines that can be compared: every row, what the ledger says
 * was done to which key, what is in quarantine and in the archive, the files, and what each rule
 * did by the run's own account and by its report.
 *
 * @param lines by what they tell of
 * @param runs how many runs it took
 */
record EndState(Map<String, Set<String>> lines, long runs) {

  private static final List<String> TABLES =
      List.of(
          "customers",
          "orders",
          "invoices",
          "contact_requests",
          "cookies",
          "recordings",
          "disputes");

  /** Each line begins with the collection and the key of its row, where it tells of one. */
  private static final Map<String, String> PARTS =
      Map.of(
          "invoice_lines",
          "select 'invoice_lines:' || row(invoice_id, line_no)::text || ' ' || t::text"
              + " from invoice_lines t",
          "archive",
          "select concat_ws(' ', collection || ':' || row_key, rule, governed_by, anchor, content)"
              + " from oubli.archive",
          "quarantine",
          "select concat_ws(' ', collection || ':' || row_key, rule, reason) from oubli.quarantine",
          "files to remove",
          "select concat_ws(' ', collection || ':' || row_key, field, path, outcome, stuck)"
              + " from oubli.file_removal",
          "ledger",
          "select concat_ws(' ', collection || ':' || k, rule, action)"
              + " from oubli.ledger_entry, unnest(row_keys::text[]) k where rule not like 'request %'",
          "relations",
          "select relname from pg_class where relkind in ('r', 'v', 'S')"
              + " and relnamespace in ('oubli'::regnamespace, 'public'::regnamespace)");

  /** What a run did is told by its results, and by the report that is made of them. */
  private static final Set<String> OF_ONE_RUN = Set.of("results", "report");

  private static final Set<String> COUNTS = Set.of("results", "report", "done in all", "left");

  static EndState of(Shop shop) {
    Map<String, Set<String>> lines = new TreeMap<>();
    for (String table : TABLES) {
      lines.put(
          table,
          column(shop, "select '%s:' || id || ' ' || t::text from %s t".formatted(table, table)));
    }
    PARTS.forEach((part, sql) -> lines.put(part, column(shop, sql)));
    lines.put(
        "done in all",
        column(
            shop,
            "select concat_ws(' ', rule, collection, action, sum(done)) from oubli.run_result"
                + " group by rule, collection, action"));
    lines.put(
        "results",
        column(
            shop,
            "select concat_ws(' ', position, rule, collection, action, cutoff, stored, due, done,"
                + " held, restricted, quarantined, referenced, remaining, oldest_remaining)"
                + " from oubli.run_result where run = (select max(id) from oubli.run)"));
    lines.put(
        "left",
        column(
            shop,
            "select concat_ws(' ', rule, collection, held, restricted, quarantined, referenced,"
                + " remaining, oldest_remaining)"
                + " from oubli.run_result where run = (select max(id) from oubli.run)"));
    lines.put("report", report(shop));
    lines.put("files", files(shop));
    return new EndState(lines, shop.count("oubli.run where policy not like 'request %'"));
  }

  private static Set<String> column(Shop shop, String sql) {
    return new TreeSet<>(shop.jdbc().queryForList(sql, String.class));
  }

  private static Set<String> files(Shop shop) {
    try (Stream<Path> files = Files.walk(shop.recordings())) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> shop.recordings().relativize(file).toString())
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The report without its last columns, which tell of entries and seals. */
  private static Set<String> report(Shop shop) {
    if (!Files.exists(shop.reports())) {
      return Set.of();
    }
    try (Stream<Path> files = Files.walk(shop.reports())) {
      Set<String> lines = new TreeSet<>();
      for (Path file : files.filter(each -> each.endsWith("retention-compliance.csv")).toList()) {
        for (String line : Files.readAllLines(file)) {
          String[] cells = line.split(";", -1);
          lines.add(String.join(";", List.of(cells).subList(0, Math.min(cells.length, 17))));
        }
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is wrong whatever the data are: each is a line. */
  static List<String> faults(Shop shop) {
    List<String> faults = new ArrayList<>(shop.verifyLedger().faults());
    none(shop, faults, "runs without an end", "oubli.run where ended_at is null");
    none(shop, faults, "files still to remove", "oubli.file_removal where removed_at is null");
    none(
        shop,
        faults,
        "runs without a seal",
        "oubli.run where id not in (select run from oubli.seal)");
    none(shop, faults, "rows of plans", "oubli.planned_rows");
    none(
        shop,
        faults,
        "keys that the ledger names twice",
        "(select k from oubli.ledger_entry, unnest(row_keys::text[]) k"
            + " group by rule, collection, action, k having count(*) > 1) twice");
    none(
        shop,
        faults,
        "locks that stayed",
        "pg_locks where locktype = 'advisory' and database ="
            + " (select oid from pg_database where datname = current_database())");
    try (Stream<Path> files = Files.walk(shop.folder())) {
      files
          .filter(file -> file.toString().endsWith(".part"))
          .forEach(file -> faults.add("a file that was not finished: " + file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return faults;
  }

  private static void none(Shop shop, List<String> faults, String what, String from) {
    long count = shop.count(from);
    if (count > 0) {
      faults.add(count + " " + what);
    }
  }

  /** The lines of some rows. */
  Set<String> of(Set<String> rows) {
    Set<String> all = new TreeSet<>();
    lines.forEach(
        (part, these) ->
            these.stream()
                .filter(line -> tells(rows, line))
                .forEach(line -> all.add(part + ": " + line)));
    return all;
  }

  private static boolean tells(Set<String> rows, String line) {
    int space = line.indexOf(' ');
    return rows.contains(space < 0 ? line : line.substring(0, space));
  }

  /**
   * Where this differs from what it should be.
   *
   * @param except rows with a fate of their own, by collection and key; and files of theirs
   */
  List<String> differences(EndState wanted, Set<String> except) {
    List<String> found = new ArrayList<>();
    wanted.lines.forEach(
        (part, those) -> {
          if ((COUNTS.contains(part) && !except.isEmpty())
              || (OF_ONE_RUN.contains(part) && runs != wanted.runs)) {
            return;
          }
          Set<String> here = new TreeSet<>(lines.getOrDefault(part, Set.of()));
          Set<String> there = new TreeSet<>(those);
          here.removeIf(line -> tells(except, line));
          there.removeIf(line -> tells(except, line));
          Set<String> common = new TreeSet<>(here);
          common.retainAll(there);
          here.removeAll(common);
          there.removeAll(common);
          if (!here.isEmpty() || !there.isEmpty()) {
            found.add(part + ": found " + some(here) + ", wanted " + some(there));
          }
        });
    return found;
  }

  private static String some(Set<String> lines) {
    return lines.size() + " " + lines.stream().limit(4).toList();
  }
}
