package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.testing.Foreign;
import fr.oubli.testing.ShortMap;
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

  /** Customers live at addresses that staff and stores have too; payments are of rentals. */
  private void rentals() {
    base.tables(
        """
        create table address (address_id int primary key, street text not null, phone text);
        create table store (store_id int primary key, manager_id int, address_id int not null
          references address);
        create table staff (staff_id int primary key, store_id int not null references store,
          address_id int not null references address, email text);
        alter table store add foreign key (manager_id) references staff;
        create table customer (customer_id int primary key, store_id int not null references store,
          address_id int not null references address, email text, created date not null);
        create table rental (rental_id int primary key, customer_id int not null references customer,
          staff_id int not null references staff, rented_at timestamptz not null);
        create table payment (payment_id int primary key, customer_id int not null references customer,
          staff_id int not null references staff, rental_id int references rental,
          amount numeric not null, paid_at timestamptz not null);
        select setseed(0.3);
        insert into address select i, i || ' rue du Port', '06' || i from generate_series(1, 120) i;
        insert into store (store_id, address_id) values (1, 1), (2, 2);
        insert into staff select i, 1 + i % 2, 2 + i, 's' || i || '@ex.org' from generate_series(1, 4) i;
        update store set manager_id = store_id;
        insert into customer select i, 1 + i % 2, 3 + (random() * 110)::int,
            case when i % 7 = 0 then 'c' || i - 1 || '@ex.org' else 'c' || i || '@ex.org' end,
            date '2015-01-01' + (random() * 4000)::int from generate_series(1, 200) i;
        insert into rental select i, 1 + (random() * 199)::int, 1 + i % 4,
            timestamptz '2016-01-01 12:00+00' + (random() * 3600)::int * interval '1 day'
          from generate_series(1, 300) i;
        insert into payment select i, case when i % 10 = 0 then 1 + i % 200 else r.customer_id end,
            1 + i % 4, r.rental_id, 5, r.rented_at + interval '2 days'
          from generate_series(1, 250) i join rental r on r.rental_id = i;
        create index on customer (address_id); create index on rental (customer_id);
        create index on payment (customer_id); create index on payment (rental_id);""");
    base.map(
        new ShortMap()
            .collection(
                "address", "address_id !", "street #user.contact.address", "phone #user.contact")
            .collection("store", "store_id !", "manager_id", "address_id >address.address_id")
            .collection(
                "staff",
                "staff_id !",
                "store_id >store.store_id",
                "address_id >address.address_id",
                "email #employee")
            .collection(
                "customer",
                "customer_id ! #user.unique_id",
                "store_id >store.store_id",
                "address_id >address.address_id identifies",
                "email @email #user.contact.email",
                "created #user.behavior")
            .collection(
                "rental",
                "rental_id !",
                "customer_id >customer.customer_id",
                "staff_id >staff.staff_id",
                "rented_at #user.behavior")
            .collection(
                "payment",
                "payment_id !",
                "customer_id >customer.customer_id",
                "staff_id >staff.staff_id",
                "rental_id >rental.rental_id",
                "amount",
                "paid_at #user.behavior")
            .toString());
    base.policy(
        """
        policy: rentals
        zone: UTC
        subject: { collection: customer, same-person-by: [email] }
        rules:
          customers:
            cites: "3 years"
            basis: contract
            starts: { latest: [customer.created, rental.rented_at, payment.paid_at], per: subject }
            keep: { at-most: P3Y }
            then: { payment: delete, rental: delete, customer: delete, address: delete }
        limits: { share-of-collection: 100% }
        """);
  }

  @Test
  void customersGoWithTheirRentalsAndAnAddressWithTheLastWhoLivedThere() {
    rentals();
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

  /** Users write to each other, befriend and block each other, and judge each other. */
  private void network() {
    base.tables(
        """
        create table users (id int primary key, email text not null, seen timestamptz not null);
        create table messages (id int primary key, sender int not null references users,
          recipient int not null references users, body text, sent_at timestamptz not null);
        create table friends (user_id int references users, friend_id int references users,
          since date not null, primary key (user_id, friend_id));
        create table blocks (id int primary key, blocker int not null references users,
          blocked int not null references users, reason text);
        create table reviews (id int primary key, author int not null references users,
          subject int not null references users, text text, written_on date not null);
        select setseed(0.7);
        insert into users select i, 'u' || i || '@ex.org',
            timestamptz '2016-01-01 12:00+00' + (random() * 3900)::int * interval '1 day'
          from generate_series(1, 120) i;
        insert into messages select i, 1 + (random() * 119)::int, 1 + (random() * 119)::int, 'm' || i,
            timestamptz '2016-01-01 12:00+00' + (random() * 3000)::int * interval '1 day'
          from generate_series(1, 60) i;
        insert into friends select distinct on (a, b) a, b, date '2016-05-01' from (
          select 1 + (random() * 119)::int as a, 1 + (random() * 119)::int as b
          from generate_series(1, 150)) f;
        insert into blocks select i, 1 + (random() * 119)::int, 1 + (random() * 119)::int, 'r' || i
          from generate_series(1, 60) i;
        insert into reviews select i, 1 + (random() * 119)::int, 1 + (random() * 119)::int, 't' || i,
            date '2016-01-01' + (random() * 3700)::int from generate_series(1, 80) i;
        create index on messages (sender); create index on messages (recipient);
        create index on friends (friend_id); create index on blocks (blocker);
        create index on blocks (blocked); create index on reviews (author);
        create index on reviews (subject);""");
    base.map(
        new ShortMap()
            .collection(
                "users",
                "id ! #user.unique_id",
                "email @email #user.contact.email",
                "seen #user.behavior")
            .collection(
                "messages",
                "id !",
                "sender >users.id owner",
                "recipient >users.id party",
                "body #user.content",
                "sent_at #user.behavior")
            .collection(
                "friends",
                "user_id ! >users.id owner",
                "friend_id ! >users.id party",
                "since #user.behavior")
            .collection(
                "blocks",
                "id !",
                "blocker >users.id owner",
                "blocked >users.id party",
                "reason #user.content")
            .collection(
                "reviews",
                "id !",
                "author >users.id owner",
                "subject >users.id party",
                "text #user.content",
                "written_on #user.behavior")
            .toString());
    base.policy(
        """
        policy: network
        language: 2
        zone: UTC
        subject: { collection: users, same-person-by: [email] }
        rules:
          members:
            cites: "3 years"
            basis: contract
            starts: { latest: [users.seen, { messages.sent_at: any-party }, reviews.written_on], per: subject }
            keep: { at-most: P3Y }
            then: { messages: delete, friends: delete, blocks: delete, reviews: delete, users: delete }
        limits: { share-of-collection: 100% }
        """);
  }

  @Test
  void whatAUserWroteGoesWithThemAndWhatOthersWroteToThemStays() {
    network();
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
