package fr.oubli.evidence;

import fr.oubli.evidence.journal.RunJournal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Ends the journals of runs that no backup which is still kept could be older than. */
public record EndedJournals(Path reports) {

  /**
   * Deletes the journals of runs that were sealed before a day; the seals' copies stay.
   *
   * @return how many
   */
  public int before(LocalDate day) {
    int ended = 0;
    for (SealCopy copy : SealCopy.in(reports)) {
      Path journal = RunJournal.beside(copy.file());
      if (Files.exists(journal) && sealedOn(copy).isBefore(day)) {
        delete(journal);
        ended++;
      }
    }
    return ended;
  }

  private static LocalDate sealedOn(SealCopy copy) {
    try {
      return LocalDate.ofInstant(Instant.parse(copy.value("sealed-at")), ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return LocalDate.MAX;
    }
  }

  private static void delete(Path journal) {
    try {
      Files.delete(journal);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
