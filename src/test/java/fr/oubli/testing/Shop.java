package fr.oubli.testing;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.DataMapFile;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.PolicyFile;
import fr.oubli.purge.PurgeOptions;
import fr.oubli.purge.PurgeOutcome;
import fr.oubli.purge.report.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * A small company: eight tables, an {@linkplain #amend amendable} policy and a map of the tests'
 * own, with no rows.
 */
public final class Shop extends Fixture {

  private static final Path RESOURCES = Path.of("src/test/resources/shop");
  private static final SingletonSupplier<DataMap> MAP =
      SingletonSupplier.of(() -> DataMapFile.read(RESOURCES.resolve("datamap.yml")));

  private String policy;

  private Shop(Cluster cluster, String database) throws IOException {
    super(cluster, database);
    this.policy = Files.readString(RESOURCES.resolve("policy.yml"));
  }

  /** A shop with no rows. */
  public static Shop fresh() {
    try {
      return new Shop(SharedServer.cluster(), SharedServer.copyOf(SharedServer.SHOP));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A shop with no rows on a server of its own, which ends with {@link Cluster#close}. */
  public static Shop apart() {
    try {
      Cluster cluster = new Cluster(true);
      SharedServer.furnishShop(cluster);
      return new Shop(cluster, cluster.copyOf(SharedServer.SHOP));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The server on which the shop's database is. */
  public Cluster server() {
    return cluster();
  }

  /** Another shop with the same rows and files; the policy is as it was at first. */
  public Shop twin() {
    try {
      disconnect();
      Shop twin = new Shop(cluster(), cluster().copyOf(database()));
      FileSystemUtils.copyRecursively(folder(), twin.folder());
      return twin;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces a piece of the policy's text, which must be there. */
  public Shop amend(String piece, String other) {
    if (!policy.contains(piece)) {
      throw new IllegalArgumentException("the policy does not say: " + piece);
    }
    policy = policy.replace(piece, other);
    return this;
  }

  public Policy policy() {
    return PolicyFile.read(policyFile());
  }

  /** The policy as it was amended so far. */
  public Path policyFile() {
    try {
      return Files.writeString(folder().resolve("policy.yml"), policy);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static DataMap map() {
    return MAP.obtain();
  }

  public long customer(String email) {
    return customer(email, "2001-03-04 10:00+01");
  }

  public long customer(String email, String createdAt) {
    return insert(
        "customers",
        "email",
        email,
        "first_name",
        "Jeanne",
        "last_name",
        "Martin",
        "phone",
        "+33612345678",
        "postal_code",
        "75008",
        "created_at",
        createdAt);
  }

  public long order(@Nullable Long customer, @Nullable String orderedAt) {
    return insert(
        "orders",
        "customer_id",
        customer,
        "ordered_at",
        orderedAt,
        "last_name",
        "Martin",
        "amount",
        123.45);
  }

  public long guestOrder(String email, @Nullable String orderedAt) {
    return insert("orders", "email", email, "ordered_at", orderedAt, "last_name", "Martin");
  }

  public long invoice(String number, @Nullable Long order, @Nullable String issuedOn) {
    return insert(
        "invoices",
        "order_id",
        order,
        "customer_id",
        order == null ? null : text("select customer_id from orders where id = " + order),
        "number",
        number,
        "issued_on",
        issuedOn,
        "billed_name",
        "Jeanne Martin",
        "billed_email",
        "jeanne@billing.example",
        "total",
        123.45);
  }

  public void line(long invoice, int number) {
    insert("invoice_lines", "invoice_id", invoice, "line_no", number, "label", "Serrure");
  }

  public long cookie(@Nullable String setAt) {
    return insert("cookies", "value", "abc", "set_at", setAt);
  }

  /** A recording; where there is a path, the file too. */
  public long recording(@Nullable String startedAt, @Nullable String path) {
    if (path != null) {
      file(path);
    }
    return insert(
        "recordings", "caller_number", "+33698765432", "started_at", startedAt, "file_path", path);
  }

  public PurgeOutcome purge(String asOf) {
    return purge(options(LocalDate.parse(asOf), false, null));
  }

  public PurgeOutcome dryRun(String asOf) {
    return purge(options(LocalDate.parse(asOf), true, null));
  }

  public PurgeOutcome purgePlan(String hash) {
    return purge(options(LocalDate.of(2001, 1, 1), false, hash));
  }

  public PurgeOutcome purge(PurgeOptions options) {
    return purge(policy(), map(), options);
  }

  /** The line of an outcome, by {@code rule:collection}. */
  public static Result line(PurgeOutcome outcome, String name) {
    return outcome.results().stream()
        .filter(result -> (result.rule() + ":" + result.collection()).equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no line " + name + " in " + outcome));
  }

  /** The hash that a dry run or a refusal tells of. */
  public static String planNamedIn(Iterable<String> lines) {
    Pattern hash = Pattern.compile("plan ([0-9a-f]{16})");
    for (String line : lines) {
      Matcher match = hash.matcher(line);
      if (match.find()) {
        return match.group(1);
      }
    }
    throw new IllegalArgumentException("no plan named in " + lines);
  }

  public boolean has(String table, long id) {
    return count(table + " where id = " + id) == 1;
  }

  public boolean anonymised(long customer) {
    return count(
            "customers where email = 'erased-' || id || '@invalid' and first_name is null"
                + " and last_name is null and phone is null and length(postal_code) <= 2 and id = "
                + customer)
        == 1;
  }

  /** Untouched, as {@link #customer} wrote it. */
  public boolean intact(long customer) {
    return count(
            "customers where last_name = 'Martin' and first_name = 'Jeanne' and id = " + customer)
        == 1;
  }

  /** The digest of every row of every business table, per table. */
  public Map<String, String> business() {
    return checksums(
        "customers",
        "orders",
        "invoices",
        "invoice_lines",
        "contact_requests",
        "cookies",
        "recordings",
        "disputes");
  }
}
