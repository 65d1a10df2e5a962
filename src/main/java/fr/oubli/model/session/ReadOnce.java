package fr.oubli.model.session;

import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a file says. A large one takes seconds to read, and a command asks for it often. */
final class ReadOnce<T> {

  private final Function<Path, T> reading;
  private @Nullable Path file;
  private @Nullable T read;

  ReadOnce(Function<Path, T> reading) {
    this.reading = reading;
  }

  T of(Path named) {
    T known = read;
    if (known == null || !named.equals(file)) {
      known = reading.apply(named);
      read = known;
      file = named;
    }
    return known;
  }
}
