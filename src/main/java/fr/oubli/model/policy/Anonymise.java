package fr.oubli.model.policy;

import fr.oubli.model.yaml.Mapping;
import fr.oubli.model.yaml.Sequence;
import java.util.List;
import java.util.Optional;

/**
 * The row stays, and the policy's masks rewrite its personal columns. *
 *
 * @param maskedColumns the only ones that are rewritten, in a stage; empty where all are
 */
public record Anonymise(List<String> maskedColumns) implements Action {

  static final String WORD = "anonymise";

  public Anonymise {
    maskedColumns = List.copyOf(maskedColumns);
  }

  /** Of all columns that the policy masks. */
  public Anonymise() {
    this(List.of());
  }

  static Optional<Action> read(Mapping block) {
    return block
        .requiredSequence(WORD, "anonymise: [the columns of this stage]")
        .map(
            list ->
                list.notEmpty("name the columns of this stage, or write anonymise alone for all"))
        .map(Sequence::texts)
        .map(Anonymise::new);
  }

  @Override
  public String kind() {
    return WORD;
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
