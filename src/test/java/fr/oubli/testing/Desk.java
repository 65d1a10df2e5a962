package fr.oubli.testing;

import fr.oubli.decision.person.Phones;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.SubjectRule;
import fr.oubli.rights.erasure.SubjectErase;
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
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * The desk of the data protection officer. It takes a letter from a person and brings it to the
 * point where the request may be carried out: registered, searched for, verified.
 *
 * @param today the day on which the desk works; letters came three days earlier
 */
public record Desk(Fixture fixture, Policy policy, DataMap map, LocalDate today) {

  public static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

  private static final String OPERATOR = "test-operator";

  public Desk(Company company) {
    this(company, Company.policy(), Company.map(), TODAY);
  }

  public RequestRegister register() {
    return new RequestRegister(
        fixture.dataSource(), new Deadlines(new PublicHolidays(false)), OPERATOR);
  }

  /** A request that is registered and whose rows were looked for; nobody was verified. */
  public Request letter(Right right, Identity... who) {
    return letter(right, "all", who);
  }

  /**
   * @param scope of an objection: a channel, or {@code all}
   */
  public Request letter(Right right, String scope, Identity... who) {
    Request request =
        register()
            .open(new Letter(right, "email", "person", today.minusDays(3), scope), List.of(who));
    search(request.id(), who);
    return request;
  }

  /** Looks for the person's rows, as often as somebody tells more of who they are. */
  public void search(long request, Identity... who) {
    SubjectRule subject = Objects.requireNonNull(policy.subject());
    new SubjectSearch(
            fixture.dataSource(),
            map,
            subject,
            Phones.of(policy),
            Catalog.read(fixture.dataSource(), map))
        .search(request, List.of(who));
  }

  /** A request of a verified person; every row that was only proposed is rejected. */
  public Request verified(Right right, Identity... who) {
    Request request = letter(right, who);
    Matches matches = new Matches(fixture.dataSource());
    matches
        .proposals(request.id())
        .forEach(row -> matches.decide(request.id(), row.collection() + ":" + row.key(), false));
    return register().steps().verify(request.id(), "call back", today);
  }

  /** The command that erases persons, with the fixture's own folders. */
  public SubjectErase erasure() {
    return erasure(fixture.dataSource());
  }

  /** The same, as whom a source connects. */
  public SubjectErase erasure(DataSource source) {
    return new SubjectErase(
        source,
        policy,
        map,
        new SubjectErase.Folders(fixture.recordings(), fixture.reports(), fixture.keys()),
        today,
        OPERATOR);
  }
}
