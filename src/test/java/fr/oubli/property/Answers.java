package fr.oubli.property;

import fr.oubli.decision.person.Phones;
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
import fr.oubli.rights.request.Deadlines;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Matches;
import fr.oubli.rights.request.PublicHolidays;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.RequestRegister;
import fr.oubli.rights.request.RequestRegister.Letter;
import fr.oubli.rights.request.Right;
import fr.oubli.rights.request.SubjectSearch;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.testing.Shop;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/** One person of a case asks for their data, then to be erased; the erasure is done twice. */
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
    Request request = verified(Right.ACCESS, account);
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
    register().steps().close(request.id(), "sent", null, scenario.first());
  }

  private void erase(Node account, Owned owned) {
    JdbcTemplate jdbc = shop.jdbc();
    Request request = verified(Right.ERASURE, account);
    Snapshot before = Snapshot.of(scenario, jdbc);
    Erased erased;
    try {
      erased = erasure().erase(request.id());
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
    erasure().erase(request.id());
    Trial.expect(Snapshot.of(scenario, jdbc).equals(after), TWICE, "rows changed");
    Trial.expect(Evidence.last(jdbc) == entries, TWICE, "entries were written");
  }

  private Request verified(Right right, Node account) {
    Identity who = identity(account);
    Request request =
        register()
            .open(
                new Letter(right, "email", "person", scenario.first().minusDays(3), "all"),
                List.of(who));
    new SubjectSearch(
            shop.dataSource(),
            map,
            Objects.requireNonNull(policy.subject()),
            Phones.of(policy),
            Catalog.read(shop.dataSource(), map))
        .search(request.id(), List.of(who));
    Matches matches = new Matches(shop.dataSource());
    matches
        .proposals(request.id())
        .forEach(row -> matches.decide(request.id(), row.collection() + ":" + row.key(), false));
    return register().steps().verify(request.id(), "call back", scenario.first());
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

  private RequestRegister register() {
    return new RequestRegister(
        shop.dataSource(), new Deadlines(new PublicHolidays(false)), "test-operator");
  }

  private SubjectErase erasure() {
    return new SubjectErase(
        shop.dataSource(),
        policy,
        map,
        new SubjectErase.Folders(shop.recordings(), shop.reports(), shop.keys()),
        scenario.first(),
        "test-operator");
  }
}
