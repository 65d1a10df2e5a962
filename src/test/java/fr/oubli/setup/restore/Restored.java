package fr.oubli.setup.restore;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Right;
import fr.oubli.testing.Company;
import fr.oubli.testing.Desk;
import fr.oubli.testing.OubliProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A company of which a backup was made, to which things then happened, and that is put back. */
record Restored(Company company) {

  static final LocalDate BACKUP_DAY = LocalDate.of(2026, 11, 20);
  static final LocalDate TODAY = Desk.TODAY;

  private static final Pattern PLAN = Pattern.compile("--plan ([0-9a-f]{16})");

  /** People and rows, some of which fall due between the day of the backup and today. */
  long[] fill() {
    long[] people = new long[4];
    for (int i = 0; i < people.length; i++) {
      people[i] = company.customer("person" + i + "@example.fr", "+3361234567" + i);
      long order = company.order(people[i], "person" + i + "@example.fr");
      company.invoice(people[i], order, 10 + i, "2025-05-06");
      company.insert(
          "consents",
          "customer_id",
          people[i],
          "channel",
          "email",
          "granted_at",
          "2026-01-0" + (i + 1) + " 10:00+01");
      company.insert(
          "messages",
          "customer_id",
          people[i],
          "channel",
          "mail",
          "body",
          "Bonjour",
          "sent_at",
          "2026-02-03 10:00+01");
    }
    for (int day = 15; day < 30; day++) {
      // Thirteen months: those of the days up to 19 October are gone at the backup's night.
      company.insert(
          "cookies",
          "kind",
          "advertising",
          "name",
          "ad",
          "value",
          "v" + day,
          "set_at",
          "2025-10-" + day + " 10:00+02");
    }
    company.recording(people[3], "+33612345673", "2026-05-20 10:00+02", "call.wav");
    return people;
  }

  OubliProcess run(String... words) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--recordings", company.recordings().toString()));
    return company.command(all.toArray(String[]::new));
  }

  void night(LocalDate day) {
    assertThat(company.purge(day).code()).isEqualTo(ExitCode.DONE);
  }

  long verified(Right right, String email) {
    return new Desk(company).verified(right, new Identity("email", email)).id();
  }

  void done(String command, long request, String... more) throws IOException, InterruptedException {
    List<String> words =
        new ArrayList<>(
            List.of(command, "--request", Long.toString(request), "--as-of", TODAY.toString()));
    words.addAll(List.of("--replies", company.folder().resolve("replies").toString()));
    words.addAll(List.of(more));
    OubliProcess process = company.command(words.toArray(String[]::new));
    assertThat(process.code()).as("%s %s", process.output(), process.errors()).isIn(0, 3);
  }

  Path corrections(long customer, String name) throws IOException {
    return Files.writeString(
        company.folder().resolve("corrections.csv"),
        "collection,key,field,value\ncustomers,%d,first_name,%s\n".formatted(customer, name));
  }

  /** The hash of the plan that a look shows. */
  String look() throws IOException, InterruptedException {
    OubliProcess look = run("replay", "--as-of", TODAY.toString());
    look.finish(ExitCode.DONE);
    Matcher plan = PLAN.matcher(String.join("\n", look.output()));
    assertThat(plan.find()).as("%s", look.output()).isTrue();
    return plan.group(1);
  }

  OubliProcess act(String hash) throws IOException, InterruptedException {
    return run("replay", "--as-of", TODAY.toString(), "--plan", hash);
  }
}
