-- Oubli's own tables hold people too, as long as requests, holds and removals need them. What ends in them stays in
-- their files until they are written anew. A sequence counts the statements that ended or changed something there: no
-- transaction waits for another one's count, and no crash takes a count back.

create sequence oubli.left_behind;
-- Where requests and holds were kept before, something may have ended that nobody counted.
select setval('oubli.left_behind', case
  when exists (select from oubli.request) or exists (select from oubli.hold) or exists (select from oubli.run) then 2
  else 1 end);
comment on sequence oubli.left_behind is
  'Goes on with each statement that deleted or changed rows of Oubli''s own tables in which people can stand.';

create function oubli.count_what_is_left() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from gone) then
    perform nextval('oubli.left_behind');
  end if;
  return null;
end
$$;
revoke execute on function oubli.count_what_is_left() from public;

do $$
declare
  own text;
begin
  foreach own in array array[
    'request', 'request_identity', 'request_note', 'request_correction', 'request_match', 'hold', 'quarantine',
    'file_removal', 'object_removal', 'departed_event', 'departed_tie', 'planned_rows']
  loop
    execute format('create trigger left_by_delete after delete on oubli.%I referencing old table as gone
      for each statement execute function oubli.count_what_is_left()', own);
    execute format('create trigger left_by_update after update on oubli.%I referencing old table as gone
      for each statement execute function oubli.count_what_is_left()', own);
  end loop;
end
$$;

alter table oubli.rewrite add column left_behind bigint;
comment on column oubli.rewrite.left_behind is
  'How far the sequence went when one of Oubli''s own tables was tried; null for a table of the company.';

-- Until sql/roles.sql is run again, the role that it made goes on working.
do $$
begin
  if exists (select from pg_roles where rolname = 'oubli_purge') then
    grant select on sequence oubli.left_behind to oubli_purge;
  end if;
end
$$;
