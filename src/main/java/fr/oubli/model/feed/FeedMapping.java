package fr.oubli.model.feed;

import fr.oubli.model.yaml.NearestWord;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a channel sends.
 *
 * @param name of the channel
 * @param endsOpen whether the last line of a whole file may lack its end
 * @param source the mapping's own file
 * @param sha256 of it
 */
public record FeedMapping(
    String name,
    char separator,
    Charset charset,
    boolean endsOpen,
    List<FeedFile> files,
    String source,
    String sha256) {

  public FeedMapping {
    files = List.copyOf(files);
  }

  /** The kind of file that has these columns, in whatever order; empty where none has. */
  public Optional<FeedFile> having(List<String> header) {
    return files.stream()
        .filter(
            file -> file.columns().size() == header.size() && header.containsAll(file.columns()))
        .findFirst();
  }

  /** What makes a file with these columns none of the kinds: of the nearest kind. */
  public String difference(List<String> header) {
    FeedFile nearest =
        files.stream()
            .max(Comparator.comparingLong((FeedFile file) -> shared(file, header)))
            .orElseThrow();
    List<String> said = new ArrayList<>();
    List<String> missing = missing(nearest.columns(), header);
    List<String> unknown = missing(header, nearest.columns());
    if (!missing.isEmpty()) {
      said.add("lacks the column " + quoted(missing));
    }
    if (!unknown.isEmpty()) {
      said.add(
          "has the unknown column "
              + quoted(unknown)
              + NearestWord.to(unknown.get(0), missing)
                  .map(near -> " (did you mean '" + near + "'?)")
                  .orElse(""));
    }
    if (said.isEmpty()) {
      said.add("has a column twice");
    }
    return String.join(" and ", said) + " of '" + nearest.name() + "' in " + source;
  }

  private static long shared(FeedFile file, List<String> header) {
    return file.columns().stream().filter(header::contains).count();
  }

  private static List<String> missing(List<String> wanted, List<String> there) {
    return wanted.stream().filter(name -> !there.contains(name)).toList();
  }

  private static String quoted(List<String> names) {
    return "'" + String.join("', '", names) + "'";
  }
}
