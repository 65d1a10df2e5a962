package fr.oubli.rights.erasure;

import fr.oubli.decision.person.Phones;
import fr.oubli.decision.person.PlainSpelling;
import fr.oubli.model.policy.EmailIgnores;
import fr.oubli.model.policy.Policy;
import fr.oubli.rights.request.Identity;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * By what a person is found in a text, which is brought into its plain spelling before.
 *
 * @param certain texts that are the person's alone
 * @param patterns regular expressions of telephone numbers, and of addresses with dots and tags
 *     that mean nothing
 * @param names that others may bear
 */
record Wanted(List<String> certain, List<String> patterns, List<String> names) {

  private static final int ASCII = 0x7f;

  Wanted {
    certain = List.copyOf(certain);
    patterns = List.copyOf(patterns);
    names = List.copyOf(names);
  }

  static Wanted of(List<Identity> identities, Policy policy) {
    return of(identities, EmailIgnores.of(policy), Phones.of(policy));
  }

  static Wanted of(List<Identity> identities, EmailIgnores ignores, Phones phones) {
    List<String> patterns = new ArrayList<>();
    for (Identity identity : identities) {
      if (identity.kind().equals(Identity.PHONE)) {
        patterns.add(phones.pattern(identity.plain()));
      } else if (identity.kind().equals(Identity.EMAIL)) {
        ignores
            .folded(identity.plain())
            .ifPresent(folded -> patterns.add(pattern(folded, ignores)));
      }
    }
    return new Wanted(
        spellings(identities, Identity.EMAIL), patterns, spellings(identities, Identity.NAME));
  }

  private static List<String> spellings(List<Identity> identities, String kind) {
    Set<String> spellings = new LinkedHashSet<>();
    identities.stream()
        .filter(identity -> identity.kind().equals(kind))
        .forEach(
            identity -> {
              spellings.add(identity.plain());
              spellings.addAll(inJson(identity.value()));
            });
    return List.copyOf(spellings);
  }

  /**
   * As programs write it into JSON that has no letters beyond ASCII: composed and decomposed, in
   * small letters, in capitals and as it is known. None where every letter is of ASCII.
   */
  private static List<String> inJson(String value) {
    String written = PlainSpelling.readable(value);
    if (written.codePoints().allMatch(sign -> sign <= ASCII)) {
      return List.of();
    }
    return Stream.of(written, written.toLowerCase(Locale.ROOT), written.toUpperCase(Locale.ROOT))
        .flatMap(
            each ->
                Stream.of(Normalizer.Form.NFC, Normalizer.Form.NFD)
                    .map(form -> escaped(Normalizer.normalize(each, form))))
        .distinct()
        .toList();
  }

  private static String escaped(String text) {
    return text.chars()
        .mapToObj(unit -> unit <= ASCII ? Character.toString(unit) : "\\u%04x".formatted(unit))
        .collect(Collectors.joining())
        .toLowerCase(Locale.ROOT);
  }

  /** A regular expression of an address in which signs may stand that mean nothing. */
  private static String pattern(String folded, EmailIgnores ignores) {
    String domain = EmailIgnores.domain(folded);
    String name = folded.substring(0, folded.length() - domain.length() - 1);
    String letters =
        name.codePoints()
            .mapToObj(sign -> quoted(Character.toString(sign)))
            .collect(Collectors.joining(ignores.ignoresDots(domain) ? "[.]*" : ""));
    return "(?<![[:alnum:]._+-])"
        + letters
        + (ignores.ignoresTags(domain) ? "(?:[+][^@[:space:]]*)?" : "")
        + "@"
        + quoted(domain)
        + "(?![[:alnum:]-]|[.][[:alnum:]])";
  }

  private static String quoted(String text) {
    return text.replaceAll("([^\\p{L}\\p{N}@_-])", "\\\\$1");
  }
}
