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
import fr.oubli.rights.reply.CategoryOutcome.Kind;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.Right;
import fr.oubli.testing.Desk;
import fr.oubli.testing.Shop;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * One person of a case asks for their data, then to be erased. The bundle must hold their rows and
 * no others; the erasure, which is done twice, must leave nothing but what its reply lists.
 */
record Answers(Shop shop, Scenario scenario, Policy policy, DataMap map, Path folder) {

  private static final String ERASURE = "an erasure leaves nothing but what the reply lists";
  private static final String REFUSED =
      "an erasure is refused for want of a rule alone, and changes nothing";
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
    new BundleRows(scenario, bundle).judge(owned.of(account));
    desk().register().steps().close(request.id(), "sent", null, scenario.first());
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
    new Aftermath(scenario, before, after).othersStay(owned.others(account));
    Set<String> listed =
        erased.outcomes().stream()
            .filter(outcome -> outcome.kind() == Kind.KEPT || outcome.kind() == Kind.LEFT)
            .map(fr.oubli.rights.reply.CategoryOutcome::collection)
            .collect(Collectors.toSet());
    for (Node node : owned.of(account)) {
      if (!listed.contains(node.table.name())) {
        String left = new Aftermath(scenario, before, after).leftOf(node);
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
