package fr.oubli.rights.access;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The collections of which the bundle has rows, active or archived. The page names the purposes,
 * recipients and periods of these alone: those of other collections bear on other people.
 */
record FilledCollections(Set<String> collections) {

  static FilledCollections of(List<Chapter> chapters) {
    Set<String> held = new TreeSet<>();
    chapters.stream()
        .filter(chapter -> chapter.rows() > 0)
        .forEach(chapter -> held.add(chapter.section().collection()));
    return new FilledCollections(held);
  }

  boolean any(Collection<String> names) {
    return names.stream().anyMatch(collections::contains);
  }

  List<String> of(Collection<String> names) {
    return names.stream().filter(collections::contains).toList();
  }
}
