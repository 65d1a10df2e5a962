package fr.oubli.decision.statement;

import static fr.oubli.testing.SmallSchema.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.oubli.decision.Eligibilities;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.Anonymise;
import fr.oubli.model.policy.Archive;
import fr.oubli.model.policy.Clock;
import fr.oubli.model.policy.Delete;
import fr.oubli.model.policy.Filter;
import fr.oubli.model.policy.PersonClock;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.RowClock;
import fr.oubli.model.policy.Rule;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.Slice;
import fr.oubli.schema.sql.Sql;
import fr.oubli.testing.SmallSchema;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which rows can be dealt with in the cheap ways, and which need more than themselves. */
class EligibilityTest {

  private static final Slice BLOCKS = new Slice.Blocks("\"public\".\"cookies\"", 0, 10);
  private static final Clock SET = new RowClock(column("cookies", "set_at"));
  private static final Clock ORDERED = new RowClock(column("orders", "ordered_at"));
  private static final Clock ISSUED = new RowClock(column("invoices", "issued_on"));
  private static final Clock LATEST =
      new PersonClock(List.of(column("orders", "ordered_at")), Filter.NONE);

  @Test
  void aRowWithADateOfItsOwnDecidesAloneAndGoesInBulk() {
    Eligibility cookies = eligibility(rule(SET, "cookies", new Delete()), "cookies");

    assertThat(cookies.rowAloneDecides()).isTrue();
    assertThat(GuardedDelete.leavesNothing(cookies)).isTrue();
    assertThat(BulkDelete.of(cookies, 1, BLOCKS)).isPresent();
  }

  /** Listed rows may have moved: the statement that reads back takes them. */
  @Test
  void singleRowsDoNotGoInBulk() {
    Eligibility cookies = eligibility(rule(SET, "cookies", new Delete()), "cookies");

    assertThat(
            BulkDelete.of(cookies, 1, new Slice.Listed("\"public\".\"cookies\"", "{\"(0,1)\"}", 1)))
        .isEmpty();
  }

  @Test
  void aRowThatOthersReferToLeavesSomething() {
    Eligibility orders = eligibility(rule(ORDERED, "orders", new Delete()), "orders");

    assertThat(orders.rowAloneDecides()).isTrue();
    assertThat(GuardedDelete.leavesNothing(orders)).isFalse();
    assertThat(BulkDelete.of(orders, 1, BLOCKS)).isEmpty();
  }

  @Test
  void aRowOfAPersonDoesNotDecideAlone() {
    assertThat(eligibility(rule(LATEST, "orders", new Delete()), "orders").rowAloneDecides())
        .isFalse();
  }

  @Test
  void aLegalMinimumOfAnotherRuleHasASay() {
    Rule minimum =
        SmallSchema.atLeast("minimum", SET, Period.ofYears(3), Map.of("cookies", new Delete()));
    Rule rule = rule(SET, "cookies", new Delete());

    assertThat(eligibility(SmallSchema.policy(rule, minimum), rule, "cookies").rowAloneDecides())
        .isFalse();
  }

  @Test
  void masksAreNoDeletion() {
    Eligibility masked = eligibility(rule(ORDERED, "orders", new Anonymise()), "orders");

    assertThat(BulkDelete.of(masked, 1, BLOCKS)).isEmpty();
    assertThat(NulledReferences.by(masked.schema(), masked.target())).isEmpty();
  }

  @Test
  void withoutRegistersNothingRegisteredKeepsARow() {
    Eligibility cookies = eligibility(rule(SET, "cookies", new Delete()), "cookies");

    assertThat(cookies.grounds()).hasSize(3);
    assertThat(cookies.unregistered().grounds()).isEmpty();
    assertThat(cookies.unregistered().unkept("t", LookupStyle.SETS))
        .isEqualTo(Sql.all(List.of(cookies.due("t", LookupStyle.SETS))));
  }

  /** The rule that ends the archive deletes such rows itself; they need no archive before. */
  @Test
  void rowsPastTheEndOfTheirArchiveAreNotArchived() {
    Rule leave = rule(ISSUED, "invoices", new Archive(List.of()));
    Rule end =
        SmallSchema.atLeast("end", ISSUED, Period.ofYears(10), Map.of("invoices", new Delete()));

    assertThat(
            eligibility(SmallSchema.policy(leave, end), leave, "invoices")
                .worthArchiving("t", LookupStyle.SETS)
                .text())
        .isEqualTo("not coalesce(t.\"issued_on\" >= ? and t.\"issued_on\" < ?, false)");
  }

  @Test
  void anArchiveThatNothingEndsIsRefused() {
    Rule leave = rule(ISSUED, "invoices", new Archive(List.of()));

    Refusal refusal = catchThrowableOfType(Refusal.class, () -> eligibility(leave, "invoices"));

    assertThat(refusal.lines())
        .containsExactly(
            "policy.yml:1: invoices is archived and no rule ends its archive; add a rule that"
                + " deletes invoices by the row's date, the fiscal year or the end that archives it");
  }

  private static Rule rule(Clock clock, String collection, Action action) {
    return SmallSchema.atMost("rule", clock, Period.ofYears(5), Map.of(collection, action));
  }

  private static Eligibility eligibility(Rule rule, String collection) {
    return eligibility(SmallSchema.policy(rule), rule, collection);
  }

  private static Eligibility eligibility(Policy policy, Rule rule, String collection) {
    return new Eligibilities(
            policy, SmallSchema.map(), SmallSchema.catalog(), LocalDate.of(2026, 6, 1))
        .of(rule, collection);
  }
}
