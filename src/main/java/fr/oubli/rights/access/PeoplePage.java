package fr.oubli.rights.access;

import fr.oubli.rights.request.Right;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/**
 * Requests of one right whose bundles are written one after the other, by one worker, from what is
 * read for all of them. The snapshot is opened for the first of them, and closed behind the last.
 */
final class PeoplePage implements AutoCloseable {

  private final Right right;
  private final List<Long> requests;
  private @Nullable PeopleReading reading;
  private boolean usable;
  private int done;

  /**
   * @param requests in the order in which they will be asked for
   */
  PeoplePage(Right right, List<Long> requests) {
    this.right = right;
    this.requests = requests.stream().sorted().toList();
    this.usable = requests.size() > 1;
  }

  List<Long> requests() {
    return requests;
  }

  /** Whether what is read for all is worth it, and did not fail. */
  boolean isUsable() {
    return usable;
  }

  /**
   * @throws DataAccessException where it cannot be read
   */
  PeopleReading reading(SubjectExport export) {
    PeopleReading open = reading;
    if (open == null) {
      open = PeopleReading.open(export, right, requests);
      reading = open;
    }
    return open;
  }

  /** From now on each is read alone: the snapshot took a fault, whosever row it was. */
  void giveUp() {
    usable = false;
    close();
  }

  /** One of them is over, whether it has its bundle or not. */
  void oneIsDone() {
    done++;
    if (done == requests.size()) {
      close();
    }
  }

  @Override
  public void close() {
    PeopleReading open = reading;
    reading = null;
    if (open == null) {
      return;
    }
    try {
      open.close();
    } catch (DataAccessException e) {
      // A snapshot that failed may not end in good order; its bundles are written or told as
      // failed.
      return;
    }
  }
}
