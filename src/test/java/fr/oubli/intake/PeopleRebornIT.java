package fr.oubli.intake;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.model.feed.FeedMappingFile;
import fr.oubli.rights.objection.SubjectObject;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Matches;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.Right;
import fr.oubli.rights.suppression.SuppressedPeople;
import fr.oubli.testing.Company;
import fr.oubli.testing.Desk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * A thousand people who leave, object, merge, come back and are brought back, against what a plain
 * oracle says of each: {@code -Doubli.histories=1000} for more, {@code -Doubli.seed} for others.
 * What happens to many on a day is carried out together, as a desk would never, so that it takes
 * seconds.
 */
class PeopleRebornIT {

  private static final int PEOPLE = Integer.getInteger("oubli.histories", 200);
  private static final int ROUNDS = 8;
  private static final LocalDate FIRST = LocalDate.of(2025, 1, 15);
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
  private static final String WHAT_IS_THERE =
      """
      select 'account ' || email as told from customers where email not like 'erased-%'
      union all
      select 'order ' || o.email || ' ' || to_char(o.ordered_at at time zone 'Europe/Paris',
          'DD/MM/YYYY HH24:MI') || ' of ' || c.email
        from orders o join customers c on c.id = o.customer_id where o.email is not null
      union all
      select 'consent ' || c.email || ' ' || n.channel || ' ' || to_char(
          n.granted_at at time zone 'Europe/Paris', 'DD/MM/YYYY HH24:MI') || ' '
          || coalesce((n.withdrawn_at at time zone 'Europe/Paris')::date::text, '')
        from consents n join customers c on c.id = n.customer_id
        where c.email not like 'erased-%'""";

  /** What can happen to a person on a day. */
  private enum Happening {
    ORDERS,
    OLD_FILE,
    WHOLE_EXPORT,
    CONSENT_FILE,
    OBJECTS,
    IS_ERASED,
    MERGES
  }

  private final Random dice = new Random(Long.getLong("oubli.seed", 0) + 46);
  private final Lives lives = new Lives();
  private final Map<String, List<String>> everOrdered = new LinkedHashMap<>();
  private int minute;

  private static String email(int person, boolean second) {
    return "p%d%s@exemple.fr".formatted(person, second ? "-b" : "");
  }

  /** What a day brings, by what is done with it. */
  private static final class Day {
    private final LocalDate on;
    private final List<String[]> orders = new ArrayList<>();
    private final StringBuilder orderFile = new StringBuilder(Fed.ORDERS);
    private final StringBuilder consentFile = new StringBuilder(Fed.CONSENTS);
    private final Map<String, List<String>> objecting = new LinkedHashMap<>();
    private final List<String> leaving = new ArrayList<>();
    private final List<String[]> merging = new ArrayList<>();

    Day(LocalDate on) {
      this.on = on;
    }
  }

  private String moment(LocalDate day) {
    minute++;
    return "%s %02d:%02d".formatted(day.format(DAY), minute / 60 % 24, minute % 60);
  }

  private LocalDate upTo(LocalDate day) {
    // Often one of the days on which something is decided, where a day too many is a mistake.
    return dice.nextInt(3) == 0
        ? FIRST.plusDays(
            30L * dice.nextInt(1 + (int) ((day.toEpochDay() - FIRST.toEpochDay()) / 30)))
        : FIRST.plusDays(dice.nextInt(1 + (int) (day.toEpochDay() - FIRST.toEpochDay())));
  }

  private void draw(int person, Day day) {
    String one = email(person, dice.nextInt(4) == 0);
    switch (Happening.values()[dice.nextInt(Happening.values().length)]) {
      case ORDERS -> {
        String at = moment(day.on);
        day.orders.add(new String[] {one, at});
        remember(one, at);
      }
      case OLD_FILE -> fed(day, one, moment(upTo(day.on)));
      case WHOLE_EXPORT ->
          List.copyOf(everOrdered.getOrDefault(one, List.of())).forEach(at -> fed(day, one, at));
      case CONSENT_FILE ->
          day.consentFile.append(
              "%s;;%s;%s;;\n"
                  .formatted(
                      one, dice.nextBoolean() ? "e-mail" : "téléphone", moment(upTo(day.on))));
      case OBJECTS ->
          day.objecting
              .computeIfAbsent(
                  List.of("all", "email").get(dice.nextInt(2)), any -> new ArrayList<>())
              .add(email(person, false));
      case IS_ERASED -> day.leaving.add(email(person, false));
      default -> day.merging.add(new String[] {email(person, false), email(person, true)});
    }
  }

  private void remember(String email, String at) {
    everOrdered.computeIfAbsent(email, any -> new ArrayList<>()).add(at);
  }

  private void fed(Day day, String email, String at) {
    day.orderFile.append(Fed.order(email, at, ""));
    if (!everOrdered.getOrDefault(email, List.of()).contains(at)) {
      remember(email, at);
    }
  }

  @Test
  void nobodyIsRebornAndNoNoIsLost() throws IOException {
    try (Company company = new Company()) {
      for (int round = 0; round < ROUNDS; round++) {
        Day day = new Day(FIRST.plusDays(30L * round));
        for (int person = 0; person < PEOPLE; person++) {
          draw(person, day);
        }
        happens(company, day);
        Set<String> found = new TreeSet<>(company.jdbc().queryForList(WHAT_IS_THERE, String.class));
        Map<String, String> differences = Lives.differences(lives.all(), found);
        assertThat(differences).as("round %d of %s", round, day.on).isEmpty();
      }
      assertThat(lives.all()).hasSizeGreaterThan(PEOPLE);
      assertThat(company.count("oubli.suppression where reason = 'erasure'"))
          .isGreaterThan(PEOPLE / 3);
      assertThat(
              company.count(
                  "oubli.feed_count where outcome in ('erased', 'objected', 'withdrawn')"))
          .isGreaterThan(ROUNDS);
    }
  }

