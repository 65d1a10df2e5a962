package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.decision.Explanation;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.testing.Foreign;
import fr.oubli.testing.ShortMap;
import fr.oubli.testing.ShortPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The latest date is that of those that are there; a policy of before says what it meant. */
class LatestDatesIT {

  private static final String NIGHT = "2026-11-27";
  private final Foreign base = new Foreign();

  @AfterEach
  void close() {
    base.close();
  }

  private void policy(String subject, String starts, String keep, String then) {
    base.policy(ShortPolicy.gone(subject, starts, keep, then));
  }

  private Explanation explained(String collection, String key) {
    return base.explained(NIGHT, collection, key).get(0);
  }

  /** Case 09: leads 2, 3 and 5 never did anything, and the day of their import is there. */
  private void leads() {
    base.tables(
        """
        create table leads (id bigint primary key, email text, firstname text,
          date_added timestamp not null, last_active timestamp);
        create table log (id bigint primary key, lead_id bigint not null references leads,
          channel text, at timestamp);
        create index on log (lead_id);
        insert into leads values (1, 'vieux@ex.fr', 'A', '2018-01-01', '2019-01-01'),
          (2, 'jamais@ex.fr', 'B', '2018-01-01', null), (3, 'recent@ex.fr', 'C', '2026-01-01', null),
          (4, 'actif@ex.fr', 'D', '2018-01-01', '2026-10-01'), (5, null, 'E', '2018-01-01', null);
        insert into log values (1, 1, 'email', '2019-01-01'), (2, 4, 'email', '2026-10-01'),
          (3, 4, 'email', null);""");
    base.map(
        new ShortMap()
            .collection(
                "leads",
                "id ! #user.unique_id",
                "email @email #user.contact.email",
                "firstname #user.name.first",
                "date_added",
                "last_active")
            .collection("log", "id !", "lead_id >leads.id", "channel", "at")
            .toString());
  }

  @Test
  void theLatestDateIsThatOfThoseThatAreThere() {
    leads();
    policy(
        "collection: leads, same-person-by: [email]",
        "latest: [leads.last_active, leads.date_added], per: subject",
        "P3Y",
        "leads: delete, log: delete");

    base.done(NIGHT);

    assertThat(base.ids("leads")).isEqualTo("3,4");
    assertThat(base.ids("log")).isEqualTo("2,3");
  }

  /** A program that knows no date writes the zero of its clock. */
  @Test
  void aZeroInThePlaceOfADateIsMissingToo() {
    leads();
    base.execute(
        "alter table leads alter last_active type bigint"
            + " using coalesce(extract(epoch from last_active), 0)");
    base.map(
        base.mapText()
            .replace(
                "{ name: last_active }", "{ name: last_active, fides_meta: { epoch: seconds } }"));
    policy(
        "collection: leads, same-person-by: [email]",
        "latest: [leads.last_active, leads.date_added], per: subject",
        "P3Y",
        "leads: delete, log: delete");

    base.done(NIGHT);

    assertThat(base.ids("leads")).isEqualTo("3,4");
    assertThat(base.ids("log")).isEqualTo("2,3");
  }

  /** Something is written, and nobody can read it: others of the person do not make up for it. */
  @Test
  void aDateThatIsNoneIsAFaultBesideOthers() {
    leads();
    base.execute(
        "alter table leads alter last_active type text using to_char(last_active, 'DD/MM/YYYY');"
            + "update leads set last_active = 'hier' where id = 1");
    base.map(
        base.mapText()
            .replace(
                "{ name: last_active }",
                "{ name: last_active, fides_meta: { format: dd/MM/yyyy } }"));
    policy(
        "collection: leads, same-person-by: [email]",
        "latest: [leads.last_active, leads.date_added], per: subject",
        "P3Y",
        "leads: delete, log: delete");

    assertThat(base.purge(NIGHT).code()).isEqualTo(ExitCode.QUARANTINE);

    assertThat(base.ids("leads")).isEqualTo("1,3,4");
    assertThat(base.ids("log")).isEqualTo("1,2,3");
    assertThat(base.text("select reason from oubli.quarantine where collection = 'leads'"))
        .isEqualTo("anchor that is no date of its form");
  }

  @Test
  void whereAllDatesOfAPersonAreMissingSomebodyMustMendOne() {
    leads();
    base.execute("insert into log values (4, 2, 'email', '2018-01-01'), (5, 3, 'email', null)");
    policy(
        "collection: leads, same-person-by: [email]",
        "latest: [leads.last_active, log.at], per: subject",
        "P3Y",
        "log: delete, leads: delete");

    PurgeOutcome outcome = base.purge(NIGHT);

    assertThat(outcome.code()).isEqualTo(ExitCode.QUARANTINE);
    assertThat(base.ids("leads")).isEqualTo("3,4,5");
    assertThat(
            base.text(
                "select string_agg(collection || row_key || ' ' || reason, ', ' order by collection, row_key)"
                    + " from oubli.quarantine"))
        .isEqualTo("leads3 anchor missing, leads5 anchor missing, log5 anchor missing");
    assertThat(explained("leads", "3").culprit()).isIn("log 5 (at)", "leads 3 (last_active)");
    base.execute("update log set at = '2019-01-01' where id = 5");
    base.execute("update leads set last_active = '2019-01-01' where id = 5");
    base.done(NIGHT);
    assertThat(base.ids("leads")).isEqualTo("4");
  }

  @Test
  void aRequiredDateThatIsMissingIsAFaultBesideOthers() {
    leads();
    policy(
        "collection: leads, same-person-by: [email]",
        "latest: [{ leads.last_active: required }, leads.date_added], per: subject",
        "P3Y",
        "log: delete, leads: delete");

    assertThat(base.purge(NIGHT).code()).isEqualTo(ExitCode.QUARANTINE);

    assertThat(base.ids("leads")).isEqualTo("2,3,4,5");
  }

  @Test
  void aDateToComeIsAFaultWhateverTheOthersSay() {
    leads();
    base.execute("update leads set last_active = '2031-01-01' where id = 1");
    policy(
        "collection: leads, same-person-by: [email]",
        "latest: [leads.last_active, leads.date_added], per: subject",
        "P3Y",
        "log: delete, leads: delete");

    assertThat(base.purge(NIGHT).code()).isEqualTo(ExitCode.QUARANTINE);

    assertThat(base.ids("leads")).isEqualTo("1,3,4");
    assertThat(explained("leads", "1").culprit()).isEqualTo("leads 1 (last_active)");
  }

  @Test
  void aPolicyOfTheFirstEditionMeansWhatItAlwaysMeant() {
    leads();
    policy(
        "collection: leads, same-person-by: [email]",
        "latest: [leads.last_active, leads.date_added], per: subject",
        "P3Y",
        "log: delete, leads: delete");
    base.policy(base.policyText().replace("language: 2\n", ""));
    String before =
        base.text("select string_agg(id::text, ',') from leads where last_active is null");

    assertThat(base.problems()).isEmpty();
    assertThat(base.purge("2026-11-27").code()).isEqualTo(ExitCode.QUARANTINE);
    assertThat(base.text("select string_agg(id::text, ',') from leads where last_active is null"))
        .isEqualTo(before);
  }
}
