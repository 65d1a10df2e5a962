package fr.oubli.setup.benchmark;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.platform.console.TextTable;
import fr.oubli.purge.report.Result;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Times nights with one number of due rows, among few stored rows and among ten times as many. */
final class GrowthPace {

  private static final int NIGHTS = 3;

  private final DataSource dataSource;
  private final DataMap map;
  private final Path home;
  private final int workers;
  private final List<GrowthKind> kinds;
  private final long due;

  /**
   * @param due rows that become due each night
   */
  GrowthPace(DataSource dataSource, Policy shipped, DataMap map, Path home, int workers, long due) {
    this.dataSource = dataSource;
    this.map = map;
    this.home = home;
    this.workers = workers;
    this.kinds = GrowthKind.all(shipped, due);
    this.due = due;
  }

  /**
   * @param only the id of the only kind to measure; null for all
   */
  void measure(TextTable table, long fewer, @Nullable String only) {
    for (GrowthKind kind :
        kinds.stream().filter(each -> only == null || each.id().equals(only)).toList()) {
      double base = measure(kind, fewer);
      double more = measure(kind, fewer * 10);
      row(table, kind.name() + ", %,d due".formatted(due), "%,d stored".formatted(fewer), base, 1);
      row(table, "", "%,d stored".formatted(fewer * 10), more, more / base);
    }
  }

  /**
   * Returns the median of {@value #NIGHTS} nights, in seconds. The night before them looks at every
   * row and finds nothing due; so does the one after, or the nights missed a row.
   */
  private double measure(GrowthKind kind, long stored) {
    JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    kind.fill(stored, NIGHTS).forEach(jdbc::execute);
    jdbc.execute("truncate oubli.look, oubli.waiting");
    jdbc.execute("checkpoint");
    TimedNight night = new TimedNight(dataSource, kind.policy(), map, home, workers);
    expect(kind, night.run(kind.night(0).minusDays(1), true), 0);
    List<Double> seconds =
        IntStream.range(0, NIGHTS)
            .mapToObj(number -> expect(kind, night.run(kind.night(number), false), due))
            .sorted()
            .toList();
    expect(kind, night.run(kind.night(NIGHTS - 1), true), 0);
    return seconds.get(NIGHTS / 2);
  }

  private static double expect(GrowthKind kind, TimedNight.Done done, long rows) {
    long acted =
        done.outcome().results().stream()
            .filter(result -> result.collection().equals(kind.collection()))
            .mapToLong(Result::done)
            .sum();
    if (acted != rows) {
      throw new IllegalStateException(
          "%s: %d rows instead of %d, nothing was measured".formatted(kind.name(), acted, rows));
    }
    return done.seconds();
  }

  private static void row(TextTable table, String what, String how, double seconds, double ratio) {
    table.row(what, how, "%.2f".formatted(seconds), "%.2f".formatted(ratio), null);
  }
}
