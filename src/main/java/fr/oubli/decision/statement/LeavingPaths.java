package fr.oubli.decision.statement;

import fr.oubli.decision.keep.LeavingFiles;
import fr.oubli.schema.sql.FileAddress;
import fr.oubli.schema.sql.Sql;
import java.util.List;
import java.util.Optional;

/** The paths of the files that would go with the rows to act on. */
public record LeavingPaths(RowScope scope, LeavingFiles leaving) {

  private static final String ROW = "t";

  /** Empty where no file goes with a row. */
  public static Optional<LeavingPaths> of(RowScope scope) {
    Eligibility eligibility = scope.eligibility();
    return LeavingFiles.of(eligibility.target(), eligibility.schema())
        .map(leaving -> new LeavingPaths(scope, leaving));
  }

  /** Column path; so many at most, in no order. */
  public Sql paths(long most) {
    Eligibility eligibility = scope.eligibility();
    String collection = eligibility.target().collection().name();
    List<Sql> values =
        leaving.columns().stream()
            .map(
                column ->
                    Sql.format(
                        "(({})::text)", eligibility.schema().column(ROW, collection, column)))
            .toList();
    return Sql.format(
        "select named.path from {} cross join lateral (values {}) named(path) where {} limit {}",
        eligibility.from(ROW),
        Sql.list(values),
        Sql.all(
            scope.includes(ROW),
            eligibility.actionable(ROW, scope.style()),
            Sql.of("named.path <> ''"),
            FileAddress.is(Sql.of("named.path")).not()),
        Sql.of("?", most));
  }
}
