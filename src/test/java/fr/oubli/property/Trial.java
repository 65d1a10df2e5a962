package fr.oubli.property;

import fr.oubli.evidence.journal.RegisterJournal;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.DataMapFile;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.PolicyFile;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.purge.PurgeOptions;
import fr.oubli.purge.PurgeOutcome;
import fr.oubli.purge.PurgeScope;
import fr.oubli.rights.request.Request;
import fr.oubli.testing.Shop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * One case from its tables to its second night: a plan, the night, the night again, a later night
 * that looks at what is new, and the same looking at everything. Then, with the tables as they were
 * at first, what one of its persons asks for.
 */
final class Trial {

  private static final String REPLAYED =
      "a replay makes of a restored database what it was before the restore";

  private static final String SAYS_WHY = "a run does what its plan says, or says why not";

  private final Shop shop;
  private final JdbcTemplate jdbc;
  private final Path folder;
  private final Consumer<JdbcTemplate> meddler;

  /**
   * @param meddler what somebody else does to the database during the first night
   */
  Trial(Shop shop, Path folder, Consumer<JdbcTemplate> meddler) {
    this.shop = shop;
    this.jdbc = shop.jdbc();
    this.folder = folder;
    this.meddler = meddler;
  }

  private static final String HELD = "no row that a hold reaches is changed";

