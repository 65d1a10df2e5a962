package fr.oubli.model.policy;

import fr.oubli.model.yaml.Place;
import java.util.List;
import java.util.Map;

/**
 * The columns of a collection that name a file outside the database, which goes with the row.
 *
 * @param collection whose rows they are
 * @param columns in the order of the policy, at least one
 * @param schemes what becomes of addresses such as {@code s3://}, by their scheme in small letters;
 *     one that is not named is refused
 * @param place where the policy says so
 */
public record FileColumns(
    String collection, List<String> columns, Map<String, Treatment> schemes, Place place) {

  /** What becomes of a row whose file is at an address, and not in the folder of files. */
  public enum Treatment {
    /** The row stays and is told, until somebody has mended its address. */
    REFUSED("refused"),
    /** The row goes, and its object waits in a list for somebody to remove it. */
    HANDED_ON("handed-on");

    private final String written;

    Treatment(String written) {
      this.written = written;
    }

    /** The word for it in a policy. */
    public String written() {
      return written;
    }
  }

  public FileColumns {
    columns = List.copyOf(columns);
    schemes = Map.copyOf(schemes);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("no column");
    }
  }

  /** The schemes whose objects are handed on, in the order of the alphabet. */
  public List<String> handedOn() {
    return schemes.entrySet().stream()
        .filter(entry -> entry.getValue() == Treatment.HANDED_ON)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }
}
