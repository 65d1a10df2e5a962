package fr.oubli.purge;

import fr.oubli.testing.Shop;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** People with accounts, guest orders and requests, and when each of them may go. */
record RandomPeople(List<Person> all) {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final int PEOPLE = 16;

  /**
   * @param orders days of orders that count
   * @param contacts days of account openings and of requests
   */
  record Person(
      List<Long> accounts,
      List<LocalDate> orders,
      List<LocalDate> contacts,
      List<String> suspects) {

    boolean isDue(LocalDate asOf) {
      if (orders.isEmpty()) {
        return !isSuspect() && contacts.stream().allMatch(day -> day.plusYears(3).isBefore(asOf));
      }
      return !suspects.contains("order")
          && orders.stream().allMatch(day -> day.plusYears(5).isBefore(asOf));
    }

    boolean isSuspect() {
      return !suspects.isEmpty();
    }
  }

  static RandomPeople born(Random random, LocalDate asOf, Shop shop) {
    List<Person> people = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      people.add(new Birth(random, asOf, shop, "p" + i + "@example.fr").person());
    }
    return new RandomPeople(people);
  }

  private record Birth(Random random, LocalDate asOf, Shop shop, String email) {

    Person person() {
      Person person =
          new Person(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      for (int i = 0; i < 1 + random.nextInt(2); i++) {
        LocalDate day = day(4);
        person.contacts().add(day);
        person.accounts().add(shop.customer(spelled(i), moment(day)));
      }
      for (int i = random.nextInt(4); i > 0; i--) {
        order(person);
      }
      for (int i = random.nextInt(3); i > 0; i--) {
        request(person);
      }
      return person;
    }

    private void order(Person person) {
      boolean guest = random.nextInt(4) == 0;
      LocalDate day = day(6);
      String when = moment(day);
      if (random.nextInt(30) == 0) {
        person.suspects().add("order");
        when = random.nextBoolean() ? "1970-01-01 00:00+00" : moment(asOf.plusDays(2));
      }
      person.orders().add(day);
      if (guest) {
        shop.guestOrder(spelled(random.nextInt(3)), when);
      } else {
        shop.order(person.accounts().get(random.nextInt(person.accounts().size())), when);
      }
    }

    private void request(Person person) {
      LocalDate day = day(4);
      person.contacts().add(day);
      boolean guest = random.nextBoolean();
      shop.insert(
          "contact_requests",
          guest ? "email" : "customer_id",
          guest
              ? spelled(random.nextInt(3))
              : person.accounts().get(random.nextInt(person.accounts().size())),
          "received_at",
          moment(day));
    }

    /** Around the end of the period, so that boundary days come up often. */
    private LocalDate day(int years) {
      LocalDate around = asOf.minusYears(random.nextInt(2) == 0 ? years - 1 : years + 1);
      LocalDate day =
          random.nextInt(3) == 0
              ? asOf.minusYears(years - 1).plusDays(random.nextInt(3) - 1)
              : around.plusDays(random.nextInt(200) - 100);
      return day.isAfter(asOf) ? asOf : day;
    }

    private String moment(LocalDate day) {
      LocalTime time = LocalTime.MIDNIGHT.plusMinutes(random.nextInt(24 * 60));
      return day.atTime(time).atZone(PARIS).toOffsetDateTime().toString();
    }

    private String spelled(int way) {
      return switch (way) {
        case 0 -> email;
        case 1 -> " " + email.toUpperCase(java.util.Locale.ROOT);
        default -> email + " ";
      };
    }
  }
}
