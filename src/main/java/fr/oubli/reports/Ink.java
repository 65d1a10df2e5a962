package fr.oubli.reports;

import java.util.Locale;

/** A colour of bars, by the page's own name for it: the style says it for light, dark and paper. */
enum Ink {
  KEPT,
  OVER,
  OTHER;

  String variable() {
    return name().toLowerCase(Locale.ROOT);
  }
}
