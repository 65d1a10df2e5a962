-- When the business changes hands: to whom and on which day, who was told before, and what went. And which versions of
-- the published policy there were. No table here has a personal value: who was told is a keyed digest, as on the
-- suppression list.

create table oubli.transfer (
  id           bigint generated always as identity primary key,
  buyer        text        not null check (buyer <> ''),
  on_day       date        not null,
  announced_by text        not null,
  announced_at timestamptz not null default now(),
  unique (buyer, on_day)
);
comment on table oubli.transfer is 'Each time that the business changes hands: who takes the data over, and on which day.';

create table oubli.transfer_notice (
  transfer      bigint      not null references oubli.transfer,
  number        int         not null check (number > 0),
  told_on       date        not null,
  operator      text        not null,
  told_at       timestamptz not null default now(),
  policy_sha256 text        not null check (policy_sha256 ~ '^[0-9a-f]{64}$'),
  by_email      bigint      not null check (by_email >= 0),
  by_post       bigint      not null check (by_post >= 0),
  not_reached   bigint      not null check (not_reached >= 0),
  erased        bigint      not null check (erased >= 0),
  objected      bigint      not null check (objected >= 0),
  primary key (transfer, number)
);
comment on table oubli.transfer_notice is
  'Each time that people were told; a second notice is for whoever is new since. Counts are of people.';
comment on column oubli.transfer_notice.not_reached is 'They have no address that the policy names, and were not told.';
comment on column oubli.transfer_notice.erased is 'They were erased, and are not written to.';

create table oubli.transfer_told (
  transfer bigint not null,
  digest   text   not null check (digest ~ '^[0-9a-f]{64}$'),
  notice   int    not null,
  primary key (transfer, digest),
  foreign key (transfer, notice) references oubli.transfer_notice
);
comment on table oubli.transfer_told is
  'By what whoever was told is known again: keyed digests of what makes rows one person''s.';

create table oubli.transfer_file (
  transfer   bigint not null,
  notice     int    not null,
  root       text   not null,
  path       text   not null,
  sha256     text   not null check (sha256 ~ '^[0-9a-f]{64}$'),
  written_on date   not null,
  gone_on    date,
  primary key (transfer, notice, path),
  foreign key (transfer, notice) references oubli.transfer_notice
);
comment on table oubli.transfer_file is 'The files of a notice: lists of people, which end, and the letter.';
alter table oubli.transfer_file alter column root set statistics 0, alter column path set statistics 0;

create table oubli.transfer_export (
  id          bigint generated always as identity primary key,
  transfer    bigint      not null references oubli.transfer,
  as_of       date        not null,
  exported_at timestamptz not null default now(),
  operator    text        not null,
  sha256      text        not null check (sha256 ~ '^[0-9a-f]{64}$')
);
comment on column oubli.transfer_export.sha256 is 'Of the file SHA256SUMS, which names every other file with its own.';

create table oubli.transfer_export_count (
  export     bigint not null references oubli.transfer_export,
  collection text   not null,
  outcome    text   not null
             check (outcome in ('goes', 'erased', 'objected', 'restricted', 'not told', 'nobody''s')),
  row_count  bigint not null check (row_count >= 0),
  primary key (export, collection, outcome)
);
comment on table oubli.transfer_export_count is 'How many rows of a collection went, and how many were left out, by why.';

-- The published policy, version by version. Nothing of it is ever changed: people accepted it.
create table oubli.policy_version (
  version  text        primary key check (version <> ''),
  sha256   text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
  from_day date        not null,
  changed  text        not null check (changed <> ''),
  added_by text        not null,
  added_at timestamptz not null default now()
);
comment on column oubli.policy_version.sha256 is 'Of the text that was published.';
comment on column oubli.policy_version.changed is 'What is different from the version before, as people are told.';
create trigger append_only before update or delete on oubli.policy_version
  for each row execute function oubli.refuse_change();
create trigger never_emptied before truncate on oubli.policy_version
  for each statement execute function oubli.refuse_change();

-- Who was told of a transfer is forgotten so long after its day.
create function oubli.end_transfers(today date, kept interval) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  ended bigint;
begin
  delete from oubli.transfer_told t using oubli.transfer r
  where r.id = t.transfer and (r.on_day + kept)::date < today;
  get diagnostics ended = row_count;
  return ended;
end
$$;
revoke execute on function oubli.end_transfers(date, interval) from public;

-- Until sql/roles.sql is run again, roles that it made go on working.
do $$
begin
  if exists (select from pg_roles where rolname = 'oubli_purge') then
    grant select on oubli.transfer_file, oubli.policy_version to oubli_purge;
    grant update (gone_on) on oubli.transfer_file to oubli_purge;
    grant execute on function oubli.end_transfers(date, interval) to oubli_purge;
  end if;
  if exists (select from pg_roles where rolname = 'oubli_dpo') then
    grant select on oubli.policy_version to oubli_dpo;
  end if;
end
$$;
