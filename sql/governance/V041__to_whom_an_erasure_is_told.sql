-- The letter that answers an erasure is written when the rows that name the person are gone: where it goes to is kept
-- with the request from before, until the request is closed, or until nothing of an erasure that goes on is left to tell.

create table oubli.request_addressee (
  request bigint primary key references oubli.request,
  lines   text not null
);
-- PostgreSQL keeps no examples of a column that can hold a person.
alter table oubli.request_addressee alter column lines set statistics 0;
comment on table oubli.request_addressee is
  'Name and postal address of who asked for an erasure, for its letters; emptied when they are written.';

create trigger left_by_delete after delete on oubli.request_addressee referencing old table as gone
  for each statement execute function oubli.count_what_is_left();
create trigger left_by_update after update on oubli.request_addressee referencing old table as gone
  for each statement execute function oubli.count_what_is_left();

create or replace function oubli.forget_request(one bigint, today date, facts_too boolean) returns bigint
language sql volatile set search_path = pg_catalog, pg_temp as $$
  delete from oubli.request_identity where request = one;
  delete from oubli.request_addressee where request = one;
  delete from oubli.request_note n using oubli.request_event e
    where n.request = one and e.id = n.event and (facts_too or e.step <> 'refused');
  update oubli.request set
    identity_means = null,
    extension_reason = null,
    reply = null,
    outcome = case when facts_too or state <> 'refused' then null else outcome end,
    forgotten_on = case when facts_too or state <> 'refused' then today end
  where id = one;
  select 1::bigint;
$$;

-- Until sql/roles.sql is run again, the role that it made goes on working.
do $$
begin
  if exists (select from pg_roles where rolname = 'oubli_dpo') then
    grant select, insert, delete on oubli.request_addressee to oubli_dpo;
  end if;
end
$$;
