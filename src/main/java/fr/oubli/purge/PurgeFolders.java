package fr.oubli.purge;

import java.nio.file.Path;

/**
 * Where a purge reads and writes files.
 *
 * @param reports under which a folder per day is made
 * @param recordings from which the files of deleted rows are removed
 * @param keys of the seal key
 */
public record PurgeFolders(Path reports, Path recordings, Path keys) {}
