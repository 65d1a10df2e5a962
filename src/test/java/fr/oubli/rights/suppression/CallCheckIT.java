package fr.oubli.rights.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.testing.Company;
import fr.oubli.testing.OubliProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whom the company may call, asked as the people who call would. */
class CallCheckIT {

  private static final String TODAY = "2026-11-23";

  private final Company company = new Company();

  @AfterEach
  void close() {
    company.close();
  }

  private void consent(long customer, String channel, String given, @Nullable String withdrawn) {
    company.insert(
        "consents",
        "customer_id",
        customer,
        "channel",
        channel,
        "granted_at",
        given,
        "withdrawn_at",
        withdrawn);
  }

  private OubliProcess check(String... numbers) throws IOException, InterruptedException {
    Path file = company.folder().resolve("calls.txt");
    Files.write(file, Arrays.asList(numbers));
    return company.command(
        "suppression", "check", file.toString(), "--channel", "phone", "--as-of", TODAY);
  }

  private List<String> answers(String... numbers) throws IOException, InterruptedException {
    OubliProcess check = check(numbers);
    assertThat(check.code())
        .as("%s", check.errors())
        .isEqualTo(
            check.output().stream().allMatch(line -> line.contains(": may be called until "))
                ? ExitCode.DONE.code()
                : ExitCode.QUARANTINE.code());
    return check.output();
  }

  @Test
  void eachNumberIsAnsweredWithItsReason() throws Exception {
    long agreed = company.customer("a@example.fr", "06 11 11 11 11");
    consent(agreed, "phone", "2026-03-01 10:00+01", null);
    long byMail = company.customer("b@example.fr", "+33622222222");
    consent(byMail, "email", "2026-03-01 10:00+01", null);
    long before = company.customer("c@example.fr", "0033633333333");
    consent(before, "phone", "2025-11-22 10:00+01", null);
    long withdrew = company.customer("d@example.fr", "0644444444");
    consent(withdrew, "phone", "2026-03-01 10:00+01", "2026-05-02 09:00+02");
    // 23:30 UTC is the next day in Paris, which is the last on which the consent is good.
    long late = company.customer("e@example.fr", "0655555555");
    consent(late, "phone", "2025-11-22 23:30+00", null);

    assertThat(
            answers(
                "0611111111",
                "",
                "+33 6 11 11 11 11",
                "0622222222",
                "0633333333",
                "0644444444",
                "0655555555",
                "0699999999"))
        .containsExactly(
            "0611111111: may be called until 2027-03-01, by the consent of 2026-03-01",
            "+33 6 11 11 11 11: may be called until 2027-03-01, by the consent of 2026-03-01",
            "0622222222: no: no consent",
            "0633333333: no: the consent of 2025-11-22 ended on 2026-11-22",
            "0644444444: no: consent withdrawn on 2026-05-02",
            "0655555555: may be called until 2026-11-23, by the consent of 2025-11-23",
            "0699999999: no: no consent");
  }

  @Test
  void whoeverSharesTheNumberOrIsTheSamePersonIsHeard() throws Exception {
    long one = company.customer("one@example.fr", "0611111111");
    consent(one, "phone", "2026-03-01", null);
    long household = company.customer("other@example.fr", "06.11.11.11.11");
    consent(household, "phone", "2026-01-01", "2026-06-01");
    long twice = company.customer("twice@example.fr", "0622222222");
    consent(twice, "phone", "2026-03-01", null);
    long again = company.customer(" TWICE@example.fr", "0677777777");
    consent(again, "phone", "2026-02-01", "2026-07-01");

    assertThat(answers("0611111111", "0622222222"))
        .containsExactly(
            "0611111111: no: consent withdrawn on 2026-06-01",
            "0622222222: no: consent withdrawn on 2026-07-01");
  }

  @Test
  void aContractThatRunsAllowsACallAboutItAndAnObjectionNone() throws Exception {
    long waits = company.customer("waits@example.fr", "0611111111");
    long order = company.order(waits, null);
    company.jdbc().update("update orders set status = 'placed' where id = ?", order);
    long done = company.customer("done@example.fr", "0622222222");
    company.order(done, null);
    long objected = company.customer("objected@example.fr", "0633333333");
    consent(objected, "phone", "2026-03-01", null);
    company
        .jdbc()
        .update("update orders set status = 'placed' where id = ?", company.order(objected, null));
    assertThat(answers("0633333333").get(0)).contains("may be called until");
    OubliProcess open =
        company.command(
            "request",
            "open",
            "objection",
            "--scope",
            "phone",
            "--phone",
            "0633333333",
            "--received-on",
            "2026-11-20",
            "--as-of",
            TODAY);
    assertThat(open.code()).as("%s", open.errors()).isZero();
    company.command("request", "match", "1", "--confirm-all", "--as-of", TODAY);
    company.command(
        "request", "verify-identity", "1", "--means", "called back", "--on", "2026-11-21");
    company.command("request", "match", "1", "--reject-rest");
    OubliProcess object = company.command("subject-object", "--request", "1", "--as-of", TODAY);
    assertThat(object.code()).as("%s %s", open.output(), object.errors()).isZero();

    assertThat(answers("0611111111", "0622222222", "0633333333"))
        .containsExactly(
            "0611111111: only about a contract that runs, orders %d: no consent".formatted(order),
            "0622222222: no: no consent",
            "0633333333: no: objected");
  }

  @Test
  void whatIsNoNumberAndAPolicyThatSaysNothingAreRefused() throws Exception {
    OubliProcess address = check("0611111111", "a@example.fr");
    assertThat(address.code()).isEqualTo(ExitCode.INVALID.code());
    assertThat(String.join("\n", address.errors()))
        .contains("calls.txt:2: that is no telephone number; leave it out");

    Path policy = company.folder().resolve("silent.yml");
    Files.writeString(
        policy,
        Files.readString(Path.of("jobs/policy.yml"))
            .replaceFirst("(?ms)^canvassing:.*?(?=^anonymise:)", ""));
    Path file = company.folder().resolve("calls.txt");
    Files.writeString(file, "0611111111\n");
    OubliProcess silent =
        company.command(
            "suppression",
            "check",
            file.toString(),
            "--channel",
            "phone",
            "--policy",
            policy.toString());
    assertThat(silent.code()).isEqualTo(ExitCode.INVALID.code());
    assertThat(String.join("\n", silent.errors()))
        .contains("the policy does not say where consents are; write canvassing: { given:");
  }
}
