package fr.oubli.purge.job;

import fr.oubli.registers.recording.FileRemoval;
import fr.oubli.registers.recording.FileRemoval.Outcome;
import fr.oubli.registers.recording.PendingRemovals;
import fr.oubli.registers.recording.RecordingFiles;
import fr.oubli.registers.recording.RemovalRegister;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Removes the files of rows that are gone. */
record FilesStep(
    JobRepository repository, JdbcTransactionManager transactions, JdbcTemplate jdbc, long run) {

  private static final int FILES = 500;

  Step build(RecordingFiles files) {
    RemovalRegister removals = new RemovalRegister(jdbc, transactions);
    return new StepBuilder("files", repository)
        .<FileRemoval, Outcome>chunk(FILES)
        .transactionManager(transactions)
        .reader(new PendingRemovals(jdbc))
        .processor(removal -> new Outcome(removal.id(), files.remove(removal.path())))
        .writer(chunk -> removals.confirm(chunk.getItems()))
        .allowStartIfComplete(true)
        .listener(intentsOnDisk(removals))
        .build();
  }

  private StepExecutionListener intentsOnDisk(RemovalRegister removals) {
    return new StepExecutionListener() {
      @Override
      public void beforeStep(StepExecution step) {
        removals.awaitIntents(run);
      }
    };
  }
}
