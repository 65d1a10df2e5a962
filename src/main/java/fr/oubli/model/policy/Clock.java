package fr.oubli.model.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a rule's period starts: the rule's anchor (ISO/IEC 27555: starting point). */
public sealed interface Clock {

  /** The row's own date; a collection without the column reaches it through its references. */
  record RowDate(ColumnName column) implements Clock {}

  /**
   * The person's latest event across collections: each new event of the person starts the period
   * again for all of the person's rows.
   *
   * @param ignoring events that do not start the clock again, such as test orders
   */
  record LatestOfSubject(List<ColumnName> events, Filter ignoring) implements Clock {
    public LatestOfSubject {
      events = List.copyOf(events);
      if (events.isEmpty()) {
        throw new IllegalArgumentException("a clock needs at least one event");
      }
    }
  }

  /**
   * The close of the fiscal year that the date falls in (Code de commerce L123-22).
   *
   * @param togetherWith the column that links a document to the one it corrects: linked documents
   *     go together, at the latest of their dates
   */
  record FiscalYearEnd(ColumnName column, @Nullable ColumnName togetherWith) implements Clock {}
}
