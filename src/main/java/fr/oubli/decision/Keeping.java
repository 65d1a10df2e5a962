package fr.oubli.decision;

import java.util.Comparator;

/**
 * Whose rows keep a due row that nothing else keeps.
 *
 * @param collection of the rows that keep it
 * @param whole it belongs to a row of that collection, with which it stays; else rows of that
 *     collection refer to it
 */
public record Keeping(String collection, boolean whole) implements Comparable<Keeping> {

  private static final Comparator<Keeping> ORDER =
      Comparator.comparing(Keeping::collection).thenComparing(Keeping::whole);

  @Override
  public int compareTo(Keeping other) {
    return ORDER.compare(this, other);
  }
}
