package fr.oubli.testing;

/** Writes a policy from few words, for tests in which most of it is the same each time. */
public final class ShortPolicy {

  private ShortPolicy() {}

  /**
   * A rule of six lines.
   *
   * @param starts what stands in the braces of that word, as do the others
   */
  public static String rule(String name, String starts, String atMost, String then) {
    return """
      %s:
        cites: section 4
        basis: consent
        starts: { %s }
        keep: { at-most: %s }
        then: { %s }
    """
        .formatted(name, starts, atMost, then);
  }

  /**
   * A policy whose rules may act on all rows of a night.
   *
   * @param subject a line; empty where no collection is of persons
   * @param masks what stands in the braces of {@code anonymise}
   */
  public static String of(String subject, String masks, String... rules) {
    return "policy: stages\nlanguage: 2\nzone: Europe/Paris\n"
        + subject
        + "rules:\n"
        + String.join("", rules)
        + "anonymise: { "
        + masks
        + " }\nlimits: { share-of-collection: 100% }\n";
  }

  /** A policy of one rule, of which masks leave what belongs to no person. */
  public static String gone(String subject, String starts, String atMost, String then) {
    return """
        policy: ends
        language: 2
        zone: Europe/Paris
        subject: { %s }
        rules:
          gone:
            cites: "so long after the end"
            basis: contract
            starts: { %s }
            keep: { at-most: %s }
            then: { %s }
        anonymise: { user.unique_id: preserve, user.behavior: preserve,\
         user.contact.email: { strategy: string_rewrite, value: 'erased-{key}@invalid' },\
         user: null_rewrite }
        """
        .formatted(subject, starts, atMost, then);
  }
}
