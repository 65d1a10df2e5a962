package fr.oubli.rights.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.decision.person.Phones;
import fr.oubli.model.policy.EmailIgnores;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Right;
import fr.oubli.rights.suppression.SuppressionList.Reason;
import fr.oubli.testing.Company;
import fr.oubli.testing.Desk;
import fr.oubli.testing.OubliProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever is on the list is found in every spelling, by whichever version entered them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpelledSuppressionsIT {

  private static final EmailIgnores GMAIL =
      new EmailIgnores(List.of("gmail.com"), List.of("gmail.com"));

  private final Company company = new Company();
  private final long request =
      new Desk(company).letter(Right.OBJECTION, Identity.email("x@exemple.fr")).id();

  @AfterAll
  void close() {
    company.close();
  }

  private SuppressionList list(EmailIgnores ignores) {
    return new SuppressionList(
        company.dataSource(), SuppressionKey.in(company.keys()), new Phones("FR"), ignores);
  }

  /** As the version before this one did. */
  private void enteredEarlier(String written) {
    company
        .jdbc()
        .update(
            "insert into oubli.suppression (kind, digest, reason, request) values"
                + " ('email', ?, 'erasure', ?)",
            SuppressionKey.in(company.keys())
                .digest("email", written.strip().toLowerCase(Locale.ROOT)),
            request);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Zoé@Exemple.fr",
        "\u00A0zoé@exemple.fr\t",
        "ｚｏé@exemple.fr",
        "zo\u200Bé@exemple.fr"
      })
  void everySpellingOfOneAddressIsOneEntry(String written) {
    SuppressionList list = list(EmailIgnores.NOTHING);
    list.add(List.of(Identity.email(written)), Reason.OBJECTION, "email", request);
    for (Normalizer.Form form : Normalizer.Form.values()) {
      assertThat(list.of(Identity.email(Normalizer.normalize("ZOÉ@exemple.fr", form)))).hasSize(1);
    }
    assertThat(list.of(Identity.email("zoe@exemple.fr"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Léo.1@exemple.fr", "ｌｅｏ.2@exemple.fr", "leo\u00AD.3@exemple.fr"})
  void whatEarlierVersionsEnteredGoesOnMatching(String written) throws Exception {
    enteredEarlier(written);
    Path file = company.folder().resolve("mailing.txt");
    Files.writeString(file, "\uFEFF" + "nobody@exemple.fr\n" + written + " \n\n\u00A0\n");
    OubliProcess check = company.command("suppression", "check", "" + file);
    assertThat(check.finish(ExitCode.QUARANTINE)).isNotNull();
    assertThat(check.output()).containsExactly(written);
  }

  @Test
  void anEntryOfDecomposedLettersIsFoundByComposedOnes() {
    enteredEarlier(Normalizer.normalize("lucé@exemple.fr", Normalizer.Form.NFD));
    assertThat(list(EmailIgnores.NOTHING).of(Identity.email("Lucé@exemple.fr"))).hasSize(1);
  }

  @Test
  void dotsAndTagsMeanNothingOnlyWhereThePolicySaysSo() {
    list(GMAIL).add(List.of(Identity.email("m.ax+a@gmail.com")), Reason.OBJECTION, "all", request);
    list(GMAIL).add(List.of(Identity.email("m.ax+a@exemple.fr")), Reason.OBJECTION, "all", request);
    for (String written : List.of("max@gmail.com", "ma.x+b@gmail.com", "m.ax+a@gmail.com")) {
      assertThat(list(GMAIL).of(Identity.email(written))).as(written).hasSize(1);
    }
    assertThat(list(EmailIgnores.NOTHING).of(Identity.email("max@gmail.com"))).isEmpty();
    assertThat(list(EmailIgnores.NOTHING).of(Identity.email("m.ax+a@gmail.com"))).hasSize(1);
    assertThat(list(GMAIL).of(Identity.email("max@exemple.fr"))).isEmpty();
    assertThat(list(GMAIL).of(Identity.email("may@gmail.com"))).isEmpty();

    enteredEarlier("luc@gmail.com");
    assertThat(list(GMAIL).of(Identity.email("l.uc+new@gmail.com"))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"０６１２３４５６７８", "06\u00A012\u202F34\t56–78", "+33 6 12 34 56 78"})
  void aTelephoneIsOneHoweverItIsWritten(String written) {
    list(EmailIgnores.NOTHING)
        .add(List.of(Identity.phone("0612345678")), Reason.ERASURE, "all", request);
    assertThat(list(EmailIgnores.NOTHING).of(Identity.phone(written))).hasSize(1);
  }
}
