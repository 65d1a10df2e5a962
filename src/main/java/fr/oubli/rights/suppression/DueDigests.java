package fr.oubli.rights.suppression;

import fr.oubli.rights.suppression.ListEnds.Due;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Entries by their digest, and which of them were found in the data. */
final class DueDigests {

  private final Map<String, List<Due>> left = new HashMap<>();
  private final List<Due> found = new ArrayList<>();

  DueDigests(List<Due> due) {
    due.forEach(each -> left.computeIfAbsent(each.digest(), none -> new ArrayList<>()).add(each));
  }

  void found(String digest) {
    List<Due> entries = left.remove(digest);
    if (entries != null) {
      found.addAll(entries);
    }
  }

  List<Due> found() {
    return List.copyOf(found);
  }
}
