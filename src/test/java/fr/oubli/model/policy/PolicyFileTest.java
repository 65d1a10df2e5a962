package fr.oubli.model.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.oubli.model.policy.mask.FloorDate;
import fr.oubli.model.policy.mask.FloorDate.Unit;
import fr.oubli.model.policy.mask.KeepPrefix;
import fr.oubli.model.policy.mask.Mask;
import fr.oubli.model.policy.mask.NullRewrite;
import fr.oubli.model.policy.mask.Preserve;
import fr.oubli.model.policy.mask.RandomString;
import fr.oubli.model.policy.mask.RoundNumber;
import fr.oubli.model.policy.mask.StringRewrite;
import fr.oubli.model.yaml.Place;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyFileTest {

  private static final Path SHOP = Path.of("src/test/resources/policy/shop.yml");

  @TempDir private Path folder;

  @Test
  void aPolicyHasANameAZoneAndADigest() {
    Policy policy = PolicyFile.read(SHOP);

    assertThat(policy.name()).isEqualTo("ou-serrurier");
    assertThat(policy.zone()).isEqualTo(ZoneId.of("Europe/Paris"));
    assertThat(policy.phoneRegion()).isEqualTo("FR");
    assertThat(policy.sha256()).matches("[0-9a-f]{64}");
    assertThat(policy.files()).containsOnlyKeys("recordings");
    assertThat(policy.limits()).isEqualTo(new Limits(0.2, 500, 7, 200_000, true));
  }

  @Test
  void aPolicySaysWhoThePersonsAreAndWhenYearsClose() {
    Policy policy = PolicyFile.read(SHOP);

    assertThat(policy.subject())
        .isEqualTo(new SubjectRule("customers", List.of("email"), new Place(SHOP.toString(), 3)));
    assertThat(policy.fiscalYears())
        .isEqualTo(
            new FiscalYears(
                MonthDay.of(12, 31),
                List.of(
                    new FiscalYears.Irregular(
                        LocalDate.of(2016, 1, 1), LocalDate.of(2017, 6, 30)))));
  }

  @Test
  void whatIsStillToBeDecidedIsAFaultWithItsLine() throws IOException {
    Path draft = folder.resolve("policy.yml");
    Files.writeString(
        draft,
        """
        policy: draft
        zone: Europe/Paris
        rules:
          visits:
            cites: "DECIDE: which sentence of your policy"
            basis: consent
            starts: { row: visits.seen_at }
            keep: { at-most: P1Y }
            then: { visits: delete }
        """);

    assertThat(catchThrowableOfType(Refusal.class, () -> PolicyFile.read(draft)).lines())
        .containsExactly(
            draft
                + ":5: 'cites' is still to be decided: 'DECIDE: which sentence of your policy';"
                + " write what your policy says");
  }

  @Test
  void aRuleHasItsClockItsPeriodAndItsActions() {
    Rule rule = PolicyFile.read(SHOP).rules().get(0);

    assertThat(rule.name()).isEqualTo("order-data");
    assertThat(rule.cites()).isEqualTo(Citation.of("privacy policy, section 4"));
    assertThat(rule.basis()).isEqualTo("contract");
    assertThat(rule.silent()).isFalse();
    assertThat(rule.keep()).isEqualTo(new Keep(Period.ofYears(5), Keep.Bound.AT_MOST));
    assertThat(rule.unlessHas()).containsExactly("orders");
    assertThat(rule.then().keySet()).containsExactly("customers", "orders", "contact_requests");
    assertThat(rule.place().line()).isEqualTo(10);
    assertThat(rule.starts())
        .isEqualTo(
            new PersonClock(
                List.of(new ColumnName("orders", "ordered_at")),
                new ColumnFilter(new ColumnName("orders", "status"), ValueTest.oneOf("test"))));
  }

  @Test
  void aNullInAFilterStandsForAMissingValue() {
    Filter only = PolicyFile.read(SHOP).rules().get(0).only();

    assertThat(only)
        .isEqualTo(
            new ColumnFilter(
                new ColumnName("contact_requests", "customer_id"), ValueTest.oneOf((String) null)));
  }

  @Test
  void aMinimumNamesTheColumnsItNeeds() {
    Rule rule = PolicyFile.read(SHOP).rules().get(1);

    assertThat(rule.keep()).isEqualTo(new Keep(Period.ofYears(10), Keep.Bound.AT_LEAST));
    assertThat(rule.needs()).containsOnly(Map.entry("invoices", List.of("number")));
    assertThat(rule.then())
        .containsOnly(Map.entry("invoices", new Archive(List.of("number", "issued_on"))));
    assertThat(rule.starts())
        .isEqualTo(
            new FiscalYearClock(
                new ColumnName("invoices", "issued_on"),
                new ColumnName("invoices", "corrects_id")));
  }

  @Test
  void aSilentRuleIsMarked() {
    Rule rule = PolicyFile.read(SHOP).rules().get(2);

    assertThat(rule.silent()).isTrue();
    assertThat(rule.starts()).isEqualTo(new RowClock(new ColumnName("recordings", "started_at")));
  }

  @Test
  void aHoldSaysWhichRowsHoldAndWhatTheyKeep() {
    HoldRule hold = PolicyFile.read(SHOP).holds().get(0);

    assertThat(hold.source()).isEqualTo("disputes");
    assertThat(hold.keeps())
        .containsEntry("orders", List.of())
        .containsEntry("customers", List.of("first_name", "last_name", "email"));
  }

  @Test
  void masksAreReadByTheirStrategy() {
    Masks masks = PolicyFile.read(SHOP).masks();

    assertThat(mask(masks, "user.name")).isEqualTo(new NullRewrite());
    assertThat(mask(masks, "user.contact.email"))
        .isEqualTo(new StringRewrite("erased-{key}@invalid"));
    assertThat(mask(masks, "user.contact.address.postal_code")).isEqualTo(new KeepPrefix(2));
    assertThat(mask(masks, "orders.ordered_at")).isEqualTo(new FloorDate(Unit.QUARTER));
    assertThat(mask(masks, "orders.amount_incl_tax"))
        .isEqualTo(new RoundNumber(new BigDecimal(100)));
    assertThat(mask(masks, "user.device.cookie_id")).isEqualTo(new RandomString(20));
    assertThat(mask(masks, "user.behavior")).isEqualTo(new Preserve());
  }

  @Test
  void limitsHaveDefaults() throws IOException {
    String text = Files.readString(SHOP).replaceAll("(?m)^(limits|files):.*\n", "");

    assertThat(read(text).limits()).isEqualTo(Limits.DEFAULT);
    assertThat(read(text + "limits: { share-of-collection: 0.5% }").limits())
        .isEqualTo(new Limits(0.005, 500, 7, 200_000, true));
  }

  @Test
  void allFaultsAreToldAtOnceInTheOrderOfTheLines() {
    String text =
        """
        zone: Paris
        rules:
          a:
            basis: x
            starts: { row: t }
            keep: { at-most: 5Y }
            then: { t: burn }
          b: delete
        colour: red
        """;

    assertThat(faults(text))
        .containsExactly(
            "1: missing key 'policy'; add policy: the company's name",
            "1: unknown time zone 'Paris'; write a region such as Europe/Paris",
            "3: missing key 'cites' in 'a'; add cites: \"privacy policy, section 4\"",
            "5: 't' is not a column; write collection.column",
            "6: '5Y' is not a calendar period;"
                + " write years, months, weeks or days, such as P5Y, P13M or P30D",
            "7: unknown action 'burn'; the actions are delete, anonymise, archive",
            "8: 'b' is 'delete', not a block of keys; write its keys indented below it",
            "9: unknown key 'colour'; the keys here are policy, language, zone, phone-region,"
                + " subject, fiscal-years, rules, holds, anonymise, files, objection, canvassing,"
                + " transfer, acceptances, accounting, limits");
  }

  @ParameterizedTest
  @MethodSource("fr.oubli.model.policy.WrongPolicies#all")
  void aWrongPolicyIsToldByItsLine(WrongPolicies.Wrong wrong) {
    assertThat(faults(wrong.text())).containsExactlyElementsOf(wrong.faults());
  }

  @ParameterizedTest
  @MethodSource("fr.oubli.model.policy.WrongPolicies#rightOnes")
  void aPolicyCanBeWrittenOtherwise(String text) throws IOException {
    assertThat(read(text).rules()).hasSize(3);
  }

  @Test
  void aRuleMayCiteItsSourceInEachLanguage() throws IOException {
    assertThat(
            read(Files.readString(SHOP)
                    .replace("cites: \"CNIL guidance\"", "cites: { fr: CNIL, en: guidance }"))
                .rules())
        .extracting(Rule::cites)
        .contains(new Citation("CNIL", "guidance"));
  }

  @Test
  void malformedYamlIsOneLine() {
    assertThat(faults("policy: a\nrules:\n\tb: 1\n"))
        .containsExactly("3: a tab cannot indent YAML; use spaces");
  }

  private static Mask mask(Masks masks, String key) {
    return Objects.requireNonNull(masks.byName().get(key), key).mask();
  }

  private Policy read(String text) throws IOException {
    return PolicyFile.read(Files.writeString(folder.resolve("policy.yml"), text));
  }

  private List<String> faults(String text) {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> read(text));
    assertThat(refusal).as("no fault was found").isNotNull();
    assertThat(refusal.code()).isEqualTo(ExitCode.INVALID);
    String file = folder.resolve("policy.yml") + ":";
    return refusal.lines().stream().map(line -> line.substring(file.length())).toList();
  }
}
