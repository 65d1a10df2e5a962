package fr.oubli.decision;

import static fr.oubli.testing.SmallSchema.column;
import static fr.oubli.testing.SmallSchema.line;
import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.decision.clock.Watermark;
import fr.oubli.decision.statement.BulkDelete;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.Anonymise;
import fr.oubli.model.policy.Archive;
import fr.oubli.model.policy.Clock;
import fr.oubli.model.policy.Delete;
import fr.oubli.model.policy.Filter;
import fr.oubli.model.policy.FiscalYearClock;
import fr.oubli.model.policy.PersonClock;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.RowClock;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.sql.Slice;
import fr.oubli.schema.sql.Sql;
import fr.oubli.testing.SmallSchema;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Whole statements, word by word, where nobody registered a hold. What the registers add is long,
 * and is tested by what it does to rows.
 */
class StatementsTest {

  private static final long RUN = 7;
  private static final LocalDate AS_OF = LocalDate.of(2026, 6, 1);
  private static final Clock SET = new RowClock(column("cookies", "set_at"));
  private static final Clock ORDERED = new RowClock(column("orders", "ordered_at"));
  private static final Clock LATEST =
      new PersonClock(List.of(column("orders", "ordered_at")), Filter.NONE);
  private static final Clock ISSUED = new RowClock(column("invoices", "issued_on"));
  private static final Clock YEAR =
      new FiscalYearClock(column("invoices", "issued_on"), column("invoices", "corrects_id"));

  private static final Rule COOKIES =
      SmallSchema.atMost("cookies", SET, Period.ofMonths(13), Map.of("cookies", new Delete()));
  private static final LocalDateTime FIRST_CREDIBLE = LocalDateTime.of(1970, 1, 2, 0, 0);
  private static final LocalDateTime NOT_DUE = LocalDateTime.of(2025, 5, 1, 0, 0);

  @Test
  void theSimplestDeletion() {
    assertThat(act(cookies()))
        .isEqualTo(
            Sql.of(
                line(
                    """
                    with gone as (delete from "public"."cookies" t
                    where ((t.ctid >= '(0,0)'::tid and t.ctid < '(1000,0)'::tid) and (((true)
                    and (true) and (t."set_at" >= ? and t."set_at" < ?) and (true))))
                    returning t."id" as k)
                    select oubli.append_entry(?, ?, ?, ?, ?, ?, array_agg(k)::text, count(*)) from
                    gone
                    """),
                FIRST_CREDIBLE,
                NOT_DUE,
                RUN,
                "cookies",
                "5ha",
                "cookies",
                "delete",
                LocalDate.of(2025, 4, 30)));
  }

  @Test
  void aDeletionThatListsItsKeysMakesTheSameTestTwice() {
    BulkDelete bulk = cookies().bulkDelete(RUN, blocks("cookies")).orElseThrow();

    assertThat(text(bulk.deletion()))
        .isEqualTo(
            line(
                """
                with listed as materialized (select array_agg(t."id")::text as keys, count(*) as
                rows from "public"."cookies" t
                where ((t.ctid >= '(0,0)'::tid and t.ctid < '(1000,0)'::tid) and (((true)
                and (true) and (t."set_at" >= ? and t."set_at" < ?) and (true))))),
                waiting as materialized (select set_config('oubli.slice_keys', keys, true),
                set_config('oubli.slice_count', rows::text, true) from listed)
                delete from "public"."cookies" t
                where ((t.ctid >= '(0,0)'::tid and t.ctid < '(1000,0)'::tid) and (((true)
                and (true) and (t."set_at" >= ? and t."set_at" < ?) and (true))))
                and (select count(*) from waiting) = 1
                """));
    assertThat(text(bulk.entry()))
        .isEqualTo(
            line(
                """
                select oubli.append_entry(?, ?, ?, ?, ?, ?, current_setting('oubli.slice_keys'),
                current_setting('oubli.slice_count')::bigint)
                """));
  }

