package fr.oubli.testing;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Disclosure;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.datamap.Identity;
import fr.oubli.model.datamap.Reference;
import fr.oubli.model.policy.Accounting;
import fr.oubli.model.policy.Accounting.Amounts;
import fr.oubli.model.policy.Accounting.DocumentColumns;
import fr.oubli.model.policy.Accounting.Documents;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.Citation;
import fr.oubli.model.policy.Clock;
import fr.oubli.model.policy.ColumnFilter;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.DocumentNumbers;
import fr.oubli.model.policy.Filter;
import fr.oubli.model.policy.FiscalYears;
import fr.oubli.model.policy.HoldRule;
import fr.oubli.model.policy.Keep;
import fr.oubli.model.policy.Keep.Bound;
import fr.oubli.model.policy.Language;
import fr.oubli.model.policy.Limits;
import fr.oubli.model.policy.Masks;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Policy.Attachments;
import fr.oubli.model.policy.Policy.Books;
import fr.oubli.model.policy.Policy.Heading;
import fr.oubli.model.policy.Policy.People;
import fr.oubli.model.policy.Policy.Retention;
import fr.oubli.model.policy.Rule;
import fr.oubli.model.policy.SubjectRule;
import fr.oubli.model.policy.ValueTest;
import fr.oubli.model.policy.mask.NullRewrite;
import fr.oubli.model.yaml.Place;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.ForeignKey;
import fr.oubli.schema.catalog.ForeignKey.OnDelete;
import fr.oubli.schema.catalog.ForeignKey.Side;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.catalog.Table.Constraints;
import fr.oubli.schema.catalog.Table.Size;
import fr.oubli.schema.catalog.Traits;
import fr.oubli.schema.sql.MappedSchema;
import java.time.MonthDay;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Five tables as values: customers, their orders, the orders' invoices, the invoices' lines, and
 * cookies that are nobody's. Statements on them can be compared word by word, and need no server.
 */
public final class SmallSchema {

  public static final ZoneId ZONE = ZoneId.of("Europe/Paris");

  private static final Place PLACE = new Place("policy.yml", 1);
  private static final Traits TRAITS =
      new Traits(List.of(), List.of(), List.of(), List.of(), List.of(), false);

  private SmallSchema() {}

  /** A statement that is written over several lines, as the one line that is generated. */
  public static String line(String statement) {
    return statement.strip().replaceAll("\\s*\n\\s*", " ");
  }

  public static ColumnName column(String collection, String column) {
    return new ColumnName(collection, column);
  }

  /** A promise: the rows go no later. */
  public static Rule atMost(String name, Clock clock, Period period, Map<String, Action> then) {
    return rule(name, clock, new Keep(period, Bound.AT_MOST), then, Map.of(), Filter.NONE);
  }

  /** A legal minimum: the rows go no earlier. */
  public static Rule atLeast(String name, Clock clock, Period period, Map<String, Action> then) {
    return rule(name, clock, new Keep(period, Bound.AT_LEAST), then, Map.of(), Filter.NONE);
  }

  /** A legal minimum that needs some columns of what other rules would mask earlier. */
  public static Rule needing(
      String name,
      Clock clock,
      Period period,
      Map<String, Action> then,
      Map<String, List<String>> needs) {
    return rule(name, clock, new Keep(period, Bound.AT_LEAST), then, needs, Filter.NONE);
  }

  private static Rule rule(
      String name,
      Clock clock,
      Keep keep,
      Map<String, Action> then,
      Map<String, List<String>> needs,
      Filter only) {
    return new Rule(
        name,
        new Rule.Justification(new Citation("section 4", "section 4"), "contract", false, false),
        clock,
        keep,
        new Rule.Reach(only, List.of()),
        new Rule.Treatment(then, needs),
        PLACE);
  }

  /** A hold that unsettled orders declare on a collection, or on some of its columns. */
  public static HoldRule unsettled(String collection, List<String> columns) {
    return new HoldRule(
        "unsettled",
        "claims",
        new ColumnFilter(column("orders", "status"), ValueTest.oneOf("unsettled")),
        Map.of(collection, columns),
        PLACE);
  }

  public static Policy policy(Rule... rules) {
    return policy(List.of(), null, rules);
  }

  public static Policy policy(
      List<HoldRule> holds, @Nullable Accounting accounting, Rule... rules) {
    return new Policy(
        new Heading("small", "5ha", ZONE, "FR", Language.SECOND),
        new People(
            new SubjectRule("customers", List.of("email"), PLACE), List.of(), null, null, null),
        new Retention(List.of(rules), holds),
        new Masks(Map.of("user", new Masks.Entry(new NullRewrite(), PLACE))),
        new Attachments(Map.of()),
        new Books(new FiscalYears(MonthDay.of(12, 31), List.of()), accounting),
        Limits.DEFAULT);
  }

