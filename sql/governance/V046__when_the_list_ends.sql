-- An entry of the suppression list ends when its period is over and nobody whom it guards against is in the data any
-- more. What processors are told of it is hashed with a key of theirs, and what they tell is kept as they hashed it.

alter table oubli.suppression add column told_by text, add column look_again_on date;
comment on column oubli.suppression.told_by is
  'The processor whose list brought the entry; its digest is made with the key of that processor. Null for our own.';
comment on column oubli.suppression.look_again_on is
  'The period is over, but the person was in the data when the night looked: it looks again from this day on.';

create table oubli.suppression_told (
  processor text not null,
  kind      text not null,
  digest    text not null,
  reason    text not null,
  channel   text not null,
  made      text not null check (made ~ '^[0-9a-f]{64}$'),
  primary key (processor, kind, digest, reason, channel),
  foreign key (kind, digest, reason, channel) references oubli.suppression on delete cascade
);
create index on oubli.suppression_told (kind, digest, reason, channel);
comment on table oubli.suppression_told is 'An entry of the list as a processor can test it, and gone with the entry.';
comment on column oubli.suppression_told.made is 'The digest under the key of that processor.';

create table oubli.suppression_end (
  ended_on date        not null,
  reason   text        not null,
  channel  text        not null,
  entries  bigint      not null check (entries > 0),
  last_day date        not null,
  operator text        not null,
  ended_at timestamptz not null default now()
);
comment on table oubli.suppression_end is 'How many entries of the list ended, when and why: numbers, and nobody''s digest.';
comment on column oubli.suppression_end.last_day is 'Entries that were made later than on this day stayed.';

-- Who runs feeds makes no table: these make the one of a feed that was begun, and end it. Whoever calls them holds the
-- run lock.
create function oubli.prepare_feed_lines(feed bigint, cells text[]) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  own   text := 'feed_lines_' || feed;
  other text;
begin
  if not exists (select from oubli.feed f where f.id = feed and f.state = 'begun') then
    raise exception 'no feed % was begun', feed;
  end if;
  if not cells <@ array['text', 'numeric', 'boolean', 'date', 'timestamptz'] then
    raise exception 'a cell is of no such type';
  end if;
  for other in
    select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'oubli' and c.relkind = 'r' and c.relname ~ '^feed_lines_[0-9]+$' and c.relname <> own
  loop
    execute format('drop table oubli.%I', other);
  end loop;
  execute format(
    'create unlogged table if not exists oubli.%I (line bigint not null, happened date, hits text[], fault text,
       stop text%s) with (autovacuum_enabled = false)',
    own,
    (select string_agg(format(', c%s %s', place - 1, cell), '' order by place)
     from unnest(cells) with ordinality each (cell, place)));
  for other in
    select a.attname from pg_attribute a
    where a.attrelid = format('oubli.%I', own)::regclass and a.attnum > 0 and not a.attisdropped
  loop
    execute format('alter table oubli.%I alter column %I set statistics 0', own, other);
  end loop;
  execute format('grant select, insert, update on oubli.%I to %I', own, session_user);
  if current_setting('server_version_num')::int >= 170000 then
    execute format('grant maintain on oubli.%I to %I', own, session_user);
  end if;
end
$$;

create function oubli.drop_feed_lines(feed bigint) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  execute format('drop table if exists oubli.%I', 'feed_lines_' || feed);
end
$$;
revoke execute on function oubli.prepare_feed_lines(bigint, text[]), oubli.drop_feed_lines(bigint) from public;

-- Until sql/roles.sql is run again, roles that it made go on working.
do $$
begin
  if exists (select from pg_roles where rolname = 'oubli_purge') then
    grant delete, update (look_again_on) on oubli.suppression to oubli_purge;
    grant select, insert on oubli.suppression_end to oubli_purge;
  end if;
  if exists (select from pg_roles where rolname = 'oubli_dpo') then
    grant select, insert on oubli.suppression_told to oubli_dpo;
    grant select on oubli.suppression_end to oubli_dpo;
  end if;
  if exists (select from pg_roles where rolname = 'oubli_auditor') then
    grant select on oubli.suppression_end to oubli_auditor;
  end if;
end
$$;