  @Test
  void theCensusTurnsTheLeastMomentIntoADay() {
    assertThat(text(cookies().census(false)))
        .isEqualTo(
            line(
                """
                select count(*) as due, count(*) filter (where held) as held, count(*) filter
                (where restricted
                and not held) as restricted, count(*) filter (where in_part
                and not held) as in_part, (min(anchor))::date as oldest
                from (select false as held, false as restricted, false as in_part, t."set_at" as
                anchor from "public"."cookies" t
                where true and ((true) and (true) and (t."set_at" >= ? and t."set_at" < ?)
                and (true))) due
                """));
  }

  @Test
  void sinceAWatermarkOnlyNewlyDueAndWaitingRowsAreLookedAt() {
    Watermark watermark =
        new Watermark(
            LocalDate.of(2025, 1, 1), 5, LocalDate.of(2026, 2, 1), LocalDate.of(2026, 1, 1));

    assertThat(cookies().since(watermark).dueKeys())
        .isEqualTo(
            Sql.of(
                line(
                    """
                    select t."id"::text as row_key from "public"."cookies" t
                    where t.ctid = any(array(select c.ctid from "public"."cookies" c
                    where c."set_at" >= ? and c."set_at" < ?
                    union all select c.ctid from "public"."cookies" c
                    where exists (select 1 from oubli.waiting w
                    where w.rule = ? and w.collection = ? and c."id" = w.row_key::bigint))) and
                    ((true)
                    and (true) and (t."set_at" >= ? and t."set_at" < ?) and (true))
                    """),
                LocalDateTime.of(2025, 1, 2, 0, 0),
                NOT_DUE,
                "cookies",
                "cookies",
                FIRST_CREDIBLE,
                NOT_DUE));
  }

  @Test
  void theVerificationAddsUpThePeriodRowByRow() {
    assertThat(cookies().verification())
        .isEqualTo(
            Sql.of(
                line(
                    """
                    select t."id"::text as row_key, false as held, false as restricted, false as
                    referenced from "public"."cookies" t
                    where true and true and true
                    and (t."set_at" < ? and ((t."set_at")::date + ?::interval)::date < ?)
                    and not (((t."set_at" is null) or (t."set_at" >= ?) or (t."set_at" < ?))) and
                    true
                    """),
                LocalDateTime.of(2025, 5, 4, 0, 0),
                "P13M",
                AS_OF,
                LocalDateTime.of(2026, 6, 2, 0, 0),
                FIRST_CREDIBLE));
  }

  @Test
  void aRowThatGoesAccountsForTheReferencesThatPostgresqlEmpties() {
    Enforcement orders = enforcement("go", ORDERED, Map.of("orders", new Delete()));

    assertThat(orders.locks(RUN, blocks("orders")).stream().map(StatementsTest::text))
        .containsExactly(
            line(
                """
                select count(*) from (select 1 from "public"."orders" t
                where t.ctid >= '(0,0)'::tid and t.ctid < '(1000,0)'::tid and ((true)
                and (true) and (t."ordered_at" >= ? and t."ordered_at" < ?) and (true))
                order by t.ctid for update) locked
                """));
    assertThat(text(act(orders)))
        .isEqualTo(
            line(
                """
                with gone as (delete from "public"."orders" t
                where ((t.ctid >= '(0,0)'::tid and t.ctid < '(1000,0)'::tid) and (((true)
                and (true) and (t."ordered_at" >= ? and t."ordered_at" < ?) and (true))))
                returning t."id" as k, t."id" as referred0_0)
                select sum(rows) filter (where own)
                from (select true as own, (select oubli.append_entry(?, ?, ?, ?, ?, ?,
                array_agg(k)::text, count(*)) from gone) as rows
                union all select false as own, oubli.append_entry(?, ?, ?, ?, 'detach', ?,
                array_agg(c."id"::text)::text, count(*)) as rows from "public"."invoices" c join
                gone on c."order_id" = gone.referred0_0) entries
                """));
  }

