package fr.oubli.model.feed;

import fr.oubli.model.yaml.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One kind of file that a channel sends.
 *
 * @param cells the columns of the file, in the order of the mapping
 * @param event the column that says when that happened of which a line tells; null where none does
 * @param into the collections, in the order in which they are filled; the last is what the lines
 *     are about
 * @param refused null where it makes no difference what somebody accepted
 */
public record FeedFile(
    String name,
    List<CellForm> cells,
    @Nullable String event,
    List<FeedTarget> into,
    @Nullable RefusedKinds refused,
    Place place) {

  public FeedFile {
    cells = List.copyOf(cells);
    into = List.copyOf(into);
  }

  /** The columns of the file by name. */
  public List<String> columns() {
    return cells.stream().map(CellForm::name).toList();
  }

  /** A column of the file. */
  public CellForm cell(String name) {
    return cells.get(columns().indexOf(name));
  }

  /** What the lines are about. */
  public FeedTarget subject() {
    return into.get(into.size() - 1);
  }
}
