package fr.oubli.reports;

import java.util.List;
import java.util.Locale;

/** One axis of a plot: what it counts, and what is written along it. */
record Axis(String title, List<Mark> marks) {

  /** How wide a letter is, and the gap between a text and the plot, in heights of a letter. */
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
      return anchor.name().toLowerCase(Locale.ROOT);
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

  /** The room that so many letters take. */
  static double room(int letters) {
    return Bar.rounded(letters * LETTER + GAP);
  }
}
