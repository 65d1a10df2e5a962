package fr.oubli.platform.output;

import java.nio.file.FileSystems;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The rights of what nobody but its owner may read, from its first byte on. */
final class OwnerOnly {

  private OwnerOnly() {}

  static FileAttribute<?>[] file() {
    return posix("rw-------");
  }

  static FileAttribute<?>[] folder() {
    return posix("rwx------");
  }

  /** None where the file system has no such rights. */
  private static FileAttribute<?>[] posix(String rights) {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
        }
        : new FileAttribute<?>[0];
  }
}
