package fr.oubli;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.database.Database;
import fr.oubli.platform.database.DatabaseSettings;
import fr.oubli.platform.database.TestServer;
import fr.oubli.setup.demo.DemoData;
import fr.oubli.setup.demo.DemoSettings;
import fr.oubli.testing.BusinessTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/**
 * Every command, typed under each role, on a server that asks for passwords: it runs under its own
 * roles, and under the others it fails with one line and changes no row of the company's.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RolesOfCommandsIT {

  private static final LocalDate NIGHT = LocalDate.of(2026, 11, 23);
  private static final List<String> ROLES =
      List.of("purge", "dpo", "accountant", "auditor", "erasure", "feed");

  /** What is typed, and under which roles it runs. */
  private static final String COMMANDS =
      """
      check --as-of 2026-11-23 | purge dpo erasure
      nightly-purge --as-of 2026-11-23 --dry-run | purge dpo erasure
      nightly-purge --as-of 2026-11-23 | purge erasure
      explain customers 42 | purge dpo erasure
      explain --sql cookies | everybody
      hold list | purge dpo accountant erasure
      hold add subject customers:4{nth} --reason r --owner o --review-on 2027-06-30 | dpo erasure
      hold add row invoices:{nth} --reason r --owner o --review-on 2027-06-30 | dpo accountant erasure
      object-removals list | purge dpo erasure
      request open access --received-on 2026-11-20 --email a@exemple.fr | dpo erasure
      request import {folder}/letters-{role}.csv | dpo erasure
      request list | dpo erasure
      request show {access} | dpo erasure
      request match {access} --rows | dpo erasure
      request match {access} --reject-rest | dpo erasure
      request verify-identity {other} --means m | dpo erasure
      request extend {other} --reason r --told-on 2026-11-21 | dpo erasure
      request suspend {other} --doubt d | dpo erasure
      request resume {other} | dpo erasure
      request refuse {other} --ground excessive --facts f | dpo erasure
      request close {other} --without-answer w | dpo erasure
      subject-export --request {access} --bundles {folder}/bundles | dpo erasure
      reply --request {access} --replies {folder}/replies | dpo erasure
      subject-erase --request {erasure} --replies {folder}/replies --despite-open-requests | erasure
      subject-rectify --request {rectification} --values {folder}/values.csv --replies {folder}/replies | erasure
      subject-object --request {objection} --replies {folder}/replies | erasure
      subject-restrict --request {restriction} --reason r --review-on 2027-03-31 --replies {folder}/replies | dpo erasure
      subject-restrict --views | nobody
      inactivity-notice --as-of 2026-11-23 --output {folder}/asked-{role}.csv | purge dpo erasure
      suppression check {folder}/mailing.txt | purge dpo erasure feed
      suppression export {folder}/list-{role}.csv --for mailer | dpo erasure
      suppression import {folder}/mailing.txt --for mailer | dpo erasure
      feed {folder}/orders.csv --as site --as-of 2026-11-23 --rejected {folder} | feed
      transfer-notice --to {role} --on 2027-01-15 --as-of 2026-11-23 --replies {folder}/told-{role} | dpo erasure
      transfer-notice list | dpo erasure
      transfer-notice show 1 | dpo erasure
      transfer-export 1 --as-of 2027-01-15 --out {folder}/went-{role} | dpo erasure
      policy-version add {role} --text {folder}/mailing.txt --from 2026-11-01 --changed c | dpo erasure
      policy-version list | purge dpo auditor erasure
      pseudonym-key | everybody
      seal-key | everybody
      compliance-report --as-of 2026-11-23 | purge dpo auditor erasure
      request-report --as-of 2026-11-23 | purge dpo auditor erasure
      calendar | dpo erasure
      destruction-record --run 1 | purge dpo auditor erasure
      privacy-notice | everybody
      processing-register | everybody
      replay --as-of 2026-11-23 | everybody
      verify-ledger | purge dpo auditor erasure
      invoice-report --as-of 2026-11-23 | purge dpo accountant erasure
      invoice-decisions {folder}/decisions.csv | accountant
      draft-datamap --output {folder}/draft-{role}.yml | everybody
      """;

  private final String name = TestServer.newDatabase();
  private final JdbcTemplate superuser = new JdbcTemplate(TestServer.kept(name));
  private final Map<String, String> known = new TreeMap<>();
  private final Set<String> members = new TreeSet<>();
  private Path folder = Path.of("");

  @BeforeAll
  void aCompanyWithRoles(@TempDir Path temporary) throws SQLException, IOException {
    folder = temporary;
    Files.createDirectories(folder.resolve("recordings"));
    Database.open(DatabaseSettings.from(TestServer.environment(name), folder, 2)).close();
    try (Connection connection = TestServer.superuser(name).getConnection()) {
      for (Resource script : BusinessTables.scripts()) {
        ScriptUtils.executeSqlScript(connection, script);
      }
    }
    DemoData.load(
        TestServer.superuser(name),
        new DemoSettings(100, 7, NIGHT, false, folder.resolve("recordings")));
    superuser.execute("revoke temporary on database " + name + " from public");
    TestServer.execute(name, Files.readString(Path.of("sql/roles.sql")));
    for (String role : ROLES) {
      superuser.execute(
          "create role %1$s_typing login password 'été' in role oubli_%1$s".formatted(role));
    }
    members.addAll(
        superuser.queryForList(
            "select replace(m.rolname || ' ' || r.rolname, 'oubli_', '') from pg_auth_members g"
                + " join pg_roles m on m.oid = g.member join pg_roles r on r.oid = g.roleid"
                + " where g.inherit_option and m.rolname like 'oubli\\_%'",
            String.class));
    known.put("folder", folder.toString());
    known.put("other", "1");
    superuser.execute(
        "insert into invoices (document_type, series, number, issued_on, customer_account,"
            + " total_excl_tax, total_tax, total_incl_tax)"
            + " values ('invoice', 'ZZ', 1, '2020-05-06', '411', 1, 0, 1)");
    Files.writeString(folder.resolve("mailing.txt"), "a@exemple.fr\n");
    for (String role : ROLES) {
      Files.writeString(
          folder.resolve("letters-" + role + ".csv"),
          "right;received-on;email;note\naccess;2026-11-20;%s@exemple.fr;by hand\n"
              .formatted(role));
    }
    Files.writeString(
        folder.resolve("orders.csv"),
        """
        commandée le;état;prestation;e-mail;prénom;nom;téléphone;adresse;ville;code postal;étage;problème;montant TTC
        06/05/2025 12:00;terminée;Serrure;new@exemple.fr;;;;;;;;;
        """);
    Files.writeString(
        folder.resolve("decisions.csv"),
        """
        série;numéro;date d'émission;montant TTC;décision;décidé par;décidé le;à revoir le
        ZZ;1;06/05/2020;1,00;GELER;Accounts;20/11/2026;30/06/2027
        """);
    Files.writeString(
        folder.resolve("values.csv"),
        "collection;key;field;value\ncustomers;%s;city;Lyon\n"
            .formatted(
                superuser.queryForObject(
                    "select id from customers where email = 'avoir@exemple.fr'", String.class)));
    // The views that restrictions need are the owner's to make.
    superuser.execute("grant select on all tables in schema public to " + TestServer.ROLE);
    Typed views = Typed.run(environment(Map.of()), "subject-restrict", "--views");
    assertThat(views.code()).as(views.err()).isZero();
    requests();
    Typed night = typed("purge", "nightly-purge --as-of 2026-11-22");
    assertThat(night.code()).as(night.err()).isIn(0, 3);
  }

  /** Requests of every kind, which an officer brought to where they can be carried out. */
  private void requests() {
    Map<String, String> who =
        Map.of(
            "access", "partage.b@exemple.fr",
            "erasure", "guest@exemple.fr",
            "rectification", "avoir@exemple.fr",
            "objection", "annule@exemple.fr",
            "restriction", "minuit@exemple.fr");
    who.forEach(
        (right, email) -> {
          known.put(right, opened(right, email));
          typed("dpo", "request match {" + right + "} --reject-rest");
          Typed verified = typed("dpo", "request verify-identity {" + right + "} --means m");
          assertThat(verified.code()).as(verified.err()).isZero();
        });
  }

  private String opened(String right, String email) {
    Typed opened =
        typed("dpo", "request open " + right + " --received-on 2026-11-20 --email " + email);
    assertThat(opened.code()).as(opened.err()).isZero();
    return opened.out().replaceFirst("(?s)\\D*(\\d+).*", "$1");
  }

  private Typed typed(String role, String line) {
    String words = line.replace("{role}", role).replace("{nth}", "" + (1 + ROLES.indexOf(role)));
    for (Map.Entry<String, String> each : known.entrySet()) {
      words = words.replace("{" + each.getKey() + "}", each.getValue());
    }
    return Typed.run(
        environment(
            Map.of("OUBLI_DATABASE_USER", role + "_typing", "OUBLI_DATABASE_PASSWORD", "été")),
        words.split(" ", -1));
  }

  private Map<String, String> environment(Map<String, String> login) {
    Map<String, String> environment = new HashMap<>(TestServer.environment(name));
    environment.putAll(login);
    environment.put("OUBLI_HOME", folder.resolve("home").toString());
    environment.put("OUBLI_REPORTS", folder.resolve("reports").toString());
    environment.put("OUBLI_RECORDINGS", folder.resolve("recordings").toString());
    return environment;
  }

  static Stream<String> commands() {
    return COMMANDS.lines();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aCommandRunsUnderItsRolesAndFailsUnderTheOthersWithOneLine(String line) {
    String[] parts = line.split(" \\| ", -1);
    Set<String> allowed =
        switch (parts[1]) {
          case "nobody" -> Set.of();
          case "everybody" -> new TreeSet<>(ROLES);
          default -> new TreeSet<>(List.of(parts[1].split(" ", -1)));
        };
    Set<String> ran = new TreeSet<>();
    Map<String, String> refused = new TreeMap<>();
    String rows = rows();
    for (String role : ROLES) {
      if (inherits(role, allowed)) {
        ran.add(role);
        continue;
      }
      if (parts[0].contains("{other}") && allowed.contains(role)) {
        other(parts[0]);
      }
      Typed typed = typed(role, parts[0]);
      if (typed.code() == 0 || typed.code() == 3) {
        ran.add(role);
      } else {
        refused.put(role, typed.err());
        assertThat(typed.lines()).as(role).hasSize(1);
      }
      if (!allowed.contains(role)) {
        assertThat(typed.err())
            .as(role)
            .containsPattern(
                "permission denied|row-level security|" + role + "_typing may (not|make no) ");
        assertThat(rows()).as(role).isEqualTo(rows);
      } else {
        rows = rows();
      }
    }
    assertThat(ran).as("%s", refused).isEqualTo(allowed);
  }

  /**
   * Whoever carries erasures out is a member of two other roles, and may what they may: a command
   * that runs under one of these is not typed again.
   */
  private boolean inherits(String role, Set<String> allowed) {
    return allowed.contains(role)
        && allowed.stream()
            .anyMatch(other -> !other.equals(role) && members.contains(role + " " + other));
  }

  /** A request of its own for a step that can be taken once. */
  private void other(String line) {
    known.put("other", opened("access", "bailleur@exemple.fr"));
    if (line.startsWith("request resume")) {
      assertThat(typed("dpo", "request suspend {other} --doubt d").code()).isZero();
    }
  }

  private String rows() {
    String rows =
        superuser.queryForObject(
            "select (select count(*) from customers) || ' ' || (select count(*) from orders) || ' '"
                + " || (select coalesce(sum(hashtext(c::text)), 0) from customers c) || ' '"
                + " || (select count(*) from oubli.ledger_entry) || ' '"
                + " || (select count(*) from oubli.hold) || ' ' || (select count(*) from oubli.request)",
            String.class);
    return String.valueOf(rows);
  }

  @Test
  void everyCommandIsTyped() {
    Set<String> typed =
        COMMANDS.lines().map(line -> line.split(" ", -1)[0]).collect(Collectors.toSet());
    Set<String> all = new TreeSet<>(Oubli.commands().keySet());
    // They work on a server of their own.
    all.removeAll(Set.of("benchmark", "demo-data", "completion"));
    assertThat(typed).containsExactlyInAnyOrderElementsOf(all);
  }
}
