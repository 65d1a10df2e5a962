package fr.oubli.rights.request.command;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Matches;
import fr.oubli.rights.request.Right;
import fr.oubli.testing.Company;
import fr.oubli.testing.Desk;
import fr.oubli.testing.OubliProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestCommandIT {

  private final Company company = new Company();

  @AfterEach
  void close() {
    company.close();
  }

  private List<String> request(String step, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("request", step, "--as-of", "" + Desk.TODAY));
    all.addAll(List.of(arguments));
    OubliProcess process = company.command(all.toArray(String[]::new));
    process.finish(ExitCode.DONE);
    return process.output();
  }

  @Test
  void howALetterCameIsSaidAndNeverTakenForAnEmailOfNobody() throws Exception {
    for (String[] who :
        new String[][] {
          {"email", "--email", "jeanne@example.fr"},
          {"post", "--name", "Jeanne Martin"},
          {"counter", "--email", "jeanne@example.fr", "--channel", "counter"}
        }) {
      List<String> arguments = new ArrayList<>(List.of("access", "--received-on", "2026-11-20"));
      arguments.addAll(List.of(who).subList(1, who.length));
      assertThat(request("open", arguments.toArray(String[]::new)))
          .anyMatch(line -> line.contains(", which came by " + who[0] + ", is registered"));
    }
    assertThat(company.text("select string_agg(channel, ' ' order by id) from oubli.request"))
        .isEqualTo("email post counter");
  }

  @Test
  void aRequestThatFoundNobodyIsVerifiedWithAWarningAndTakesMoreIdentities() throws Exception {
    long account = company.customer("jeanne@example.fr", "+33612345678");
    long request = new Desk(company).letter(Right.ACCESS, Identity.email("j@example.fr")).id();

    assertThat(request("verify-identity", "" + request, "--means", "call back"))
        .anyMatch(line -> line.startsWith("warning: no row is confirmed"));
    assertThat(request("match", "" + request))
        .containsSubsequence(
            "nothing found; the person is owed an answer all the same",
            "else verify who asks, with jobs/request verify-identity "
                + request
                + ", and answer that nothing is held");
    OubliProcess match =
        company.command("request", "match", "" + request, "--rows", "--email", "jeanne@example.fr");
    match.finish(ExitCode.DONE);
    assertThat(match.output()).contains("customers:" + account);
  }

  @Test
  void aSearchInVainIsSaidWithWhatToDo() {
    long id = new Desk(company).letter(Right.ACCESS, Identity.email("a@example.fr")).id();
    MatchLines lines = new MatchLines(new Matches(company.dataSource()), id, Company.map());
    assertThat(lines.found())
        .hasSize(3)
        .anyMatch(line -> line.contains("jobs/request match " + id + " and --email"))
        .anyMatch(line -> line.contains("jobs/request verify-identity " + id));
    assertThat(lines.nobody()).singleElement().asString().startsWith("warning: no row is");

    company
        .jdbc()
        .update(
            "insert into oubli.request_match (request, collection, row_key, found_by, state)"
                + " values (?, 'customers', '7', 'name', 'proposed')",
            id);
    assertThat(lines.found()).contains("proposed by name: customers:7");
    assertThat(lines.nobody()).hasSize(1);

    new Matches(company.dataSource()).decide(id, "customers:7", true);
    assertThat(lines.nobody()).isEmpty();
  }

  @Test
  void ofThousandsOfProposedRowsTheNumberAndTheWayAreTold() {
    long id = new Desk(company).letter(Right.ACCESS, Identity.email("a@example.fr")).id();
    company
        .jdbc()
        .update(
            "insert into oubli.request_match"
                + " (request, collection, row_key, found_by, state, part, way) select ?, 'orders',"
                + " n::text, 'created_by', 'proposed', 'party', 'orders.created_by to customers'"
                + " from generate_series(1, 450) n",
            id);
    Matches matches = new Matches(company.dataSource());
    MatchLines lines = new MatchLines(matches, id, Company.map());

    assertThat(lines.found())
        .contains(
            "proposed by orders.created_by to customers: 450 rows of orders; list them with --rows"
                + " --of orders, decide on all with orders:*")
        .anyMatch(line -> line.contains("--confirm-own"))
        .hasSizeLessThan(6);
    assertThat(lines.rows("orders", 2, Map.of()))
        .hasSize(Matches.SHOWN + 1)
        .contains("450 rows are proposed; the next 200 with --page 3");
    assertThat(lines.rows("orders", 3, Map.of())).hasSize(50);

    assertThat(matches.decide(id, "orders:*", Matches.Decision.REJECTED)).isEqualTo(450);
    assertThat(matches.counts(id)).allMatch(count -> count.proposed() == 0);
  }

  @Test
  void aProposedRowIsShownMaskedAndThePersonsOwnAddressWhole() throws Exception {
    long other = company.customer("claire@example.fr", "+33612345678");
    company.customer("jeanne@example.fr", "+33612345678");
    long request = new Desk(company).letter(Right.ACCESS, Identity.email("jeanne@example.fr")).id();

    assertThat(request("match", "" + request, "--rows"))
        .anyMatch(line -> line.startsWith("proposed by phone: customers:" + other + " (phone …78"))
        .noneMatch(line -> line.contains("claire@"));
  }
}
