package fr.oubli.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.rights.request.RequestHistory;
import fr.oubli.testing.EarlierVersion;
import fr.oubli.testing.OubliProcess;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Holds, requests, restrictions, the suppression list and the reports of an earlier version. */
class EarlierRegistersIT {

  private static final LocalDate NIGHT = LocalDate.of(2026, 11, 23);

  private final EarlierVersion earlier = EarlierVersion.migrated();

  @AfterEach
  void close() {
    earlier.close();
  }

  @Test
  void holdsAreInForceAndTheErasureThatOneKeptIsFinishedAfterItsRelease() throws Exception {
    assertThat(earlier.command("hold", "list").output())
        .containsExactly(
            "id  scope    collection  key  owner    review on   reason",
            "--  -------  ----------  ---  -------  ----------  ---------------",
            " 1  subject  customers   2    counsel  2027-06-30  claim announced");

    assertThat(earlier.command("hold", "release", "1").code()).isZero();
    OubliProcess night = earlier.command("nightly-purge", "--as-of", NIGHT.toString());

    assertThat(night.output()).contains("erasure of request 5 is done");
    assertThat(earlier.text("select email from customers where id = 2"))
        .isEqualTo("erased-2@invalid");
    assertThat(earlier.text("select state from oubli.erasure where request = 5")).isEqualTo("done");
    assertThat(earlier.recordings().resolve("b.ogg")).doesNotExist();
    assertThat(earlier.verified().faults()).isEmpty();
  }

  @Test
  void whatSomebodyWroteStandsApartFromTheHistory() {
    assertThat(
            earlier.text(
                "select string_agg(distinct step, ', ' order by step) from oubli.request_event where noted"))
        .isEqualTo("closed, identity verified, restricted, suspended");
    assertThat(earlier.count("oubli.request_event where noted and note is not null")).isZero();
    assertThat(new RequestHistory(earlier.dataSource(), "test").of(2))
        .extracting("note")
        .containsExactly(
            "erasure by email",
            "call back",
            "done",
            "reponse-2026-11-21.html",
            "erased, told by post");
    assertThatThrownBy(() -> earlier.jdbc().execute("update oubli.request_event set note = 'x'"))
        .rootCause()
        .hasMessageContaining("append-only");
    assertThat(earlier.verified().faults()).isEmpty();
  }

  @Test
  void requestsAreListedAndAnswered() throws Exception {
    Path bundles = earlier.folder().resolve("bundles");

    assertThat(earlier.command("request", "list", "--as-of", NIGHT.toString()).output())
        .containsExactly(
            "request  right        state      received    answer by   urgency",
            "-------  -----------  ---------  ----------  ----------  -------",
            "      1  access       verified   2026-11-18  2026-12-18  -",
            "      4  restriction  verified   2026-11-18  2026-12-18  -",
            "      5  erasure      verified   2026-11-19  2026-12-21  -",
            "      6  access       suspended  2026-11-19  -           -",
            "      7  erasure      verified   2026-11-20  2026-12-21  -",
            "now: write the letter: jobs/reply --request 1");
    OubliProcess export =
        earlier.command(
            "subject-export",
            "--request",
            "1",
            "--unencrypted",
            "--as-of",
            NIGHT.toString(),
            "--bundles",
            bundles.toString());
    assertThat(export.code()).as("%s", export.errors()).isZero();
    try (FileSystem bundle = FileSystems.newFileSystem(bundles.resolve("access-1.zip"))) {
      assertThat(Files.readString(bundle.getPath("access-1/data/customers.csv")))
          .contains("chloe@example.fr")
          .as("who only shares the telephone was rejected")
          .doesNotContain("lea@example.fr");
    }
  }

  @Test
  void aRestrictionIsLifted() throws Exception {
    assertThat(earlier.text("select name from oubli.active_customers where id = 7")).isNull();

    OubliProcess lift =
        earlier.command(
            "subject-restrict",
            "--lift",
            "--request",
            "4",
            "--as-of",
            NIGHT.toString(),
            "--told-on",
            NIGHT.minusDays(1).toString(),
            "--replies",
            earlier.folder().resolve("replies").toString());

    assertThat(lift.code()).as("%s", lift.errors()).isZero();
    assertThat(earlier.text("select name from oubli.active_customers where id = 7"))
        .isEqualTo("Gaëlle Sept");
  }

  @Test
  void whoIsToBeLeftAloneIsStillKnown() throws Exception {
    Path mailing = earlier.folder().resolve("mailing.txt");
    Files.writeString(mailing, "chloe@example.fr\ndavid@example.fr\nelise@example.fr\n");

    OubliProcess check =
        earlier.command("suppression", "check", mailing.toString(), "--channel", "email");

    assertThat(check.code()).as("%s", check.errors()).isEqualTo(ExitCode.QUARANTINE.code());
    assertThat(check.output()).containsExactly("david@example.fr", "elise@example.fr");
  }

  @Test
  void everyReportIsWrittenFromWhatThatVersionNoted() throws Exception {
    String asOf = NIGHT.toString();

    assertThat(told("compliance-report", "--as-of", asOf, "--lang", "en"))
        .contains(
            "2 later runs did not come to their end",
            "4 rows are in quarantine: their date cannot be judged",
            "2 notices to recipients are not sent (art. 19)",
            "order-data orders anonymisation 2021-11-19 5 3 2 0 1",
            "Requests waiting 5 of which late 0");
    assertThat(told("destruction-record", "--run", "1")).contains("newsletter_subscriptions");
    assertThat(told("request-report", "--as-of", asOf)).contains("7 requests, 0 late");
    assertThat(told("invoice-report", "--as-of", asOf)).contains("E-2");
    assertThat(told("verify-ledger"))
        .startsWith("intact: 24 entries about 29 rows, 5 seals, 5 copies outside the database");
  }

  /** What a command prints and writes, without the marks of its pages. */
  private String told(String... command) throws Exception {
    OubliProcess process = earlier.command(command);
    assertThat(process.code())
        .as("%s", process.errors())
        .isIn(ExitCode.DONE.code(), ExitCode.QUARANTINE.code());
    StringBuilder told = new StringBuilder();
    for (String line : process.output()) {
      told.append(line).append('\n');
      if (line.startsWith("wrote ")) {
        told.append(Files.readString(Path.of(line.substring("wrote ".length()))));
      }
    }
    return told.toString().replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
  }
}