  @Test
  void anArchiveTakesTheRowWithItsAnchorItsLinkAndItsOwner() {
    assertThat(text(act(archiving("leave:invoices"))))
        .isEqualTo(
            line(
                """
                with gone as (delete from "public"."invoices" t
                where ((t.ctid >= '(0,0)'::tid and t.ctid < '(1000,0)'::tid) and (((true)
                and (true) and (t."issued_on" >= ? and t."issued_on" < ?)
                and (not coalesce(t."issued_on" >= ? and t."issued_on" < ?
                and not exists (with recursive family(id, corrects, anchor) as ( select t."id",
                t."corrects_id", t."issued_on" union select x4."id", x4."corrects_id",
                x4."issued_on" from "public"."invoices" x4 join family f on x4."corrects_id" =
                f.id or x4."id" = f.corrects) select 1 from family
                where not coalesce(family.anchor >= ? and family.anchor < ?, false)), false))))
                and (not (exists (select 1 from "public"."invoices" x5
                where x5."corrects_id" = t."id" and x5.ctid <> t.ctid offset 0)))
                and (not (exists (select 1 from "public"."lines" x6
                where x6."invoice_id" = t."id" and true offset 0))) and ((with recursive
                family(id, corrects, anchor) as ( select t."id", t."corrects_id", t."issued_on"
                union select x7."id", x7."corrects_id", x7."issued_on" from "public"."invoices"
                x7 join family f on x7."corrects_id" = f.id or x7."id" = f.corrects) select
                max(family.anchor) from family) is not null))
                returning t."id" as k, greatest((with recursive family(id, corrects, anchor) as
                ( select t."id", t."corrects_id", t."issued_on" union select x1."id",
                x1."corrects_id", x1."issued_on" from "public"."invoices" x1 join family f on
                x1."corrects_id" = f.id or x1."id" = f.corrects) select max(family.anchor) from
                family), (select max(a.anchor) from oubli.archive a
                where a.collection = ? and a.linked_key = t."id"::text)) as anchor,
                t."corrects_id"::text as linked, to_jsonb(t) - array[?, ?, ?, ?, ?]::text[] as
                content, ((select x2."customer_id" from "public"."orders" x2
                where x2."id" = t."order_id"))::text as owner),
                stored as (insert into oubli.archive (collection, row_key, subject_key, rule,
                governed_by, anchor, linked_key, content, run) select ?, k::text, owner, ?, ?,
                anchor, linked, content, ? from gone)
                select oubli.append_entry(?, ?, ?, ?, ?, ?, array_agg(k)::text, count(*)) from
                gone
                """));
  }

  @Test
  void theEndOfAnArchiveIsVerifiedByTheCloseOfTheYear() {
    assertThat(text(archiving("accounts:archive.invoices").verification()))
        .isEqualTo(
            line(
                """
                select t.row_key, exists (select 1 from oubli.hold h
                where h.released_at is null and h.kind = ? and ((h.collection = ? and h.scope =
                'collection') or (h.collection = ? and h.scope = 'row' and h.row_key =
                t.row_key) or (h.collection = ? and h.scope = 'subject' and h.row_key =
                t.subject_key))) as held, exists (select 1 from oubli.hold h
                where h.released_at is null and h.kind = ? and ((h.collection = ? and h.scope =
                'collection') or (h.collection = ? and h.scope = 'row' and h.row_key =
                t.row_key) or (h.collection = ? and h.scope = 'subject' and h.row_key =
                t.subject_key))) as restricted, false as referenced from oubli.archive t
                where t.governed_by = ? and t.collection = ? and ((case when t.anchor >
                make_date(extract(year from t.anchor)::int, 12, 31) then make_date(extract(year
                from t.anchor)::int, 12, 31) + interval '1 year' else make_date(extract(year
                from t.anchor)::int, 12, 31) end)::date + ?::interval)::date < ?
                """));
  }

