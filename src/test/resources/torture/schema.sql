-- Every shape that a table of PostgreSQL can have, each with rows that go and rows that stay.
create schema rh;
create extension citext;
create domain courriel as citext check (value like '%@%');
create domain code_postal as varchar(5) not null default '00000';
create type civility as enum ('M.', 'Mme', 'X');

-- An identity key, a domain, an enum, an array, an address, bytes, ranges, a generated column, masks
-- under NOT NULL, UNIQUE and CHECK.
create table people (
  id bigint generated always as identity primary key,
  email courriel not null unique,
  first_name varchar(60) not null check (length(first_name) > 1),
  last_name text,
  full_name text generated always as (first_name || ' ' || coalesce(last_name, '')) stored,
  civility civility,
  phones text[],
  ip inet,
  photo bytea,
  born date,
  served daterange,
  postcode code_postal,
  points numeric(8, 2) not null default 0,
  joined_at timestamptz not null
);
create index on people (lower(btrim(email)));

-- Mixed case, a reserved word, a uuid.
create table "Order" (
  "OrderID" uuid primary key,
  "Person" bigint references people on delete restrict,
  "OrderedAt" timestamptz not null,
  "Ship To" text
);
create index on "Order" ("Person");

-- A space and a point in the table's name, a quote in a column's, a composite key, a cascade.
create table "Order Lines.2025" (
  "Order" uuid references "Order" on delete cascade,
  line smallint,
  "what ""they"" wrote" text,
  primary key ("Order", line)
);

-- A reserved word, a text key, an e-mail and nothing else that says whose it is.
create table "select" (
  "from" text primary key,
  "where" text,
  "table" date not null
);

-- A date as key.
create table days (day date primary key, person bigint references people, note text);

-- The same name in another schema, an int key, a reference to itself that is emptied.
create table rh.people (
  id int primary key,
  name text,
  email text,
  manager int references rh.people on delete set null,
  left_on date
);
create index on rh.people (manager);

-- Sixty-three letters.
create table members_of_the_society_of_friends_of_very_long_names_of_tables_ (
  id uuid primary key,
  person bigint references people,
  what_the_member_said_about_it_when_somebody_asked_on_the_phone_ text
);

-- Paths in JSON columns, a list on the way, an e-mail that alone says whose the row is.
create table documents (
  id int primary key,
  profile jsonb,
  raw json,
  uploaded_on date
);

-- Partitions of partitions, a default, a key with an instant in it.
create table visits (
  id bigint, kind text, seen_at timestamptz, person bigint references people, ip inet,
  primary key (id, kind, seen_at)
) partition by range (seen_at);
create table visits_old partition of visits for values from (minvalue) to ('2025-01-01')
  partition by list (kind);
create table visits_old_web partition of visits_old for values in ('web');
create table visits_old_rest partition of visits_old default;
create table visits_new partition of visits for values from ('2025-01-01') to ('2030-01-01');
create table visits_rest partition of visits default;
create index on visits (person);

-- Partitions by list whose rows are anonymised.
create table choices (
  id int, channel text, person bigint references people, said text,
  primary key (id, channel)
) partition by list (channel);
create table choices_mail partition of choices for values in ('mail');
create table choices_rest partition of choices default;

-- Inheritance: the keys of the two overlap.
create table contacts (id int primary key, email text, name text, written_on date);
create table vip_contacts (favour text, primary key (id)) inherits (contacts);

-- What a cascade would take along, and what loses its reference to what goes.
create table tickets (id int primary key, person bigint references people, closed_on date);
create table messages (
  id int primary key, ticket int not null references tickets on delete cascade, body text, sent_on date);
create table coupons (
  code text primary key, ticket int default 0 references tickets on delete set null, worth int);
create index on messages (ticket);
create index on coupons (ticket);

-- Replies to replies, gone pass by pass.
create table comments (
  id int primary key, parent int references comments, person bigint references people, said text,
  written_on date);
create index on comments (parent);

-- A circle that is only checked at the end of a transaction.
create table players (id int primary key, person bigint references people, team int, nick text);
create table teams (
  id int primary key, name text,
  captain int references players deferrable initially deferred);
alter table players add foreign key (team) references teams deferrable initially deferred;

-- Two columns unique together, one where another is missing, and periods that may not overlap.
create table seats (
  id int primary key,
  event int not null,
  holder_email text,
  nickname text,
  during daterange,
  person bigint references people,
  unique (event, holder_email),
  exclude using gist (during with &&)
);
create unique index on seats (lower(nickname)) where nickname <> '';

-- Marked as deleted, a trigger that notes the time and one that keeps a diary.
create table accounts (
  id int primary key, login text, deleted boolean not null default false, deleted_at timestamptz,
  changes int not null default 0);
create table diary (line int generated always as identity primary key, account int);
create function touch() returns trigger language plpgsql as
'begin new.changes = old.changes + 1; return new; end';
create function note() returns trigger language plpgsql as
'begin insert into diary (account) values (old.id); return null; end';
create trigger touch before update on accounts for each row execute function touch();
create trigger note after delete on accounts for each row execute function note();

-- What masks cut, keep and replace: addresses of e-mail and of networks in domains, in arrays, in
-- arrays of domains, in domains over arrays and in JSON; a column computed from one that is masked.
create domain courriels as courriel[];
create domain reseau as cidr;
create domain pseudo as varchar(40) check (length(value) > 2);
create table devices (
  id int primary key,
  person bigint references people,
  mail courriel,
  mails citext[],
  others courriel[],
  kept courriels not null default '{}',
  seen inet not null,
  net cidr,
  home reseau,
  hops inet[],
  hosts varchar(60)[],
  host varchar(60) not null default '',
  login citext unique,
  logins pseudo[],
  nick pseudo,
  shown text generated always as (lower(mail::text) || '/' || host(seen)) stored,
  raw jsonb
);
create index on devices (person);

-- What cannot be purged, and need not.
create table import_log (line text, at timestamptz);
create view recent_people as select * from people;
