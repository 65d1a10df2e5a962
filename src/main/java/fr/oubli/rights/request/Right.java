package fr.oubli.rights.request;

import java.util.Locale;

/**
 * What a person may ask for. To add a right, add a constant here; a package beside {@code
 * objection} with its command; the command in {@code fr.oubli.Oubli}, in {@code rooms.txt} and in
 * {@code jobs/}; its sentences in {@code reply.Wording}, which does not compile without them; its
 * words in the reports' {@code words_*.properties}; and a migration that allows it in {@code
 * oubli.request}. If recipients must be told of it (GDPR art. 19), add it to {@code reply.Answer}.
 */
public enum Right {
  /** GDPR art. 15. */
  ACCESS("accès", "subject-export", "bundle written"),
  /** GDPR art. 20. */
  PORTABILITY("portabilité", "subject-export", "bundle written"),
  /** GDPR art. 17. */
  ERASURE("effacement", "subject-erase", "erased"),
  /** GDPR art. 16. */
  RECTIFICATION("rectification", "subject-rectify", "rectified", " --values FILE"),
  /** GDPR art. 21. */
  OBJECTION("opposition", "subject-object", "marketing stopped"),
  /** GDPR art. 18. */
  RESTRICTION("limitation", "subject-restrict", "restricted", " --reason \"...\" --review-on DAY");

  private final String french;
  private final String command;
  private final String step;
  private final String options;

  Right(String french, String command, String step) {
    this(french, command, step, "");
  }

  Right(String french, String command, String step, String options) {
    this.french = french;
    this.command = command;
    this.step = step;
    this.options = options;
  }

  /** As French readers name it. */
  public String french() {
    return french;
  }

  /** The command that carries it out. */
  public String command() {
    return command;
  }

  /** What the command needs beside the request, behind a space; empty where it needs nothing. */
  String options() {
    return options;
  }

  /** The step of a request's history that says it was carried out. */
  public String step() {
    return step;
  }

  /** As the register names it. */
  public String stored() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Right of(String stored) {
    return valueOf(stored.toUpperCase(Locale.ROOT));
  }
}
