package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.testing.Foreign;
import fr.oubli.testing.Network;
import fr.oubli.testing.Rentals;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Two shapes of schema in which rows concern several people, with made-up rows. What should stay is
 * asked of the database before the night, by queries that follow the tables alone.
 */
class PeopleAmongPeopleIT {

  private static final String NIGHT = "2026-11-27";

  private final Foreign base = new Foreign();

  @AfterEach
  void close() {
    base.close();
  }

  private String ids(String query) {
    return base.text("select string_agg(id::text, ',' order by id) from (" + query + ") rows(id)");
  }

  private void night() {
    PurgeOutcome outcome = base.purge(NIGHT);
    assertThat(outcome.code()).as("%s", outcome.remarks()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void customersGoWithTheirRentalsAndAnAddressWithTheLastWhoLivedThere() {
    Rentals.in(base);
    base.execute(
        """
        create schema apart;
        create table apart.alive as
          select distinct lower(c.email) as email from customer c
          left join rental r using (customer_id) left join payment p using (customer_id)
          where greatest(c.created, r.rented_at::date, p.paid_at::date) + interval '3 years'
            >= date '2026-11-27'""");
    String alive = "select lower(email) in (table apart.alive) from customer c where ";
    String customers =
        ids("select customer_id from customer where lower(email) in (table apart.alive)");
    String payments =
        ids("select payment_id from payment p where (" + alive + "c.customer_id = p.customer_id)");
    // A rental that somebody else paid waits for that payment.
    String rentals =
        ids(
            "select rental_id from rental r where ("
                + alive
                + "c.customer_id = r.customer_id) or exists (select 1 from payment p"
                + " where p.rental_id = r.rental_id and ("
                + alive
                + "c.customer_id = p.customer_id))");
    base.execute(
        "create table apart.stay as select customer_id from customer where customer_id = any"
            + " (string_to_array('%s', ',')::int[]) or customer_id in (select customer_id from rental"
                .formatted(customers)
            + " where rental_id = any (string_to_array('%s', ',')::int[]))".formatted(rentals));
    String addresses =
        ids(
            "select address_id from address a where exists (select 1 from store s"
                + " where s.address_id = a.address_id) or exists (select 1 from staff s"
                + " where s.address_id = a.address_id) or exists (select 1 from customer c"
                + " where c.address_id = a.address_id and c.customer_id in (table apart.stay))"
                + " or not exists (select 1 from customer c where c.address_id = a.address_id)");

    night();

    assertThat(ids("select payment_id from payment")).isEqualTo(payments);
    assertThat(ids("select rental_id from rental")).isEqualTo(rentals);
    assertThat(ids("select customer_id from customer")).isEqualTo(ids("table apart.stay"));
    assertThat(ids("select address_id from address")).isEqualTo(addresses);
    assertThat(base.count("customer")).isBetween(20L, 180L);
    assertThat(base.count("address")).isBetween(20L, 110L);
  }

  @Test
  void whatAUserWroteGoesWithThemAndWhatOthersWroteToThemStays() {
    Network.in(base);
    base.execute(
        """
        create schema apart;
        create table apart.alive as select u.id from users u where u.seen >= '2023-11-27'
          or exists (select 1 from messages m where u.id in (m.sender, m.recipient)
            and m.sent_at >= '2023-11-27')
          or exists (select 1 from reviews r where r.author = u.id and r.written_on >= '2023-11-27')""");
    String messages = ids("select id from messages where sender in (table apart.alive)");
    String friends =
        base.text(
            "select string_agg(row(user_id, friend_id)::text, ' ' order by user_id, friend_id)"
                + " from friends where user_id in (table apart.alive)");
    String blocks = ids("select id from blocks where blocker in (table apart.alive)");
    String reviews = ids("select id from reviews where author in (table apart.alive)");
    // Whoever is named in a row that stays cannot be deleted before it.
    String users =
        ids(
            """
            select id from users where id in (table apart.alive)
              or id in (select recipient from messages where sender in (table apart.alive))
              or id in (select friend_id from friends where user_id in (table apart.alive))
              or id in (select blocked from blocks where blocker in (table apart.alive))
              or id in (select subject from reviews where author in (table apart.alive))""");

    night();

    assertThat(ids("select id from messages")).isEqualTo(messages);
    assertThat(
            base.text(
                "select string_agg(row(user_id, friend_id)::text, ' ' order by user_id, friend_id)"
                    + " from friends"))
        .isEqualTo(friends);
    assertThat(ids("select id from blocks")).isEqualTo(blocks);
    assertThat(ids("select id from reviews")).isEqualTo(reviews);
    assertThat(ids("select id from users")).isEqualTo(users);
    assertThat(base.count("messages")).isBetween(10L, 59L);
    assertThat(base.count("users")).isBetween(60L, 119L);
  }
}
