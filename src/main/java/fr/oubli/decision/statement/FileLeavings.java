package fr.oubli.decision.statement;

import fr.oubli.decision.keep.LeavingFiles;
import fr.oubli.model.policy.FileColumns;
import fr.oubli.schema.sql.FileAddress;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a statement leaves behind of files: the intent to remove each, which is carried out after
 * the commit, and for an address that is handed on its object, which waits for somebody to remove
 * it.
 *
 * @param columns whose files go, at least one
 */
public record FileLeavings(String collection, FileColumns files, List<String> columns) {

  public FileLeavings {
    columns = List.copyOf(columns);
  }

  /** Empty where no file goes with the rows of a target. */
  static Optional<FileLeavings> of(Eligibility eligibility) {
    return LeavingFiles.of(eligibility.target(), eligibility.schema())
        .map(
            leaving ->
                new FileLeavings(
                    eligibility.target().collection().name(), leaving.files(), leaving.columns()));
  }

  /** Those of rows that end in the intermediate archive; empty where they have none. */
  public static Optional<FileLeavings> ofArchived(MappedSchema schema, String archived) {
    return Optional.ofNullable(schema.policy().files().get(archived))
        .map(files -> new FileLeavings("archive." + archived, files, files.columns()));
  }

  /** What a deletion must return of each row. */
  List<Sql> returned(MappedSchema schema, String row) {
    List<Sql> returned = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      returned.add(Sql.format("{} as " + name(i), schema.column(row, collection, columns.get(i))));
    }
    return returned;
  }

  /** What an update must return of each row: the files that it no longer names. */
  List<Sql> unnamed(MappedSchema schema, String row, String before) {
    List<Sql> returned = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      String was = before + "." + name(i);
      returned.add(
          Sql.format(
              "case when " + was + " is distinct from {} then " + was + " end as " + name(i),
              schema.column(row, collection, columns.get(i))));
    }
    return returned;
  }

  /** What a deletion from the archive must return; null where the archive did not keep it. */
  public List<Sql> returnedFromArchive(String row) {
    List<Sql> returned = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      returned.add(Sql.of(row + ".content ->> ? as " + name(i), columns.get(i)));
    }
    return returned;
  }

  /** A condition: a file of an archived row is at an address that the policy does not hand on. */
  public Sql refusedInArchive(String row) {
    return Sql.any(
        columns.stream()
            .map(
                column -> FileAddress.refused(Sql.of("(" + row + ".content ->> ?)", column), files))
            .toList());
  }

  /** Parts of a statement in which {@code gone} are the rows that go, with their keys as k. */
  public List<Sql> parts(long run) {
    boolean handsOn = !files.handedOn().isEmpty();
    List<Sql> parts = new ArrayList<>();
    parts.add(
        Sql.format(
            "files as (insert into oubli.file_removal (run, collection, row_key, field, path)"
                + " select {}, {}, k::text, field, path from {} where path <> ''"
                + (handsOn ? " and not {})" : "{})"),
            Sql.of("?", run),
            Sql.of("?", collection),
            named(),
            handsOn ? FileAddress.is(Sql.of("path")) : Sql.of("")));
    if (handsOn) {
      parts.add(
          Sql.format(
              "objects as (insert into oubli.object_removal"
                  + " (run, collection, row_key, field, address)"
                  + " select {}, {}, k::text, field, path from {} where {})",
              Sql.of("?", run),
              Sql.of("?", collection),
              named(),
              FileAddress.is(Sql.of("path"))));
    }
    return parts;
  }

  /** The files of the rows that go, one by one. */
  private Sql named() {
    List<Sql> values = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      values.add(Sql.of("(?, " + name(i) + "::text)", columns.get(i)));
    }
    return Sql.format("gone, lateral (values {}) named(field, path)", Sql.list(values));
  }

  private static String name(int column) {
    return "file" + column;
  }
}
