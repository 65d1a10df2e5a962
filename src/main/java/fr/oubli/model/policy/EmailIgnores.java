package fr.oubli.model.policy;

import java.util.List;
import java.util.Optional;

/**
 * Signs in e-mail addresses that make no other person, in the domains of which the policy says so.
 * Where it says nothing every sign counts: most providers give two such addresses to two people.
 *
 * @param dots domains in which the dots before the @ mean nothing
 * @param tags domains in which what follows a + means nothing
 */
public record EmailIgnores(List<String> dots, List<String> tags) {

  /** Stands for every domain. */
  static final String EVERYWHERE = "everywhere";

  public static final EmailIgnores NOTHING = new EmailIgnores(List.of(), List.of());

  public EmailIgnores {
    dots = List.copyOf(dots);
    tags = List.copyOf(tags);
  }

  /** What a policy says; nothing where it names no persons. */
  public static EmailIgnores of(Policy policy) {
    SubjectRule subject = policy.subject();
    return subject == null ? NOTHING : subject.emailIgnores();
  }

  public boolean ignoresDots(String domain) {
    return bears(dots, domain);
  }

  public boolean ignoresTags(String domain) {
    return bears(tags, domain);
  }

  private static boolean bears(List<String> domains, String domain) {
    return domains.contains(EVERYWHERE) || domains.contains(domain);
  }

  /** What stands behind the last @ of an address. */
  public static String domain(String address) {
    return address.substring(address.lastIndexOf('@') + 1);
  }

  /**
   * The address without the signs that mean nothing.
   *
   * @param address in small letters
   * @return empty where every sign counts, or nothing else would be left
   */
  public Optional<String> folded(String address) {
    String domain = domain(address);
    int at = address.lastIndexOf('@');
    if (at < 1 || !(ignoresDots(domain) || ignoresTags(domain))) {
      return Optional.empty();
    }
    String name = address.substring(0, at);
    int tag = ignoresTags(domain) ? name.indexOf('+') : -1;
    String untagged = tag < 0 ? name : name.substring(0, tag);
    String folded = ignoresDots(domain) ? untagged.replace(".", "") : untagged;
    return folded.isEmpty() ? Optional.empty() : Optional.of(folded + "@" + domain);
  }
}
