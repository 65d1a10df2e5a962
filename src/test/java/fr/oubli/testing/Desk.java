package fr.oubli.testing;

import fr.oubli.decision.person.Phones;
import fr.oubli.model.policy.SubjectRule;
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

/** The data protection officer's desk: from a letter to a request that may be carried out. */
public record Desk(Company company) {

  public static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

  public RequestRegister register() {
    return new RequestRegister(
        company.dataSource(), new Deadlines(new PublicHolidays(false)), "test-operator");
  }

  /** Registered and searched for; nobody was verified. */
  public Request letter(Right right, Identity... who) {
    return letter(right, "all", who);
  }

  public Request letter(Right right, String scope, Identity... who) {
    Request request =
        register()
            .open(new Letter(right, "email", "person", TODAY.minusDays(3), scope), List.of(who));
    search(request.id(), who);
    return request;
  }

  public void search(long request, Identity... who) {
    SubjectRule subject = Objects.requireNonNull(Company.policy().subject());
    new SubjectSearch(
            company.dataSource(),
            Company.map(),
            subject,
            Phones.of(Company.policy()),
            Catalog.read(company.dataSource(), Company.map()))
        .search(request, List.of(who));
  }

  /** Verified, and every proposal rejected. */
  public Request verified(Right right, Identity... who) {
    Request request = letter(right, who);
    Matches matches = new Matches(company.dataSource());
    matches
        .proposals(request.id())
        .forEach(row -> matches.decide(request.id(), row.collection() + ":" + row.key(), false));
    return register().steps().verify(request.id(), "call back", TODAY);
  }
}
