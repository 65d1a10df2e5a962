package fr.oubli.rights.access;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The collections in which something of this person is, active or archived: nobody is told why
 * other people's data are used.
 */
record HeldCollections(Set<String> collections) {

  static HeldCollections of(List<Chapter> chapters) {
    Set<String> held = new TreeSet<>();
    chapters.stream()
        .filter(chapter -> chapter.rows() > 0)
        .forEach(chapter -> held.add(chapter.section().collection()));
    return new HeldCollections(held);
  }

  boolean any(Collection<String> names) {
    return names.stream().anyMatch(collections::contains);
  }

  List<String> of(Collection<String> names) {
    return names.stream().filter(collections::contains).toList();
  }
}