  @Test
  void masksLeaveWhatAHoldNeedsAndTakeTheRest() {
    Clock created = new RowClock(column("customers", "created_at"));
    Rule mask =
        SmallSchema.atMost(
            "mask", created, Period.ofYears(2), Map.of("customers", new Anonymise()));
    Policy policy =
        SmallSchema.policy(
            List.of(SmallSchema.unsettled("customers", List.of("name"))), null, mask);
    List<Sql> acts = only(policy, "mask:customers").acts(RUN, blocks("customers"), true);

    assertThat(acts.stream().map(StatementsTest::text))
        .containsExactly(
            line(
                """
                with gone as (update "public"."customers" t set "email" = null::text, "name" =
                null::text
                where t.ctid >= '(0,0)'::tid and t.ctid < '(1000,0)'::tid and ((true) and (((not
                (t."email" is null)) or (not (t."name" is null))))
                and (t."created_at" >= ? and t."created_at" < ?) and (true))
                and not coalesce(exists (select 1 from "public"."orders" x1
                where coalesce(x1."status"::text in (?), false) and x1."customer_id" = t."id"
                offset 0), false)
                returning t."id" as k)
                select oubli.append_entry(?, ?, ?, ?, ?, ?, array_agg(k)::text, count(*)) from
                gone
                """),
            line(
                """
                with gone as (update "public"."customers" t set "email" = null::text, "name" =
                case when coalesce(exists (select 1 from "public"."orders" x4
                where coalesce(x4."status"::text in (?), false) and x4."customer_id" = t."id"
                offset 0), false) then t."name" else null::text end
                where t.ctid >= '(0,0)'::tid and t.ctid < '(1000,0)'::tid and coalesce(exists
                (select 1 from "public"."orders" x2
                where coalesce(x2."status"::text in (?), false) and x2."customer_id" = t."id"
                offset 0), false) and ((((true) and (((not (t."email" is null)) or (not
                (t."name" is null))))
                and (t."created_at" >= ? and t."created_at" < ?)
                and (true))) and (((not (t."email" is null)) or (not (t."name" is null)
                and not (coalesce(exists (select 1 from "public"."orders" x3
                where coalesce(x3."status"::text in (?), false) and x3."customer_id" = t."id"
                offset 0), false))))))
                returning t."id" as k)
                select oubli.append_entry(?, ?, ?, ?, ?, ?, array_agg(k)::text, count(*)) from
                gone
                """));
  }

  @Test
  void aPersonIsFollowedByLinksWhereRowsAreChosen() {
    assertThat(text(people().dueKeys()))
        .isEqualTo(
            line(
                """
                select t."id"::text as row_key from "public"."customers" t
                where true and ((true) and (((not (t."email" is null)) or (not (t."name" is
                null)))) and (((not (exists (select 1 from oubli.departed_event gone
                where gone.rule = ? and gone.subject_key = t."id"::text and gone.last_day > ?)))
                and (not (exists (select 1 from "public"."orders" x2
                where x2."customer_id" = t."id" and true
                and not coalesce(x2."ordered_at" >= ? and x2."ordered_at" < ?, false))))
                and (not (exists (select 1 from "public"."orders" x3
                where lower(btrim(x3."email")) = lower(btrim(t."email")) and
                lower(btrim(t."email")) <> '' and true
                and not coalesce(x3."ordered_at" >= ? and x3."ordered_at" < ?, false))))
                and (not (exists (select 1 from "public"."customers" x1 join "public"."orders"
                x4 on x4."customer_id" = x1."id"
                where lower(btrim(x1."email")) = lower(btrim(t."email")) and
                lower(btrim(t."email")) <> '' and true
                and not coalesce(x4."ordered_at" >= ? and x4."ordered_at" < ?, false)))) and
                (((exists (select 1 from "public"."orders" x6
                where x6."customer_id" = t."id" and true)) or (exists (select 1 from
                "public"."orders" x7
                where lower(btrim(x7."email")) = lower(btrim(t."email")) and
                lower(btrim(t."email")) <> '' and true)) or (exists (select 1 from
                "public"."customers" x5 join "public"."orders" x8 on x8."customer_id" = x5."id"
                where lower(btrim(x5."email")) = lower(btrim(t."email")) and
                lower(btrim(t."email")) <> '' and true)) or (exists (select 1 from
                oubli.departed_event gone
                where gone.rule = ? and gone.subject_key = t."id"::text and gone.last_day <=
                ?))))))
                and (true))
                """));
  }

