package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.oubli.decision.Eligibilities;
import fr.oubli.decision.Explainer;
import fr.oubli.decision.Explanation;
import fr.oubli.decision.Explanation.Verdict;
import fr.oubli.model.policy.Policy;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.schema.gate.PeriodsInData;
import fr.oubli.testing.Foreign;
import fr.oubli.testing.ShortMap;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Periods that stand in a row above the one that goes: in a tenant's own row. */
class PeriodsFromDataIT {

  private static final String TODAY = "2026-11-27";
  private static final String PLAN = "nothing was touched; plan ";

  private final Foreign base = new Foreign();

  @AfterEach
  void close() {
    base.close();
  }

  /** Case 03: two companies in one database, each with its own period in its row. */
  @BeforeEach
  void security() {
    base.tables(
        """
        create table tenants (id bigint primary key, country text, gps_days int);
        create table guards (id bigint primary key, tenant_id bigint not null references tenants,
          email text not null);
        create table gps_points (id bigint primary key, guard_id bigint not null references guards,
          at timestamptz not null);
        create index on guards (tenant_id);
        create index on gps_points (guard_id);
        insert into tenants values (1, 'FR', 30), (2, 'DE', 180);
        insert into guards values (1, 1, 'g1@exemple.fr'), (2, 2, 'g2@exemple.de');
        insert into gps_points values (1, 1, '2026-09-01'), (2, 2, '2026-09-01'),
          (3, 1, '2026-11-20'), (4, 2, '2026-01-01');
        """);
    base.map(
        new ShortMap()
            .collection("tenants", "id !", "country", "gps_days")
            .collection(
                "guards", "id !", "tenant_id >tenants.id", "email @email #user.contact.email")
            .collection("gps_points", "id !", "guard_id >guards.id", "at")
            .toString());
    policy("{ days: tenants.gps_days }", "");
  }

  private void policy(String period, String more) {
    base.policy(
        """
        policy: sec
        zone: Europe/Paris
        subject: { collection: guards, same-person-by: [email] }
        rules:
          gps:
            cites: the tenant's contract
            basis: contract
            starts: { row: gps_points.at }
            keep: { at-most: %s }
            then: { gps_points: delete }
        limits: { share-of-collection: 100%%%s }
        """
            .formatted(period, more));
  }

  private void night() {
    night(TODAY);
  }

  private void night(String day) {
    PurgeOutcome outcome = base.purge(day);
    assertThat(outcome.code()).as("%s", outcome.remarks()).isEqualTo(ExitCode.DONE);
  }

  private String left() {
    return base.text("select string_agg(id::text, ' ' order by id) from gps_points");
  }

  private List<Explanation> explained(String key) {
    Policy read = PeriodsInData.read(base.dataSource(), base.catalog(), base.map(), base.policy());
    Eligibilities all = new Eligibilities(read, base.map(), base.catalog(), LocalDate.parse(TODAY));
    return new Explainer(read, all, base.dataSource()).explain("gps_points", key);
  }

