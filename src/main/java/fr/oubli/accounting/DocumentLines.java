package fr.oubli.accounting;

import fr.oubli.platform.output.CsvDialect;
import java.nio.file.Path;
import java.util.List;

/**
 * What the job of the report works on.
 *
 * @param query whose columns are the cells of a line, the close of the fiscal year first, and whose
 *     lines come year by year
 * @param header of the columns
 * @param folder of the files
 */
record DocumentLines(
    Snapshot snapshot, String query, List<String> header, CsvDialect dialect, Path folder) {}
