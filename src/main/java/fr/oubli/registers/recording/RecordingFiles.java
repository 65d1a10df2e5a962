package fr.oubli.registers.recording;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.platform.output.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The folder of files that belong to rows. Nothing outside it is ever touched, and no link in it is
 * followed: it could lead to any file of the machine. The folder itself may be a link.
 */
public record RecordingFiles(Path root) implements FileStore {

  /** What disks take as one name. */
  private static final int LONGEST_NAME = 255;

  /** A whole file system is no folder of recordings: every file of the machine would be in it. */
  public RecordingFiles {
    if (WholeFile.isWholeFileSystem(root)) {
      throw new Refusal(
          ExitCode.INVALID,
          "the folder of files is %s, a whole file system: name the folder in which they lie"
              .formatted(root.toAbsolutePath().normalize()));
    }
  }

  /** Whether the folder is there at all; a disk that is not mounted has none. */
  public boolean isThere() {
    return Files.isDirectory(root);
  }

  /** Whether any file lies in the folder, however deep. */
  public boolean holdsAny() {
    boolean[] found = {false};
    walk(
        (base, file) -> {
          found[0] = true;
          return FileVisitResult.TERMINATE;
        });
    return found[0];
  }

  /**
   * Hands the path of every file to a taker; links, and folders that may not be read, have none.
   */
  public void each(Consumer<String> taker) {
    walk(
        (base, file) -> {
          taker.accept(base.relativize(file).toString().replace('\\', '/'));
          return FileVisitResult.CONTINUE;
        });
  }

  private void walk(BiFunction<Path, Path, FileVisitResult> visitor) {
    if (!isThere()) {
      return;
    }
    try {
      Path base = root.toRealPath();
      Files.walkFileTree(base, visiting(file -> visitor.apply(base, file)));
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of files cannot be read", e);
    }
  }

  private static SimpleFileVisitor<Path> visiting(Function<Path, FileVisitResult> visitor) {
    return new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        return attributes.isRegularFile() ? visitor.apply(file) : FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFileFailed(Path file, IOException denied) {
        return FileVisitResult.CONTINUE;
      }

      /** A folder that went, or that the disk could not list to its end, has what was found. */
      @Override
      public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException cut) {
        return FileVisitResult.CONTINUE;
      }
    };
  }

  @Override
  public Removal remove(String path) {
    if (!isThere()) {
      return Removal.STORE_ABSENT;
    }
    Optional<Path> file = inside(path);
    if (file.isEmpty()) {
      return Removal.OUTSIDE;
    }
    Removal inTheWay = inTheWay(file.get());
    if (inTheWay != null) {
      return inTheWay;
    }
    try {
      return Files.deleteIfExists(file.get()) ? Removal.REMOVED : Removal.MISSING;
    } catch (AccessDeniedException | ReadOnlyFileSystemException e) {
      return Removal.DENIED;
    } catch (IOException e) {
      return Removal.FAILED;
    }
  }

  @Override
  public boolean exists(String path) {
    return inside(path)
        .filter(file -> inTheWay(file) == null)
        .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
        .isPresent();
  }

  @Override
  public void copy(String path, OutputStream to) throws IOException {
    Path file = inside(path).filter(each -> exists(path)).orElseThrow(RecordingFiles::gone);
    try (InputStream from = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      from.transferTo(to);
    }
  }

  /** The name is left out: it can hold a telephone number. */
  private static IOException gone() {
    return new IOException("a file of the bundle is no longer there");
  }

  /** The file that a row's path means; empty where it leads out of the folder. */
  private Optional<Path> inside(String path) {
    try {
      Path base = root.toAbsolutePath().normalize();
      Path file = base.resolve(path).normalize();
      return file.startsWith(base) ? Optional.of(file) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** What keeps a file from being reached or from being one; null where nothing does. */
  private @Nullable Removal inTheWay(Path file) {
    Path base = root.toAbsolutePath().normalize();
    Path here = base;
    for (Path name : base.relativize(file)) {
      if (name.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
        return Removal.MISSING;
      }
      here = here.resolve(name);
      Removal found = inTheWay(here, here.equals(file));
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static @Nullable Removal inTheWay(Path here, boolean last) {
    try {
      BasicFileAttributes is =
          Files.readAttributes(here, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (is.isSymbolicLink() || is.isOther()) {
        return Removal.LINK;
      }
      if (last) {
        return is.isDirectory() ? Removal.FOLDER : null;
      }
      return is.isDirectory() ? null : Removal.BEHIND_FILE;
    } catch (NoSuchFileException e) {
      return Removal.MISSING;
    } catch (AccessDeniedException e) {
      return Removal.DENIED;
    } catch (IOException e) {
      return Removal.FAILED;
    }
  }
}
