package fr.oubli.rights.objection;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.rights.reply.CategoryOutcome;
import fr.oubli.rights.reply.CategoryOutcome.Kind;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Matches;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.Right;
import fr.oubli.rights.suppression.SuppressionKey;
import fr.oubli.rights.suppression.SuppressionList;
import fr.oubli.rights.suppression.SuppressionList.Suppression;
import fr.oubli.testing.Company;
import fr.oubli.testing.Desk;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubjectObjectIT {

  private static final Identity JEANNE = Identity.email("jeanne@example.fr");

  private final Company company = new Company();
  private final Desk desk = new Desk(company);

  @AfterEach
  void close() {
    company.close();
  }

  private List<CategoryOutcome> objected(String scope) {
    Request request = desk.letter(Right.OBJECTION, scope, JEANNE);
    Matches matches = new Matches(company.dataSource());
    matches
        .proposals(request.id())
        .forEach(row -> matches.decide(request.id(), row.collection() + ":" + row.key(), false));
    desk.register().steps().verify(request.id(), "link in the message", Desk.TODAY);
    return new SubjectObject(
            company.dataSource(), Company.policy(), Company.map(), company.keys(), Desk.TODAY)
        .object(desk.register().get(request.id()), company.reports(), "test-operator");
  }

  private long marketed() {
    long customer = company.customer("jeanne@example.fr", "+33612345678");
    consent(customer, "email");
    consent(customer, "phone");
    company.insert(
        "newsletter_subscriptions", "customer_id", customer, "email", "jeanne@example.fr");
    return customer;
  }

  private void consent(long customer, String channel) {
    company.insert(
        "consents", "customer_id", customer, "channel", channel, "granted_at", "2026-01-01");
  }

  private String consents() {
    return String.valueOf(
        company.text(
            "select string_agg(channel || ' ' || (withdrawn_at is not null), ', ' order by channel)"
                + " from consents"));
  }

  private List<Suppression> suppressed(Identity identity) {
    return new SuppressionList(
            company.dataSource(), SuppressionKey.in(company.keys()), Company.policy())
        .of(identity);
  }

  @Test
  void everythingStopsWhereNoChannelIsNamed() {
    marketed();
    assertThat(objected("all"))
        .containsExactly(
            CategoryOutcome.of("consents", Kind.WITHDRAWN, 2),
            CategoryOutcome.of("newsletter_subscriptions", Kind.ERASED, 1));
    assertThat(consents()).isEqualTo("email true, phone true");
    assertThat(company.count("newsletter_subscriptions")).isZero();
    assertThat(suppressed(JEANNE)).containsExactly(new Suppression("objection", "all"));
    assertThat(suppressed(Identity.phone("0612345678")))
        .containsExactly(new Suppression("objection", "all"));
  }

  @Test
  void oneChannelLeavesTheOthers() {
    marketed();
    objected("phone");
    assertThat(consents()).isEqualTo("email false, phone true");
    assertThat(company.count("newsletter_subscriptions")).isEqualTo(1);
    assertThat(suppressed(JEANNE)).containsExactly(new Suppression("objection", "phone"));
  }

  /** Case 19. */
  @Test
  void anObjectionBlocksMarketingAndNotReceipts() {
    long customer = marketed();
    long order = company.order(customer, "jeanne@example.fr");
    company.invoice(customer, order, 1, "2025-05-07");
    Map<String, String> before = company.dump();
    objected("all");
    Map<String, String> after = company.dump();
    assertThat(after.entrySet())
        .filteredOn(table -> table.getKey().startsWith("public."))
        .filteredOn(table -> !table.getValue().equals(before.get(table.getKey())))
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder("public.consents", "public.newsletter_subscriptions");
  }

  /** Case 14. */
  @Test
  void aMergeOfAccountsDoesNotLoseAnObjection() {
    long kept = marketed();
    long merged = company.customer(" JEANNE@example.fr", "+33612345678");
    consent(merged, "sms");
    objected("all");
    company
        .jdbc()
        .execute(
            "update consents set customer_id = %d; delete from customers where id = %d"
                .formatted(kept, merged));
    company.purge(Desk.TODAY.plusYears(1));
    assertThat(consents()).isEqualTo("email true, phone true, sms true");
    assertThat(suppressed(JEANNE)).containsExactly(new Suppression("objection", "all"));
  }

  @Test
  void theSuppressionListOutlivesTheDataAndEveryPurge() {
    marketed();
    objected("all");
    company.purge(Desk.TODAY.plusYears(9));
    assertThat(company.count("consents")).isZero();
    assertThat(suppressed(JEANNE)).containsExactly(new Suppression("objection", "all"));
  }

  @Test
  void theLedgerSaysWhatWasWithdrawn() {
    marketed();
    objected("all");
    assertThat(
            company.text(
                "select string_agg(rule || ' ' || collection || ' ' || action || ' ' || row_count,"
                    + " ', ' order by seq) from oubli.ledger_entry"))
        .isEqualTo("objection consents withdraw 2, newsletter newsletter_subscriptions delete 1");
    assertThat(
            new fr.oubli.evidence.LedgerVerification(company.dataSource())
                .verify(company.reports(), "")
                .faults())
        .isEmpty();
  }
}
