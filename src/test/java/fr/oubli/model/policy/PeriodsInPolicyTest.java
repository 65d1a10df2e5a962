package fr.oubli.model.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import fr.oubli.model.policy.Keep.Bound;
import fr.oubli.model.policy.PeriodInColumn.Unit;
import fr.oubli.platform.exit.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Periods that stand in the data: how they are written, and which plain rules are made of them. */
class PeriodsInPolicyTest {

  private static final ColumnName COUNTRY = new ColumnName("customers", "country");
  private static final ColumnName DAYS = new ColumnName("tenants", "gps_days");

  @TempDir private Path folder = Path.of("");

  private static String policy(String keep) {
    return """
    policy: shop
    zone: Europe/Paris
    rules:
      clients:
        cites: a contract
        basis: contract
        starts: { row: orders.ordered_at }
        keep: %s
        then: { orders: delete }
    """
        .formatted(keep);
  }

  private Rule rule(String keep) throws IOException {
    Path file = Files.writeString(folder.resolve("policy.yml"), policy(keep));
    return PolicyFile.read(file).rules().get(0);
  }

  private static boolean accepts(String keep) throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(Path.of("jobs/policy.schema.json")));
    return schema.validate(policy(keep), InputFormat.YAML).isEmpty();
  }

  @Test
  void aPeriodForEachValueIsReadInTheFilesOrder() throws IOException {
    String keep = "{ at-most: { by: customers.country, FR: P3Y, NO: P10Y, 1: P2W, else: P30D } }";

    PeriodByValue read = (PeriodByValue) rule(keep).keep().source();

    assertThat(read.column()).isEqualTo(COUNTRY);
    assertThat(List.copyOf(read.periods().entrySet()))
        .containsExactly(
            Map.entry("FR", Period.ofYears(3)),
            Map.entry("NO", Period.ofYears(10)),
            Map.entry("1", Period.ofDays(14)));
    assertThat(read.otherwise()).isEqualTo(Fallback.of(Period.ofDays(30)));
    assertThat(read.place().line()).isEqualTo(8);
    assertThat(accepts(keep)).isTrue();
  }

  @Test
  void whatIsNotSaidOfAColumnIsRefused() throws IOException {
    String keep = "{ at-least: { months: tenants.gps_days, missing: strictest } }";

    PeriodInColumn read = (PeriodInColumn) rule(keep).keep().source();

    assertThat(read.column()).isEqualTo(DAYS);
    assertThat(read.unit()).isEqualTo(Unit.MONTHS);
    assertThat(read.missing()).isEqualTo(Fallback.STRICTEST);
    assertThat(read.absurd()).isEqualTo(Fallback.REFUSED);
    assertThat(accepts(keep)).isTrue();
  }

  static Stream<List<String>> wrong() {
    String examples =
        "write { by: customers.country, FR: P3Y, DE: P10Y, else: refused } or { days: tenants.gps_days, missing: P30D }";
    return Stream.of(
        List.of(
            "{ by: customers.country, else: refused }",
            "'by' has no value with a period; " + examples),
        List.of(
            "{ by: customers.country, FR: P3Y }",
            "missing key 'else' in 'at-most'; add else: refused, strictest or a period, for every other value"),
        List.of(
            "{ by: country, FR: P3Y, else: refused }",
            "'country' is not a column; write collection.column"),
        List.of(
            "{ by: customers.country, FR: 3Y, else: refused }",
            "'3Y' is not a calendar period; write years, months, weeks or days, such as P5Y, P13M or P30D"),
        List.of(
            "{ by: customers.country, FR: refused, else: refused }",
            "'FR: refused' is said of one value; write its period, such as P3Y, or leave it to 'else'"),
        List.of(
            "{ by: customers.country, FR: [P3Y], else: refused }",
            "'FR' is a list, not a single value; write one value"),
        List.of(
            "{ by: customers.country, FR: P3Y, else: shortest }",
            "'else' is 'shortest'; write refused, strictest, or a period such as P30D"),
        List.of(
            "{ by: customers.country, FR: P3Y, FR: P4Y, else: refused }",
            "key 'FR' is written twice; keep one; the first is on line 8"),
        List.of(
            "{ FR: P3Y, else: refused }",
            "the period names no column that it stands in; " + examples),
        List.of("{}", "the period names no column that it stands in; " + examples),
        List.of(
            "{ by: customers.country, days: tenants.gps_days, FR: P3Y, else: refused }",
            "the period stands in by and in days; keep one"),
        List.of(
            "{ days: tenants.gps_days, mising: P30D }",
            "unknown key 'mising' in 'at-most'; did you mean 'missing'?"),
        List.of(
            "{ days: tenants.gps_days, else: P30D }",
            "unknown key 'else' in 'at-most'; the keys here are days, months, years, missing, absurd"),
        List.of(
            "{ days: tenants.gps_days, absurd: 30 }",
            "'absurd' is '30'; write refused, strictest, or a period such as P30D"),
        List.of("{ days: gps_days }", "'gps_days' is not a column; write collection.column"),
        List.of("[P3Y]", "'at-most' is a list, not a single value; write one value"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void eachFaultIsOneLineWithItsMend(List<String> wrong) throws IOException {
    String keep = "{ at-most: " + wrong.get(0) + " }";

    assertThatThrownBy(() -> rule(keep))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal ->
                assertThat(refusal.lines())
                    .containsExactly(folder.resolve("policy.yml") + ":8: " + wrong.get(1)));
    // A schema does not see a key that is written twice.
    assertThat(accepts(keep)).isEqualTo(wrong.get(1).contains("twice"));
  }

  @ParameterizedTest
  @CsvSource({
    "DAYS, 30, P30D",
    "DAYS, 30.0, P30D",
    "DAYS, 36525, P36525D",
    "MONTHS, 6, P6M",
    "YEARS, 100, P100Y",
    "DAYS, 0,",
    "DAYS, -1,",
    "DAYS, 36526,",
    "MONTHS, 1201,",
    "YEARS, 101,",
    "DAYS, 30.5,",
    "DAYS, 99999999999999999999,",
    "DAYS, NaN,",
    "DAYS, 1e3, P1000D"
  })
  void aCredibleNumberIsAPeriodAndNoOther(Unit unit, String value, Period period) {
    assertThat(unit.of(value).orElse(null)).isEqualTo(period);
  }

  private static List<Rule> made(Rule rule, boolean several) {
    PeriodByValue period = (PeriodByValue) rule.keep().source();
    return RulesFromData.of(rule, period, period.rows(rule.keep().bound()), several);
  }

  @Test
  void valuesWithOnePeriodAreOneRuleAndTheStrictestComesFirst() throws IOException {
    Rule rule =
        rule("{ at-most: { by: customers.country, DE: P10Y, FR: P36M, BE: P3Y, else: refused } }");

    List<Rule> made = made(rule, false);

    assertThat(made).extracting(Rule::name).containsExactly("clients (FR, BE)", "clients (DE)");
    assertThat(made)
        .extracting(each -> each.keep().period())
        .containsExactly(Period.ofYears(3), Period.ofYears(10));
    assertThat(made).extracting(Rule::written).containsOnly("clients");
    assertThat(made.get(0).only())
        .isEqualTo(new ColumnFilter(COUNTRY, ValueTest.oneOf("FR", "BE")));
    assertThat(made.get(1).isCalled("clients")).isTrue();
    assertThat(made.get(1).isCalled("clients (DE)")).isTrue();
    assertThat(made.get(1).isCalled("clients (FR, BE)")).isFalse();
  }

  @Test
  void theStrictestOfAMinimumIsTheLongestAndTakesEveryOtherValue() throws IOException {
    Rule rule = rule("{ at-least: { by: customers.country, FR: P3Y, DE: P10Y, else: strictest } }");

    List<Rule> made = made(rule, false);

    assertThat(made).extracting(Rule::name).containsExactly("clients (DE, else)", "clients (FR)");
    assertThat(made.get(0).only()).isEqualTo(new ColumnFilter(COUNTRY, ValueTest.noneOf("FR")));
    assertThat(made.get(0).keep().read().orElseThrow().why())
        .isEqualTo("customers.country is DE or another value");
  }

  @Test
  void ofSeveralRowsOneHasThePeriodAndNoneAStricterOne() throws IOException {
    Rule rule =
        rule("{ at-most: { by: customers.country, FR: P3Y, DE: P10Y, CH: P5Y, else: P30D } }");

    List<Rule> made = made(rule, true);

    assertThat(made)
        .extracting(Rule::name)
        .containsExactly("clients (else)", "clients (FR)", "clients (CH)", "clients (DE)");
    Filter others = new ColumnFilter(COUNTRY, ValueTest.noneOf("FR", "CH", "DE"));
    assertThat(made.get(0).only()).isEqualTo(new Filter.SomeOf(others, true));
    assertThat(made.get(2).only())
        .isEqualTo(
            new Filter.AllOf(
                List.of(
                    new Filter.SomeOf(new ColumnFilter(COUNTRY, ValueTest.oneOf("CH")), true),
                    new Filter.SomeOf(
                        new ColumnFilter(COUNTRY, ValueTest.noneOf("CH", "DE")), false))));
  }

  @Test
  void aValueThatCannotStandInANameIsToldByItsPeriod() throws IOException {
    Rule rule = rule("{ at-most: { by: customers.country, \"a: b\": P1Y, X: P13M, else: P1M } }");

    assertThat(made(rule, false))
        .extracting(Rule::name)
        .containsExactly("clients (else)", "clients (1 year)", "clients (X)");
  }

  @Test
  void aPeriodThatWasNotReadIsNeverTakenForOne() throws IOException {
    Keep keep = rule("{ at-most: { days: tenants.gps_days } }").keep();

    assertThat(keep.bound()).isEqualTo(Bound.AT_MOST);
    assertThatThrownBy(keep::period).isInstanceOf(IllegalStateException.class);
  }
}