  /**
   * @return the lines of a gate that refused; empty where the case ran
   * @throws Broken when a law was broken
   */
  List<String> run(Scenario scenario) {
    prepare(scenario);
    Snapshot born = Snapshot.of(scenario, jdbc);
    if (!born.equals(Snapshot.born(scenario))) {
      throw new IllegalStateException(
          "PostgreSQL writes a value another way: " + born.unlike(Snapshot.born(scenario)));
    }
    long entries = Evidence.last(jdbc);
    PurgeOutcome plan;
    try {
      plan = purge(scenario, scenario.first(), true, false, null);
    } catch (Refusal e) {
      refused(scenario, e);
      expect(
          Snapshot.of(scenario, jdbc).equals(born),
          "a refused run changes nothing",
          "" + e.lines());
      expect(Evidence.last(jdbc) == entries, "a refused run writes no entry", "");
      return e.lines();
    }
    expect(Snapshot.of(scenario, jdbc).equals(born), "a dry run changes nothing", "");
    if (scenario.fault() != null) {
      throw new Broken("a gate refuses what it must", scenario.fault().toString());
    }
    try {
      nights(scenario, born, plan);
      if (scenario.people() != null) {
        prepare(scenario);
        new Answers(shop, scenario, policy(scenario), map(scenario), folder).judge();
      }
    } catch (Refusal e) {
      throw new Broken(SAYS_WHY, "refused after its plan: " + e.lines());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.of();
  }

  /** The law that a case breaks; empty where it breaks none, or cannot be made real at all. */
  String brokenLaw(Scenario scenario) {
    try {
      run(scenario);
      return "";
    } catch (Broken e) {
      return e.law();
    } catch (RuntimeException e) {
      return "";
    }
  }

  private void nights(Scenario scenario, Snapshot born, PurgeOutcome plan) {
    Oracle first = new Oracle(scenario, scenario.first(), scenario.holds());
    new Counts(scenario, first).judgePlan(plan);
    long entries = Evidence.last(jdbc);
    String hash = scenario.approved() ? Shop.planNamedIn(plan.remarks()) : null;
    PurgeOutcome outcome = purge(scenario, scenario.first(), false, false, hash);
    meddler.accept(jdbc);
    Snapshot after = Snapshot.of(scenario, jdbc);
    ended(outcome);
    new Held(scenario, scenario.holds()).judge(born, after, HELD);
    new Comparison(scenario, first).judge(after);
    new Counts(scenario, first).judge(outcome, after);
    Addresses.judge(jdbc, scenario, first, outcome.run());
    new Evidence(jdbc, entries).judge(scenario, born, after);
    again(scenario, scenario.first(), false, after);
    release(scenario);
    entries = Evidence.last(jdbc);
    ended(purge(scenario, scenario.second(), false, false, null));
    Snapshot later = Snapshot.of(scenario, jdbc);
    List<Hold> left = scenario.holds().stream().filter(hold -> !hold.released()).toList();
    new Held(scenario, left).judge(after, later, HELD);
    new Comparison(scenario, first.later(scenario.second(), left)).judge(later);
    new Evidence(jdbc, entries).judge(scenario, after, later);
    again(scenario, scenario.second(), true, later);
    List<String> faults = shop.verifyLedger().faults();
    expect(faults.isEmpty(), "the ledger verifies", "" + faults);
    new Markers(jdbc).judge(List.of(plan, outcome));
  }

  /**
   * A night, a backup, holds that end and a later night, and then the restore: a replay makes of
   * the restored tables what they were before it, and touches no row that fell due since.
   *
   * @return whether the case ran
   * @throws Broken when it does not
   */
  boolean replay(Scenario scenario) {
    prepare(scenario);
    try {
      String first = approved(scenario, scenario.first());
      ended(purge(scenario, scenario.first(), false, false, first));
      Answers answers = new Answers(shop, scenario, policy(scenario), map(scenario), folder);
      // A letter can have come before the backup, and be answered after it.
      Optional<Request> letter =
          scenario.people() != null && scenario.seed() % 3 == 0
              ? answers.erasure()
              : Optional.empty();
      String backup = shop.backup();
      release(scenario);
      if (scenario.people() != null && letter.isEmpty() && scenario.seed() % 3 == 1) {
        letter = answers.erasure();
      }
      letter.ifPresent(answers::carryOut);
      ended(
          purge(scenario, scenario.second(), false, false, approved(scenario, scenario.second())));
      Snapshot before = Snapshot.of(scenario, jdbc);
      new RegisterJournal(shop.dataSource(), shop.keys(), shop.reports()).keep();
      shop.restore(backup);
      LocalDate later = scenario.second().plusDays(45);
      List<String> told = new Replayed(shop, folder).all(later);
      Snapshot after = Snapshot.of(scenario, jdbc);
      expect(
          fixed(after).equals(fixed(before)),
          REPLAYED,
          before.unlike(after) + after.unlike(before) + told);
      List<String> faults = shop.verifyLedger().faults();
      expect(faults.isEmpty(), "the ledger verifies", "" + faults);
      return true;
    } catch (Refusal e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a mask draws is another text each time. */
  private static Map<String, String> fixed(Snapshot snapshot) {
    Map<String, String> rows = new TreeMap<>();
    snapshot
        .tables()
        .forEach(
            (table, all) ->
                all.forEach(
                    (key, row) ->
                        rows.put(
                            table + " " + key,
                            row.toString().replaceAll("[0-9a-f]{30}", "drawn"))));
    return rows;
  }

  /** The plan that a night needs; null where it needs none. */
  private @Nullable String approved(Scenario scenario, LocalDate day) {
    PurgeOutcome plan = purge(scenario, day, true, false, null);
    return scenario.approved() ? Shop.planNamedIn(plan.remarks()) : null;
  }

  private void again(Scenario scenario, LocalDate day, boolean everything, Snapshot before) {
    long entries = Evidence.last(jdbc);
    ended(purge(scenario, day, false, everything, null));
    String law = everything ? "a look at everything agrees" : "a second run changes nothing";
    expect(Snapshot.of(scenario, jdbc).equals(before), law, "rows changed");
    expect(Evidence.last(jdbc) == entries, law, "entries were written");
  }

  private static void ended(PurgeOutcome outcome) {
    expect(
        outcome.code() == ExitCode.DONE || outcome.code() == ExitCode.QUARANTINE,
        SAYS_WHY,
        outcome.code() + " " + outcome.remarks());
  }

  private static void refused(Scenario scenario, Refusal refusal) {
    Fault fault = scenario.fault();
    String lines = String.join("\n", refusal.lines());
    // All gates tell at once: where a mask does not fit either, the exit code is that of the files,
    // and what is wrong in the files alone is told before the database is looked at.
    boolean alone = refusal.lines().size() == 1 && refusal.code() != ExitCode.INVALID;
    expect(
        fault == null || !alone || refusal.code() == fault.code(),
        "a gate refuses what it must",
        "" + refusal.lines());
    boolean clear =
        !refusal.lines().isEmpty()
            && refusal.lines().stream().noneMatch(line -> line.isBlank() || line.contains("\n"))
            && !lines.contains("Exception")
            && !lines.contains(Markers.MARK)
            && !lines.contains("\tat ");
    expect(clear, "a refusal says in clear lines why", lines);
  }

  static void expect(boolean kept, String law, String detail) {
    if (!kept) {
      throw new Broken(law, detail);
    }
  }

  private PurgeOutcome purge(
      Scenario scenario, LocalDate day, boolean dryRun, boolean everything, @Nullable String plan) {
    PurgeOptions plain = shop.options(day, dryRun, plan);
    PurgeOptions options =
        new PurgeOptions(
            day,
            new PurgeScope(dryRun, plan, null, everything),
            plain.folders(),
            2,
            "test-operator");
    try {
      return shop.purge(policy(scenario), map(scenario), options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Refusal e) {
      throw e;
    } catch (RuntimeException e) {
      throw new Broken(SAYS_WHY, e.toString());
    }
  }

  private Policy policy(Scenario scenario) throws IOException {
    return PolicyFile.read(
        Files.writeString(folder.resolve("policy.yml"), new PolicyText(scenario).all()));
  }

  private DataMap map(Scenario scenario) throws IOException {
    return DataMapFile.read(
        Files.writeString(folder.resolve("datamap.yml"), new MapText(scenario).all()));
  }

  private void prepare(Scenario scenario) {
    jdbc.execute("drop schema public cascade; create schema public");
    jdbc.execute(
        "truncate oubli.hold, oubli.quarantine, oubli.look, oubli.waiting, oubli.departed_event,"
            + " oubli.request_match, oubli.request_identity, oubli.request_addressee, oubli.erasure,"
            + " oubli.residue");
    new SqlText(scenario).statements().forEach(jdbc::execute);
    scenario.holds().forEach(hold -> hold(scenario, hold));
  }

  private void hold(Scenario scenario, Hold hold) {
    Table table = scenario.table(hold.table());
    String key =
        table.rows().stream()
            .filter(row -> row.get(table.key()).equals(hold.key()))
            .map(table::keyText)
            .findFirst()
            .orElse(null);
    jdbc.update(
        "insert into oubli.hold (kind, scope, collection, row_key, reason, owner, review_on,"
            + " added_by, released_by) values (?, ?, ?, ?, ?, 'dpo', '2040-01-01', 'dpo', null)",
        hold.restriction() ? "restriction" : "hold",
        hold.scope().name().toLowerCase(Locale.ROOT),
        hold.table(),
        key,
        hold.released() ? "for now" : "for good");
  }

  private void release(Scenario scenario) {
    if (scenario.holds().stream().anyMatch(Hold::released)) {
      jdbc.update(
          "update oubli.hold set released_at = now(), released_by = 'dpo' where reason = 'for"
              + " now'");
    }
  }
}
