package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.testing.Foreign;
import fr.oubli.testing.OubliProcess;
import fr.oubli.testing.ShortMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Two files a row, some missing, some at addresses; real processes, really killed: {@code
 * -Doubli.kills=20} for the full count.
 */
class KilledFilesIT {

  private static final String NIGHT = "2026-11-27";
  private static final int KILLS = Integer.getInteger("oubli.kills", 4);
  private static final int ROWS = 3_000;

  private final Foreign base = new Foreign();

  @AfterEach
  void close() {
    base.close();
  }

  /**
   * Of seven rows one lacks its second file, one has it at an address that is handed on, one at an
   * address that is refused; of ten rows one is not due.
   */
  private void rows() {
    base.tables(
        """
        create table people (id bigint primary key, photo text, scan text, left_on date not null);
        insert into people select i, 'photo/' || i || '.png',
          case i %% 7 when 1 then 's3://bucket/' || i when 2 then 'https://cdn/' || i
            else 'scan/' || i || '.pdf' end,
          case when i %% 10 = 0 then date '2026-11-01' else '2020-01-01' end
        from generate_series(1, %d) i;
        analyze;
        """
            .formatted(ROWS));
    base.map(
        new ShortMap()
            .collection("people", "id !", "photo #user.sensor", "scan #user.content", "left_on")
            .toString());
    base.policy(
        """
        policy: files
        language: 2
        zone: Europe/Paris
        rules:
          people:
            cites: "1 year after leaving"
            basis: contract
            starts: { row: people.left_on }
            keep: { at-most: P1Y }
            then: { people: delete }
        files: { people: { columns: [photo, scan], schemes: { s3: handed-on } } }
        limits: { share-of-collection: 100% }
        """);
    for (int i = 1; i <= ROWS; i++) {
      base.file("photo/" + i + ".png");
      if (i % 7 > 3 || i % 7 == 0) {
        base.file("scan/" + i + ".pdf");
      }
    }
  }

  private OubliProcess night() throws IOException {
    return OubliProcess.start(
        base.environment(),
        "nightly-purge",
        "--policy",
        base.policyFile().toString(),
        "--datamap",
        base.mapFile().toString(),
        "--reports",
        base.reports().toString(),
        "--recordings",
        base.recordings().toString(),
        "--as-of",
        NIGHT);
  }

  private Set<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(base.recordings())) {
      return new TreeSet<>(
          files
              .filter(Files::isRegularFile)
              .map(file -> base.recordings().relativize(file).toString())
              .toList());
    }
  }

  private Set<String> column(String sql) {
    return new TreeSet<>(base.jdbc().queryForList(sql, String.class));
  }

  /** At any moment a file without a row is one whose removal is noted. */
  private void nothingIsLost() throws IOException {
    Set<String> files = files();
    files.removeAll(column("select photo from people"));
    files.removeAll(column("select scan from people"));
    files.removeAll(column("select path from oubli.file_removal where removed_at is null"));
    assertThat(files).isEmpty();
    Set<String> photos = column("select photo from people");
    photos.removeAll(files());
    assertThat(photos).isEmpty();
  }

  /** Found by a kill between the two writes with which Spring Batch begins a job. */
  @Test
  void aRunWhoseJobHadNotBegunIsTakenUp() throws Exception {
    rows();
    night().killAfter(Duration.ZERO);
    OubliProcess begun = night();
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> base.count("oubli.batch_job_execution") > 0);
    begun.killAfter(Duration.ZERO);
    base.execute(
        "delete from oubli.batch_step_execution_context; delete from oubli.batch_step_execution;"
            + " delete from oubli.batch_job_execution_context;"
            + " delete from oubli.batch_job_execution_params; delete from oubli.batch_job_execution");

    night().finish(ExitCode.QUARANTINE);

    nothingIsLost();
  }

  @Test
  void killedAtAnyMomentNoRowLosesItsFileAndNoFileItsRow() throws Exception {
    rows();
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < KILLS; i++) {
      OubliProcess killed = night();
      killed.awaitSession(base);
      killed.killAfter(Duration.ofMillis(random.nextInt(2_500)));
      nothingIsLost();
    }
    OubliProcess last = night();
    last.finish(ExitCode.QUARANTINE);
    nothingIsLost();

    String due = " from generate_series(1, " + ROWS + ") i where i % 10 <> 0 and i % 7 ";
    assertThat(column("select id::text from people where id % 10 <> 0"))
        .as("seed %d", seed)
        .isEqualTo(column("select i::text" + due + "= 2"))
        .isEqualTo(column("select row_key from oubli.quarantine"));
    assertThat(column("select row_key from oubli.object_removal where address is not null"))
        .isEqualTo(column("select i::text" + due + "= 1"));
    assertThat(base.count("oubli.object_removal"))
        .isEqualTo(base.count("(select i" + due + "= 1) handed"));
    assertThat(
            column(
                "select row_key from oubli.file_removal where field = 'scan'"
                    + " and outcome = 'was missing'"))
        .containsAll(column("select i::text" + due + "= 3"));
    assertThat(base.count("oubli.file_removal where removed_at is null")).isZero();
    assertThat(
            List.of(
                base.count("oubli.file_removal where field = 'photo'"),
                base.count("oubli.file_removal where field = 'scan'")))
        .isEqualTo(
            List.of(
                base.count("(select i" + due + "<> 2) gone"),
                base.count("(select i" + due + "not in (1, 2)) gone")));
    assertThat(base.verifyLedger().faults()).isEmpty();
    String said = String.join("\n", last.output()) + String.join("\n", last.errors());
    assertThat(said).doesNotContain(".png").doesNotContain("bucket").doesNotContain("cdn/");
  }
}
