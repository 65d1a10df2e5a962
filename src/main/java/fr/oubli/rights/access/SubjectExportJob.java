package fr.oubli.rights.access;

import fr.oubli.platform.batch.BatchRuntime;
import fr.oubli.platform.batch.GracefulStop;
import fr.oubli.platform.batch.JobLaunch;
import fr.oubli.platform.console.RunLock;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.rights.request.Right;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Answers every verified request that has no bundle yet. The register says which have one, so a
 * launch after one that was killed goes on where that one was; a request that fails does not stop
 * the others, and is tried again by the next launch.
 */
final class SubjectExportJob {

  /** What was written and what was not. */
  record Outcome(ExitCode code, List<String> lines) {}

  private final DataSource dataSource;
  private final BundleAnswer answering;

  SubjectExportJob(DataSource dataSource, BundleAnswer answering) {
    this.dataSource = dataSource;
    this.answering = answering;
  }

  /**
   * @param workers how many bundles are written at a time
   */
  Outcome run(int workers) {
    try (RunLock lock = RunLock.acquire(dataSource, SubjectExportJobConfiguration.NAME)) {
      Map<Long, Right> requests = unanswered();
      if (requests.isEmpty()) {
        return new Outcome(ExitCode.DONE, List.of("no verified request waits for its bundle"));
      }
      return launch(new UnansweredRequests(requests, answering, workers));
    }
  }

  private Map<Long, Right> unanswered() {
    Map<Long, Right> unanswered = new LinkedHashMap<>();
    new JdbcTemplate(dataSource)
        .query(
            """
            select id, kind from oubli.request r
            where state = 'verified' and kind in ('access', 'portability')
              and not exists (select 1 from oubli.request_event e
                where e.request = r.id and e.step = ?)
            order by deadline, id""",
            row -> {
              Right right = Right.of(Objects.requireNonNull(row.getString("kind")));
              unanswered.put(row.getLong("id"), right);
            },
            Right.ACCESS.step());
    return unanswered;
  }

  private Outcome launch(UnansweredRequests requests) {
    try (BatchRuntime batch =
        BatchRuntime.open(dataSource, SubjectExportJobConfiguration.class, requests)) {
      JobLaunch launch = batch.launch();
      try (GracefulStop stop = GracefulStop.on(launch::stop)) {
        JobExecution execution = launch.start("export", uniqueParameters());
        return outcome(execution.getStatus(), batch.bean(BundleProcessor.class));
      }
    }
  }

  /** Parameters that no other launch has: the register, and not the job, knows what is done. */
  private static JobParameters uniqueParameters() {
    return new JobParametersBuilder()
        .addLong("launched-at", System.currentTimeMillis(), true)
        .toJobParameters();
  }

  private static Outcome outcome(BatchStatus status, BundleProcessor bundles) {
    if (status != BatchStatus.COMPLETED) {
      return new Outcome(ExitCode.FAILED, bundles.lines());
    }
    return new Outcome(bundles.anyFailed() ? ExitCode.QUARANTINE : ExitCode.DONE, bundles.lines());
  }
}
