package fr.oubli.rights.erasure;

import java.util.Locale;

/** How far an erasure has come. */
enum ErasureState {
  STARTED,
  /** Something keeps rows for a time; the nightly purge goes on once that has ended. */
  HELD,
  /** Something was found that should be gone. */
  PARTIAL,
  DONE;

  String stored() {
    return name().toLowerCase(Locale.ROOT);
  }
}
