package fr.oubli.model.policy;

/** The row stays, and the policy's masks rewrite its personal columns. */
public record Anonymise() implements Action {

  @Override
  public String word() {
    return "anonymise";
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
    return cases.anonymise(this);
  }
}
