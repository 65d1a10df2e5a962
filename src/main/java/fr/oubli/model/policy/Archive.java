package fr.oubli.model.policy;

import fr.oubli.model.yaml.Mapping;
import fr.oubli.model.yaml.Sequence;
import java.util.List;
import java.util.Optional;

/**
 * The row leaves the active base for the intermediate archive, where it waits for the end of a
 * legal minimum.
 *
 * @param columns the only ones that the archive keeps; empty keeps them all
 */
public record Archive(List<String> columns) implements Action {

  static final String WORD = "archive";

  public Archive {
    columns = List.copyOf(columns);
  }

  static Optional<Action> read(Mapping block) {
    return block
        .requiredSequence(WORD, "archive: [the columns to keep]")
        .map(list -> list.notEmpty("name the columns to keep, or write archive alone for all"))
        .map(Sequence::texts)
        .map(Archive::new);
  }

  @Override
  public String kind() {
    return WORD;
  }

  @Override
  public boolean removesRow() {
    return true;
  }

  @Override
  public boolean destroys() {
    return false;
  }

  @Override
  public boolean masks() {
    return false;
  }

  @Override
  public boolean archives() {
    return true;
  }

  @Override
  public List<String> archivedColumns() {
    return columns;
  }

  @Override
  public <R> R map(Cases<R> cases) {
    return cases.archive(this);
  }
}