  /** The same question as above, in other words: a mistake in one of them shows. */
  @Test
  void aPersonIsGatheredByIdentifiersInTheVerification() {
    assertThat(text(people().verification()))
        .isEqualTo(
            line(
                """
                select t."id"::text as row_key, false as held, false as restricted, false as
                referenced from "public"."customers" t
                where true and true and ((not (t."email" is null)) or (not (t."name" is null)))
                and ((not (exists (select 1 from "public"."orders" e
                where e."customer_id" = t."id"
                and not coalesce((e."ordered_at" < ? and (((e."ordered_at") at time zone
                ?)::date + ?::interval)::date < ?), false) and true)))
                and (not (exists (select 1 from "public"."orders" e
                where lower(btrim(e."email")) = lower(btrim(t."email")) and
                lower(btrim(t."email")) <> ''
                and not coalesce((e."ordered_at" < ? and (((e."ordered_at") at time zone
                ?)::date + ?::interval)::date < ?), false) and true)))
                and (not (exists (select 1 from "public"."orders" e join "public"."customers" b
                on b."id" = e."customer_id"
                where lower(btrim(b."email")) = lower(btrim(t."email")) and
                lower(btrim(t."email")) <> ''
                and not coalesce((e."ordered_at" < ? and (((e."ordered_at") at time zone
                ?)::date + ?::interval)::date < ?), false) and true)))
                and (not (exists (select 1 from oubli.departed_event gone
                where gone.rule = ? and gone.subject_key = (t."id")::text and ((gone.last_day +
                ?::interval)::date >= ? or gone.excepted_on >= ?)))) and (((exists (select 1
                from "public"."orders" e
                where e."customer_id" = t."id" and true and true)) or (exists (select 1 from
                "public"."orders" e
                where lower(btrim(e."email")) = lower(btrim(t."email")) and
                lower(btrim(t."email")) <> '' and true and true)) or (exists (select 1 from
                "public"."orders" e join "public"."customers" b on b."id" = e."customer_id"
                where lower(btrim(b."email")) = lower(btrim(t."email")) and
                lower(btrim(t."email")) <> '' and true and true)) or (exists (select 1 from
                oubli.departed_event gone
                where gone.rule = ? and gone.subject_key = (t."id")::text and gone.last_day is
                not null)))))
                and not (((exists (select 1 from "public"."orders" x2
                where x2."customer_id" = t."id" and true and ((x2."ordered_at" is null) or
                (x2."ordered_at" >= ?) or (x2."ordered_at" < ?)) offset 0)) or (exists (select 1
                from "public"."orders" x3
                where lower(btrim(x3."email")) = lower(btrim(t."email")) and
                lower(btrim(t."email")) <> '' and true and ((x3."ordered_at" is null) or
                (x3."ordered_at" >= ?) or (x3."ordered_at" < ?)) offset 0)) or (exists (select 1
                from "public"."customers" x1 join "public"."orders" x4 on x4."customer_id" =
                x1."id"
                where lower(btrim(x1."email")) = lower(btrim(t."email")) and
                lower(btrim(t."email")) <> '' and true and ((x4."ordered_at" is null) or
                (x4."ordered_at" >= ?) or (x4."ordered_at" < ?)) offset 0)))) and true
                """));
  }

  private static Enforcement cookies() {
    return only(SmallSchema.policy(COOKIES), "cookies:cookies");
  }

  private static Enforcement people() {
    return enforcement("people", LATEST, Map.of("customers", new Anonymise()));
  }

  /** Invoices leave the active base after two years, and their archive ends after ten. */
  private static Enforcement archiving(String name) {
    Action archive = new Archive(List.of("number", "issued_on"));
    return only(
        SmallSchema.policy(
            SmallSchema.atMost("leave", ISSUED, Period.ofYears(2), Map.of("invoices", archive)),
            SmallSchema.atLeast(
                "accounts", YEAR, Period.ofYears(10), Map.of("invoices", new Delete()))),
        name);
  }

  private static Enforcement enforcement(String name, Clock clock, Map<String, Action> then) {
    Rule rule = SmallSchema.atMost(name, clock, Period.ofYears(5), then);
    return only(
        SmallSchema.policy(rule), name + ":" + then.keySet().stream().findFirst().orElseThrow());
  }

  private static Enforcement only(Policy policy, String name) {
    return new Eligibilities(policy, SmallSchema.map(), SmallSchema.catalog(), AS_OF)
        .enforcements(null).stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow()
            .unheld();
  }

  private static Sql act(Enforcement enforcement) {
    return enforcement.acts(RUN, blocks(enforcement.collection()), true).get(0);
  }

  private static String text(Sql sql) {
    return line(sql.text());
  }

  private static Slice blocks(String table) {
    return new Slice.Blocks("\"public\".\"" + table + "\"", 0, 1000);
  }
}
