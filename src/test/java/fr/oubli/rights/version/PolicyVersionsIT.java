package fr.oubli.rights.version;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.rights.reply.FileDigest;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.Right;
import fr.oubli.rights.version.VersionCounts.VersionCount;
import fr.oubli.testing.Company;
import fr.oubli.testing.Desk;
import fr.oubli.testing.OubliProcess;
import fr.oubli.testing.WrittenFrench;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import net.lingala.zip4j.ZipFile;
import net.lingala.zip4j.model.FileHeader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The versions of the published policy: registered, accepted, shown and counted. */
class PolicyVersionsIT {

  private final Company company = new Company();
  private final Desk desk = new Desk(company);

  @AfterEach
  void close() {
    company.close();
  }

  private OubliProcess add(String version, String from) throws Exception {
    Path text =
        Files.writeString(company.folder().resolve("politique.txt"), "Politique " + version);
    return company.command(
        "policy-version",
        "add",
        version,
        "--text",
        text.toString(),
        "--from",
        from,
        "--changed",
        "Les enregistrements sont gardés 6 mois.");
  }

  private long accepted(@Nullable Long customer, String version, String when) {
    return company.insert(
        "policy_acceptances",
        "customer_id",
        customer,
        "policy_version",
        version,
        "accepted_at",
        when);
  }

  private List<VersionCount> counted() {
    return new VersionCounts(company.dataSource(), Company.policy(), Company.map())
        .count(Long.MAX_VALUE)
        .versions();
  }

  private String entry(Path zip, String ending) throws IOException {
    try (ZipFile bundle = new ZipFile(zip.toFile())) {
      for (FileHeader header : bundle.getFileHeaders()) {
        if (header.getFileName().endsWith(ending)) {
          return new String(bundle.getInputStream(header).readAllBytes(), StandardCharsets.UTF_8);
        }
      }
    }
    throw new IOException("no " + ending);
  }

  @Test
  void aVersionIsRegisteredWithItsDigestAndNeverChanged() throws Exception {
    assertThat(add("2026-1", "2026-01-01").code()).isZero();
    assertThat(company.text("select sha256 from oubli.policy_version"))
        .isEqualTo(FileDigest.of(company.folder().resolve("politique.txt")));
    OubliProcess again = add("2026-1", "2026-02-01");
    assertThat(again.code()).isEqualTo(ExitCode.INVALID.code());
    assertThat(again.errors())
        .containsExactly(
            "version 2026-1 is registered already, and is never changed; give the new text a"
                + " version of its own");
    assertThat(company.command("policy-version", "list").output())
        .anyMatch(line -> line.contains("2026-1") && line.contains("2026-01-01"));
  }

  @Test
  void aPersonStandsOnTheVersionThatTheyAcceptedLastWhateverAccountsTheyHave() {
    long first = company.customer("anne@exemple.fr", "+33600000001");
    long second = company.customer(" Anne@exemple.fr", "+33600000002");
    accepted(first, "v1", "2025-01-01");
    accepted(second, "v2", "2026-01-01");
    accepted(company.customer("bruno@exemple.fr", "+33600000003"), "v1", "2025-01-01");
    accepted(null, "v0", "2025-01-01");
    company
        .jdbc()
        .update(
            "insert into oubli.policy_version values ('v2', ?, '2025-12-01', 'x', 'dpo')",
            "0".repeat(64));
    assertThat(counted())
        .containsExactly(
            new VersionCount("v1", null, 1), new VersionCount("v2", LocalDate.of(2025, 12, 1), 1));
  }

  @Test
  void moreAcceptancesThanANightCountsAreToldAsNotCounted() {
    long anne = company.customer("anne@exemple.fr", "+33600000008");
    accepted(anne, "v1", "2025-01-01");
    accepted(anne, "v2", "2026-01-01");
    VersionCounts counts = new VersionCounts(company.dataSource(), Company.policy(), Company.map());
    assertThat(counts.count(1).counted()).isFalse();
    assertThat(counts.count(2).versions()).containsExactly(new VersionCount("v2", null, 1));
  }

  @Test
  void theReportCountsThemAndSaysWhatNobodyRegistered() throws Exception {
    accepted(company.customer("anne@exemple.fr", "+33600000004"), "v7", "2026-01-01");
    company.purge(LocalDate.now(Company.policy().zone()));
    Path reports = company.folder().resolve("pages");
    OubliProcess report =
        company.command("compliance-report", "--reports", reports.toString(), "--lang", "en");
    assertThat(report.code()).isEqualTo(3);
    assertThat(report.output())
        .contains("1 version of the policy was accepted that nobody registered");
    try (Stream<Path> pages = Files.walk(reports)) {
      assertThat(pages.filter(page -> page.toString().endsWith(".html")))
          .anyMatch(page -> text(page).contains("nobody registered it"));
    }
  }

  private static String text(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whoeverMayNotReadAcceptancesIsToldThatTheyWereNotCounted() {
    accepted(company.customer("anne@exemple.fr", "+33600000005"), "v7", "2026-01-01");
    company
        .jdbc()
        .execute(
            "do $$ begin if not exists (select from pg_roles where rolname ="
                + " 'looks_only') then create role looks_only; end if; end $$");
    VersionCounts.Counted counted =
        company.as(
            "looks_only",
            source ->
                new VersionCounts(source, Company.policy(), Company.map()).count(Long.MAX_VALUE));
    assertThat(counted.asked()).isTrue();
    assertThat(counted.counted()).isFalse();
  }

  @Test
  void theBundleShowsWhichVersionsThePersonAccepted() throws Exception {
    long anne = company.customer("anne@exemple.fr", "+33600000006");
    accepted(anne, "2026-1", "2026-03-04 10:00+01");
    accepted(anne, "inconnue", "2025-03-04 10:00+01");
    accepted(company.customer("bruno@exemple.fr", "+33600000007"), "autre", "2026-03-04");
    add("2026-1", "2026-01-01");
    Request request = desk.verified(Right.ACCESS, Identity.email("anne@exemple.fr"));
    Path bundles = company.folder().resolve("bundles");
    OubliProcess exported =
        company.command(
            "subject-export",
            "--request",
            "" + request.id(),
            "--bundles",
            bundles.toString(),
            "--unencrypted");
    assertThat(exported.code()).as("%s", exported.errors()).isZero();
    Path zip = bundles.resolve("access-" + request.id() + ".zip");
    String page = entry(zip, "data/index.html");
    String plain = page.replace('\u00a0', ' ').replace('’', '\'');
    String sha256 = String.valueOf(company.text("select sha256 from oubli.policy_version"));
    assertThat(plain)
        .contains(
            "acceptée le 4 mars 2026. En vigueur depuis le 1er janvier 2026. Ce qui a changé : Les"
                + " enregistrements sont gardés 6 mois.",
            sha256,
            "Le texte de cette version n'est pas dans notre registre.")
        .doesNotContain("autre</span>");
    assertThat(WrittenFrench.of(Company.policy(), Company.map()).faults("index.html", page))
        .isEmpty();
    assertThat(entry(zip, "recherche.json"))
        .contains("\"version\" : \"2026-1\"", "\"acceptee_le\" : \"2026-03-04\"", sha256);
  }
}