  private void happens(Company company, Day day) throws IOException {
    for (String[] order : day.orders) {
      lives.orders(order[0], order[1]);
    }
    ordered(company, day);
    feed(company, day.orderFile, day.on);
    lines(day.orderFile).forEach(cells -> lives.fedOrder(cells[3], cells[0], on(cells[0])));
    feed(company, day.consentFile, day.on);
    lines(day.consentFile)
        .forEach(
            cells ->
                lives.fedConsent(
                    cells[0],
                    cells[2].equals("e-mail") ? "email" : "phone",
                    cells[3],
                    on(cells[3])));
    for (String[] pair : day.merging) {
      lives.merges(pair[0], pair[1]);
    }
    merged(company, day);
    day.objecting.forEach(
        (scope, people) -> {
          objected(company, scope, people, day.on);
          people.forEach(person -> lives.objects(person, scope, day.on));
        });
    erased(company, day.leaving, day.on);
    day.leaving.forEach(person -> lives.leaves(person, day.on));
  }

  private static LocalDate on(String moment) {
    return LocalDate.parse(moment.substring(0, 10), DAY);
  }

  private static List<String[]> lines(StringBuilder file) {
    return file.toString().lines().skip(1).map(line -> line.split(";", -1)).toList();
  }

  /** The shop itself, without any file: an account where there is none, and the order. */
  private static void ordered(Company company, Day day) {
    company
        .jdbc()
        .update(
            """
            with told as (select * from unnest(?::text[], ?::text[]) t (email, at)),
              made as (
                insert into customers (email, created_at)
                select distinct email, now() from told
                where email not in (select email from customers where email is not null)
                returning id, email)
            insert into orders (customer_id, channel, status, ordered_at, service, email)
            select a.id, 'site', 'done',
              to_timestamp(t.at, 'DD/MM/YYYY HH24:MI')::timestamp at time zone 'Europe/Paris', 's', t.email
            from told t
            join (select id, email from made union all select id, email from customers) a using (email)""",
            day.orders.stream().map(each -> each[0]).toArray(String[]::new),
            day.orders.stream().map(each -> each[1]).toArray(String[]::new));
  }

  private static void merged(Company company, Day day) {
    String[] kept = day.merging.stream().map(each -> each[0]).toArray(String[]::new);
    String[] gone = day.merging.stream().map(each -> each[1]).toArray(String[]::new);
    String pairs =
        """
        from unnest(?::text[], ?::text[]) p (kept, gone)
        join customers k on k.email = p.kept join customers g on g.email = p.gone""";
    for (String table : List.of("orders", "consents")) {
      company
          .jdbc()
          .update(
              "update "
                  + table
                  + " t set customer_id = k.id "
                  + pairs
                  + " where t.customer_id = g.id",
              kept,
              gone);
    }
    company
        .jdbc()
        .update("delete from customers where id in (select g.id " + pairs + ")", kept, gone);
  }

  private static void feed(Company company, StringBuilder content, LocalDate today)
      throws IOException {
    Path file = Files.writeString(company.folder().resolve("file.csv"), content);
    new Feed(
            company.dataSource(),
            Company.policy(),
            Company.map(),
            new SuppressedPeople(),
            new Feed.Folders(company.keys(), company.folder().resolve("rejected")),
            today,
            "test-operator")
        .bringIn(file, FeedMappingFile.read(Path.of("jobs/feeds/site.yml")), null, 1);
  }

  private static Desk desk(Company company, LocalDate today) {
    return new Desk(company, Company.policy(), Company.map(), today);
  }

  private static Identity[] identities(List<String> people) {
    return people.stream().map(Identity::email).toArray(Identity[]::new);
  }

  private static Request verified(Desk desk, Company company, Request request) {
    Matches matches = new Matches(company.dataSource());
    matches
        .proposals(request.id())
        .forEach(row -> matches.decide(request.id(), row.collection() + ":" + row.key(), false));
    return desk.register().steps().verify(request.id(), "call back", desk.today());
  }

  private static void objected(
      Company company, String scope, List<String> people, LocalDate today) {
    Desk desk = desk(company, today);
    Request request =
        verified(desk, company, desk.letter(Right.OBJECTION, scope, identities(people)));
    new SubjectObject(company.dataSource(), Company.policy(), Company.map(), company.keys(), today)
        .object(request, company.reports(), "test-operator");
    company
        .jdbc()
        .update(
            "update consents set withdrawn_at = ?::timestamptz where withdrawn_at > '2026-01-01'",
            today + " 12:00+01");
    onTheList(company, request, today);
  }

  private static void erased(Company company, List<String> people, LocalDate today) {
    if (people.isEmpty()) {
      return;
    }
    Desk desk = desk(company, today);
    Request request = verified(desk, company, desk.letter(Right.ERASURE, identities(people)));
    desk.erasure().erase(request.id());
    onTheList(company, request, today);
  }

  /** The list tells the day on which somebody was put on it; here it is said. */
  private static void onTheList(Company company, Request request, LocalDate day) {
    company
        .jdbc()
        .update(
            "update oubli.suppression set added_at = ?::timestamptz where request = ?",
            day + " 12:00+01",
            request.id());
  }
}
