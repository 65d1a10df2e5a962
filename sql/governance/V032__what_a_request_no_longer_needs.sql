-- Oubli keeps its own promises: what a request knows of a person ends when nothing needs it any more. Who ends it need
-- not see it: these functions have their owner's rights.

-- Open, an erasure that goes on, a restriction that is not lifted: such a request needs all that it has.
create function oubli.is_needed(one bigint) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
  select exists (select from oubli.request r where r.id = one and r.ended_on is null)
    or exists (select from oubli.erasure e where e.request = one and e.state <> 'done')
    or exists (select from oubli.hold h where h.request = one and h.released_at is null)
$$;

-- The facts of a refusal are the controller's proof (GDPR art. 12(5)): they can stay for longer than who asked.
create function oubli.forget_request(one bigint, today date, facts_too boolean) returns bigint
language sql volatile set search_path = pg_catalog, pg_temp as $$
  delete from oubli.request_identity where request = one;
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

-- After an erasure, the other requests of the same person lose what they only served to find. An earlier bundle is the
-- person whole: it goes with the rows.
create function oubli.forget_earlier(erasing bigint, today date, same_person_by text[], accounts text) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  forgotten bigint;
begin
  if not exists (select from oubli.erasure where request = erasing) then
    raise exception 'request % erases nobody', erasing using errcode = 'insufficient_privilege';
  end if;
  update oubli.request r set erased_by = erasing
  where r.id <> erasing and r.erased_by is null and (
    r.id in (
      select other.request from oubli.request_identity own join oubli.request_identity other
        on other.kind = own.kind and other.request <> own.request and not other.of_rows_alone
        and case own.kind
          when 'phone_number' then
            regexp_replace(other.value, '[^0-9+]', '', 'g') = regexp_replace(own.value, '[^0-9+]', '', 'g')
          else lower(other.value) = lower(own.value) end
      where own.request = erasing and not own.of_rows_alone and own.kind = any (same_person_by))
    or r.id in (
      select other.request from oubli.request_match own join oubli.request_match other
        on other.collection = own.collection and other.row_key = own.row_key and other.request <> own.request
      where own.request = erasing and own.collection = accounts
        and own.state = 'confirmed' and own.part = 'owner'
        and other.state = 'confirmed' and other.part = 'owner'));
  select coalesce(sum(oubli.forget_request(r.id, today, false)), 0) into forgotten
  from oubli.request r where r.erased_by = erasing and r.forgotten_on is null and not oubli.is_needed(r.id);
  update oubli.kept_file f set kept_until = today - 1
  where f.kind = 'bundle' and not oubli.is_needed(f.request)
    and f.request in (select id from oubli.request where erased_by = erasing);
  return forgotten;
end
$$;

-- What the night does: how many requests ended so long ago that nothing of them is needed.
create function oubli.end_requests(today date, kept interval) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  forgotten bigint;
begin
  select coalesce(sum(oubli.forget_request(r.id, today, true)), 0) into forgotten
  from oubli.request r
  where r.forgotten_on is null and (r.ended_on + kept)::date < today and not oubli.is_needed(r.id);
  perform oubli.forget_request(r.id, today, false)
  from oubli.request r
  where r.erased_by is not null and r.forgotten_on is null and not oubli.is_needed(r.id)
    and (exists (select from oubli.request_identity i where i.request = r.id) or r.state <> 'refused');
  update oubli.kept_file f set kept_until = today - 1
  where f.kind = 'bundle' and f.kept_until >= today and not oubli.is_needed(f.request)
    and exists (select from oubli.request r where r.id = f.request and r.erased_by is not null);
  update oubli.hold set reason = 'ended' where reason <> 'ended' and (released_at + kept)::date < today;
  return forgotten;
end
$$;

-- A letter or a bundle that is gone: its line ends, and the history says so.
create function oubli.end_file(one bigint, who text, how text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  gone record;
begin
  delete from oubli.kept_file where id = one and not oubli.is_needed(request) returning * into gone;
  if gone.id is null then
    raise exception 'file % is still needed, or is not kept', one using errcode = 'insufficient_privilege';
  end if;
  insert into oubli.request_event (request, operator, step, note)
  values (gone.request, who, 'file ' || how, gone.path || coalesce(' sha256 ' || gone.sha256, ''));
end
$$;

revoke execute on function oubli.is_needed(bigint), oubli.forget_request(bigint, date, boolean),
  oubli.forget_earlier(bigint, date, text[], text), oubli.end_requests(date, interval),
  oubli.end_file(bigint, text, text) from public;

-- Until sql/roles.sql is run again, roles that it made go on working.
do $$
declare
  one text;
begin
  for one in select rolname from pg_roles where rolname in ('oubli_purge', 'oubli_dpo', 'oubli_erasure') loop
    execute format('grant execute on function oubli.is_needed(bigint) to %I', one);
    if one <> 'oubli_dpo' then
      execute format('grant execute on function oubli.forget_earlier(bigint, date, text[], text),
        oubli.end_requests(date, interval), oubli.end_file(bigint, text, text) to %I', one);
      execute format('grant select on oubli.kept_file to %I', one);
    end if;
    if one <> 'oubli_purge' then
      execute format('grant select, insert on oubli.kept_file, oubli.request_note to %I', one);
    end if;
  end loop;
end
$$;
