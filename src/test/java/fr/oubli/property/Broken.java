package fr.oubli.property;

/** A law that a case broke. */
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
