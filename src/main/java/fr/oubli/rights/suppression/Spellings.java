package fr.oubli.rights.suppression;

import fr.oubli.decision.person.Phones;
import fr.oubli.decision.person.PlainSpelling;
import fr.oubli.model.policy.EmailIgnores;
import fr.oubli.model.policy.Policy;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.rights.request.Identity;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the list writes of an e-mail or a telephone number before it is hashed. */
record Spellings(Phones phones, EmailIgnores ignores) {

  /** Of addresses without the dots and tags that mean nothing by the policy. */
  static final String FOLDED = "email, folded";

  /** A text that is hashed, with what it is. */
  record Spelled(String kind, String value) {}

  static Spellings of(Policy policy) {
    return new Spellings(Phones.of(policy), EmailIgnores.of(policy));
  }

  /** The e-mail or the telephone number that a text is; empty where it is neither. */
  static Optional<Identity> read(String written) {
    String plain = PlainSpelling.of(written);
    if (plain.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(plain.contains("@") ? Identity.email(written) : Identity.phone(written));
    } catch (Refusal neither) {
      return Optional.empty();
    }
  }

  static boolean listed(Identity identity) {
    return identity.kind().equals(Identity.EMAIL) || identity.kind().equals(Identity.PHONE);
  }

  /** Under which texts somebody enters the list. */
  Set<Spelled> entered(Identity identity) {
    Set<Spelled> all = new LinkedHashSet<>();
    if (identity.kind().equals(Identity.PHONE)) {
      all.add(new Spelled(Identity.PHONE, phones.normalised(identity.plain())));
    } else {
      all.add(new Spelled(identity.kind(), identity.plain()));
      ignores.folded(identity.plain()).ifPresent(value -> all.add(new Spelled(FOLDED, value)));
    }
    return all;
  }

  /**
   * Under which texts somebody may have entered it: earlier versions entered an address in small
   * letters and otherwise as it was.
   */
  Set<Spelled> asked(Identity identity, String written) {
    Set<Spelled> all = new LinkedHashSet<>(entered(identity));
    if (identity.kind().equals(Identity.EMAIL)) {
      for (String earlier :
          List.of(
              written.strip().toLowerCase(Locale.ROOT),
              Normalizer.normalize(identity.plain(), Normalizer.Form.NFD),
              ignores.folded(identity.plain()).orElse(identity.plain()))) {
        all.add(new Spelled(Identity.EMAIL, earlier));
      }
    }
    return all;
  }
}
