package fr.oubli.decision.keep;

import fr.oubli.decision.clock.RuleTarget;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.FileColumns;
import fr.oubli.schema.sql.FileAddress;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.Sql;
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

  /** A condition: a file of the row is at an address that the policy does not hand on. */
  public Sql refused(MappedSchema schema, String alias) {
    return Sql.any(columns.stream().map(column -> refused(schema, alias, column)).toList());
  }

  private Sql refused(MappedSchema schema, String alias, String column) {
    return FileAddress.refused(schema.column(alias, target.collection().name(), column), files);
  }

  /**
   * What keeps the rows of which nobody said how their file is removed: the whole row from what
   * removes it, the one column from what masks it.
   */
  List<RetentionGround> grounds(MappedSchema schema) {
    return target.action().removesRow()
        ? List.of(ground(Set.of(), alias -> refused(schema, alias)))
        : columns.stream()
            .map(column -> ground(Set.of(column), alias -> refused(schema, alias, column)))
            .toList();
  }

  private static RetentionGround ground(Set<String> needed, Function<String, Sql> condition) {
    return new RetentionGround(
        REFUSED,
        RetentionGround.Kind.HOLD,
        needed,
        (String alias, LookupStyle style) -> condition.apply(alias));
  }
}
