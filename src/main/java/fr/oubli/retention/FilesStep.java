package fr.oubli.retention;

import fr.oubli.retention.FileRemoval.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes the files of rows that are gone. The intent was committed with the row; here the commit
 * is waited for, then the file goes, then that is confirmed. A crash at any point leaves an intent
 * that the next run finishes.
 */
record FilesStep(
    JobRepository repository, JdbcTransactionManager transactions, JdbcTemplate jdbc, long run) {

  private static final int FILES = 500;

  Step build(RecordingFiles files) {
    return new StepBuilder("files", repository)
        .<FileRemoval, Outcome>chunk(FILES)
        .transactionManager(transactions)
        .reader(new PendingRemovals(jdbc))
        .processor(removal -> new Outcome(removal.id(), files.remove(removal.path())))
        .writer(confirm())
        .allowStartIfComplete(true)
        .listener(intentsOnDisk())
        .build();
  }

  private StepExecutionListener intentsOnDisk() {
    return new StepExecutionListener() {
      @Override
      public void beforeStep(StepExecution step) {
        new TransactionTemplate(transactions)
            .executeWithoutResult(
                status -> {
                  jdbc.execute("set local synchronous_commit = on");
                  jdbc.update("update oubli.run set state = state where id = ?", run);
                });
      }
    };
  }

  private ItemWriter<Outcome> confirm() {
    return chunk -> {
      update(chunk, true, "removed");
      update(chunk, false, "was missing");
    };
  }

  /** The path goes with the file: it can hold a telephone number. */
  private void update(Chunk<? extends Outcome> chunk, boolean wasThere, String word) {
    List<Long> ids = new ArrayList<>();
    chunk.forEach(
        outcome -> {
          if (outcome.wasThere() == wasThere) {
            ids.add(outcome.id());
          }
        });
    if (!ids.isEmpty()) {
      jdbc.update(
          "update oubli.file_removal set removed_at = now(), outcome = ?, path = null"
              + " where id = any (?)",
          word,
          ids.toArray(Long[]::new));
    }
  }
}
