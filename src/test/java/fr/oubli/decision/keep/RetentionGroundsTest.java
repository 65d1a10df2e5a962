package fr.oubli.decision.keep;

import static fr.oubli.testing.SmallSchema.column;
import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.decision.clock.ClockSqls;
import fr.oubli.decision.clock.Days;
import fr.oubli.decision.clock.RuleTarget;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.Anonymise;
import fr.oubli.model.policy.Archive;
import fr.oubli.model.policy.Clock;
import fr.oubli.model.policy.Delete;
import fr.oubli.model.policy.FiscalYearClock;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.RowClock;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.testing.SmallSchema;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What can keep a row, by what is to be done to it. */
class RetentionGroundsTest {

  private static final Clock ISSUED = new FiscalYearClock(column("invoices", "issued_on"), null);
  private static final Clock ORDERED = new RowClock(column("orders", "ordered_at"));
  private static final Rule MINIMUM =
      SmallSchema.needing(
          "accounts",
          ISSUED,
          Period.ofYears(10),
          Map.of("invoices", new Delete()),
          Map.of("invoices", List.of("number", "total")));

  @Test
  void theRegistersCanKeepEveryRow() {
    List<RetentionGround> grounds = grounds(promise("cookies", new Delete()), "cookies");

    assertThat(names(grounds)).containsExactly("hold", "restriction", "open request");
    assertThat(grounds).allMatch(RetentionGround::registered).allMatch(RetentionGround::whole);
    assertThat(grounds.stream().map(RetentionGround::kind))
        .containsExactly(
            RetentionGround.Kind.HOLD, RetentionGround.Kind.RESTRICTION, RetentionGround.Kind.HOLD);
  }

  @Test
  void aLegalMinimumKeepsTheWholeRowFromDeletion() {
    List<RetentionGround> grounds = grounds(promise("invoices", new Delete()), "invoices");

    assertThat(names(grounds)).endsWith("accounts");
    assertThat(grounds.get(3)).matches(RetentionGround::whole).matches(it -> !it.registered());
  }

  /** Masks can leave what is needed; a row that goes cannot leave columns behind. */
  @Test
  void aLegalMinimumKeepsFromMasksWhatItNeeds() {
    List<RetentionGround> grounds = grounds(promise("invoices", new Anonymise()), "invoices");

    assertThat(grounds.get(3).columns()).containsExactlyInAnyOrder("number", "total");
  }

  @Test
  void aLegalMinimumDoesNotKeepARowFromItsArchive() {
    assertThat(names(grounds(promise("invoices", new Archive(List.of())), "invoices")))
        .containsExactly("hold", "restriction", "open request");
  }

  @Test
  void aRuleIsNoGroundAgainstItself() {
    assertThat(names(grounds(MINIMUM, "invoices"))).doesNotContain("accounts");
  }

  @Test
  void aDeclaredHoldKeepsWhatItSays() {
    Rule masking = promise("invoices", new Anonymise());
    Policy policy =
        SmallSchema.policy(
            List.of(SmallSchema.unsettled("invoices", List.of("billed_name"))), null, masking);

    RetentionGround declared = grounds(policy, masking, "invoices").get(3);

    assertThat(declared.name()).isEqualTo("unsettled");
    assertThat(declared.columns()).containsExactly("billed_name");
    assertThat(names(grounds(policy, masking, "orders"))).doesNotContain("unsettled");
  }

  @Test
  void onlyADestructionByItsOwnMinimumWaitsForAnApproval() {
    Rule archiving = promise("invoices", new Archive(List.of()));
    Policy policy = SmallSchema.policy(List.of(), SmallSchema.approved(), MINIMUM, archiving);

    assertThat(names(grounds(policy, MINIMUM, "invoices"))).contains(Approval.NAME);
    assertThat(names(grounds(policy, archiving, "invoices"))).doesNotContain(Approval.NAME);
    assertThat(names(grounds(MINIMUM, "invoices"))).doesNotContain(Approval.NAME);
  }

  private static Rule promise(String collection, Action action) {
    Clock clock =
        collection.equals("cookies") ? new RowClock(column("cookies", "set_at")) : ORDERED;
    return SmallSchema.atMost("promise", clock, Period.ofYears(5), Map.of(collection, action));
  }

  private static List<String> names(List<RetentionGround> grounds) {
    return grounds.stream().map(RetentionGround::name).toList();
  }

  private static List<RetentionGround> grounds(Rule rule, String collection) {
    return grounds(SmallSchema.policy(rule, MINIMUM), rule, collection);
  }

  private static List<RetentionGround> grounds(Policy policy, Rule rule, String collection) {
    MappedSchema schema = SmallSchema.schema(policy);
    Action action = rule.action(collection).orElse(new Anonymise());
    RuleTarget target =
        new RuleTarget(rule, schema.collection(collection), schema.table(collection), action);
    return new RetentionGrounds(
            schema, new ClockSqls(schema, new Days(LocalDate.of(2026, 6, 1), SmallSchema.ZONE)))
        .of(target);
  }
}
