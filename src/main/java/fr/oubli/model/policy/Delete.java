package fr.oubli.model.policy;

/** The row goes, and nothing keeps its content. */
public record Delete() implements Action {

  @Override
  public String kind() {
    return "delete";
  }

  @Override
  public boolean removesRow() {
    return true;
  }

  @Override
  public boolean destroys() {
    return true;
  }

  @Override
  public boolean masks() {
    return false;
  }

  @Override
  public boolean archives() {
    return false;
  }

  @Override
  public <R> R map(Cases<R> cases) {
    return cases.delete(this);
  }
}
