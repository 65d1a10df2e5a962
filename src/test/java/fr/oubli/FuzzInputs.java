package fr.oubli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Command lines with something wrong in them: a file, a path, a name, an identity, an option.
 *
 * @param url of the database
 */
record FuzzInputs(FuzzText text, FuzzFolder folder, String url) {

  static final String DAY = "2026-11-23";

  /** A command line, the variables that it is run with, and the SQL around it. */
  record Input(
      String kind,
      Map<String, String> variables,
      List<String> arguments,
      List<String> before,
      List<String> after) {}

  Input next() throws IOException {
    FuzzWords words = new FuzzWords(text, folder, url);
    return switch (text.random().nextInt(12)) {
      case 0, 1, 2 -> policy();
      case 3, 4 -> map();
      case 5 -> controller();
      case 6 -> csv();
      case 7 -> path();
      case 8 -> new FuzzNames(text, folder).name();
      case 9 -> words.identity();
      case 10 -> words.environment();
      default -> words.options();
    };
  }

  static Input input(String kind, List<String> arguments) {
    return new Input(kind, Map.of(), arguments, List.of(), List.of());
  }

  /** A command that reads both files, most often one that changes nothing. */
  private List<String> reading(String policy, String map) {
    List<List<String>> commands =
        List.of(
            List.of("check", "--as-of", DAY),
            List.of("nightly-purge", "--dry-run", "--as-of", DAY),
            List.of("nightly-purge", "--as-of", DAY),
            List.of("explain", "customers", "1", "--as-of", DAY),
            List.of("compliance-report", "--as-of", DAY),
            List.of(
                "processing-register",
                "--as-of",
                DAY,
                "--controller",
                folder.good("controller.yml")),
            List.of(
                "invoice-report", "--as-of", DAY, "--controller", folder.good("controller.yml")));
    List<String> arguments = new ArrayList<>(text.any(commands));
    arguments.addAll(List.of("--policy", policy, "--datamap", map));
    if (text.random().nextInt(4) == 0) {
      arguments.add("--json");
    }
    return arguments;
  }

  private Input policy() throws IOException {
    return input("policy", reading(folder.mutated("policy.yml"), folder.good("datamap.yml")));
  }

  private Input map() throws IOException {
    return input("map", reading(folder.good("policy.yml"), folder.mutated("datamap.yml")));
  }

  private Input controller() throws IOException {
    String file = folder.mutated("controller.yml");
    return input(
        "controller",
        text.any(
            List.of(
                folder.with("processing-register", "--as-of", DAY, "--controller", file),
                folder.with("reply", "--request", "1", "--as-of", DAY, "--controller", file),
                folder.with("invoice-report", "--as-of", DAY, "--controller", file),
                folder.with(
                    "subject-export", "--request", "1", "--as-of", DAY, "--controller", file))));
  }

  private Input csv() throws IOException {
    return input(
        "csv",
        switch (text.random().nextInt(8)) {
          case 4, 5 -> feed();
          case 6 ->
              List.of(
                  "request",
                  "import",
                  folder.mutatedOf(
                      "letters.csv",
                      """
                      right;received-on;channel;email;name;field;note
                      access;2026-11-20;email;anne@example.fr;;;
                      erasure;20/11/2026;post;;Léa Morel;customers.id=1;"wrote; by hand"
                      """));
          case 7 ->
              List.of(
                  "suppression",
                  "import",
                  folder.mutatedOf(
                      "told.csv",
                      "kind;digest;reason;channel;since\nemail;%s;objection;email;2026-10-01\n"
                          .formatted("0a".repeat(32))),
                  "--for",
                  text.any(List.of("mailer", text.word())));
          case 0 ->
              folder.with(
                  "subject-rectify",
                  "--request",
                  "3",
                  "--as-of",
                  DAY,
                  "--values",
                  folder.mutatedOf(
                      "values.csv",
                      """
                      collection;key;field;value
                      customers;1;city;Lyon
                      customers;1;postal_code;69001
                      orders;1;problem;"a;b"
                      """),
                  "--controller",
                  folder.good("controller.yml"));
          case 1 ->
              folder.with("invoice-decisions", folder.mutated("factures.csv"), "--as-of", DAY);
          case 2 ->
              List.of(
                  "object-removals",
                  "confirm",
                  folder.mutatedOf("objets.csv", folder.right("objets.csv")));
          default ->
              List.of(
                  "suppression",
                  "check",
                  folder.mutatedOf(
                      "mailing.txt", "a@example.fr\n\"b\" <b@example.fr>;x\n+33612345678\n\n"));
        });
  }

  /** Lines of orders or of cookies, by the mapping that is shipped or one that is broken. */
  private List<String> feed() throws IOException {
    String lines =
        text.random().nextBoolean()
            ? """
              commandée le;état;prestation;e-mail;prénom;nom;téléphone;adresse;ville;code postal;étage;problème;montant TTC
              06/05/2025 12:00;terminée;Serrure;a@example.fr;Marie;Durand;0612345678;;;;2;"clé; cassée";120,50
              07/05/2025 23:30;annulée;Serrure;b@example.fr;;;+33612345679;;;;;;
              """
            : """
              e-mail;type;nom du traceur;valeur;posé le
              a@example.fr;publicité;_fbp;x;06/05/2025 12:00
              a@example.fr;nécessaire;session;"y;z";29/02/2024 12:00
              """;
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "feed",
                text.random().nextInt(3) == 0
                    ? folder.mutatedOf("feed.csv", lines)
                    : folder.mutatedBehindTheFirstLine("feed.csv", lines),
                "--as",
                "site",
                "--most-bad",
                text.any(List.of("10%", "100%"))));
    Path mapping = Path.of("jobs/feeds/site.yml").toAbsolutePath();
    if (text.random().nextInt(3) == 0) {
      mapping = Path.of(folder.mutatedOf("mappings/site.yml", Files.readString(mapping)));
    }
    arguments.addAll(List.of("--mappings", String.valueOf(mapping.getParent())));
    return folder.with(arguments.toArray(String[]::new));
  }

  private Input path() {
    String odd = folder.oddPath();
    return input(
        "path",
        switch (text.random().nextInt(12)) {
          case 0 -> folder.with("nightly-purge", "--as-of", DAY, "--reports", odd);
          case 1 -> folder.with("nightly-purge", "--as-of", DAY, "--recordings", odd);
          case 2 -> folder.with("nightly-purge", "--as-of", DAY, "--metrics", odd);
          case 3 -> folder.with("nightly-purge", "--as-of", DAY, "--dry-run", "--list", odd);
          case 4 -> List.of("check", "--policy", odd, "--datamap", folder.good("datamap.yml"));
          case 5 -> List.of("check", "--datamap", odd, "--policy", folder.good("policy.yml"));
          case 6 -> folder.with("compliance-report", "--as-of", DAY, "--reports", odd);
          case 7 ->
              folder.with(
                  "subject-export",
                  "--request",
                  "1",
                  "--as-of",
                  DAY,
                  "--bundles",
                  odd,
                  "--controller",
                  folder.good("controller.yml"));
          case 8 ->
              folder.with(
                  "reply",
                  "--request",
                  "1",
                  "--as-of",
                  DAY,
                  "--replies",
                  odd,
                  "--controller",
                  folder.good("controller.yml"));
          case 9 -> List.of("verify-ledger", "--key", odd);
          case 10 -> folder.with("processing-register", "--as-of", DAY, "--controller", odd);
          default -> List.of("draft-datamap", "--output", odd);
        });
  }
}
