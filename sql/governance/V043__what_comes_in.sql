-- What the site, the application and the telephone send: which file was brought in, when, by whom, and what became of
-- its lines. Lines themselves stand in a table of their own until their file is done, and bad ones in a file.

create table oubli.feed (
  id             bigint generated always as identity primary key,
  channel        text        not null,
  kind           text        not null,
  file_name      text        not null,
  sha256         text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
  mapping_sha256 text        not null check (mapping_sha256 ~ '^[0-9a-f]{64}$'),
  state          text        not null default 'begun' check (state in ('begun', 'done', 'refused')),
  operator       text        not null,
  begun_at       timestamptz not null default now(),
  ended_at       timestamptz,
  lines          bigint check (lines >= 0),
  bad            bigint check (bad between 0 and lines),
  check ((state = 'begun') = (ended_at is null))
);
-- A file comes in once; one that was refused may be tried again.
create unique index feed_comes_in_once on oubli.feed (sha256, mapping_sha256, kind) where state <> 'refused';
comment on table oubli.feed is 'Each file that was brought in, or that was begun or refused.';
comment on column oubli.feed.file_name is 'Its name, without its folder.';
comment on column oubli.feed.kind is 'Which of the kinds of file of the mapping it is.';

create table oubli.feed_count (
  feed       bigint not null references oubli.feed,
  collection text   not null,
  outcome    text   not null check (outcome in ('inserted', 'updated', 'unchanged', 'superseded',
    'erased', 'erased, without a day', 'objected', 'withdrawn', 'kind refused')),
  lines      bigint not null check (lines > 0),
  primary key (feed, collection, outcome)
);
comment on table oubli.feed_count is 'What became of the lines of a feed: numbers, and nobody''s name.';
comment on column oubli.feed_count.outcome is
  'inserted, updated, unchanged: the rows that the lines made; superseded: another line of the file has the same key; the others were stopped.';

create table oubli.feed_rejects (
  feed       bigint primary key references oubli.feed,
  root       text not null,
  path       text not null,
  sha256     text not null,
  written_on date not null
);
comment on table oubli.feed_rejects is
  'Files of bad lines that lie on a disk; one that is gone is listed no more.';

alter table oubli.feed alter column file_name set statistics 0;
alter table oubli.feed_rejects alter column root set statistics 0, alter column path set statistics 0;

-- The lines of a feed that was killed and not begun again. Whoever calls it holds the run lock.
create function oubli.end_feed_lines() returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  one   text;
  ended bigint := 0;
begin
  for one in
    select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'oubli' and c.relkind = 'r' and c.relname ~ '^feed_lines_[0-9]+$'
  loop
    execute format('drop table oubli.%I', one);
    ended := ended + 1;
  end loop;
  return ended;
end
$$;
revoke execute on function oubli.end_feed_lines() from public;

-- Until sql/roles.sql is run again, roles that it made go on working. A person who left, came back and left again is
-- guarded from the later day on.
do $$
begin
  if exists (select from pg_roles where rolname = 'oubli_purge') then
    grant select, delete on oubli.feed_rejects to oubli_purge;
    grant execute on function oubli.end_feed_lines() to oubli_purge;
  end if;
  if exists (select from pg_roles where rolname = 'oubli_dpo') then
    grant update (request, added_at) on oubli.suppression to oubli_dpo;
  end if;
end
$$;
