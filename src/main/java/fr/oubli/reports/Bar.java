package fr.oubli.reports;

/**
 * A bar of a plot, in hundredths of the plot's width and height, measured from its upper left.
 * Whatever it stands for, it is large enough to be seen: one row beside two millions shows.
 */
record Bar(double x, double y, double width, double height) {

  /** On the smallest telephone and on paper this is more than two pixels either way. */
  static final double LEAST = 2;

  Bar {
    x = Bar.rounded(x);
    y = Bar.rounded(y);
    width = Bar.rounded(width);
    height = Bar.rounded(height);
  }

  /** A bar that stands on the lower edge. */
  static Bar column(double from, double to, double share) {
    double height = Math.max(LEAST, share);
    return new Bar(from, 100 - height, Math.max(LEAST, to - from), height);
  }

  /** A bar that lies on the left edge. */
  static Bar row(double from, double to, double share) {
    return new Bar(0, from, Math.max(LEAST, share), to - from);
  }

  /** Two decimals are finer than any screen, and keep the page small. */
  static double rounded(double hundredths) {
    return Math.round(hundredths * 100) / 100.0;
  }
}
