package fr.oubli.model.yaml;

/** What is wrong at a place, and what to write instead. */
public record Fault(Place place, String what, String mend) {

  @Override
  public String toString() {
    return place + ": " + what + "; " + mend;
  }
}
