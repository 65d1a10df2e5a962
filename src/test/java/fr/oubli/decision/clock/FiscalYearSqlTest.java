package fr.oubli.decision.clock;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.Filter;
import fr.oubli.model.policy.FiscalYearClock;
import fr.oubli.model.policy.FiscalYears;
import fr.oubli.model.policy.FiscalYears.Irregular;
import fr.oubli.model.policy.PersonClock;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Policy.Books;
import fr.oubli.model.policy.RowClock;
import fr.oubli.schema.sql.Sql;
import fr.oubli.testing.SmallSchema;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The close of a fiscal year, as the text that PostgreSQL computes it by. */
class FiscalYearSqlTest {

  private static final ColumnName ISSUED = SmallSchema.column("invoices", "issued_on");
  private static final Sql DAY = Sql.of("d");

  @Test
  void theUsualCloseIsOfTheDaysOwnYearOrOfTheNext() {
    assertThat(years(List.of()).closeOf(DAY))
        .isEqualTo(
            Sql.of(
                "(case when d > make_date(extract(year from d)::int, 3, 31)"
                    + " then make_date(extract(year from d)::int, 3, 31) + interval '1 year'"
                    + " else make_date(extract(year from d)::int, 3, 31) end)::date"));
  }

  @Test
  void anIrregularYearClosesOnItsOwnDayAndCutsTheYearBeforeShort() {
    LocalDate from = LocalDate.of(2020, 1, 1);
    LocalDate to = LocalDate.of(2021, 6, 30);
    String usual =
        "(case when d > make_date(extract(year from d)::int, 3, 31)"
            + " then make_date(extract(year from d)::int, 3, 31) + interval '1 year'"
            + " else make_date(extract(year from d)::int, 3, 31) end)::date";

    assertThat(years(List.of(new Irregular(from, to))).closeOf(DAY))
        .isEqualTo(
            Sql.of(
                "case when d between ? and ? then ?::date when d < ? then least("
                    + usual
                    + ", ?::date) else "
                    + usual
                    + " end",
                from,
                to,
                to,
                from,
                from.minusDays(1)));
  }

  @Test
  void onlyAClockOfFiscalYearsStartsAtTheirClose() {
    FiscalYearSql years = years(List.of());

    assertThat(years.startingPoint(new FiscalYearClock(ISSUED, null), DAY))
        .isEqualTo(years.closeOf(DAY));
    assertThat(years.startingPoint(new RowClock(ISSUED), DAY)).isEqualTo(DAY);
    assertThat(years.startingPoint(new PersonClock(List.of(ISSUED), Filter.NONE), DAY))
        .isEqualTo(DAY);
  }

  private static FiscalYearSql years(List<Irregular> irregular) {
    Policy policy = SmallSchema.policy();
    return new FiscalYearSql(
        new Policy(
            policy.heading(),
            policy.people(),
            policy.retention(),
            policy.masks(),
            policy.attachments(),
            new Books(new FiscalYears(MonthDay.of(3, 31), irregular), null),
            policy.limits()));
  }
}
