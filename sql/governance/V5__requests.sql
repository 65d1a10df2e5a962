-- What people ask: the register of requests, who they turned out to be, and who must not come back.

create table oubli.request (
  id                bigint generated always as identity primary key,
  kind              text        not null check (kind in
    ('access', 'portability', 'erasure', 'rectification', 'objection', 'restriction')),
  channel           text        not null check (channel in ('post', 'email', 'site', 'phone', 'counter')),
  quality           text        not null check (quality in ('person', 'heir', 'parent', 'mandate')),
  received_on       date        not null,
  scope             text        not null default 'all',
  state             text        not null default 'open'
                    check (state in ('open', 'verified', 'suspended', 'closed', 'refused')),
  identity_means    text,
  identity_by       text,
  identity_on       date,
  suspended_on      date,
  suspended_days    int         not null default 0 check (suspended_days >= 0),
  deadline          date        not null,
  extended_on       date,
  extension_reason  text,
  ended_on          date,
  outcome           text,
  reply             text,
  opened_by         text        not null,
  opened_at         timestamptz not null default now(),
  check ((extended_on is null) = (extension_reason is null)),
  check ((state in ('closed', 'refused')) = (ended_on is not null)),
  check (state <> 'suspended' or suspended_on is not null)
);
create index on oubli.request (deadline) where ended_on is null;
comment on column oubli.request.reply is 'Where the reply was written.';

-- Every step with its operator and time; nothing of it is ever changed.
create table oubli.request_event (
  id        bigint generated always as identity primary key,
  request   bigint      not null references oubli.request,
  at        timestamptz not null default clock_timestamp(),
  operator  text        not null,
  step      text        not null,
  note      text
);
create index on oubli.request_event (request);
create trigger append_only before update or delete on oubli.request_event
  for each row execute function oubli.refuse_change();
create trigger never_emptied before truncate on oubli.request_event
  for each statement execute function oubli.refuse_change();

-- By what the person says who they are. An erasure removes its own when it ends.
create table oubli.request_identity (
  request bigint not null references oubli.request,
  kind    text   not null,
  value   text   not null,
  primary key (request, kind, value)
);

-- The rows found for a request. A shared identity proposes; a person confirms.
create table oubli.request_match (
  request    bigint not null references oubli.request,
  collection text   not null,
  row_key    text   not null,
  found_by   text   not null,
  state      text   not null check (state in ('confirmed', 'proposed', 'rejected')),
  primary key (request, collection, row_key)
);
create index on oubli.request_match (collection, row_key) where state <> 'rejected';

-- Whom to leave alone: a keyed hash of a normalised identity, never the identity.
create table oubli.suppression (
  kind     text        not null,
  digest   text        not null,
  reason   text        not null check (reason in ('erasure', 'objection')),
  channel  text        not null default 'all',
  request  bigint      references oubli.request,
  added_at timestamptz not null default now(),
  primary key (kind, digest, reason, channel)
);
