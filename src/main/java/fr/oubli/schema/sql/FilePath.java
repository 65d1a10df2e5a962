package fr.oubli.schema.sql;

/**
 * Tells a path under which no file can lie, such as {@code .}, {@code calls/} or a name that is
 * longer than a disk takes. Whether a file lies under another path, the folder alone can tell.
 */
public final class FilePath {

  /** Names a folder, or has a name of 256 characters; disks take 255 bytes. */
  private static final String NO_FILE = "(^|/)\\s*\\.?\\s*$|[^/]{255}[^/]";

  private FilePath() {}

  /** A condition: the value is no path of a file. It is false for a missing and an empty one. */
  public static Sql impossible(Sql value) {
    return Sql.format(
        "coalesce({}::text ~ '" + NO_FILE + "' and {}::text <> '' and not {}, false)",
        value,
        value,
        FileAddress.is(value));
  }
}
