package fr.oubli.rights.request.intake;

import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.RequestRegister.Letter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A letter of a file.
 *
 * @param line of the file
 * @param note what somebody wrote of it; null where nothing is
 */
record ReceivedLetter(long line, Letter letter, List<Identity> who, @Nullable String note) {

  ReceivedLetter {
    who = who.stream().distinct().toList();
  }

  /** Everything that the letter says: two that say the same are one, sent twice. */
  Said said() {
    return new Said(letter, spelled(who));
  }

  /** Identities in the spelling in which they are compared. */
  static Set<Identity> spelled(List<Identity> identities) {
    return identities.stream()
        .map(each -> new Identity(each.kind(), each.plain()))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** What a letter says, and of whom. */
  record Said(Letter letter, Set<Identity> who) {
    Said {
      who = Set.copyOf(who);
    }
  }
}
