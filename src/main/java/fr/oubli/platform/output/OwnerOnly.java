package fr.oubli.platform.output;

import java.nio.file.FileSystems;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The rights of a file or a folder that nobody but its owner may read, from its first byte on. */
final class OwnerOnly {

  private OwnerOnly() {}

  static FileAttribute<?>[] file() {
    return posix("rw-------");
  }

  static FileAttribute<?>[] folder() {
    return posix("rwx------");
  }

  /** No rights at all where the file system knows none of this kind. */
  private static FileAttribute<?>[] posix(String rights) {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
        }
        : new FileAttribute<?>[0];
  }
}
