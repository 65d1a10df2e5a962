package fr.oubli.purge.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.purge.PurgeOutcome;
import fr.oubli.registers.pseudonym.PseudonymKey;
import fr.oubli.rights.erasure.SubjectErase.Erased;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.Right;
import fr.oubli.testing.Desk;
import fr.oubli.testing.Foreign;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pseudonyms are HMACs with a key apart from the database, and nothing calls them anonymous. */
class PseudonymsIT {

  private static final String NIGHT = "2026-11-29";

  private final Foreign study =
      new Foreign(
          """
          create table patients (id int primary key, email text unique, notes text, aliases text[] not null, left_on date);
          create table answers (id int primary key, email text, given_on date);
          insert into patients values (1, 'lea@exemple.fr', 'a', '{lea,null,léa}', '2020-01-01'),
            (2, 'max@exemple.fr', 'b', '{}', '2020-01-01'), (3, 'zoe@exemple.fr', 'c', '{zoe}', '2026-01-01');
          insert into answers values (1, 'lea@exemple.fr', '2020-01-01'), (2, 'lea@exemple.fr', '2020-01-01'),
            (3, null, '2020-01-01');
          """,
          """
          dataset:
            - fides_key: study
              collections:
                - name: patients
                  fields:
                    - { name: id, fides_meta: { primary_key: true } }
                    - { name: email, data_categories: [user.contact.email], fides_meta: { identity: email } }
                    - { name: notes, data_categories: [user.content] }
                    - { name: aliases, data_categories: [user.name] }
                    - { name: left_on }
                - name: answers
                  fields:
                    - { name: id, fides_meta: { primary_key: true } }
                    - { name: email, data_categories: [user.contact.email], fides_meta: { identity: email } }
                    - { name: given_on }
          """,
          """
          policy: study
          language: 2
          zone: Europe/Paris
          subject: { collection: patients, same-person-by: [email] }
          rules:
            patients:
              cites: "section 1"
              basis: consent
              starts: { latest: [patients.left_on, answers.given_on], per: subject }
              keep: { at-most: P2Y }
              then: { patients: anonymise, answers: anonymise }
          anonymise:
            user.contact: pseudonym
            user.name: { strategy: pseudonym }
            user.content: null_rewrite
          limits: { share-of-collection: 100% }
          """);

  @AfterEach
  void close() {
    study.close();
  }

  @Test
  void aPseudonymIsTheHmacOfTheValueAndKeepsThePersonTogether()
      throws IOException, GeneralSecurityException {
    assertThat(study.problems()).isEmpty();

    PurgeOutcome night = study.purge(NIGHT);

    assertThat(night.code()).isEqualTo(ExitCode.DONE);
    String lea = hmac("lea@exemple.fr");
    assertThat(study.text("select left(email, 26) from patients where id = 1")).isEqualTo(lea);
    assertThat(
            study.text("select count(distinct email) || ' ' || min(left(email, 26)) from answers"))
        .isEqualTo("1 " + lea);
    assertThat(study.text("select left(aliases[3], 26) from patients where id = 1"))
        .isEqualTo(hmac("léa"));
    assertThat(study.text("select aliases[2] is null from patients where id = 1"))
        .isEqualTo("true");
    assertThat(study.text("select email from patients where id = 3")).isEqualTo("zoe@exemple.fr");

    String before = study.text("select string_agg(email, ' ' order by id) from patients");
    assertThat(study.purge("2026-11-30").results())
        .allSatisfy(result -> assertThat(result.done()).isZero());
    assertThat(study.text("select string_agg(email, ' ' order by id) from patients"))
        .isEqualTo(before);
  }

