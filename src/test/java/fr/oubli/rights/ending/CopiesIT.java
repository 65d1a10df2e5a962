package fr.oubli.rights.ending;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Right;
import fr.oubli.testing.Company;
import fr.oubli.testing.Desk;
import fr.oubli.testing.OubliProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The copies that Oubli itself makes of a person end with the person: bundles, letters, lines that
 * a feed could not take, its reports, its log, and what is kept for a restore.
 */
class CopiesIT {

  private static final LocalDate THEN = LocalDate.of(2026, 9, 2);
  private static final LocalDate NIGHT = Desk.TODAY;
  private static final String EMAIL = "jeanne.copie@example.fr";
  private static final List<String> TRACES = List.of("jeanne.copie", "Zéphyrine", "Copieuse");

  private final Company company = new Company();

  private Path folder(String name) {
    return company.folder().resolve(name);
  }

  private void run(String... words) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--policy", folder("policy.yml").toString()));
    OubliProcess process = company.command(all.toArray(String[]::new));
    assertThat(process.code()).as("%s %s", process.output(), process.errors()).isIn(0, 3, 4);
  }

  private List<Path> tracesOnDisk() throws IOException {
    try (Stream<Path> files = Files.walk(company.folder())) {
      List<Path> traces = new ArrayList<>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String content = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        if (TRACES.stream().anyMatch(content::contains)) {
          traces.add(file);
        }
      }
      return traces;
    }
  }

  @Test
  void case24_noCopyThatOubliMadeOutlivesThePerson() throws IOException, InterruptedException {
    writeShortPolicy();
    long customer =
        company.insert(
            "customers",
            "email",
            EMAIL,
            "first_name",
            "Zéphyrine",
            "last_name",
            "Copieuse",
            "created_at",
            "2025-03-04 10:00+01");
    company.order(customer, EMAIL);
    Path input = Files.createTempFile("orders", ".csv");
    Files.writeString(
        input,
        """
        reçue le;e-mail;prénom;nom;téléphone;adresse;ville;code postal;étage;problème
        pas une date;%s;Zéphyrine;Copieuse;;;;;;porte claquée
        """
            .formatted(EMAIL));
    run(
        "feed",
        input.toString(),
        "--as",
        "site",
        "--as-of",
        THEN.toString(),
        "--rejected",
        folder("rejected").toString());
    Desk desk = new Desk(company, Company.policy(), Company.map(), THEN);
    long access = desk.verified(Right.ACCESS, Identity.email(EMAIL)).id();
    run(
        "subject-export",
        "--request",
        "" + access,
        "--as-of",
        THEN.toString(),
        "--bundles",
        folder("bundles").toString());
    run(
        "reply",
        "--request",
        "" + access,
        "--as-of",
        THEN.toString(),
        "--replies",
        folder("replies").toString());
    desk.register().steps().close(access, "sent", THEN);
    long erasure = desk.verified(Right.ERASURE, Identity.email(EMAIL)).id();
    run(
        "subject-erase",
        "--request",
        "" + erasure,
        "--as-of",
        THEN.toString(),
        "--replies",
        folder("replies").toString());
    desk.register().steps().close(erasure, "told", THEN);
    assertThat(tracesOnDisk()).as("copies that are made on purpose").isNotEmpty();

    run("nightly-purge", "--as-of", NIGHT.toString());

    assertThat(tracesOnDisk()).isEmpty();
    assertThat(folder("bundles")).isEmptyDirectory();
    assertThat(company.dump())
        .allSatisfy((table, rows) -> assertThat(TRACES).noneMatch(rows::contains));
    company.close();
  }

  /** The shipped policy with periods that are over by the night. */
  private void writeShortPolicy() throws IOException {
    String policy = Files.readString(Path.of("jobs/policy.yml"));
    String limits = "limits: { share-of-collection: 20%, from-rows: 500 }";
    assertThat(policy).contains(limits);
    Files.writeString(
        folder("policy.yml"),
        policy.replace(
            limits,
            "limits: { share-of-collection: 20%, from-rows: 500, requests-kept: P30D, letters-kept: P30D,"
                + " bundles-kept: P30D, feeds-kept: P30D }"));
  }
}
