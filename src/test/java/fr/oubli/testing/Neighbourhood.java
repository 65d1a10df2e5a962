package fr.oubli.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Makes people of all kinds, always the same from the same seed, with rows in every table of the
 * {@link Company}. Some have two accounts and some have none; some have documents or disputes; some
 * have an order without a date.
 */
public final class Neighbourhood {

  /** One of the people, with the values that name them in rows, texts and files. */
  public record Person(String email, String phone, String firstName, String lastName) {
    public String name() {
      return firstName + " " + lastName;
    }
  }

  private final Company company;
  private final Random random;
  private int number;
  private int documents;

  public Neighbourhood(Company company, long seed) {
    this.company = company;
    this.random = new Random(seed);
  }

  public List<Person> people(int count) {
    List<Person> people = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      people.add(person());
    }
    return people;
  }

  private Person person() {
    number++;
    String mark = Integer.toString(random.nextInt(36 * 36 * 36), 36);
    Person person =
        new Person(
            "p" + number + "." + mark + "@example.fr",
            "+336%08d".formatted(10_000_000 + number * 97),
            "Prenom" + number,
            "Nom" + mark + number);
    Long account = random.nextInt(5) == 0 ? null : account(person, person.email());
    if (account != null && random.nextInt(3) == 0) {
      account(person, " " + person.email().toUpperCase(java.util.Locale.ROOT));
    }
    int orders = random.nextInt(3) + (account == null ? 1 : 0);
    for (int i = 0; i < orders; i++) {
      order(person, account);
    }
    around(person, account);
    return person;
  }

  private long account(Person person, String email) {
    return company.insert(
        "customers",
        "email",
        email,
        "first_name",
        person.firstName(),
        "last_name",
        person.lastName(),
        "phone",
        person.phone(),
        "address",
        number + " rue des Lilas",
        "notes",
        "rappeler " + person.name() + " au " + person.phone(),
        "created_at",
        "2024-03-04 10:00+01");
  }

  private void order(Person person, @Nullable Long account) {
    long order =
        company.insert(
            "orders",
            "customer_id",
            account,
            "channel",
            "site",
            "status",
            "done",
            "ordered_at",
            random.nextInt(6) == 0 ? null : "2025-05-06 12:00+02",
            "service",
            "Ouverture de porte",
            "first_name",
            person.firstName(),
            "last_name",
            person.lastName(),
            "email",
            person.email(),
            "phone",
            person.phone().replace("+33", "0"),
            "problem",
            "clé perdue, écrire à " + person.email(),
            "amount_incl_tax",
            123.45);
    if (random.nextBoolean()) {
      long invoice = document(person, account, order, null);
      if (random.nextInt(3) == 0) {
        document(person, account, order, invoice);
      }
    }
    company.insert(
        "satisfaction_ratings", "customer_id", account, "order_id", order, "comment", "bien");
  }

  private long document(
      Person person, @Nullable Long account, long order, @Nullable Long corrects) {
    documents++;
    long invoice =
        company.insert(
            "invoices",
            "order_id",
            order,
            "customer_id",
            account,
            "document_type",
            corrects == null ? "invoice" : "credit_note",
            "series",
            "F",
            "number",
            documents,
            "issued_on",
            "2025-05-07",
            "corrects_id",
            corrects,
            "customer_account",
            "411" + number,
            "billed_name",
            person.name(),
            "billed_email",
            person.email(),
            "total_excl_tax",
            100,
            "total_tax",
            20,
            "total_incl_tax",
            120);
    company.line(invoice);
    return invoice;
  }

  private void around(Person person, @Nullable Long account) {
    company.insert(
        "contact_requests",
        "customer_id",
        account,
        "channel",
        "phone",
        "email",
        person.email(),
        "phone",
        person.phone(),
        "problem",
        "porte claquée",
        "received_at",
        "2026-01-02");
    company.insert(
        "messages",
        "customer_id",
        account,
        "email",
        person.email(),
        "channel",
        "mail",
        "body",
        "Bonjour, " + person.name() + ", " + person.phone(),
        "sent_at",
        "2026-02-03");
    company.insert("newsletter_subscriptions", "customer_id", account, "email", person.email());
    company.insert(
        "contest_entries", "customer_id", account, "email", person.email(), "contest", "Noël");
    if (account != null) {
      company.recording(
          account, person.phone(), "2026-10-01 10:00+02", "calls/" + person.phone() + ".ogg");
      company.insert(
          "consents", "customer_id", account, "channel", "email", "granted_at", "2026-01-01");
      company.insert("reviews", "customer_id", account, "pseudonym", person.name(), "stars", 5);
      company.insert(
          "cookies", "customer_id", account, "kind", "functional", "name", "s", "value", "v");
      company.insert(
          "policy_acceptances",
          "customer_id",
          account,
          "policy_version",
          "1",
          "accepted_at",
          "2026-01-01");
      if (random.nextInt(4) == 0) {
        company.insert(
            "disputes",
            "customer_id",
            account,
            "status",
            "closed",
            "opened_on",
            "2025-06-01",
            "closed_on",
            "2025-09-01");
      }
    }
  }
}
