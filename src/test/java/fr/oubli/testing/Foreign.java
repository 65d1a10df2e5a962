package fr.oubli.testing;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.DataMapFile;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.PolicyFile;
import fr.oubli.platform.console.Progress;
import fr.oubli.purge.NightlyPurge;
import fr.oubli.purge.PurgeOutcome;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.gate.Gates;
import fr.oubli.schema.gate.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

/** A database whose tables somebody else designed, with a map and a policy of its own. */
public final class Foreign implements AutoCloseable {

  private final Shop shop = Shop.fresh();
  private final Path map = shop.reports().resolveSibling("foreign-map.yml");
  private final Path policy = shop.reports().resolveSibling("foreign-policy.yml");

  public Foreign(String tables, String map, String policy) {
    shop.jdbc().execute("drop schema public cascade; create schema public");
    shop.jdbc().execute(tables);
    map(map);
    policy(policy);
  }

  public static Foreign of(Path tables, Path map, Path policy) {
    return new Foreign(read(tables), read(map), read(policy));
  }

  public void map(String text) {
    write(map, text);
  }

  public void policy(String text) {
    write(policy, text);
  }

  public Path mapFile() {
    return map;
  }

  public Path policyFile() {
    return policy;
  }

  public Shop shop() {
    return shop;
  }

  public void execute(String sql) {
    shop.jdbc().execute(sql);
  }

  /** The single value of a query, as text; {@code -} for null. */
  public String text(String select) {
    String text = shop.text(select);
    return text == null ? "-" : text;
  }

  public DataMap map() {
    return DataMapFile.read(map);
  }

  public Policy policy() {
    return PolicyFile.read(policy);
  }

  public Catalog catalog() {
    return Catalog.read(shop.dataSource(), map());
  }

  public List<String> problems() {
    return Gates.check(shop.dataSource(), catalog(), map(), policy()).stream()
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
    return new NightlyPurge(
            policy(), map(), shop.dataSource(), Progress.silent(), Clock.systemUTC())
        .run(shop.options(LocalDate.parse(asOf), dry, null));
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

  @Override
  public void close() {
    shop.close();
  }
}
