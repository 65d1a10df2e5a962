package fr.oubli.rights.reply;

import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Request;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * To whom a letter goes: the person's name, postal address and e-mail, each where only one is
 * known. Whoever acts for the person is somebody else, so the letter to them is addressed by the
 * request's number alone.
 */
final class Addressee {

  private Addressee() {}

  /**
   * @param said in the letter that came in
   * @param stored in the person's rows; empty until it is certain who asks
   * @param address by post, line by line; empty where none is known
   */
  static List<String> of(
      Request request,
      Collection<Identity> said,
      Collection<Identity> stored,
      List<String> address) {
    List<String> lines =
        request.quality().equals("person") ? lines(said, stored, address) : List.of();
    return lines.isEmpty() ? List.of("À l'auteur de la demande n° " + request.id()) : lines;
  }

  /** The person's name, address and e-mail, each where only one is known. */
  static List<String> lines(
      Collection<Identity> said, Collection<Identity> stored, List<String> address) {
    return Stream.of(
            only(Identity.NAME, said).or(() -> only(Identity.NAME, stored)).stream(),
            address.stream(),
            only(Identity.EMAIL, said).or(() -> only(Identity.EMAIL, stored)).stream())
        .flatMap(each -> each)
        .toList();
  }

  /** Empty where there are two: nobody can say which is the right one. */
  private static Optional<String> only(String kind, Collection<Identity> identities) {
    List<String> values =
        identities.stream()
            .filter(identity -> identity.kind().equals(kind))
            .map(Identity::value)
            .distinct()
            .toList();
    return values.size() == 1
        ? Optional.of(Objects.requireNonNull(values.get(0)))
        : Optional.empty();
  }
}