  @Test
  void everyReportCallsThemPseudonyms() throws IOException {
    PurgeOutcome night = study.purge(NIGHT);

    assertThat(study.ledger("patients")).isEqualTo("pseudonymise {1,2}");
    assertThat(night.remarks().toString()).doesNotContain("anonymis");
    assertThat(study.text("select string_agg(distinct action, ' ') from oubli.run_result"))
        .isEqualTo("pseudonymise");
    assertThat(files(study.reports()))
        .contains("seudonymis")
        .doesNotContainIgnoringCase("anonymis");
  }

  @Test
  void noSessionTextNorTableHasTheKey() throws IOException {
    study.purge(NIGHT);

    String key = Files.readString(study.keys().resolve("pseudonym-key")).strip();
    String hex = HexFormat.of().formatHex(Base64.getDecoder().decode(key));
    assertThat(study.text("select coalesce(string_agg(query, ' '), '') from pg_stat_activity"))
        .doesNotContain(key)
        .doesNotContain(hex);
    assertThat(
            study.text(
                "select string_agg(query_to_xml(format('select * from %I.%I', schemaname, tablename),"
                    + " true, true, '')::text, ' ') from pg_tables where schemaname in ('oubli', 'public')"))
        .doesNotContain(key)
        .doesNotContain("lea@exemple.fr");
  }

  /** Somebody who asks to be erased is not told that they were. */
  @Test
  void anErasureDoesNotCallThemErased() {
    Desk desk = new Desk(study, study.policy(), study.map(), LocalDate.parse(NIGHT));
    Request request = desk.verified(Right.ERASURE, Identity.email("zoe@exemple.fr"));

    Erased erased = desk.erasure().erase(request.id());

    assertThat(erased.outcomes())
        .singleElement()
        .satisfies(
            outcome -> {
              assertThat(outcome.kind()).hasToString("KEPT");
              assertThat(outcome.basis()).contains("pseudonymes, qui restent des données");
            });
    assertThat(study.text("select length(email) from patients where id = 3")).isEqualTo("32");
  }

  @Test
  void theKeyIsDestroyedOnceAndTheEvidenceSaysWhy() throws IOException {
    study.purge(NIGHT);
    Path file = study.keys().resolve("pseudonym-key");
    String fingerprint = PseudonymKey.in(study.keys()).fingerprint();
    KeyDestruction destruction =
        new KeyDestruction(
            study.dataSource(), study.policy(), study.map(), study.keys(), study.reports());

    long run = destruction.destroy("study ended", "me", LocalDate.parse(NIGHT));

    assertThat(file).doesNotExist();
    assertThat(
            study.text(
                "select rule || ': ' || action || ' ' || row_keys from oubli.ledger_entry where run = "
                    + run))
        .isEqualTo("pseudonym key: study ended: destroy-key {" + fingerprint + "}");
    assertThatThrownBy(() -> destruction.destroy("again", "me", LocalDate.parse(NIGHT)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("there is no pseudonym key in");
    // What is a pseudonym stays one, although its key is gone.
    assertThat(study.purge("2026-11-30").results())
        .allSatisfy(result -> assertThat(result.done()).isZero());
  }

  @Test
  void aKeyThatCannotBeReadStopsTheNight() throws IOException {
    study.purge(NIGHT);
    Files.writeString(study.keys().resolve("pseudonym-key"), "short\n");
    study.execute("insert into patients values (4, 'eva@exemple.fr', 'd', '{}', '2020-01-01')");

    assertThatThrownBy(() -> study.purge("2026-11-30"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("cannot be used; restore it from its copy");
    assertThat(study.text("select email from patients where id = 4")).isEqualTo("eva@exemple.fr");
  }

  private String hmac(String value) throws IOException, GeneralSecurityException {
    byte[] key =
        Base64.getDecoder().decode(Files.readString(study.keys().resolve("pseudonym-key")).strip());
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return HexFormat.of()
        .formatHex(mac.doFinal(value.getBytes(StandardCharsets.UTF_8)))
        .substring(0, 26);
  }

  private static String files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(PseudonymsIT::text)
          .collect(Collectors.joining("\n"));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }
}
