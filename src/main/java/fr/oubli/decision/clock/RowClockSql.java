package fr.oubli.decision.clock;

import fr.oubli.model.datamap.References.Step;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.ReferencePath;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A date of the row itself, or of the row that its references lead up to.
 *
 * @param meaning what the date says
 * @param upwards from the row to the one with the date; an empty path where the row itself has it
 */
record RowClockSql(DateColumn date, DateMeaning meaning, ReferencePath upwards, LocalDate cutoff)
    implements ClockSql {

  private static final Set<DateDefect> NOT_YET = EnumSet.of(DateDefect.MISSING, DateDefect.FUTURE);

  @Override
  public Sql due(String alias, LookupStyle style) {
    return upwards.test(alias, style, row -> date.isOver(date.of(row), cutoff));
  }

  @Override
  public Sql suspect(String alias, LookupStyle style, Set<DateDefect> defects) {
    return meaning.defectsAmong(defects).isEmpty()
        ? Sql.FALSE
        : upwards.test(
            alias, style, row -> date.defect(meaning.defectsAmong(defects), date.of(row)));
  }

  @Override
  public Sql culprit(String alias) {
    return upwards.value(
        alias,
        row ->
            Sql.format(
                "case when {} then {} end",
                date.defect(meaning.defects(), date.of(row)),
                date.named(row)));
  }

  @Override
  public Sql goesOn(String alias, LookupStyle style) {
    return ended() ? upwards.test(alias, style, this::goesOn) : Sql.FALSE;
  }

  @Override
  public Sql notEnded(String alias) {
    return ended()
        ? upwards.value(alias, row -> Sql.when(goesOn(row), date.named(row)))
        : Sql.of("null::text");
  }

  private Sql goesOn(String row) {
    return date.defect(NOT_YET, date.of(row));
  }

  private boolean ended() {
    return meaning == DateMeaning.ENDED;
  }

  @Override
  public List<Sql> suspected(String alias) {
    return List.of(
        upwards.test(alias, LookupStyle.SETS, row -> date.defect(meaning.defects(), date.of(row))));
  }

  @Override
  public List<Sql> affectedBy(String alias, DateTest test) {
    return List.of(upwards.test(alias, LookupStyle.SETS, row -> date.meets(test, row)));
  }

  @Override
  public List<Sql> candidates(String alias, Watermark watermark) {
    return affectedBy(alias, date.days().between(watermark.cutoff(), cutoff));
  }

  @Override
  public Sql day(String alias) {
    return upwards.value(alias, ended() ? date::finiteDayOf : date::dayOf);
  }

  /** What the row stores: the least moment falls on the least day. */
  @Override
  public Sql instant(String alias) {
    return rowAloneTells() ? date.of(alias) : day(alias);
  }

  @Override
  public Sql dayOf(Sql instant) {
    return rowAloneTells() ? date.days().dayOf(instant, date.type()) : instant;
  }

  @Override
  public Optional<ColumnName> ownDate() {
    return rowAloneTells() ? Optional.of(date.name()) : Optional.empty();
  }

  @Override
  public Optional<Sql> span(String alias, List<LocalDate> starts) {
    return rowAloneTells() ? Optional.of(date.span(date.of(alias), starts)) : Optional.empty();
  }

  @Override
  public boolean rowAloneTells() {
    return upwards.path().isEmpty();
  }

  @Override
  public List<Step> wayToWhole() {
    return upwards.path();
  }
}
