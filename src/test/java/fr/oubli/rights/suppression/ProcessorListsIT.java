package fr.oubli.rights.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.suppression.SuppressionList.Reason;
import fr.oubli.rights.suppression.SuppressionList.Suppression;
import fr.oubli.testing.Company;
import fr.oubli.testing.OubliProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Processors test the list and tell their own, each under a key of its own. */
class ProcessorListsIT {

  private final Company company = new Company();
  private final long request =
      company.accessRequest(
          "received_on", "2026-11-01", "deadline", "2026-12-01", "opened_by", "x");

  @AfterEach
  void close() {
    company.close();
  }

  private SuppressionList list() {
    return SuppressionList.in(company.dataSource(), company.keys(), Company.policy());
  }

  private List<String> run(ExitCode code, String... arguments) throws Exception {
    OubliProcess process = OubliProcess.here(company.environment(), arguments);
    assertThat(process.finish(code)).isNotNull();
    return code == ExitCode.DONE || code == ExitCode.QUARANTINE
        ? process.output()
        : process.errors();
  }

  private String file(String name, String content) throws Exception {
    return "" + Files.writeString(company.folder().resolve(name), content);
  }

  /** What a processor computes, with nothing but the key and the README. */
  private String theirs(String processor, String kind, String value) throws Exception {
    Path key = company.keys().resolve("processor-keys").resolve(processor);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(
        new SecretKeySpec(Base64.getDecoder().decode(Files.readString(key).strip()), "HmacSHA256"));
    return HexFormat.of()
        .formatHex(mac.doFinal((kind + "\n" + value).getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aProcessorFindsItsOwnAddressesOnWhatItIsTold() throws Exception {
    company.customer("Marie@Exemple.fr", "06 12 34 56 78");
    list().add(List.of(Identity.email("marie@exemple.fr")), Reason.OBJECTION, "email", request);
    list().add(List.of(Identity.phone("0612345678")), Reason.OBJECTION, "all", request);
    list().add(List.of(Identity.email("before@exemple.fr")), Reason.ERASURE, "all", request);
    String first = "" + company.folder().resolve("first.csv");
    List<String> told = run(ExitCode.DONE, "suppression", "export", first, "--for", "mailer");
    Path key = company.keys().resolve("processor-keys").resolve("mailer");
    assertThat(told)
        .containsExactly(
            "%s: 2 entries; the key is %s: hand it over apart from the list".formatted(first, key),
            "1 entry is not in it: made before that key was, of an address that is in the data no"
                + " more");
    for (Path secret : List.of(key, Path.of(first))) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
          .isEqualTo("rw-------");
    }
    assertThat(Files.readString(Path.of(first)))
        .startsWith("kind,digest,reason,channel,since\r\n")
        .contains("email," + theirs("mailer", "email", "marie@exemple.fr") + ",objection,email,")
        .contains(
            "phone_number," + theirs("mailer", "phone_number", "+33612345678") + ",objection,all,")
        .doesNotContain(Files.readString(key).strip());

    // What enters the list from now on is told though the address is in no table.
    list().add(List.of(Identity.email("after@exemple.fr")), Reason.ERASURE, "all", request);
    String second = "" + company.folder().resolve("second.csv");
    run(ExitCode.DONE, "suppression", "export", second, "--for", "mailer");
    assertThat(Files.readString(Path.of(second)))
        .contains("email," + theirs("mailer", "email", "after@exemple.fr") + ",erasure,all,");
    String other = "" + company.folder().resolve("other.csv");
    run(ExitCode.DONE, "suppression", "export", other, "--for", "calls");
    assertThat(Files.readAllLines(Path.of(second)))
        .doesNotContainAnyElementsOf(Files.readAllLines(Path.of(other)).subList(1, 3));

    assertThat(run(ExitCode.INVALID, "suppression", "export", other, "--for", "calls").get(0))
        .contains("other.csv");
    assertThat(run(ExitCode.INVALID, "suppression", "export", "x", "--for", "../calls").get(0))
        .startsWith("a processor is called by letters");
    company.jdbc().update("delete from oubli.suppression");
    assertThat(company.count("oubli.suppression_told")).isZero();
  }

  @Test
  void whatAProcessorTellsIsHeardAndNoAddressIsKept() throws Exception {
    run(
        ExitCode.DONE,
        "suppression",
        "export",
        file("x", "").replace("/x", "/list.csv"),
        "--for",
        "mailer");
    String digest = theirs("mailer", "email", "paul@exemple.fr");
    String told = file("told.csv", "digest;channel;since\n%s;email;2026-10-01\n".formatted(digest));
    assertThat(run(ExitCode.DONE, "suppression", "import", told, "--for", "mailer"))
        .containsExactly(told + ": 1 objection, 1 of them new or of a later day");
    assertThat(run(ExitCode.DONE, "suppression", "import", told, "--for", "mailer").get(0))
        .contains(" 0 of them new");
    assertThat(list().of(Identity.email("Paul@Exemple.fr")))
        .containsExactly(new Suppression("objection", "email"));
    assertThat(
            company.text(
                "select told_by || ' ' || (added_at at time zone 'Europe/Paris')::date from oubli.suppression"))
        .isEqualTo("mailer 2026-10-01");

    String plain = file("plain.txt", "Léa@exemple.fr\n\n06 12 34 56 79\n");
    assertThat(
            run(
                ExitCode.DONE,
                "suppression",
                "import",
                plain,
                "--for",
                "mailer",
                "--channel",
                "phone"))
        .containsExactly(plain + ": 2 objections, 2 of them new or of a later day");
    assertThat(list().of(Identity.phone("+33612345679")))
        .containsExactly(new Suppression("objection", "phone"));
    Map<String, String> own = company.dump();
    assertThat(own.toString().toLowerCase(Locale.ROOT))
        .doesNotContain("léa@", "612345679", "paul@");
  }

  @Test
  void everyFaultOfAListIsToldWithItsLineAndNothingIsEntered() throws Exception {
    String digests =
        file(
            "bad.csv",
            "kind;digest;reason;channel;since\n;%1$s;;;\nname;%1$s;;;\n;xyz;;;\n;%1$s;erasure;;\n;%1$s;;;2999-01-01\n;%1$s;;;hier\n;%1$s;;É !;\n"
                .formatted("a".repeat(64)));
    List<String> told = run(ExitCode.INVALID, "suppression", "import", digests, "--for", "nobody");
    assertThat(told)
        .containsExactly(
            digests + ":3: the kind is none of email; phone_number; email, folded",
            digests + ":4: the digest is not 64 hexadecimal digits in small letters",
            digests + ":5: the reason is not objection: a processor tells of nothing else",
            digests + ":6: the objection is of a day to come",
            digests + ":7: since is no day; write it as 2026-11-20",
            digests + ":8: the channel is no word; write email, phone, sms, post or all",
            digests
                + ": digests are under a key of nobody, and there is none; make one with suppression"
                + " export");
    String plain = file("bad.txt", "ok@exemple.fr\nJeanne Martin\n");
    assertThat(run(ExitCode.INVALID, "suppression", "import", plain, "--for", "mailer"))
        .containsExactly(
            plain
                + ":2: that is neither an e-mail address nor a telephone number; write one a line");
    assertThat(company.count("oubli.suppression")).isZero();
  }

  @Test
  void aColumnOfAnyTableIsChecked() throws Exception {
    company.jdbc().execute("create schema crm; create table crm.leads (\"E Mail\" text, n int)");
    company
        .jdbc()
        .update(
            "insert into crm.leads values ('Marie@exemple.fr', 1), ('marie@exemple.fr', 2),"
                + " ('paul@exemple.fr', 3), ('nobody', 4), (null, 5), ('', 6)");
    list().add(List.of(Identity.email("marie@exemple.fr")), Reason.OBJECTION, "email", request);
    OubliProcess check =
        OubliProcess.here(
            company.environment(), "suppression", "check", "--table", "crm.leads.E Mail");
    assertThat(check.finish(ExitCode.QUARANTINE)).isNotNull();
    assertThat(check.output()).containsExactlyInAnyOrder("Marie@exemple.fr", "marie@exemple.fr");
    assertThat(check.errors())
        .containsExactly("1 values are neither an e-mail address nor a telephone number");
    assertThat(run(ExitCode.INVALID, "suppression", "check", "--table", "crm.leads.x\"y").get(0))
        .isEqualTo("there is no column crm.leads.x\"y; write --table schema.table.column");
    assertThat(run(ExitCode.INVALID, "suppression", "check").get(0))
        .isEqualTo("give a FILE with one address a line, or --table, and not both");
  }
}
