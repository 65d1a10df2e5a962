package fr.oubli.decision.keep;

import fr.oubli.decision.clock.RuleTarget;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.FileColumns;
import fr.oubli.schema.sql.FileAddress;
import fr.oubli.schema.sql.FilePath;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The files that go with the rows of a target: all of a row that is deleted, those of the columns
 * that an archive does not keep, those of the columns that are masked.
 *
 * @param columns that name the files, at least one
 */
public record LeavingFiles(RuleTarget target, FileColumns files, List<String> columns) {

  /** The name of the ground that keeps a row of which a file is at a refused address. */
  public static final String REFUSED = "file at a refused address";

  /** The name of the ground that keeps a row of which a file's path can be none. */
  public static final String IMPOSSIBLE = "file under a path that no file can have";

  public LeavingFiles {
    columns = List.copyOf(columns);
  }

  /** Empty where no file goes with a row. */
  public static Optional<LeavingFiles> of(RuleTarget target, MappedSchema schema) {
    return Optional.ofNullable(schema.policy().files().get(target.collection().name()))
        .map(files -> new LeavingFiles(target, files, leaving(target, schema, files)))
        .filter(leaving -> !leaving.columns().isEmpty());
  }

  private static List<String> leaving(RuleTarget target, MappedSchema schema, FileColumns files) {
    Action action = target.action();
    if (action.destroys()) {
      return files.columns();
    }
    if (action.archives()) {
      List<String> kept = action.archivedColumns();
      return files.columns().stream()
          .filter(column -> !kept.isEmpty() && !kept.contains(column))
          .toList();
    }
    List<String> masked =
        PendingMasks.of(target, schema).masked().stream()
            .map(field -> field.field().name())
            .toList();
    return files.columns().stream().filter(masked::contains).toList();
  }

  /** A condition: a file of the row is where nobody can remove it, for either reason. */
  public Sql refused(MappedSchema schema, String alias) {
    return Sql.any(List.of(elsewhere(schema, alias), impossible(schema, alias)));
  }

  /** A condition: a file of the row is at an address that the policy does not hand on. */
  public Sql elsewhere(MappedSchema schema, String alias) {
    return Sql.any(
        columns.stream()
            .map(column -> FileAddress.refused(value(schema, alias, column), files))
            .toList());
  }

  private Sql impossible(MappedSchema schema, String alias) {
    return Sql.any(
        columns.stream().map(column -> FilePath.impossible(value(schema, alias, column))).toList());
  }

  private Sql value(MappedSchema schema, String alias, String column) {
    return schema.column(alias, target.collection().name(), column);
  }

  /**
   * What keeps the rows of which nobody said how their file is removed, and those of which nobody
   * can tell what their file is: the whole row from what removes it, the one column from what masks
   * it.
   */
  List<RetentionGround> grounds(MappedSchema schema) {
    if (target.action().removesRow()) {
      return List.of(
          ground(REFUSED, Set.of(), alias -> elsewhere(schema, alias)),
          ground(IMPOSSIBLE, Set.of(), alias -> impossible(schema, alias)));
    }
    List<RetentionGround> grounds = new ArrayList<>();
    for (String column : columns) {
      Set<String> needed = Set.of(column);
      grounds.add(
          ground(
              REFUSED, needed, alias -> FileAddress.refused(value(schema, alias, column), files)));
      grounds.add(
          ground(IMPOSSIBLE, needed, alias -> FilePath.impossible(value(schema, alias, column))));
    }
    return grounds;
  }

  private static RetentionGround ground(
      String name, Set<String> needed, Function<String, Sql> condition) {
    return new RetentionGround(
        name,
        RetentionGround.Kind.HOLD,
        needed,
        (String alias, LookupStyle style) -> condition.apply(alias));
  }
}