  private void refused(String line) {
    String before = left();
    assertThatThrownBy(() -> base.purge(TODAY))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.lines()).containsExactly(base.policyFile() + ":" + line);
              assertThat(refusal.code()).isEqualTo(ExitCode.REFUSED);
            });
    assertThat(left()).isEqualTo(before);
  }

  @Test
  void eachTenantsPointsGoByTheTenantsOwnPeriod() {
    night();

    assertThat(left()).isEqualTo("2 3");
    assertThat(
            base.text(
                "select string_agg(rule || ': ' || row_keys, ', ' order by rule)"
                    + " from oubli.ledger_entry"))
        .isEqualTo("gps (180 days): {4}, gps (30 days): {1}");
  }

  @Test
  void aPeriodForEachCountryOfATenantDoesTheSame() {
    policy("{ by: tenants.country, FR: P30D, DE: P180D, else: refused }", "");

    night();

    assertThat(left()).isEqualTo("2 3");
  }

  @Test
  void explainSaysWhichPeriodARowHasAndWhy() {
    List<Explanation> explained = explained("2");

    assertThat(explained).hasSize(1);
    assertThat(explained.get(0).verdict()).isEqualTo(Verdict.NOT_DUE);
    assertThat(explained.get(0).dueOn()).isEqualTo(LocalDate.of(2027, 3, 1));
    assertThat(explained.get(0).remark())
        .isEqualTo("the tenant's contract (P180D, as tenants.gps_days is 180)");
  }

  @Test
  void aMissingPeriodStopsTheNightUnlessThePolicySaysWhatHolds() {
    base.execute("update tenants set gps_days = null where id = 2");
    refused(
        "9: 'gps' says no period for 1 row of tenants, where gps_days is missing (1); correct the"
            + " rows, or write missing: strictest, or missing: with a period");

    policy("{ days: tenants.gps_days, missing: P90D }", "");
    assertThat(explained("2").get(0).remark())
        .isEqualTo("the tenant's contract (P90D, as tenants.gps_days is missing)");
    assertThat(explained("2").get(0).verdict()).isEqualTo(Verdict.NOT_DUE);

    policy("{ days: tenants.gps_days, missing: strictest }", "");
    assertThat(explained("2").get(0).rule()).isEqualTo("gps (30 days)");
    night();
    assertThat(left()).isEqualTo("3");
  }

  @Test
  void absurdPeriodsAreNoPeriods() {
    base.execute(
        "insert into tenants values (3, 'ES', 0), (4, 'IT', -5), (5, 'IT', -5), (6, 'PT', 99999);"
            + "insert into guards values (3, 4, 'g3@exemple.it');"
            + "insert into gps_points values (5, 3, '2026-09-01'), (6, 3, '2026-11-26')");
    refused(
        "9: 'gps' says no period for 4 rows of tenants, where gps_days is -5 (2), 0 (1), 99999 (1);"
            + " correct the rows, or write absurd: strictest, or absurd: with a period");

    policy("{ days: tenants.gps_days, absurd: P1D }", "");
    assertThat(explained("6").get(0).verdict()).isEqualTo(Verdict.NOT_DUE);
    policy("{ days: tenants.gps_days, absurd: strictest }", "");
    night();
    assertThat(left()).isEqualTo("2 3 6");
  }

  @Test
  void whereNoRowSaysAPeriodNoneIsTheStrictest() {
    base.execute("update tenants set gps_days = null");
    policy("{ days: tenants.gps_days, missing: strictest }", "");

    refused(
        "9: 'gps' says no period for 2 rows of tenants, where gps_days is missing (2), and no row"
            + " says which period is the strictest; correct the rows, or write missing: with a"
            + " period");
  }

  @Test
  void anUnlistedValueStopsTheNightAndIsToldByCount() {
    base.execute(
        "insert into tenants values (3, 'ES', 1), (4, null, 1), (5, 'g9@exemple.de', 1), (6, 'ES', 1)");
    policy("{ by: tenants.country, FR: P30D, DE: P180D, else: refused }", "");

    refused(
        "9: 'gps' says no period for 4 rows of tenants, where country is ES (2), a value that is"
            + " not shown here (1), missing (1); write their periods beside the others, or else:"
            + " strictest, or else: with a period");
  }

  @Test
  void moreThanAHundredPeriodsAreRefused() {
    base.execute("insert into tenants select n, 'XX', n from generate_series(1000, 1100) n");

    refused(
        "9: 'gps' would be more than 100 rules, one for each different value of tenants.gps_days;"
            + " write { by: tenants.gps_days, 30: P30D, else: strictest } with those that matter");

    policy("{ by: tenants.gps_days, 30: P30D, 180: P180D, else: P1Y }", "");
    night();
    assertThat(left()).isEqualTo("2 3");
  }

  /** The point of a few days ago is due today by the shorter period; no new day made it so. */
  @Test
  void aValueThatChangesMakesOlderRowsDueInANightThatLooksAtWhatIsNew() {
    policy("{ days: tenants.gps_days }", ", look-at-everything-below-rows: 0");
    night("2026-11-25");
    night("2026-11-26");
    assertThat(left()).isEqualTo("2 3");

    base.execute("update tenants set gps_days = 5 where id = 1");
    night(TODAY);

    assertThat(left()).isEqualTo("2");
    assertThat(base.text("select count(*) from oubli.look")).isEqualTo("0");
  }

  @Test
  void anApprovedPlanTakesNothingWhosePeriodBecameLonger() {
    policy("{ days: tenants.gps_days }", "");
    PurgeOutcome plan = base.dryRun(TODAY);
    String hash =
        plan.remarks().stream()
            .filter(line -> line.startsWith(PLAN))
            .map(line -> line.substring(PLAN.length(), PLAN.length() + 16))
            .findFirst()
            .orElseThrow();
    base.execute("update tenants set gps_days = 365 where id = 2");

    base.purge(base.policy(), base.map(), base.options(LocalDate.parse(TODAY), false, hash));

    assertThat(left()).isEqualTo("2 3 4");
  }

  @Test
  void aRuleIsEnforcedAloneByTheNameThatThePolicyGivesIt() {
    Policy read = PeriodsInData.read(base.dataSource(), base.catalog(), base.map(), base.policy());
    Eligibilities all = new Eligibilities(read, base.map(), base.catalog(), LocalDate.parse(TODAY));

    assertThat(all.enforcements("gps")).hasSize(2);
    assertThat(all.enforcements("gps (30 days)")).hasSize(1);
    assertThat(all.enforcements("gps (31 days)")).isEmpty();
  }

  @Test
  void withoutAnyTenantNothingIsDueAndTheNightIsDone() {
    base.execute("truncate tenants cascade");

    night();

    assertThat(left()).isEqualTo("-");
  }

  @Test
  void eachMisfitOfMapAndDatabaseIsOneLine() {
    policy("{ days: tenants.gps_day }", "");
    assertThat(base.problems())
        .containsExactly(
            base.policyFile() + ":9: unknown column 'tenants.gps_day'; did you mean 'gps_days'?");
    policy("{ days: tenants.country }", "");
    assertThat(base.problems())
        .containsExactly(
            base.policyFile()
                + ":9: 'days' is tenants.country, which is text and no number; name a column of"
                + " numbers, or write { by: tenants.country, VALUE: P3Y, else: refused }");
    policy("{ by: tenants.gps_days, 30: P30D, many: P1Y, else: refused }", "");
    assertThat(base.problems())
        .containsExactly(
            base.policyFile()
                + ":9: 'many' is no value of tenants.gps_days, which is integer; correct it");
    base.map(base.mapText().replace("{ dataset: d, field: tenants.id, direction: from }", ""));
    policy("{ days: tenants.gps_days }", "");
    assertThat(base.problems())
        .contains(
            base.policyFile()
                + ":5: 'keep' of 'gps' is on 'tenants', and says nothing of 'gps_points': no"
                + " reference and no person leads there; give 'gps_points' a rule of its own, or map"
                + " the reference");
  }
}
