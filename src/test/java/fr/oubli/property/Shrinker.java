package fr.oubli.property;

import java.util.Iterator;
import java.util.function.Function;

/**
 * Makes a failing case small: takes away one thing at a time while the same law breaks, and begins
 * again from what is left, until nothing more can go or the tries are used up.
 *
 * @param law the law that a case breaks; empty where it breaks none
 */
record Shrinker(Function<Scenario, String> law, int tries) {

  Scenario smallest(Scenario failing, String broken) {
    Scenario smallest = failing;
    int left = tries;
    Iterator<Scenario> candidates = new Shrinks(smallest).all().iterator();
    while (left > 0 && candidates.hasNext()) {
      Scenario smaller = candidates.next();
      left--;
      if (law.apply(smaller).equals(broken)) {
        smallest = smaller;
        candidates = new Shrinks(smallest).all().iterator();
      }
    }
    return smallest;
  }
}
