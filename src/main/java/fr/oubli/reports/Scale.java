package fr.oubli.reports;

import java.util.List;
import java.util.stream.LongStream;

/**
 * An axis of counts: it begins at nothing and goes up in even steps of 1, 2 or 5 times a power of
 * ten, so that every label on it is a round number of rows.
 *
 * @param step how many rows lie between two labels
 * @param steps how many steps there are; at least one, so that nothing but zeros has an axis too
 */
record Scale(long step, long steps) {

  private static final long MOST_STEPS = 5;
  private static final int[] ROUND = {1, 2, 5};

  Scale {
    if (step < 1 || steps < 1) {
      throw new IllegalArgumentException("an axis of " + steps + " steps of " + step);
    }
  }

  /** The finest scale that reaches a count with few labels. */
  static Scale upTo(long most) {
    long power = 1;
    while (true) {
      for (int round : ROUND) {
        long step = power * round;
        long steps = Math.max(1, (most - 1) / step + 1);
        if (steps <= MOST_STEPS) {
          return new Scale(step, steps);
        }
      }
      power *= 10;
    }
  }

  long top() {
    return step * steps;
  }

  /** The counts to be labelled, from nothing to the top. */
  List<Long> labels() {
    return LongStream.rangeClosed(0, steps).map(i -> i * step).boxed().toList();
  }

  /** Where a count lies, in hundredths of the axis. */
  double at(long count) {
    return 100.0 * count / top();
  }
}
