package fr.oubli.reports;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A day of the calendar of deadlines. A calendar that has it already knows it by its identity, and
 * takes the one whose sequence is higher.
 *
 * @param uid the same for ever for the same deadline, whatever day it moves to
 * @param sequence how often what it is about has changed
 * @param modified when it changed the last time
 * @param summary in French, with no value of anybody
 */
record CalendarEvent(
    String uid,
    long sequence,
    Instant modified,
    LocalDate day,
    String summary,
    String description,
    Status status) {

  /** Whether the day stands. */
  enum Status {
    CONFIRMED,
    /** It will move: a clock is stopped. */
    TENTATIVE,
    /** It is over: calendars that have it take it out. */
    CANCELLED
  }
}
