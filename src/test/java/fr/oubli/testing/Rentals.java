package fr.oubli.testing;

/** Customers live at addresses that staff and stores have too; payments are of rentals. */
public final class Rentals {

  private Rentals() {}

  /** Brings tables, rows, map and policy. */
  public static void in(Foreign base) {
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
}
