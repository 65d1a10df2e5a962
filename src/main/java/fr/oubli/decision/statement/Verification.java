package fr.oubli.decision.statement;

import fr.oubli.decision.clock.ClockSql;
import fr.oubli.decision.keep.RetentionGround.Kind;
import fr.oubli.decision.keep.StillReferenced;
import fr.oubli.model.policy.Clock;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.RefusalClock;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.ReferencePath;
import fr.oubli.schema.sql.SessionTable;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks the database again what is due. It is written apart from the statements that chose the rows:
 * PostgreSQL's own calendar adds up the days, row by row, and persons are gathered by what
 * identifies them rather than followed by links. A mistake in one of the two shows as a difference.
 */
public final class Verification {

  private static final String ROW = "t";

  private final Eligibility eligibility;
  private final RowScope scope;
  private final MappedSchema schema;
  private final PeriodOver period;

  /**
   * @param scope the rows to look at, and how other tables are asked for them
   */
  public Verification(RowScope scope) {
    this.scope = scope;
    this.eligibility = scope.eligibility();
    this.schema = eligibility.schema();
    this.period = new PeriodOver(eligibility);
  }

  /**
   * Due rows that are left, with what keeps them: row_key, held, restricted, referenced; and where
   * a plan was run, unplanned.
   *
   * @param plan null where the run might act on all rows
   */
  public Sql remaining(@Nullable PlannedRows plan) {
    Sql included = scope.includes(ROW);
    return Sql.format(
        "select "
            + Keys.text(ROW, table())
            + " as row_key, {} as held, {} as restricted, {} as referenced{} from {}{}",
        eligibility.kept(Kind.HOLD, ROW, LookupStyle.PROBES),
        eligibility.kept(Kind.RESTRICTION, ROW, LookupStyle.PROBES),
        referenced(),
        plan == null ? Sql.of("") : Sql.format(", {} as unplanned", plan.include(ROW).not()),
        eligibility.from(ROW),
        Sql.where(
            List.of(
                included,
                new ReachVerification(eligibility, scope.style()).inReach(ROW),
                eligibility.pending().left(ROW),
                overdue(),
                judged(),
                eligibility.worthArchiving(ROW, scope.style()))));
  }

  /**
   * Column row_key of the rows whose period is over and that the rule's conditions leave out: they
   * fall due on the day on which they come into reach.
   */
  public Sql outside() {
    return Sql.format(
        "select " + Keys.text(ROW, table()) + " as row_key from {}{}",
        eligibility.from(ROW),
        Sql.where(
            List.of(
                scope.includes(ROW),
                new ReachVerification(eligibility, scope.style()).inReach(ROW).not(),
                eligibility.pending().left(ROW),
                overdue())));
  }

  /** Rows that nobody can judge wait in quarantine; what is gathered of persons leaves them out. */
  private Sql judged() {
    return gathers()
        ? Sql.TRUE
        : eligibility.clock().suspect(ROW, LookupStyle.PROBES, ClockSql.ANY).not();
  }

  private boolean gathers() {
    return scope.style() == LookupStyle.SETS && eligibility.clock().perSubject();
  }

  private Sql referenced() {
    return eligibility.target().action().removesRow()
        ? Sql.any(
            List.of(
                new StillReferenced(schema, table()).referred(ROW),
                eligibility.whole().map(whole -> whole.stays(ROW)).orElse(Sql.FALSE)))
        : Sql.FALSE;
  }

  private Sql overdue() {
    Clock clock = eligibility.target().rule().starts();
    Optional<RefusalClock> refusal = clock.refusal();
    if (refusal.isPresent()) {
      return new RefusalVerification(eligibility, refusal.get(), period).overdue(ROW);
    }
    return clock.rowDate().map(date -> overdue(date, clock)).orElseGet(this::personOverdue);
  }

  /** What is gathered before the question, where it is about whole tables. */
  public List<SessionTable> tables() {
    List<SessionTable> tables = new ArrayList<>();
    if (gathers()) {
      tables.add(gathered().table());
    }
    if (scope.style() == LookupStyle.SETS) {
      tables.addAll(eligibility.archiveEndTables());
    }
    return tables;
  }

  private Sql personOverdue() {
    return gathers()
        ? gathered().overdue(ROW, eligibility.target().collection().name())
        : new PersonVerification(eligibility, period).overdue(ROW);
  }

  private PersonVerificationTable gathered() {
    return new PersonVerificationTable(
        schema, eligibility.target().rule(), new PersonVerification(eligibility, period));
  }

  private Sql overdue(ColumnName date, Clock clock) {
    String collection = eligibility.target().collection().name();
    ReferencePath upwards =
        new ReferencePath(schema, schema.pathUp(collection, date.collection()).orElseThrow());
    return upwards.test(ROW, scope.style(), row -> document(row, date, clock));
  }

  private Sql document(String row, ColumnName date, Clock clock) {
    Sql own = over(row, date);
    return clock
        .togetherWith()
        .map(link -> Sql.all(own, relativesOver(row, date, link)))
        .orElse(own);
  }

  /** The document that it corrects, those that correct it, and those that correct the same one. */
  private Sql relativesOver(String row, ColumnName date, ColumnName link) {
    Table documents = schema.table(date.collection());
    String other = schema.freshAlias();
    Sql own = schema.key(row, documents);
    Sql corrected = schema.column(row, link);
    Sql key = schema.key(other, documents);
    Sql corrects = schema.column(other, link);
    return Sql.all(
        notAmong(own, corrects, other, date),
        notAmong(corrected, key, other, date),
        notAmong(corrected, corrects, other, date));
  }

  /** A condition: a value is not found in the documents whose period is not over. */
  private Sql notAmong(Sql value, Sql found, String other, ColumnName date) {
    return Sql.format(
        "({} in (select {} from {} where {} is not null and not coalesce({}, false))) is not true",
        value,
        found,
        schema.from(date.collection(), other),
        found,
        over(other, date));
  }

  private Sql over(String row, ColumnName date) {
    return period.of(schema.date(row, date), schema.reading(date));
  }

  private Table table() {
    return eligibility.target().table();
  }
}
