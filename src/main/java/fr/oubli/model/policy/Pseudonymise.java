package fr.oubli.model.policy;

import java.util.List;

/**
 * The row stays, and of the masks that rewrite its personal columns one at least writes pseudonyms.
 * The policy asks for it as it asks to anonymise; whatever tells people of it calls it by its own
 * name, because whoever has the key can still tell whose the row is (GDPR, recital 26).
 *
 * @param maskedColumns the only ones that are rewritten, in a stage; empty where all are
 */
public record Pseudonymise(List<String> maskedColumns) implements Action {

  public Pseudonymise {
    maskedColumns = List.copyOf(maskedColumns);
  }

  /** Of all columns that the policy masks. */
  public Pseudonymise() {
    this(List.of());
  }

  @Override
  public String kind() {
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
