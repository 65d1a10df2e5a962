package fr.oubli.testing;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.decision.Eligibilities;
import fr.oubli.decision.Explainer;
import fr.oubli.decision.Explanation;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.DataMapFile;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.PolicyFile;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.purge.PurgeOutcome;
import fr.oubli.purge.report.Result;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.gate.Gates;
import fr.oubli.schema.gate.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A database whose tables somebody else designed. The test writes the tables, the map and the
 * policy out as texts, and may replace any of them later.
 */
public final class Foreign extends Fixture {

  private final Path map = folder().resolve("foreign-map.yml");
  private final Path policy = folder().resolve("foreign-policy.yml");

  /** A database without business tables; map and policy are still to be given. */
  public Foreign() {
    super(SharedServer.copyOf(SharedServer.BARE));
  }

  public Foreign(String tables, String map, String policy) {
    this();
    execute(tables);
    map(map);
    policy(policy);
  }

  public static Foreign of(Path tables, Path map, Path policy) {
    return new Foreign(read(tables), read(map), read(policy));
  }

  /** Replaces all business tables and their rows. */
  public void tables(String sql) {
    execute("drop schema public cascade; create schema public;" + sql);
  }

  public void map(String text) {
    write(map, text);
  }

  public void policy(String text) {
    write(policy, text);
  }

  public String mapText() {
    return read(map);
  }

  public String policyText() {
    return read(policy);
  }

  public Path mapFile() {
    return map;
  }

  public Path policyFile() {
    return policy;
  }

  public void execute(String sql) {
    jdbc().execute(sql);
  }

  /** The single value of a query, as text; {@code -} for null. */
  @Override
  public String text(String select) {
    String text = super.text(select);
    return text == null ? "-" : text;
  }

  public DataMap map() {
    return DataMapFile.read(map);
  }

  public Policy policy() {
    return PolicyFile.read(policy);
  }

  public Catalog catalog() {
    return Catalog.read(dataSource(), map());
  }

  /** What the gates find wrong before a night, a line each. */
  public List<String> problems() {
    return Gates.check(dataSource(), catalog(), map(), policy()).stream()
        .map(Problem::line)
        .toList();
  }

  public PurgeOutcome purge(String asOf) {
    return run(asOf, false);
  }

  public PurgeOutcome dryRun(String asOf) {
    return run(asOf, true);
  }

  private PurgeOutcome run(String asOf, boolean dry) {
    return purge(policy(), map(), options(LocalDate.parse(asOf), dry, null));
  }

  /** A night that ends well and explains all, and after which there is nothing left to do. */
  public PurgeOutcome done(String asOf) {
    PurgeOutcome outcome = purge(asOf);
    assertThat(outcome.code()).as("%s", outcome.remarks()).isEqualTo(ExitCode.DONE);
    assertThat(outcome.results()).allMatch(result -> result.unexplained() == 0);
    long entries = count("oubli.ledger_entry");
    assertThat(purge(asOf).code()).isEqualTo(ExitCode.DONE);
    assertThat(count("oubli.ledger_entry")).as("a second run finds nothing").isEqualTo(entries);
    assertThat(count("oubli.quarantine")).isZero();
    assertThat(verifyLedger().faults()).isEmpty();
    return outcome;
  }

  /** The ids of a table in their order; a condition may follow its name. */
  public String ids(String from) {
    return text("select string_agg(id::text, ',' order by id) from " + from);
  }

  /** The rows of a query in their order. */
  public String rows(String select) {
    return text("select string_agg(row::text, ' ' order by row) from (" + select + ") row");
  }

  /** What became of the rows of each rule and collection: due, done and held. */
  public static String told(List<Result> results) {
    return results.stream()
        .map(each -> each.action() + " " + each.due() + "/" + each.done() + "/" + each.held())
        .collect(Collectors.joining(", "));
  }

  /** The verdicts of {@link #explained} with their days. */
  public String verdicts(String asOf, String collection, String key) {
    return explained(asOf, collection, key).stream()
        .map(each -> each.action() + " " + each.verdict() + " " + each.dueOn())
        .collect(Collectors.joining(", "));
  }

  /** What every rule says of a row. */
  public List<Explanation> explained(String asOf, String collection, String key) {
    Eligibilities eligibilities =
        new Eligibilities(policy(), map(), catalog(), LocalDate.parse(asOf));
    return new Explainer(policy(), eligibilities, dataSource()).explain(collection, key);
  }

  /** What the ledger says of a collection: action and keys, entry by entry. */
  public String ledger(String collection) {
    return text(
        "select string_agg(action || ' ' || row_keys, ' ' order by seq) from oubli.ledger_entry"
            + " where collection = '%s'".formatted(collection.replace("'", "''")));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
