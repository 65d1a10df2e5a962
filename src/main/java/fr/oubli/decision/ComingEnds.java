package fr.oubli.decision;

import fr.oubli.decision.clock.ClockSql;
import fr.oubli.decision.person.PersonLink;
import fr.oubli.decision.person.PersonLinks;
import fr.oubli.decision.statement.Eligibility;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Objection;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.sql.Aliases;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.SessionTable;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The rows that a rule will end by a day to come, if nothing happens before, and how whoever they
 * are of is reached. What a night of that day would decide is asked: its clock, and all that keeps
 * a row. Rows that are due already are not among them.
 */
public final class ComingEnds {

  private static final String ROW = "t";

  private final Policy policy;
  private final LocalDate today;
  private final Eligibilities then;

  /**
   * @param until the day to come
   */
  public ComingEnds(Policy policy, DataMap map, Catalog catalog, LocalDate today, LocalDate until) {
    this.policy = policy;
    this.today = today;
    this.then = new Eligibilities(policy, map, catalog, until);
  }

  /**
   * The collections whose rows are asked for: of those that the rule acts on, the ones of which an
   * e-mail address is known.
   */
  public List<String> collections(Rule rule) {
    return rule.then().keySet().stream().filter(name -> address(name).known()).toList();
  }

  /** What a transaction gathers, in this order, before it asks for the rows. */
  public List<SessionTable> tables(Rule rule, String collection) {
    return then.of(rule, collection).tables();
  }

  /**
   * Columns row_key; day, on which the clock started; email and full_name, which may be missing;
   * identities, each behind its kind, by which rows are of one person; asked, whether somebody was
   * asked of the row since its clock started; and objected, whether the person's own rows say that
   * they object to e-mails.
   */
  public Sql rows(Rule rule, String collection) {
    Eligibility eligibility = then.of(rule, collection);
    ClockSql clock = eligibility.clock();
    Address address = address(collection);
    LocalDate due = rule.starts().lastDueDate(today, rule.keep().period(), policy.fiscalYears());
    return Aliases.named(
        Sql.format(
            """
            select row_key, day, email, full_name, identities, {} as asked, objected
            from (
              select {} as row_key, {} as day, {} as email, {} as full_name,
                array[{}]::text[] as identities, {} as objected
              from {}{}) coming
            where day > {}""",
            asked(rule, collection),
            Sql.of(Keys.text(ROW, schema().table(collection))),
            clock.dayOf(clock.instant(ROW, LookupStyle.SETS)),
            address.email(ROW),
            address.name(ROW),
            Sql.list(address.identities(ROW)),
            objected(collection),
            eligibility.from(ROW),
            Sql.where(
                List.of(
                    ofNoAccount(rule, collection), eligibility.actionable(ROW, LookupStyle.SETS))),
            Sql.of("?", due)));
  }

  private static Sql asked(Rule rule, String collection) {
    return Sql.of(
        "exists (select from oubli.inactivity_notice n where n.rule = ? and n.collection = ?"
            + " and n.row_key = coming.row_key and n.started_on = coming.day)",
        rule.name(),
        collection);
  }

  /** Where a rule ends accounts too, whoever has one is asked as that. */
  private Sql ofNoAccount(Rule rule, String collection) {
    if (!schema().hasSubjects()
        || collection.equals(people())
        || !rule.then().containsKey(people())) {
      return Sql.TRUE;
    }
    return schema()
        .subjectKey(ROW, collection)
        .map(key -> Sql.format("{} is null", key))
        .orElse(Sql.TRUE);
  }

  /** The person took back a consent to e-mails, and has none that is good. */
  private Sql objected(String collection) {
    List<Sql> ways = new ArrayList<>();
    for (Objection objection : policy.objections()) {
      String withdraw = objection.withdraw();
      if (withdraw != null && schema().hasSubjects() && objection.mayBeAbout(Objection.EMAIL)) {
        Sql withdrawn = theirs(collection, objection, row -> given(row, objection, withdraw).not());
        Sql given = theirs(collection, objection, row -> given(row, objection, withdraw));
        ways.add(Sql.all(withdrawn, given.not()));
      }
    }
    return Sql.any(ways);
  }

  private Sql given(String row, Objection objection, String withdraw) {
    return Sql.format("{} is null", schema().column(row, objection.collection(), withdraw));
  }

  private Sql theirs(String collection, Objection objection, Function<String, Sql> condition) {
    String channel = objection.channelColumn();
    List<PersonLink> links = new PersonLinks(schema(), collection, objection.collection()).all();
    return Sql.any(
        links.stream()
            .map(
                link ->
                    link.exists(
                        ROW,
                        LookupStyle.SETS,
                        row ->
                            Sql.all(
                                channel == null
                                    ? Sql.TRUE
                                    : Sql.format(
                                        "{}::text = {}",
                                        schema().column(row, objection.collection(), channel),
                                        Sql.of("?", Objection.EMAIL)),
                                condition.apply(row))))
            .toList());
  }

  private Address address(String collection) {
    return new Address(schema(), collection);
  }

  private MappedSchema schema() {
    return then.schema();
  }

  private String people() {
    return schema().subjectRule().collection();
  }
}
