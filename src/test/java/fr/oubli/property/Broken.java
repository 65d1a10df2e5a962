package fr.oubli.property;

/** Thrown where a case breaks a law. Two failures are the same where their law is. */
final class Broken extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String law;

  Broken(String law, String detail) {
    super(law + ": " + detail);
    this.law = law;
  }

  String law() {
    return law;
  }
}
