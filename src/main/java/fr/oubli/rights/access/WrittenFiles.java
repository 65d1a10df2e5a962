package fr.oubli.rights.access;

import fr.oubli.platform.output.WholePair.Written;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a bundle.
 *
 * @param page opens in a browser; null where none was asked for
 */
record WrittenFiles(Path zip, @Nullable Path page) {

  static WrittenFiles of(Written pair) {
    return new WrittenFiles(pair.first(), pair.second());
  }

  List<Path> all() {
    return Stream.of(zip, page).filter(Objects::nonNull).map(Objects::requireNonNull).toList();
  }

  /** Their names, as the register and the letter list them. */
  String names() {
    return String.join(", ", all().stream().map(file -> "" + file.getFileName()).toList());
  }
}
