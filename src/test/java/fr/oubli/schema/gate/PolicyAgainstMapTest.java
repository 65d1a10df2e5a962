package fr.oubli.schema.gate;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.model.datamap.DataMapFile;
import fr.oubli.model.policy.PolicyFile;
import fr.oubli.model.yaml.Fault;
import fr.oubli.model.yaml.Faults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyAgainstMapTest {

  private static final Path EXAMPLES = Path.of("src/test/resources/policy");

  @TempDir private Path folder;

  @Test
  void theExamplePolicyFitsItsMap() throws IOException {
    assertThat(faults(policy(), map())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "collection: customers|collection: customer"
            + "|policy.yml:3: unknown collection 'customer'; did you mean 'customers'?",
        "same-person-by: [email]|same-person-by: [phone_number]"
            + "|policy.yml:3: no field of 'customers' has the identity 'phone_number';"
            + " write identity: phone_number on its field in the map",
        "[orders.ordered_at]|[orders.ordered_on]"
            + "|policy.yml:10: unknown column 'orders.ordered_on'; did you mean 'ordered_at'?",
        "ignoring: { orders.status|ignoring: { orders.statu"
            + "|policy.yml:10: unknown column 'orders.statu'; did you mean 'status'?",
        "{ contact_requests.customer_id: [null] }|{ contact_requests.channel: [null] }"
            + "|policy.yml:10: unknown column 'contact_requests.channel'; describe it in the data map",
        "{ contact_requests.customer_id: [null] }|{ contact_request.customer_id: [null] }"
            + "|policy.yml:10: unknown collection 'contact_request'; did you mean 'contact_requests'?",
        "{ contact_requests.customer_id: [null] }|{ customers.first_name: [null] }"
            + "|policy.yml:10: 'only' of 'order-data' is on 'customers', to whose rows those of"
            + " 'orders' and 'contact_requests' belong: it bore on 'customers' alone; write"
            + " language: 2, in which it bears on what belongs to a row too, or give 'orders' and"
            + " 'contact_requests' a rule of their own",
        "{ contact_requests.customer_id: [null] }|{ recordings.file_path: [null] }"
            + "|policy.yml:10: 'only' of 'order-data' is on 'recordings', and says nothing of"
            + " 'customers', 'orders' and 'contact_requests': no reference and no person leads"
            + " there; give 'customers', 'orders' and 'contact_requests' a rule of its own, or map"
            + " the reference",
        "unless-has: [orders]|unless-has: [basket]"
            + "|policy.yml:10: unknown collection 'basket'; describe it in the data map",
        "unless-has: [orders]|unless-has: [recordings]"
            + "|policy.yml:10: nothing tells whose the rows of 'recordings' are, as 'order-data' asks;"
            + " map its reference to 'customers', or its identity",
        "latest: [orders.ordered_at]|latest: [orders.ordered_at, recordings.started_at]"
            + "|policy.yml:10: nothing tells whose the rows of 'recordings' are, as 'order-data' asks;"
            + " map its reference to 'customers', or its identity",
        "contact_requests: delete|contact_requests: delete, recordings: delete"
            + "|policy.yml:10: nothing tells whose the rows of 'recordings' are, as 'order-data' asks;"
            + " map its reference to 'customers', or its identity",
        "invoices.issued_on|invoices.issued_at"
            + "|policy.yml:18: unknown column 'invoices.issued_at'; did you mean 'issued_on'?",
        "invoices.corrects_id|invoices.number"
            + "|policy.yml:18: 'together-with' is invoices.number, which references no 'invoices';"
            + " map its reference to the document that it corrects",
        "invoices.corrects_id|invoices.replaces_id"
            + "|policy.yml:18: unknown column 'invoices.replaces_id'; describe it in the data map",
        "needs: { invoices: [number] }|needs: { invoices: [numbers] }"
            + "|policy.yml:18: unknown column 'invoices.numbers'; did you mean 'number'?",
        "{ archive: [number, issued_on] }|{ archive: [number, issue_on] }"
            + "|policy.yml:18: unknown column 'invoices.issue_on'; did you mean 'issued_on'?",
        "{ recordings: delete }|{ recording: delete }"
            + "|policy.yml:25: unknown collection 'recording'; did you mean 'recordings'?",
        "{ recordings: delete }|{ recordings: delete, orders: delete }"
            + "|policy.yml:25: 'orders' of 'call-recordings' has no reference to its clock"
            + " recordings.started_at; map the reference, or give 'orders' a rule with a clock of"
            + " its own",
        "disputes.status|disputes.statu"
            + "|policy.yml:33: unknown column 'disputes.statu'; did you mean 'status'?",
        "orders: all|order: all|policy.yml:33: unknown collection 'order'; did you mean 'orders'?",
        "[first_name, last_name, email]|[first_name, surname]"
            + "|policy.yml:33: unknown column 'customers.surname'; describe it in the data map",
        "orders: all|recordings: all"
            + "|policy.yml:33: no references lead from 'disputes' to 'recordings';"
            + " map them, or take 'recordings' out of 'keeps'",
        "orders.ordered_at: {|orders.ordered_on: {"
            + "|policy.yml:41: unknown column 'orders.ordered_on'; did you mean 'ordered_at'?",
        "erased-{key}@invalid|erased@invalid"
            + "|policy.yml:39: the mask would give several persons one customers.email, by which"
            + " 'same-person-by' takes them for one; add customers.email: null_rewrite, or a value"
            + " with {key} in it",
        "user.behavior: preserve|usr.behavior: preserve"
            + "|policy.yml:44: unknown collection 'usr'; describe it in the data map",
        "user.behavior: preserve|orders.customer_id: null_rewrite"
            + "|policy.yml:44: the mask would rewrite orders.customer_id, a reference;"
            + " add orders.customer_id: preserve",
        "user.behavior: preserve|user.unique_id: null_rewrite"
            + "|policy.yml:44: the mask would rewrite customers.id, a primary key;"
            + " add customers.id: preserve",
        "user.name: null_rewrite|user.name.last: null_rewrite"
            + "|map.yml:7: 'customers' is anonymised, but nothing masks customers.first_name;"
            + " add a mask for user.name.first or customers.first_name to 'anonymise' in the policy,"
            + " or one for all of user.name",
        "{ recordings: file_path }|{ recordings: path }"
            + "|policy.yml:45: unknown column 'recordings.path'; describe it in the data map",
        "{ recordings: file_path }|{ calls: file_path }"
            + "|policy.yml:45: unknown collection 'calls'; describe it in the data map",
      })
  void whatTheMapDoesNotHaveIsAFault(String right, String wrong, String fault) throws IOException {
    assertThat(policy()).contains(right);
    assertThat(faults(policy().replace(right, wrong), map())).containsExactly(fault);
  }

  @Test
  void aMaskOnAColumnThatReferencesPointAtIsAFault() throws IOException {
    String byEmail =
        map()
            .replace(
                "- { name: file_path }",
                "- { name: file_path, fides_meta: { references: ["
                    + " { dataset: shop, field: customers.email } ] } }");

    assertThat(faults(policy(), byEmail))
        .containsExactly(
            "policy.yml:39: the mask would rewrite customers.email, which references point at;"
                + " add customers.email: preserve");
  }

  @Test
  void whatOneCategorySparesIsNotSparedForAnother() throws IOException {
    String both =
        map().replace("[user.name.last]", "[user.name.last, user.behavior.browsing_history]");
    String sparing =
        policy().replace("user.behavior: preserve", "user.behavior.browsing_history: preserve");

    assertThat(faults(sparing, both))
        .containsExactly(
            "map.yml:8: customers.last_name is user.name.last too, but another category's mask"
                + " preserves it; add a mask for customers.last_name to 'anonymise' in the policy");
    assertThat(faults(sparing, both.replace("user.name.last, ", ""))).isEmpty();
  }

  @Test
  void aKeyMayBePreservedOnPurpose() throws IOException {
    String text =
        policy()
            .replace(
                "user.behavior: preserve",
                "user.unique_id: null_rewrite\n  customers.id: preserve");

    assertThat(faults(text, map())).isEmpty();
  }

  @Test
  void aClockOnAParentIsReachedThroughReferences() throws IOException {
    String text =
        policy()
            .replace("starts: { row: recordings.started_at }", "starts: { row: customers.email }")
            .replace("{ recordings: delete }", "{ invoices: delete }");

    assertThat(faults(text, map())).isEmpty();
  }

  @Test
  void rowsThatCarryAnIdentityNeedNoReference() throws IOException {
    String guests =
        map().replaceFirst("(contact_requests[^-]+-[^-]+- \\{ name: customer_id), .*", "$1 }");

    assertThat(guests).isNotEqualTo(map());
    assertThat(faults(policy(), guests)).isEmpty();
  }

  private static final String TOLD_MAP =
      """
      dataset:
        - fides_key: shop
          collections:
            - name: customers
              fields:
                - { name: id, fides_meta: { primary_key: true } }
                - { name: email, fides_meta: { identity: email } }
                - { name: country }
            - name: orders
              fields:
                - { name: id, fides_meta: { primary_key: true } }
                - { name: channel }
                - { name: ordered_at }
            - name: buyers
              fields:
                - { name: id, fides_meta: { primary_key: true } }
                - { name: order_id, fides_meta: { references: [{ dataset: shop, field: orders.id, direction: from, tie: identifies }] } }
                - { name: customer_id, fides_meta: { references: [{ dataset: shop, field: customers.id, direction: from }] } }
      """;

  private static final String TOLD_POLICY =
      """
      policy: shop
      language: 2
      zone: Europe/Paris
      subject: { collection: customers, same-person-by: [email] }
      rules:
        french-orders:
          cites: "5 years"
          basis: contract
          only: { customers.country: [FR] }
          starts: { row: orders.ordered_at }
          keep: { at-most: P5Y }
          then: { orders: delete }
        buyers:
          cites: "5 years"
          basis: contract
          starts: { row: orders.ordered_at }
          keep: { at-most: P5Y }
          then: { buyers: delete }
      """;

  /** The order's country is that of a buyer, who would be gone before anybody asks. */
  @Test
  void aConditionThatRowsBelowTellIsRefusedWithTheRuleThatRemovesThem() throws IOException {
    assertThat(faults(TOLD_POLICY, TOLD_MAP))
        .containsExactly(
            "policy.yml:6: 'only' of 'french-orders' reaches 'orders' over 'buyers', whose rows go"
                + " before them; write buyers: anonymise in 'buyers', or ask a column of 'orders' itself");
    assertThat(faults(TOLD_POLICY.replace("buyers: delete", "buyers: anonymise"), TOLD_MAP))
        .isEmpty();
    assertThat(
            faults(
                TOLD_POLICY.replace("customers.country: [FR]", "orders.channel: [web]"), TOLD_MAP))
        .isEmpty();
  }

  /** The same of a period that the buyer's row tells, and of each rule that removes such rows. */
  @Test
  void aPeriodThatRowsBelowTellIsRefusedToo() throws IOException {
    String policy =
        TOLD_POLICY
            .replace("    only: { customers.country: [FR] }\n", "")
            .replaceFirst(
                "at-most: P5Y", "at-most: { by: customers.country, FR: P3Y, else: refused }")
            .replace("orders: delete }", "orders: delete, buyers: delete }");

    assertThat(faults(policy, TOLD_MAP))
        .contains(
            "policy.yml:6: 'only' or 'keep' of 'french-orders' reaches 'orders' over 'buyers', whose"
                + " rows go before them; write buyers: anonymise in 'french-orders' and 'buyers', or ask"
                + " a column of 'orders' itself");
  }

  private List<String> faults(String policy, String map) throws IOException {
    Path policyFile = Files.writeString(folder.resolve("policy.yml"), policy);
    Path mapFile = Files.writeString(folder.resolve("map.yml"), map);
    Faults faults = new Faults();
    PolicyAgainstMap.check(PolicyFile.read(policyFile), DataMapFile.read(mapFile), faults);
    return faults.all().stream()
        .map(Fault::toString)
        .map(line -> line.substring(folder.toString().length() + 1))
        .toList();
  }

  private static String policy() throws IOException {
    return Files.readString(EXAMPLES.resolve("shop.yml"));
  }

  private static String map() throws IOException {
    return Files.readString(EXAMPLES.resolve("shop-map.yml"));
  }
}
