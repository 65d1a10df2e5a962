-- What was done for a request, as its reply says it.

create table oubli.request_outcome (
  request     bigint not null references oubli.request,
  position    int    not null,
  collection  text   not null,
  outcome     text   not null check (outcome in
    ('erased', 'archived', 'kept', 'left', 'corrected', 'withdrawn', 'restricted')),
  row_count   bigint not null check (row_count >= 0),
  basis       text,
  kept_until  date,
  readers     text,
  primary key (request, position)
);

-- An erasure that a hold or a restriction stops is finished by the nightly purge after the release.
create table oubli.erasure (
  request    bigint      primary key references oubli.request,
  state      text        not null default 'started'
             check (state in ('started', 'held', 'partial', 'done')),
  run        bigint      references oubli.run,
  updated_at timestamptz not null default now()
);

-- Where an identifier of the person was found after the erasure; never the identifier.
create table oubli.residue (
  request   bigint  not null references oubli.request on delete cascade,
  place     text    not null,
  row_count bigint  not null,
  warning   boolean not null,
  primary key (request, place)
);

alter table oubli.hold add column request bigint references oubli.request;
create index on oubli.hold (request) where released_at is null;

-- Whom an erasure, a rectification or a restriction must be told to (GDPR art. 19), and when it was.
create table oubli.notice (
  request    bigint not null references oubli.request,
  recipient  text   not null,
  written_on date   not null,
  sent_on    date,
  primary key (request, recipient)
);
