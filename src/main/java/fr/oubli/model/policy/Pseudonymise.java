package fr.oubli.model.policy;

/**
 * The row stays, and of the masks that rewrite its personal columns one at least writes pseudonyms.
 * The policy asks for it as it asks to anonymise; whatever tells people of it calls it by its own
 * name, because whoever has the key can still tell whose the row is (GDPR, recital 26).
 */
public record Pseudonymise() implements Action {

  @Override
  public String word() {
    return "pseudonymise";
  }

  @Override
  public boolean removesRow() {
    return false;
  }

  @Override
  public boolean destroys() {
    return false;
  }

  @Override
  public boolean masks() {
    return true;
  }

  @Override
  public boolean archives() {
    return false;
  }

  @Override
  public <R> R map(Cases<R> cases) {
    return cases.pseudonymise(this);
  }
}
