package fr.oubli.testing;

/** Users write to each other, befriend and block each other, and judge each other. */
public final class Network {

  private Network() {}

  /** Brings tables, rows, map and policy. */
  public static void in(Foreign base) {
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
}
