package fr.oubli.model.policy;

/** Where a rule is promised, in the languages of those who read reports. */
public record Citation(String french, String english) {

  /** A text that stands for itself in each language. */
  static Citation of(String text) {
    return new Citation(text, text);
  }
}
