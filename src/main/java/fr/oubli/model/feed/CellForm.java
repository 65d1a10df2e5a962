package fr.oubli.model.feed;

import fr.oubli.model.yaml.Place;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A column of a file, and how its cells are written.
 *
 * @param name as the first line of the file has it
 * @param required whether an empty cell makes a line a bad one
 */
public record CellForm(String name, CellType type, boolean required, Writing writing, Place place) {

  /**
   * How a cell is written.
   *
   * @param format of a date; null for ISO 8601
   * @param decimal what stands between a number's whole and its fraction
   * @param values what a word in the file means; empty where it means itself
   */
  public record Writing(
      @Nullable DateTimeFormatter format, char decimal, Map<String, String> values) {

    public Writing {
      values = Map.copyOf(values);
    }
  }
}
