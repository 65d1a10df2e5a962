package fr.oubli.decision;

import static fr.oubli.testing.SmallSchema.column;
import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.decision.clock.Watermark;
import fr.oubli.decision.statement.BulkDelete;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.Anonymise;
import fr.oubli.model.policy.Archive;
import fr.oubli.model.policy.Clock;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.Delete;
import fr.oubli.model.policy.Filter;
import fr.oubli.model.policy.FiscalYearClock;
import fr.oubli.model.policy.PersonClock;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.RowClock;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.sql.SessionTable;
import fr.oubli.schema.sql.Slice;
import fr.oubli.schema.sql.Sql;
import fr.oubli.schema.sql.SqlLayout;
import fr.oubli.testing.Golden;
import fr.oubli.testing.SmallSchema;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
  private static final ColumnName LAST_ORDER = column("orders", "ordered_at");
  private static final Clock LATEST =
      new PersonClock(List.of(LAST_ORDER), Set.of(), Set.of(), Set.of(LAST_ORDER), Filter.NONE);
  private static final Clock ISSUED = new RowClock(column("invoices", "issued_on"));
  private static final Clock YEAR =
      new FiscalYearClock(column("invoices", "issued_on"), column("invoices", "corrects_id"));

  private static final Rule COOKIES =
      SmallSchema.atMost("cookies", SET, Period.ofMonths(13), Map.of("cookies", new Delete()));
  private static final LocalDateTime FIRST_CREDIBLE = LocalDateTime.of(1970, 1, 2, 0, 0);
  private static final LocalDateTime NOT_DUE = LocalDateTime.of(2025, 5, 1, 0, 0);

  @Test
  void theSimplestDeletion() {
    Sql act = act(cookies());

    assertSame("simplest-deletion", List.of(act));
    assertThat(act.values())
        .containsExactly(
            FIRST_CREDIBLE,
            NOT_DUE,
            RUN,
            "cookies",
            "5ha",
            "cookies",
            "delete",
            LocalDate.of(2025, 4, 30));
  }

  @Test
  void aDeletionThatListsItsKeysMakesTheSameTestTwice() {
    BulkDelete bulk = cookies().bulkDelete(RUN, blocks("cookies")).orElseThrow();

    assertSame("deletion-that-lists-its-keys", List.of(bulk.deletion(), bulk.entry()));
  }

  @Test
  void theCensusTurnsTheLeastMomentIntoADay() {
    assertSame("census", List.of(cookies().census(false)));
  }

  @Test
  void sinceAWatermarkOnlyNewlyDueAndWaitingRowsAreLookedAt() {
    Watermark watermark =
        new Watermark(
            LocalDate.of(2025, 1, 1), 5, LocalDate.of(2026, 2, 1), LocalDate.of(2026, 1, 1));
    Sql keys = cookies().since(watermark).dueKeys();

    assertSame("since-a-watermark", List.of(keys));
    assertThat(keys.values())
        .containsExactly(
            LocalDateTime.of(2025, 1, 2, 0, 0),
            NOT_DUE,
            "cookies",
            "cookies",
            FIRST_CREDIBLE,
            NOT_DUE);
  }

  @Test
  void theVerificationAddsUpThePeriodRowByRow() {
    Sql verification = cookies().verification();

    assertSame("verification", List.of(verification));
    assertThat(verification.values())
        .containsExactly(
            LocalDateTime.of(2025, 5, 4, 0, 0),
            "P13M",
            AS_OF,
            LocalDateTime.of(2026, 6, 2, 0, 0),
            FIRST_CREDIBLE);
  }

  @Test
  void aRowThatGoesAccountsForTheReferencesThatPostgresqlEmpties() {
    Enforcement orders = enforcement("go", ORDERED, Map.of("orders", new Delete()));
    List<Sql> statements = new ArrayList<>(orders.locks(RUN, blocks("orders")));
    statements.add(act(orders));

    assertSame("deletion-that-empties-references", statements);
  }

  @Test
  void anArchiveTakesTheRowWithItsAnchorItsLinkAndItsOwner() {
    assertSame("archive", List.of(act(archiving("leave:invoices"))));
  }

  @Test
  void theEndOfAnArchiveIsVerifiedByTheCloseOfTheYear() {
    assertSame(
        "end-of-archive-verified", List.of(archiving("accounts:archive.invoices").verification()));
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

    assertSame(
        "masks-beside-a-hold", only(policy, "mask:customers").acts(RUN, blocks("customers"), true));
  }

  @Test
  void aPersonIsFollowedByLinksWhereRowsAreChanged() {
    assertSame("person-followed", List.of(act(people())));
  }

  @Test
  void whatThePlanAsksOfPersonsIsGatheredOnce() {
    assertSame("person-gathered", gathered(people().tables(), people().dueKeys()));
  }

  /** The same question as above, in other words: a mistake in one of them shows. */
  @Test
  void aPersonIsGatheredByIdentifiersInTheVerification() {
    assertSame("person-verified", gathered(people().verificationTables(), people().verification()));
  }

  @Test
  void everyStatementHasTheSameTextWhateverWasAskedBefore() {
    Enforcement once = people();
    once.census(true);
    once.acts(RUN, blocks("customers"), true);

    assertThat(once.census(true)).isEqualTo(people().census(true));
    assertThat(once.acts(RUN, blocks("customers"), true))
        .isEqualTo(people().acts(RUN, blocks("customers"), true));
  }

  private static List<Sql> gathered(List<SessionTable> tables, Sql question) {
    List<Sql> all = new ArrayList<>();
    tables.forEach(table -> all.addAll(table.statements()));
    all.add(question);
    return all;
  }

  private static void assertSame(String name, List<Sql> statements) {
    Golden.assertSame(
        "small/" + name,
        statements.stream()
            .map(sql -> SqlLayout.lines(sql.text()) + ";")
            .collect(Collectors.joining("\n\n")));
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

  private static Slice blocks(String table) {
    return new Slice.Blocks("\"public\".\"" + table + "\"", 0, 1000);
  }
}
