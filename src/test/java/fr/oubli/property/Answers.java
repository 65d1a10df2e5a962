package fr.oubli.property;

import fr.oubli.model.datacontroller.Controller;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.property.Graph.Node;
import fr.oubli.registers.recording.RecordingFiles;
import fr.oubli.rights.access.SubjectExport;
import fr.oubli.rights.erasure.SubjectErase;
import fr.oubli.rights.erasure.SubjectErase.Erased;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.Right;
import fr.oubli.testing.Desk;
import fr.oubli.testing.Shop;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * One person of a case asks for their data, then to be erased. The bundle must hold their rows and
 * no others; the erasure, which is done twice, must leave nothing but what its reply lists.
 */
record Answers(Shop shop, Scenario scenario, Policy policy, DataMap map, Path folder) {

  private static final Set<String> LISTED = Set.of("KEPT", "LEFT", "UNSEARCHED");
  private static final String ERASURE = "an erasure leaves nothing but what the reply lists";
  private static final String REFUSED =
      "an erasure is refused for want of a rule alone, and changes nothing";
  private static final String NONE_MISSING =
      "every row with any tie to a person is confirmed, proposed or not searched";
  private static final String NONE_OF_OTHERS = "no row of others alone is confirmed";
  private static final String HELD = "no row that a hold reaches is changed";
  private static final String TWICE = "a second erasure changes nothing";

  void judge() {
    Table people = scenario.persons().orElseThrow();
    Owned owned = new Owned(scenario, new Graph(scenario));
    List<Node> accounts = owned.rows(people.name());
    if (accounts.isEmpty()) {
      return;
    }
    Node account = accounts.get((int) Math.floorMod(scenario.seed(), (long) accounts.size()));
    export(account, owned);
    erase(account, owned);
  }

  /** The request of one of the persons to be erased; empty where there is no person. */
  Optional<Request> erasure() {
    Owned owned = new Owned(scenario, new Graph(scenario));
    List<Node> accounts = owned.rows(scenario.persons().orElseThrow().name());
    return accounts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            desk()
                .verified(
                    Right.ERASURE,
                    identity(
                        accounts.get(
                            (int) Math.floorMod(scenario.seed(), (long) accounts.size())))));
  }

  /** Carries a request of erasure out, where the policy says what becomes of every row. */
  void carryOut(Request erasure) {
    try {
      desk().erasure().erase(erasure.id());
    } catch (Refusal e) {
      Trial.expect(
          e.lines().stream().allMatch(line -> line.startsWith("no rule of the policy says what")),
          REFUSED,
          "" + e.lines());
    }
  }

  private void export(Node account, Owned owned) {
    Request request = desk().verified(Right.ACCESS, identity(account));
    Path bundle =
        new SubjectExport(
                shop.dataSource(),
                policy,
                map,
                new Controller(
                    new Controller.Contact(
                        "controller", "address", "c@example.fr", "dpo@example.fr"),
                    List.of(),
                    "none",
                    List.of(),
                    List.of(),
                    List.of()),
                new RecordingFiles(shop.recordings()),
                folder.resolve("bundles"),
                scenario.first())
            .write(request, null);
    Matched matched = Matched.of(shop.jdbc(), request.id(), bundle);
    new BundleRows(scenario, bundle).judge(confirmed(account, owned, matched));
    owned.concerning(account).stream()
        .filter(node -> !matched.accountsFor(node))
        .findFirst()
        .ifPresent(node -> Trial.expect(false, NONE_MISSING, node + " for " + account));
    desk().register().steps().closeUnanswered(request.id(), "sent", scenario.first());
  }

  /**
   * The rows that the bundle must hold. Where every row is one person's alone these are the
   * person's; else those that the search confirmed, none of which may be another's alone.
   */
  private Set<Node> confirmed(Node account, Owned owned, Matched matched) {
    Set<Node> mine = owned.of(account);
    if (!new Whose(scenario.tables(), scenario.people()).severalWays()) {
      return mine;
    }
    Set<Node> confirmed =
        scenario.tables().stream()
            .flatMap(table -> owned.rows(table.name()).stream())
            .filter(matched::confirms)
            .collect(Collectors.toSet());
    confirmed.stream()
        .filter(node -> !mine.contains(node))
        .findFirst()
        .ifPresent(node -> Trial.expect(false, NONE_OF_OTHERS, node + " for " + account));
    return confirmed;
  }

  private void erase(Node account, Owned owned) {
    JdbcTemplate jdbc = shop.jdbc();
    Request request = desk().verified(Right.ERASURE, identity(account));
    SubjectErase erasure = desk().erasure();
    Snapshot before = Snapshot.of(scenario, jdbc);
    Erased erased;
    try {
      erased = erasure.erase(request.id());
    } catch (Refusal e) {
      Trial.expect(Snapshot.of(scenario, jdbc).equals(before), REFUSED, "" + e.lines());
      Trial.expect(
          e.lines().stream().allMatch(line -> line.startsWith("no rule of the policy says what")),
          REFUSED,
          "" + e.lines());
      return;
    }
    Snapshot after = Snapshot.of(scenario, jdbc);
    Aftermath aftermath = new Aftermath(scenario, before, after);
    aftermath.othersStay(owned.others(account));
    aftermath.noneGone(owned.ofOthersToo(account));
    new Held(scenario, scenario.holds()).judge(before, after, HELD);
    Set<String> listed =
        erased.outcomes().stream()
            .filter(outcome -> LISTED.contains(outcome.kind().name()))
            .map(fr.oubli.rights.reply.CategoryOutcome::collection)
            .collect(Collectors.toSet());
    Matched matched = Matched.of(jdbc, request.id());
    boolean proposing = new Whose(scenario.tables(), scenario.people()).severalWays();
    for (Node node : owned.alone(account)) {
      if (!listed.contains(node.table.name()) && !(proposing && matched.rejects(node))) {
        String left = aftermath.leftOf(node);
        Trial.expect(left.isEmpty(), ERASURE, left + " of " + erased);
      }
    }
    long entries = Evidence.last(jdbc);
    erasure.erase(request.id());
    Trial.expect(Snapshot.of(scenario, jdbc).equals(after), TWICE, "rows changed");
    Trial.expect(Evidence.last(jdbc) == entries, TWICE, "entries were written");
  }

  private Identity identity(Node account) {
    return new Graph(scenario)
        .email(account)
        .map(Identity::email)
        .orElseGet(
            () ->
                new Identity(
                    account.table.name() + "." + account.table.key().get(0),
                    account.table.keyText(account.row)));
  }

  private Desk desk() {
    return new Desk(shop, policy, map, scenario.first());
  }
}
