package fr.oubli.testing;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.DataMapFile;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.PolicyFile;
import fr.oubli.purge.PurgeOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;

/** The company whose tables, policy and map are shipped, with no rows. */
public final class Company extends Fixture {

  private static final SingletonSupplier<Policy> POLICY =
      SingletonSupplier.of(() -> PolicyFile.read(Path.of("jobs/policy.yml")));
  private static final SingletonSupplier<DataMap> MAP =
      SingletonSupplier.of(() -> DataMapFile.read(Path.of("jobs/datamap.yml")));

  public Company() {
    super(SharedServer.copyOf(SharedServer.COMPANY));
  }

  public static Policy policy() {
    return POLICY.obtain();
  }

  public static DataMap map() {
    return MAP.obtain();
  }

  public long customer(String email, String phone) {
    return insert(
        "customers",
        "email",
        email,
        "first_name",
        "Jeanne",
        "last_name",
        "Martin",
        "phone",
        phone,
        "created_at",
        "2024-03-04 10:00+01");
  }

  public long order(@Nullable Long customer, @Nullable String email) {
    return insert(
        "orders",
        "customer_id",
        customer,
        "channel",
        "site",
        "status",
        "done",
        "ordered_at",
        "2025-05-06 12:00+02",
        "service",
        "Ouverture de porte",
        "email",
        email);
  }

  /** An order that a landlord pays and for which a tenant opens the door. */
  public long orderForTenant(long landlord, String tenant, String phone) {
    return insert(
        "orders",
        "customer_id",
        landlord,
        "channel",
        "phone",
        "status",
        "done",
        "ordered_at",
        "2025-05-06 12:00+02",
        "service",
        "Serrure",
        "last_name",
        "Proprio",
        "on_site_name",
        tenant,
        "on_site_phone",
        phone);
  }

  public long recording(@Nullable Long customer, String number, String startedAt, String path) {
    file(path);
    return insert(
        "recordings",
        "customer_id",
        customer,
        "caller_number",
        number,
        "agent",
        "Paul Agent",
        "started_at",
        startedAt,
        "file_path",
        path);
  }

  /** An invoice with one line. */
  public long invoice(@Nullable Long customer, @Nullable Long order, long number, String issuedOn) {
    long invoice =
        insert(
            "invoices",
            "order_id",
            order,
            "customer_id",
            customer,
            "document_type",
            "invoice",
            "series",
            "F",
            "number",
            number,
            "issued_on",
            issuedOn,
            "customer_account",
            "411001",
            "billed_name",
            "Jeanne Martin",
            "total_excl_tax",
            100,
            "total_tax",
            20,
            "total_incl_tax",
            120);
    line(invoice);
    return invoice;
  }

  /** The one line of an invoice of 100 and its tax. */
  public void line(long invoice) {
    insert(
        "invoice_lines",
        "invoice_id",
        invoice,
        "line_no",
        1,
        "label",
        "Serrure",
        "quantity",
        1,
        "unit_price",
        100,
        "tax_rate",
        20,
        "amount_excl_tax",
        100,
        "tax",
        20);
  }

  public PurgeOutcome purge(LocalDate asOf) {
    return purge(policy(), map(), asOf);
  }

  public OubliProcess nightlyPurge(LocalDate asOf) throws IOException, InterruptedException {
    return command(
        "nightly-purge",
        "--as-of",
        asOf.toString(),
        "--reports",
        reports().toString(),
        "--recordings",
        recordings().toString());
  }

  /** The rows that were not found for a request, whole, by table. */
  public Map<String, String> rowsOfOthers(long request) {
    Map<String, String> rows = new TreeMap<>();
    for (var collection : map().collections()) {
      String key =
          collection.name().equals("invoice_lines")
              ? "row(t.invoice_id, t.line_no)::text"
              : "t.id::text";
      rows.put(
          collection.name(),
          String.valueOf(
              text(
                  "select coalesce(string_agg(t::text, '|' order by t::text), '') from "
                      + collection.name()
                      + " t where not exists (select 1 from oubli.request_match m"
                      + " where m.request = "
                      + request
                      + " and m.collection = '"
                      + collection.name()
                      + "' and m.row_key = "
                      + key
                      + " and m.state = 'confirmed')")));
    }
    return rows;
  }

  /** One digest a business table. */
  public Map<String, String> rows() {
    return checksums(map().collections().stream().map(Collection::name).toArray(String[]::new));
  }
}
