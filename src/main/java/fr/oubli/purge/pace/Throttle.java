package fr.oubli.purge.pace;

import java.util.function.BooleanSupplier;

/** Asked by each worker before each slice; it comes back when the slice may begin. */
public interface Throttle {

  /** As fast as it goes. */
  Throttle FULL =
      new Throttle() {
        @Override
        public void await(BooleanSupplier over) {}

        @Override
        public int finer() {
          return 1;
        }
      };

  /**
   * @param over whether the night is about to stop, and no pause matters any more
   */
  void await(BooleanSupplier over);

  /** Into how many pieces a slice is cut, so that others wait for less at a time. */
  int finer();
}
