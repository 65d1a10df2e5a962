package fr.oubli.model.policy;

/** Where a rule is promised, in the languages of those who read reports. */
public record Citation(String french, String english) {

  /** Uses the same text for both languages. */
  static Citation of(String text) {
    return new Citation(text, text);
  }
}
