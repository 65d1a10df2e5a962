package fr.oubli.reports;

import java.util.List;

/** One axis of a plot: what it counts, and what is written along it. */
record Axis(String title, List<Mark> marks) {

  private static final double LETTER = 0.6;
  private static final double GAP = 0.6;

  /** To which side of its place a text is written. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /**
   * A text at a place on an axis.
   *
   * @param at in hundredths of the axis, from the left or from above
   * @param ifRoom whether a narrow screen does without it
   */
  record Mark(double at, String text, Anchor anchor, boolean ifRoom) {

    Mark {
      at = Bar.rounded(at);
    }

    Mark(double at, String text, Anchor anchor) {
      this(at, text, anchor, false);
    }

    /** The word that SVG has for the side. */
    String side() {
      return anchor.name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  Axis {
    marks = List.copyOf(marks);
  }

  /** The room that the title and the longest text take beside the plot, in heights of a letter. */
  double room() {
    int longest = marks.stream().mapToInt(mark -> mark.text().length()).max().orElse(0);
    return room(Math.max(longest, title.length()));
  }

  static double room(int letters) {
    return Bar.rounded(letters * LETTER + GAP);
  }
}
