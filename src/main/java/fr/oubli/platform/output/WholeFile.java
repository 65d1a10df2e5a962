package fr.oubli.platform.output;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes a file that is whole or not there: nobody ever reads half of it, not even after a crash.
 */
public final class WholeFile {

  /** Produces the bytes of a file. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private WholeFile() {}

  public static Path write(Path file, String content) {
    return write(file, out -> out.write(content.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * @throws Refusal when the folder cannot be written
   */
  public static Path write(Path file, Content content) {
    return write(file, content, false);
  }

  private static Path write(Path file, Content content, boolean ownerOnly) {
    try (Part part = new Part(file, ownerOnly)) {
      content.writeTo(part.out());
      part.finish();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes a file that nobody but its owner can read.
   *
   * @throws Refusal when the folder cannot be written
   */
  public static Path writePrivate(Path file, Content content) {
    return write(file, content, true);
  }

  /**
   * Writes a file that nobody but its owner can read, and never over one that is there: the new one
   * gets a number then, as in {@code access-1-2.zip}.
   *
   * @return the file that was written
   * @throws Refusal when the folder cannot be written
   */
  public static Path writePrivateBeside(Path file, Content content) {
    try (Part part = new Part(file, true)) {
      content.writeTo(part.out());
      return part.finishBeside(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes a file that nobody but its owner can read, where there is none yet.
   *
   * @throws Refusal when there is one, or the folder cannot be written
   */
  public static Path createPrivate(Path file, Content content) {
    refuseTaken(file);
    try (Part part = new Part(file, true)) {
      content.writeTo(part.out());
      part.end();
      if (!part.movedTo(file)) {
        refuseTaken(file);
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @throws Refusal when something has the name already
   */
  public static void refuseTaken(Path file) {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new Refusal(
          ExitCode.INVALID, file + " is there already and is not written over; name another file");
    }
  }

  /** A disk that takes no more is told as such, through whatever library that writes. */
  private static final class ToDisk extends FilterOutputStream {

    private final Path target;

    ToDisk(OutputStream disk, Path target) {
      super(disk);
      this.target = target;
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
      try {
        out.write(bytes, from, count);
      } catch (IOException e) {
        throw unwritten(target, e);
      }
    }
  }

  private static Refusal unwritten(Path file, IOException why) {
    return new Refusal(
        ExitCode.FAILED,
        "%s could not be written (%s); make room for it, then run the same command again"
            .formatted(file, reason(why)));
  }

  /** Without the names of files, of which the part's own is one. */
  private static @Nullable String reason(IOException why) {
    return why instanceof FileSystemException system && system.getReason() != null
        ? system.getReason()
        : why.getMessage();
  }

  /** A file that is written little by little, under a hidden name until it is finished. */
  public static final class Part implements AutoCloseable {

    private final Path target;
    private final Path part;
    private final FileChannel channel;
    private final OutputStream out;

    /**
     * @throws Refusal when the folder cannot be written
     */
    public Part(Path file) {
      this(file, false);
    }

    Part(Path file, boolean ownerOnly) {
      this.target = file.toAbsolutePath();
      Path folder = Objects.requireNonNull(target.getParent(), "a file has a folder");
      this.part = part(folder, target);
      this.channel = open(folder, part, ownerOnly);
      this.out = new BufferedOutputStream(new ToDisk(Channels.newOutputStream(channel), target));
    }

    public OutputStream out() {
      return out;
    }

    /** Gives the file its name, once it is on the disk. */
    public void finish() {
      end();
      try {
        move(part, target);
      } catch (IOException e) {
        throw unwritten(target, e);
      }
    }

    private Path finishBeside(Path file) throws IOException {
      end();
      Path free = file;
      for (int number = 2; !movedTo(free); number++) {
        free = numbered(file, number);
      }
      return free;
    }

    boolean movedTo(Path free) throws IOException {
      try {
        Files.move(part, free);
        return true;
      } catch (FileAlreadyExistsException e) {
        return false;
      }
    }

    void end() {
      try {
        out.flush();
        channel.force(true);
        out.close();
      } catch (IOException e) {
        throw unwritten(target, e);
      }
    }

    /** Leaves nothing of a file that was not finished. */
    @Override
    public void close() throws IOException {
      channel.close();
      discard(part);
    }
  }

  /**
   * The place of a folder in the one that an option names, which can be written.
   *
   * @throws Refusal when the root is a whole file system, or nothing can be written there
   */
  public static Path folderIn(Path root, String name, String what, String option) {
    refuseWhole(root, what, option);
    Path folder = root.resolve(name);
    refuseUnwritable(folder, what, option);
    return folder;
  }

  /** Whether a folder is the root of a file system, with every file of it. */
  public static boolean isWholeFileSystem(Path folder) {
    return folder.toAbsolutePath().normalize().getNameCount() == 0;
  }

  /** Refuses a whole file system: all of it would be looked through for what was written there. */
  static void refuseWhole(Path folder, String what, String option) {
    if (isWholeFileSystem(folder)) {
      throw new Refusal(
          ExitCode.INVALID,
          "%s folder %s is a whole file system; name a folder in it with %s"
              .formatted(what, folder, option));
    }
  }

  /**
   * Refuses a folder that cannot be written before a run does its work. It makes no folder: a run
   * that is refused leaves none behind.
   *
   * @param what the folder's name for people
   * @param option how to name another one
   * @throws Refusal when nothing can be written there
   */
  public static void refuseUnwritable(Path folder, String what, String option) {
    refuseUnwritable(folder, folder.resolve("probe"), what, option);
  }

  /**
   * The same of the folder of a file, whose name may be too long for the disk, or a folder's.
   *
   * @throws Refusal when the file cannot be written
   */
  public static void refuseUnwritableFile(Path file, String what, String option) {
    if (Files.isDirectory(file)) {
      throw new Refusal(ExitCode.INVALID, file + " is a folder; name a file in it with " + option);
    }
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder");
    refuseUnwritable(folder, file, what, option);
  }

  private static void refuseUnwritable(Path folder, Path target, String what, String option) {
    Path nearest = nearest(folder.toAbsolutePath());
    Path part = part(nearest, target);
    try {
      refuseImpossible(folder);
      Files.createFile(part);
    } catch (IOException e) {
      throw new Refusal(
          ExitCode.INVALID,
          what + " folder " + folder + " is not writable; mend its rights or use " + option);
    } finally {
      discard(part);
    }
  }

  /** A folder that is not there can be made, unless its name is none that the disk could hold. */
  private static void refuseImpossible(Path folder) throws IOException {
    try {
      Files.readAttributes(folder, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      return;
    }
  }

  /** The folder itself, or the one in which it would be made. */
  private static Path nearest(Path folder) {
    Path nearest = folder;
    while (nearest.getParent() != null && !Files.exists(nearest, LinkOption.NOFOLLOW_LINKS)) {
      nearest = nearest.getParent();
    }
    return nearest;
  }

  private static Path part(Path folder, Path target) {
    return folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
  }

  static Path numbered(Path file, int number) {
    String name = String.valueOf(file.getFileName());
    int point = name.lastIndexOf('.');
    return file.resolveSibling(name.substring(0, point) + "-" + number + name.substring(point));
  }

  private static FileChannel open(Path folder, Path part, boolean ownerOnly) {
    FileAttribute<?>[] none = new FileAttribute<?>[0];
    try {
      Files.createDirectories(folder, ownerOnly ? OwnerOnly.folder() : none);
      return FileChannel.open(
          part,
          Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
          ownerOnly ? OwnerOnly.file() : none);
    } catch (IOException e) {
      throw new Refusal(
          ExitCode.INVALID,
          "folder " + folder + " is not writable; mend its rights or use another");
    }
  }

  private static void move(Path part, Path target) throws IOException {
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void discard(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      // What remains is hidden and named as a part: it cannot be taken for the file.
      return;
    }
  }
}
