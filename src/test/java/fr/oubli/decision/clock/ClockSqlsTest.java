package fr.oubli.decision.clock;

import static fr.oubli.testing.SmallSchema.column;
import static fr.oubli.testing.SmallSchema.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.oubli.model.policy.Clock;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.Delete;
import fr.oubli.model.policy.Filter;
import fr.oubli.model.policy.FiscalYearClock;
import fr.oubli.model.policy.PersonClock;
import fr.oubli.model.policy.RefusalClock;
import fr.oubli.model.policy.RowClock;
import fr.oubli.model.policy.Rule;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.testing.SmallSchema;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of clock has SQL of its own kind, and says itself what depends on what. */
class ClockSqlsTest {

  private static final LocalDate AS_OF = LocalDate.of(2026, 6, 1);
  private static final ColumnName SET = column("cookies", "set_at");
  private static final ColumnName ORDERED = column("orders", "ordered_at");
  private static final ColumnName ISSUED = column("invoices", "issued_on");
  private static final ColumnName CORRECTS = column("invoices", "corrects_id");
  private static final Clock ROW = new RowClock(SET);
  private static final Clock PERSON = new PersonClock(List.of(ORDERED), Filter.NONE);
  private static final Clock YEAR = new FiscalYearClock(ISSUED, null);
  private static final Clock FAMILY = new FiscalYearClock(ISSUED, CORRECTS);

  private static final Clock REFUSAL =
      new RefusalClock(ORDERED, "accepted", List.of("customer_id"), "set_at");

  static Stream<Arguments> kinds() {
    return Stream.of(
        Arguments.of(ROW, "cookies", RowClockSql.class),
        Arguments.of(PERSON, "orders", PersonClockSql.class),
        Arguments.of(YEAR, "invoices", RowClockSql.class),
        Arguments.of(FAMILY, "invoices", FamilyClockSql.class),
        Arguments.of(REFUSAL, "cookies", RefusalClockSql.class));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void eachKindOfClockHasItsSql(Clock clock, String collection, Class<?> made) {
    ClockSql sql = sql(clock, collection);

    assertThat(sql).isInstanceOf(made);
    assertThat(sql.perSubject()).isEqualTo(clock.perSubject());
    assertThat(sql.link()).isEqualTo(clock.togetherWith());
  }

  @Test
  void everyPermittedKindIsAmongThem() {
    assertThat(kinds().map(each -> (Object) each.get()[0].getClass()).distinct())
        .containsExactlyInAnyOrder((Object[]) Clock.class.getPermittedSubclasses());
  }

  @Test
  void theRowAloneTellsWhereItsOwnDateIsAllThereIs() {
    assertThat(sql(ROW, "cookies").rowAloneTells()).isTrue();
    assertThat(sql(YEAR, "invoices").rowAloneTells()).isTrue();
    assertThat(sql(YEAR, "lines").rowAloneTells()).as("the date is its invoice's").isFalse();
    assertThat(sql(FAMILY, "invoices").rowAloneTells()).as("others go with it").isFalse();
    assertThat(sql(PERSON, "orders").rowAloneTells()).as("other orders count").isFalse();
  }

  @Test
  void theDateIsTheRowsOwnWhereverTheRowHasIt() {
    assertThat(sql(FAMILY, "invoices").ownDate()).contains(ISSUED);
    assertThat(sql(FAMILY, "lines").ownDate()).isEmpty();
    assertThat(sql(PERSON, "orders").ownDate()).isEmpty();
  }

  /** Ten years after 31 December 2015 were over on 1 January 2026, after 2016 they are not. */
  @Test
  void theCutoffOfFiscalYearsIsTheEndOfOne() {
    assertThat(sql(YEAR, "invoices").cutoff()).isEqualTo(LocalDate.of(2015, 12, 31));
    assertThat(sql(ROW, "cookies").cutoff()).isEqualTo(LocalDate.of(2016, 5, 31));
  }

  @Test
  void whatNoReferenceLeadsToIsRefused() {
    Refusal refusal =
        catchThrowableOfType(Refusal.class, () -> sql(new RowClock(ISSUED), "cookies"));

    assertThat(refusal.lines())
        .containsExactly("policy.yml:1: cookies has no reference towards invoices.issued_on");
  }

  @Test
  void aRowsOwnDateIsComparedAsItIs() {
    assertThat(sql(ROW, "cookies").due("t", LookupStyle.SETS).text())
        .isEqualTo("t.\"set_at\" >= ? and t.\"set_at\" < ?");
  }

  @Test
  void aDateAboveIsReachedByReferences() {
    assertThat(sql(YEAR, "lines").due("t", LookupStyle.PROBES).text())
        .isEqualTo(
            line(
                """
                exists (select 1 from "public"."invoices" x1
                where x1."id" = t."invoice_id"
                and x1."issued_on" >= ? and x1."issued_on" < ? offset 0)
                """));
  }

  @Test
  void aFamilyIsGatheredFromStepToStep() {
    assertThat(sql(FAMILY, "invoices").due("t", LookupStyle.PROBES).text())
        .isEqualTo(
            """
            t."issued_on" >= ? and t."issued_on" < ? and ((t."corrects_id" is null and not exists\
             (select 1 from "public"."invoices" x1 where x1."corrects_id" = t."id" offset 0)) or\
             not exists (\
            with recursive family(id, corrects, anchor) as (
              select t."id", t."corrects_id", t."issued_on"
              union
              select x2."id", x2."corrects_id", x2."issued_on" from "public"."invoices" x2\
             join family f on x2."corrects_id" = f.id or x2."id" = f.corrects)\
             select 1 from family where not coalesce(family.anchor >= ? and family.anchor < ?,\
             false)))""");
  }

  @Test
  void aQuestionToAllDocumentsAsksWhatWasGatheredOfThoseThatAreLinked() {
    assertThat(sql(FAMILY, "invoices").due("t", LookupStyle.SETS).text())
        .isEqualTo(
            """
            t."issued_on" >= ? and t."issued_on" < ? and (t."id" in (select f.document from\
             pg_temp."rule: families" f where not f.over)) is not true""");
  }

  private static ClockSql sql(Clock clock, String collection) {
    Rule rule =
        SmallSchema.atLeast("rule", clock, Period.ofYears(10), Map.of(collection, new Delete()));
    return new ClockSqls(
            SmallSchema.schema(SmallSchema.policy(rule)), new Days(AS_OF, SmallSchema.ZONE))
        .of(rule, collection);
  }
}
