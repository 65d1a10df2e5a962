package fr.oubli.property;

import java.time.Duration;
import java.util.Iterator;
import java.util.function.Function;

/**
 * Makes a failing case small: takes away one thing at a time while the same law breaks, pass after
 * pass, until a whole pass takes nothing away or the tries or the time are used up.
 *
 * @param law the law that a case breaks; empty where it breaks none
 */
record Shrinker(Function<Scenario, String> law, int tries, Duration most) {

  Scenario smallest(Scenario failing, String broken) {
    long begun = System.nanoTime();
    Scenario smallest = failing;
    Scenario before = failing;
    Iterator<Scenario> candidates = new Shrinks(smallest).all().iterator();
    int passed = 0;
    for (int left = tries; left > 0 && System.nanoTime() - begun < most.toNanos(); left--) {
      if (!candidates.hasNext()) {
        if (smallest.equals(before)) {
          return smallest;
        }
        before = smallest;
        passed = 0;
        candidates = new Shrinks(smallest).all().iterator();
        if (!candidates.hasNext()) {
          return smallest;
        }
      }
      Scenario smaller = candidates.next();
      if (law.apply(smaller).equals(broken)) {
        smallest = smaller;
        // What could not go before is tried again in the next pass only.
        candidates = new Shrinks(smallest).all().skip(passed).iterator();
      } else {
        passed++;
      }
    }
    return smallest;
  }
}
