package fr.oubli.rights.request;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.rights.request.RequestRegister.Letter;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.testing.Company;
import fr.oubli.testing.Desk;
import fr.oubli.testing.OubliProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A second request of the same person and right, each test with people of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LinkedRequestsIT {

  private final Company company = new Company();
  private final Desk desk = new Desk(company);
  private final PersonKinds person =
      PersonKinds.of(
          Company.map(),
          Objects.requireNonNull(Company.policy().subject()),
          Catalog.read(company.dataSource(), Company.map()));
  private int people;

  @AfterAll
  void close() {
    company.close();
  }

  private List<String> run(ExitCode code, String... words) throws Exception {
    OubliProcess process = company.command(words);
    process.finish(code);
    return code == ExitCode.DONE ? process.output() : process.errors();
  }

  private List<String> request(String words) throws Exception {
    return run(ExitCode.DONE, ("request " + words + " --as-of " + Desk.TODAY).split(" "));
  }

  /** What the command does with these words, without a command. */
  private long opened(String words) {
    String[] all = words.split(" ", -1);
    List<Identity> who = new ArrayList<>();
    String quality = "person";
    String scope = "all";
    for (int i = 1; i < all.length; i += 2) {
      String value = all[i + 1].replace("_", "\u00A0");
      switch (all[i]) {
        case "--email" -> who.add(Identity.email(value));
        case "--phone" -> who.add(Identity.phone(value));
        case "--name" -> who.add(Identity.name(value));
        case "--field" -> who.add(Identity.field(value, Company.map()));
        case "--quality" -> quality = value;
        default -> scope = value;
      }
    }
    RequestRegister register = desk.register();
    long id =
        register
            .open(
                new Letter(Right.of(all[0]), "email", quality, Desk.TODAY.minusDays(3), scope), who)
            .id();
    desk.search(id, who.toArray(Identity[]::new));
    register.links().link(List.of(id), person);
    return id;
  }

  private String same(long request) {
    return ""
        + company.text("select coalesce(same_as, 0) from oubli.request where id = " + request);
  }

  /** What two letters say, and whether they are one person's who asks the same. */
  @ParameterizedTest
  @CsvSource({
    "access --email a{n}@ex.fr, access --email A{n}@ex.fr, true",
    "access --email a{n}@ex.fr, access --email ａ{n}@ex.fr, true",
    "access --email a{n}@ex.fr --name Anne_Roy, access --email a{n}@ex.fr --name roy_anne, true",
    "access --email a{n}@ex.fr --name Anne_Roy, access --email a{n}@ex.fr, true",
    "objection --email a{n}@ex.fr --scope email, objection --email a{n}@ex.fr --scope email, true",
    "objection --email a{n}@ex.fr, objection --email a{n}@ex.fr --scope sms, true",
    "access --email a{n}@ex.fr --name Anne_Roy, access --email a{n}@ex.fr --name Paul_Roy, false",
    "access --email a{n}@ex.fr, access --email b{n}@ex.fr, false",
    "access --email a{n}@ex.fr, erasure --email a{n}@ex.fr, false",
    "access --email a{n}@ex.fr, portability --email a{n}@ex.fr, false",
    "access --email a{n}@ex.fr, access --email a{n}@ex.fr --quality parent, false",
    "objection --email a{n}@ex.fr --scope sms, objection --email a{n}@ex.fr, false",
    "access --phone 06123456{n}, access --phone 06123456{n}, false",
    "access --name Anne_Roy{n}, access --name Anne_Roy{n}, false"
  })
  void twoLettersOfOnePersonAreLinked(String first, String second, boolean linked) {
    String number = "" + (10 + ++people);
    long earlier = opened(first.replace("{n}", number));
    long later = opened(second.replace("{n}", number));
    assertThat(same(later)).isEqualTo(linked ? "" + earlier : "0");
    assertThat(same(earlier)).isEqualTo("0");
  }

  /** Accounts that both were found to have; two people can have one address all the same. */
  @ParameterizedTest
  @CsvSource({
    "--field customers.id={a}, --field customers.id={a}, true",
    "--field customers.id={a}, --email mine{n}@ex.fr, true",
    "--email mine{n}@ex.fr --field customers.id={a}, --email ours{n}@ex.fr --field customers.id={a}, true",
    "--field customers.id={a}, --field customers.id={b}, false",
    "--email ours{n}@ex.fr --field customers.id={b}, --email ours{n}@ex.fr --field customers.id={c}, false",
    "--field customers.id={a} --name Anne_Roy, --field customers.id={a} --name Paul_Roy, false"
  })
  void anAccountIsOnePersonsUnlessTheLettersSayOtherwise(
      String first, String second, boolean linked) {
    String number = "" + (10 + ++people);
    String a = "" + company.customer("mine" + number + "@ex.fr", "+336");
    String b = "" + company.customer("ours" + number + "@ex.fr", "+336");
    String c = "" + company.customer("OURS" + number + "@ex.fr", "+336");
    List<Long> opened = new ArrayList<>();
    for (String who : List.of(first, second)) {
      opened.add(
          opened(
              "access "
                  + who.replace("{n}", number)
                      .replace("{a}", a)
                      .replace("{b}", b)
                      .replace("{c}", c)));
    }
    assertThat(same(opened.get(1))).isEqualTo(linked ? "" + opened.get(0) : "0");
  }

  @Test
  void whatHasEndedIsNotDoneTwice() {
    RequestSteps steps = desk.register().steps();
    String who = "access --email ended" + ++people + "@ex.fr";
    long refused = opened(who);
    steps.refuse(refused, RefusalGround.IDENTITY, "f", Desk.TODAY);
    long closed = opened(who);
    assertThat(same(closed)).isEqualTo("0");
    steps.closeUnanswered(closed, "w", Desk.TODAY);
    long suspended = opened(who);
    assertThat(same(suspended)).isEqualTo("0");
    steps.suspend(suspended, "d", Desk.TODAY);
    long second = opened(who);
    long third = opened(who);
    assertThat(same(second)).isEqualTo("" + suspended);
    assertThat(same(third)).as("the earliest").isEqualTo("" + suspended);
  }

  @Test
  void aSecondRequestIsToldShownAndClosedWithTheFirst() throws Exception {
    String who = "access --email twice" + ++people + "@ex.fr";
    long first = opened(who);
    List<String> open = request("open " + who + " --received-on 2026-11-21");
    long second = first + 1;
    assertThat(open)
        .contains(
            "request %d asks the same right for the same person as request %d, which is to be answered by 2026-12-21: they are linked"
                .formatted(second, first));
    String close = "jobs/request close " + second + " --same-as " + first;

    assertThat(run(ExitCode.INVALID, "request", "close", "" + second, "--same-as", "" + first))
        .singleElement()
        .asString()
        .startsWith("request " + second + " is open, which is no moment to close it with")
        .doesNotContain("close it with the answer to another |");
    assertThat(request("verify-identity " + second + " --means m"))
        .last()
        .asString()
        .isEqualTo(
            "now: answer request %d, which asks the same, and close it with the answer to the earlier one: %s"
                .formatted(first, close));
    assertThat(run(ExitCode.INVALID, "request", "close", "" + second, "--same-as", "" + first))
        .containsExactly(
            "request %1$d cannot be closed with request %2$d, which is open; see jobs/request show %2$d"
                .formatted(second, first));
    assertThat(request("show " + second))
        .contains("linked: it asks the same for the same person as request " + first)
        .contains("or, to carry it out: jobs/subject-export --request " + second);
    assertThat(request("show " + first))
        .contains("linked: request " + second + " (verified) asks the same for the same person");
    assertThat(run(ExitCode.DONE, "request", "list", "--as-of", "2026-11-21"))
        .anyMatch(line -> line.matches(" *" + second + " +access +verified .* " + first + " *"));

    answer(first);
    assertThat(request("show " + second).stream().filter(line -> line.startsWith("now: ")))
        .containsExactly("now: close it with the answer to the earlier one: " + close);
    assertThat(request("close " + second + " --same-as " + first + " --on " + Desk.TODAY))
        .contains("now: write the letter: jobs/reply --request " + second);
    assertThat(desk.register().get(second).answered()).isTrue();
    letter(first, second);
    csv(first, second);
  }

  private void answer(long request) throws Exception {
    desk.register().steps().verify(request, "m", Desk.TODAY);
    desk.register().history().note(request, Right.ACCESS.step(), "access.zip");
    reply(request, Desk.TODAY.minusDays(1).toString());
  }

  private Path reply(long request, String day) throws Exception {
    Path folder = company.folder().resolve("replies");
    run(
        ExitCode.DONE,
        "reply",
        "--request",
        "" + request,
        "--replies",
        "" + folder,
        "--as-of",
        day);
    return folder.resolve("demande-" + request);
  }

  private void letter(long first, long second) throws Exception {
    Path folder = reply(second, Desk.TODAY.toString());
    String letter =
        Files.readString(folder.resolve("lettre-" + second + "-1-renvoi.txt"))
            .replaceAll("[\\s\\h]+", " ");
    assertThat(letter)
        .contains(
            "votre demande n° %d du 20 novembre 2026, à laquelle nous avons répondu par notre lettre du 22 novembre 2026. Cette réponse vaut pour vos deux demandes."
                .formatted(first));
    assertThat(desk.register().progress(second).now())
        .isEqualTo("now: read the letter and send it; nothing more is to be done");
  }

  private void csv(long first, long second) throws Exception {
    run(
        ExitCode.DONE,
        "request-report",
        "--as-of",
        "2026-12-31",
        "--reports",
        "" + company.reports());
    try (var files = Files.walk(company.reports())) {
      Path csv = files.filter(file -> file.endsWith("requests.csv")).findFirst().orElseThrow();
      assertThat(Files.readAllLines(csv).stream().map(line -> line.replace("\"", "")))
          .anyMatch(line -> line.endsWith(";Même demande que n°"))
          .anyMatch(line -> line.startsWith(second + ";") && line.endsWith(";" + first))
          .anyMatch(line -> line.startsWith(first + ";") && line.endsWith(";"));
    }
  }

  @Test
  void whoeverTurnsOutToBeAnotherPersonGoesTheirOwnWay() throws Exception {
    String who = "access --email pair" + ++people + "@ex.fr";
    long first = opened(who);
    long second = opened(who);
    assertThat(same(second)).isEqualTo("" + first);
    assertThat(request("verify-identity " + second + " --means m --another-person"))
        .last()
        .asString()
        .isEqualTo("now: carry it out: jobs/subject-export --request " + second);
    assertThat(same(second)).isEqualTo("0");
    request("match " + second);
    assertThat(same(second)).as("nobody links them again").isEqualTo("0");
    assertThat(
            run(
                ExitCode.INVALID,
                "request",
                "verify-identity",
                "" + second,
                "--means",
                "m",
                "--another-person"))
        .containsExactly(
            "request " + second + " is linked to no other: leave --another-person out");
  }

  /** What is learned later links too. */
  @Test
  void anAddressThatIsAddedLinks() throws Exception {
    String address = "late" + ++people + "@ex.fr";
    long first = opened("access --email " + address);
    long second = opened("access --name Anne_Roy");
    assertThat(same(second)).isEqualTo("0");
    assertThat(request("match " + second + " --email " + address))
        .anyMatch(line -> line.endsWith(": they are linked"));
    assertThat(same(second)).isEqualTo("" + first);
  }
}
