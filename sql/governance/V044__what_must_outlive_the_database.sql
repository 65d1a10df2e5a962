-- An older state of the database can be restored. What must outlive it is kept in journals outside: each change of a
-- register is counted, so that a journal knows whether it is as new as the registers, and the registers whether a
-- journal is newer than they are.

create sequence oubli.register_change;
comment on sequence oubli.register_change is
  'How often a register was changed; a change that was taken back counts too.';

create function oubli.count_register_change() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform nextval('oubli.register_change');
  return null;
end
$$;
revoke execute on function oubli.count_register_change() from public;

-- What brings an older database up to what was known outside it. Until it has ended nothing else runs.
create table oubli.replay (
  id             bigint      generated always as identity primary key,
  begun_at       timestamptz not null default now(),
  begun_by       text        not null,
  as_of          date        not null,
  since          date,
  first_sequence bigint      not null,
  last_sequence  bigint      not null,
  plan_hash      text,
  ended_at       timestamptz,
  check (first_sequence <= last_sequence + 1)
);
comment on column oubli.replay.since is
  'The day of the backup from which tables were put back, which stops nothing else; null where the database was.';
comment on table oubli.replay is
  'Restores of an older state: from which seal to which the evidence was brought back, and when all was done again.';

-- A row that a request acted on, so that it is known again: keys can be given to other rows after a restore.
create table oubli.requested_row (
  request    bigint not null references oubli.request,
  collection text   not null,
  row_key    text   not null,
  whole      text   not null,
  ties       text,
  done       text,
  primary key (request, collection, row_key)
);
comment on table oubli.requested_row is
  'Keyed digests of rows as they were before a request acted on them; no value can be read from them.';
comment on column oubli.requested_row.whole is 'Of all columns.';
comment on column oubli.requested_row.ties is
  'Of what ties the row to others, says whose it is, and when it happened; null where it has nothing of the kind.';
comment on column oubli.requested_row.done is
  'Of all columns, after the request acted on a row that stays; null where the row went.';

-- Until sql/roles.sql is run again, roles that it made go on working.
do $$
declare
  one text;
begin
  for one in
    select rolname from pg_roles
    where rolname in ('oubli_purge', 'oubli_dpo', 'oubli_erasure', 'oubli_accountant', 'oubli_auditor')
  loop
    execute format('grant select on oubli.replay, oubli.register_change to %I', one);
    if one in ('oubli_dpo', 'oubli_erasure') then
      execute format('grant select, insert on oubli.requested_row to %I', one);
      execute format('grant update (done) on oubli.requested_row to %I', one);
    end if;
    if one = 'oubli_accountant' then
      execute format('grant select (sequence, digest, sealed_at) on oubli.seal to %I', one);
    end if;
    if one = 'oubli_purge' then
      execute format('grant select, delete on oubli.requested_row to %I', one);
      execute format('grant update (done) on oubli.requested_row to %I', one);
    end if;
  end loop;
end
$$;
