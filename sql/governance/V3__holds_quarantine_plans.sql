-- Why a row stays although it is due, what nobody can judge, and what was approved.

create table oubli.hold (
  id          bigint generated always as identity primary key,
  kind        text        not null default 'hold' check (kind in ('hold', 'restriction')),
  scope       text        not null check (scope in ('subject', 'row', 'collection')),
  collection  text        not null,
  row_key     text,
  reason      text        not null check (btrim(reason) <> ''),
  owner       text        not null check (btrim(owner) <> ''),
  review_on   date        not null,
  added_at    timestamptz not null default now(),
  added_by    text        not null,
  released_at timestamptz,
  released_by text,
  check ((scope = 'collection') = (row_key is null)),
  check ((released_at is null) = (released_by is null))
);
create index on oubli.hold (collection, row_key) where released_at is null;

create table oubli.quarantine (
  rule       text        not null,
  collection text        not null,
  row_key    text        not null,
  reason     text        not null,
  first_seen timestamptz not null default now(),
  run        bigint      not null references oubli.run,
  primary key (rule, collection, row_key)
);

create table oubli.plan (
  hash          text        primary key,
  as_of         date        not null,
  policy_sha256 text        not null,
  map_sha256    text        not null,
  only_rule     text,
  content       text        not null,
  made_at       timestamptz not null default now(),
  made_by       text        not null
);

create table oubli.file_removal (
  id           bigint generated always as identity primary key,
  run          bigint      not null references oubli.run,
  collection   text        not null,
  row_key      text        not null,
  path         text,
  requested_at timestamptz not null default now(),
  removed_at   timestamptz,
  outcome      text check (outcome in ('removed', 'was missing')),
  check ((removed_at is null) = (outcome is null))
);
create index on oubli.file_removal (id) where removed_at is null;
comment on column oubli.file_removal.path is
  'Kept only until the file is gone: a path can hold a telephone number.';

create table oubli.run_result (
  run              bigint not null references oubli.run,
  position         int    not null,
  rule             text   not null,
  collection       text   not null,
  action           text   not null,
  cutoff           date   not null,
  stored           bigint not null,
  due              bigint not null,
  done             bigint not null,
  held             bigint not null,
  restricted       bigint not null,
  quarantined      bigint not null,
  remaining        bigint not null,
  oldest_remaining date,
  millis           bigint not null,
  primary key (run, position)
);

-- Events that went before the rest of the person's rows, by this rule or by another: a person's clock
-- must not be forgotten with the row that carried it, nor after a crash between two collections.
create table oubli.departed_event (
  rule        text   not null,
  subject_key text   not null,
  last_day    date   not null,
  run         bigint not null references oubli.run,
  primary key (rule, subject_key)
);
comment on column oubli.departed_event.rule is 'The rule whose clock the event started.';