  /** Invoices are accounting documents, and an accountant has to approve their destruction. */
  public static Accounting approved() {
    return new Accounting(
        new Documents("invoices", Filter.NONE, DocumentNumbers.of("number")),
        new DocumentColumns(null, null, "issued_on", "corrects_id", null, null),
        new Amounts("total", "total", null),
        null,
        true,
        PLACE);
  }

  public static MappedSchema schema(Policy policy) {
    return new MappedSchema(policy, map(), catalog());
  }

  public static DataMap map() {
    return new DataMap(
        "small",
        "3ap",
        List.of(
            collection(
                "customers",
                key("id"),
                identity("email"),
                field("name", "user.name"),
                field("created_at", "system.operations")),
            collection(
                "orders",
                key("id"),
                reference("customer_id", "customers"),
                identity("email"),
                field("ordered_at", "system.operations"),
                field("status", "system.operations")),
            collection(
                "invoices",
                key("id"),
                reference("order_id", "orders"),
                reference("corrects_id", "invoices"),
                field("number", "system.operations"),
                field("issued_on", "system.operations"),
                field("billed_name", "user.name"),
                field("total", "system.operations")),
            collection("lines", key("id"), reference("invoice_id", "invoices")),
            collection("cookies", key("id"), field("set_at", "system.operations"))));
  }

  private static Collection collection(String name, Field... fields) {
    return new Collection(name, "public", name, List.of(fields), null, PLACE);
  }

  private static Field key(String name) {
    return field(name, "system.operations", true, null, List.of());
  }

  private static Field reference(String name, String to) {
    return field(name, "system.operations", false, null, List.of(new Reference(to, "id")));
  }

  private static Field identity(String kind) {
    return field(kind, "user.contact.email", false, kind, List.of());
  }

  private static Field field(String name, String category) {
    return field(name, category, false, null, List.of());
  }

  private static Field field(
      String name,
      String category,
      boolean key,
      @Nullable String identity,
      List<Reference> references) {
    return new Field(
        List.of(name),
        List.of(category),
        key,
        identity == null ? null : new Identity(identity, true),
        references,
        Disclosure.NONE,
        PLACE);
  }

  public static Catalog catalog() {
    return new Catalog(
        List.of(
            table(
                "customers",
                type("id", "bigint", "int8"),
                type("email", "text", "text"),
                type("name", "text", "text"),
                type("created_at", "timestamp with time zone", "timestamptz")),
            table(
                "orders",
                type("id", "bigint", "int8"),
                type("customer_id", "bigint", "int8"),
                type("email", "text", "text"),
                type("ordered_at", "timestamp with time zone", "timestamptz"),
                type("status", "text", "text")),
            table(
                "invoices",
                type("id", "bigint", "int8"),
                type("order_id", "bigint", "int8"),
                type("corrects_id", "bigint", "int8"),
                type("number", "text", "text"),
                type("issued_on", "date", "date"),
                type("billed_name", "text", "text"),
                type("total", "numeric", "numeric")),
            table("lines", type("id", "bigint", "int8"), type("invoice_id", "bigint", "int8")),
            table(
                "cookies",
                type("id", "bigint", "int8"),
                type("set_at", "timestamp without time zone", "timestamp"))),
        List.of(
            foreignKey("orders", "customer_id", "customers", OnDelete.NO_ACTION),
            foreignKey("invoices", "order_id", "orders", OnDelete.SET_NULL),
            foreignKey("invoices", "corrects_id", "invoices", OnDelete.NO_ACTION),
            foreignKey("lines", "invoice_id", "invoices", OnDelete.CASCADE)));
  }

  private static Table table(String name, Column... columns) {
    return new Table(
        "public",
        name,
        "r",
        new Size(100, 1),
        List.of(columns),
        new Constraints(List.of("id"), List.of("id"), List.of()),
        TRAITS);
  }

  private static Column type(String name, String type, String baseType) {
    return new Column(name, type, baseType, name.equals("id"), false, null);
  }

  private static ForeignKey foreignKey(
      String child, String column, String parent, OnDelete onDelete) {
    return new ForeignKey(
        child + "_" + column + "_fkey",
        new Side("\"public\".\"" + child + "\"", List.of("\"" + column + "\"")),
        new Side("\"public\".\"" + parent + "\"", List.of("id")),
        onDelete,
        true,
        100,
        true);
  }
}
