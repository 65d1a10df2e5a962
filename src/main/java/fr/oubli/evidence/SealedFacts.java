package fr.oubli.evidence;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The lines of a seal's document that follow what closes the ledger: the facts of its run, and what
 * was only known when it was sealed. A seal of an earlier version has none.
 *
 * @param lines a name, a colon and a value each
 */
public record SealedFacts(List<String> lines) {

  static final String OUTCOME = "outcome";
  static final String DATABASE = "database";
  static final String KEY = "public-key";
  static final String NEXT_KEY = "next-key";

  static final String AGES = "ages";
  static final String UNREACHED = "unreached";

  /** What seals of an earlier version do not speak of. */
  private static final Set<String> LATER = Set.of(AGES, UNREACHED);

  /** Said when the run was sealed, and of no table, or of one that changes afterwards. */
  private static final Set<String> OF_THE_MOMENT =
      Set.of(OUTCOME, KEY, NEXT_KEY, "files-missing", "files-pending");

  public SealedFacts {
    lines = List.copyOf(lines);
  }

  public boolean isEmpty() {
    return lines.isEmpty();
  }

  /** The value of a fact; empty where there is none of that name. */
  public String of(String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name + ": "))
        .map(line -> line.substring(name.length() + 2))
        .findFirst()
        .orElse("");
  }

  /** The version of the document: what it tells grew twice. */
  int form() {
    if (isEmpty()) {
      return 1;
    }
    return of(AGES).isEmpty() ? 2 : 3;
  }

  /** What the database says otherwise than the seal, in words. */
  List<String> differences(List<String> database) {
    List<String> stored =
        database.stream().filter(line -> form() > 2 || !LATER.contains(name(line))).toList();
    List<String> told = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    List<String> sealed =
        lines.stream().filter(line -> !OF_THE_MOMENT.contains(name(line))).toList();
    Set<String> both = new HashSet<>(sealed);
    both.retainAll(new HashSet<>(stored));
    sealed.stream().filter(line -> !both.contains(line)).forEach(line -> names.add(name(line)));
    stored.stream().filter(line -> !both.contains(line)).forEach(line -> names.add(name(line)));
    SealedFacts now = new SealedFacts(stored);
    names.forEach(
        name ->
            told.add(
                "%s is %s, sealed was %s".formatted(name, said(now.of(name)), said(of(name)))));
    return told;
  }

  private static String said(String value) {
    return value.isEmpty() ? "missing" : "'" + value + "'";
  }

  private static String name(String line) {
    return line.substring(0, Math.max(0, line.indexOf(": ")));
  }
}
