package fr.oubli.model.policy;

import fr.oubli.model.yaml.Place;
import java.util.List;

/**
 * Which collection's rows are the persons, and which identities make two rows one person.
 *
 * @param samePersonBy kinds of identity, such as {@code email}; a shared telephone is not one
 * @param emailIgnores signs of addresses by which requests tell nobody apart
 */
public record SubjectRule(
    String collection, List<String> samePersonBy, EmailIgnores emailIgnores, Place place) {

  public SubjectRule {
    samePersonBy = List.copyOf(samePersonBy);
  }

  public SubjectRule(String collection, List<String> samePersonBy, Place place) {
    this(collection, samePersonBy, EmailIgnores.NOTHING, place);
  }
}
