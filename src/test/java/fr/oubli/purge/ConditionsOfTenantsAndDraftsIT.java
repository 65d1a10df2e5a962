package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.testing.Foreign;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Conditions on rows above: tenants that no rule acts on, drafts of invoices, people who never
 * came.
 */
class ConditionsOfTenantsAndDraftsIT {

  private static final String TODAY = "2026-11-27";

  private final Foreign database = new Foreign();

  @AfterEach
  void close() {
    database.close();
  }

  private String left(String collection) {
    return database.text(
        "select string_agg(id::text, ' ' order by id) from %s".formatted(collection));
  }

  private static final String SECURITY =
      """
      create table tenants (id bigint primary key, country text not null);
      create table guards (id bigint primary key, tenant_id bigint not null references tenants,
        email text not null);
      create table gps_points (id bigint primary key, guard_id bigint not null references guards,
        at timestamptz not null);
      create table alarms (id bigint primary key, email text, at timestamptz);
      insert into tenants values (1, 'FR'), (2, 'DE');
      insert into guards values (1, 1, 'g1@exemple.fr'), (2, 2, 'g2@exemple.de');
      insert into gps_points values (1, 1, '2026-09-01'), (2, 2, '2026-09-01'), (3, 1, '2026-11-20'),
        (4, 2, '2026-01-01');
      insert into alarms values (1, 'g1@exemple.fr', '2026-01-01'), (2, 'g2@exemple.de', '2026-01-01'),
        (3, 'visitor@exemple.fr', '2026-01-01');
      """;
  private static final String SECURITY_MAP =
      """
      dataset:
        - fides_key: sec
          collections:
            - name: tenants
              fields:
                - { name: id, fides_meta: { primary_key: true } }
                - { name: country }
            - name: guards
              fields:
                - { name: id, fides_meta: { primary_key: true } }
                - { name: tenant_id, fides_meta: { references: [{ dataset: sec, field: tenants.id, direction: from }] } }
                - { name: email, data_categories: [user.contact.email], fides_meta: { identity: email } }
            - name: gps_points
              fields:
                - { name: id, fides_meta: { primary_key: true } }
                - { name: guard_id, fides_meta: { references: [{ dataset: sec, field: guards.id, direction: from }] } }
                - { name: at }
            - name: alarms
              fields:
                - { name: id, fides_meta: { primary_key: true } }
                - { name: email, data_categories: [user.contact.email], fides_meta: { identity: email } }
                - { name: at }
      """;

  private static String security(String collection) {
    String rule =
        """
          %s:
            cites: the tenant's contract
            basis: contract
            starts: { row: %s.at }
            only: { tenants.country: [%s] }
            keep: { at-most: %s }
            then: { %2$s: delete }
        """;
    return """
    policy: sec
    zone: Europe/Paris
    subject: { collection: guards, same-person-by: [email] }
    rules:
    """
        + rule.formatted("fr", collection, "FR", "P30D")
        + rule.formatted("de", collection, "DE", "P180D")
        + "limits: { share-of-collection: 100% }\n";
  }

  @Test
  void eachTenantsPointsGoByTheTenantsOwnPeriod() {
    database.tables(SECURITY);
    database.map(SECURITY_MAP);
    database.policy(security("gps_points"));

    database.purge(TODAY);

    assertThat(left("gps_points")).isEqualTo("2 3");
  }

  @Test
  void anAlarmOfAGuardIsOfTheGuardsTenantByTheAddressAlone() {
    database.tables(SECURITY);
    database.map(SECURITY_MAP);
    database.policy(security("alarms"));

    database.purge(TODAY);

    assertThat(left("alarms")).isEqualTo("3");
  }

  @Test
  void theLinesOfADraftAreNoDocumentsOfARuleForInvoicesThatWereSent() {
    database.tables(
        """
        create table bills (id int primary key, status int not null, issued_on date,
          source int references bills);
        create table lines (id int primary key, bill int not null references bills);
        insert into bills values (1, 1, '2010-01-10', null), (2, 0, null, null), (3, 0, '2010-03-01', 1);
        insert into lines values (1, 1), (2, 2), (3, 3);
        """);
    database.map(
        """
        dataset:
          - fides_key: d
            collections:
              - name: bills
                fields:
                  - { name: id, fides_meta: { primary_key: true } }
                  - { name: status }
                  - { name: issued_on }
                  - { name: source, fides_meta: { references: [{ dataset: d, field: bills.id, direction: from }] } }
              - name: lines
                fields:
                  - { name: id, fides_meta: { primary_key: true } }
                  - { name: bill, fides_meta: { references: [{ dataset: d, field: bills.id, direction: from }] } }
        """);
    database.policy(
        """
        policy: bills
        language: 2
        zone: Europe/Paris
        fiscal-years: { close: 12-31 }
        rules:
          invoices:
            cites: ten years
            basis: legal obligation
            starts: { fiscal-year-end: bills.issued_on, together-with: bills.source }
            only: { bills.status: [1, 2, 3] }
            keep: { at-least: P10Y }
            then: { lines: delete, bills: delete }
        limits: { share-of-collection: 100% }
        """);

    PurgeOutcome outcome = database.purge(TODAY);

    assertThat(outcome.code()).isEqualTo(ExitCode.DONE);
    // The invoice stays for the draft that refers to it, and its line with it.
    assertThat(left("lines") + " / " + left("bills")).isEqualTo("1 2 3 / 1 2 3");
  }

  @Test
  void theEventsOfAnActivePersonStayBesideARuleForThoseWhoNeverWere() {
    database.tables(
        """
        create table leads (id int primary key, email text, date_added timestamp not null,
          last_active timestamp);
        create table events (id int primary key, lead_id int not null references leads,
          at timestamp);
        insert into leads values (1, 'a@exemple.fr', '2018-01-01', '2019-01-01'),
          (2, 'b@exemple.fr', '2018-01-01', null), (3, 'c@exemple.fr', '2026-01-01', null),
          (4, 'd@exemple.fr', '2018-01-01', '2026-10-01'), (5, null, '2018-01-01', null);
        insert into events values (1, 1, '2019-01-01'), (2, 4, '2026-10-01'), (3, 4, null), (4, 2, null);
        """);
    database.map(
        """
        dataset:
          - fides_key: m
            collections:
              - name: leads
                fields:
                  - { name: id, fides_meta: { primary_key: true } }
                  - { name: email, data_categories: [user.contact.email], fides_meta: { identity: email } }
                  - { name: date_added }
                  - { name: last_active }
              - name: events
                fields:
                  - { name: id, fides_meta: { primary_key: true } }
                  - { name: lead_id, fides_meta: { references: [{ dataset: m, field: leads.id, direction: from }] } }
                  - { name: at }
        """);
    database.policy(
        """
        policy: mautic
        language: 2
        zone: Europe/Paris
        subject: { collection: leads, same-person-by: [email] }
        rules:
          active-once:
            cites: three years from the last activity
            basis: legitimate interest
            starts: { latest: [leads.last_active], per: subject, ignoring: { leads.last_active: missing } }
            keep: { at-most: P3Y }
            then: { leads: delete, events: delete }
          never-active:
            cites: three years from the import
            basis: legitimate interest
            starts: { row: leads.date_added }
            only: { leads.last_active: missing }
            keep: { at-most: P3Y }
            then: { leads: delete, events: delete }
        limits: { share-of-collection: 100% }
        """);

    assertThat(database.purge(TODAY).code()).isEqualTo(ExitCode.DONE);

    assertThat(left("leads") + " / " + left("events")).isEqualTo("3 4 / 2 3");
  }
}
