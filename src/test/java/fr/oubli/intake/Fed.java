package fr.oubli.intake;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.model.feed.FeedMappingFile;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.rights.suppression.SuppressedPeople;
import fr.oubli.testing.Company;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A company, and files that are brought into it. */
record Fed(Company company, LocalDate today) {

  static final String ORDERS =
      "commandée le;état;prestation;e-mail;prénom;nom;téléphone;adresse;ville;code postal;étage;"
          + "problème;montant TTC\n";

  static final String CONSENTS = "e-mail;téléphone;canal;donné le;retiré le;preuve\n";

  /** An order of a person, on a day of the form {@code dd/MM/yyyy HH:mm}. */
  static String order(String email, String at, String amount) {
    return at
        + ";terminée;Serrure;"
        + email
        + ";Marie;Durand;;1 rue Haute;Lyon;69001;2;porte claquée;"
        + amount
        + "\n";
  }

  /** What the command prints; of a refusal its lines. */
  List<String> bring(String channel, String content) {
    return bring(channel, content.getBytes(StandardCharsets.UTF_8), null);
  }

  List<String> bring(String channel, byte[] content, @Nullable Long lines) {
    try {
      Path file = Files.write(company.folder().resolve("file.csv"), content);
      return bring(Path.of("jobs/feeds", channel + ".yml"), file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> bring(Path mapping, Path file, @Nullable Long lines) {
    try {
      Feed.Done done = feed().bringIn(file, FeedMappingFile.read(mapping), lines, 0.1);
      List<String> told = new ArrayList<>(done.lines());
      told.add("exit " + done.code().code());
      return told;
    } catch (Refusal e) {
      List<String> told = new ArrayList<>(e.lines());
      told.add("exit " + e.code().code());
      return told;
    }
  }

  private Feed feed() {
    return new Feed(
        company.dataSource(),
        Company.policy(),
        Company.map(),
        new SuppressedPeople(),
        new Feed.Folders(company.keys(), rejected()),
        today,
        "test-operator");
  }

  /** As if nothing had ever come in; a feed leaves none of the lines that it staged. */
  void empty() {
    assertThat(company.count("pg_tables where tablename like 'feed_lines%'")).isZero();
    company
        .jdbc()
        .execute(
            "truncate customers cascade; truncate orders, recordings cascade;"
                + " truncate oubli.feed cascade; delete from oubli.suppression");
  }

  Path rejected() {
    return company.folder().resolve("rejected");
  }
}
