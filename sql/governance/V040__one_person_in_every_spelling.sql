-- One person writes an address or a name in many ways: composed letters or decomposed ones, full width, no-break spaces,
-- tabs, signs that nobody sees, other dashes and apostrophes. Requests compare this one form of them, and search for it
-- what an erasure should have ended. PlainSpelling says the same in Java.

do $$
begin
  if getdatabaseencoding() = 'UTF8' then
    execute $create$
      create function oubli.plain_spelling(written text) returns text language sql immutable parallel safe
      return case
        when octet_length(written) = char_length(written) and written !~ '[[:cntrl:]]|  |^ | $' then lower(written)
        else btrim(regexp_replace(lower(translate(
          normalize(translate(written,
            U&'\00AD\034F\061C\180E\200B\200C\200D\200E\200F\202A\202B\202C\202D\202E\2060\2061\2062\2063\2064\2066\2067\2068\2069\206A\206B\206C\206D\206E\206F\FEFF',
            ''), nfkc),
          U&'\0009\000A\000B\000C\000D\0085\1680\2028\2029\2010\2012\2013\2014\2015\2212\2018\2019\02BC',
          '         ------''''''')), ' +', ' ', 'g'))
      end
    $create$;
  else
    -- Only in UTF-8 has PostgreSQL the forms of Unicode.
    execute $create$
      create function oubli.plain_spelling(written text) returns text language sql immutable parallel safe
      return btrim(regexp_replace(lower(written), '[[:space:]]+', ' ', 'g'))
    $create$;
  end if;
end
$$;
comment on function oubli.plain_spelling(text) is 'The form in which requests compare what names a person.';

-- JSON writes a tab and a no-break space in letters. As it stands the text is searched too: a backslash is no tab in
-- the name of a domain's user.
create function oubli.searchable(written text) returns text language sql immutable parallel safe
return oubli.plain_spelling(case
  when position(chr(92) in written) = 0 then written
  else written || ' ' || regexp_replace(written, '[\\](t|n|r|f|u0009|u00a0|u202f|u2009)', ' ', 'gi')
end);
comment on function oubli.searchable(text) is 'A text of whatever kind, as what names a person is looked for in it.';

revoke execute on function oubli.plain_spelling(text), oubli.searchable(text) from public;

-- A second request of the same person and right is linked to the first, and can be answered with it.
alter table oubli.request
  add column same_as bigint references oubli.request,
  add constraint request_same_as_is_earlier check (same_as < id);
create index on oubli.request (same_as) where same_as is not null;
comment on column oubli.request.same_as is
  'An earlier request of the same person and right, which was open when this one came; with its answer this one can be closed.';

-- As before, but in every spelling.
create or replace function oubli.forget_earlier(erasing bigint, today date, same_person_by text[], accounts text)
returns bigint
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
            regexp_replace(oubli.plain_spelling(other.value), '[^0-9+]', '', 'g')
              = regexp_replace(oubli.plain_spelling(own.value), '[^0-9+]', '', 'g')
          else oubli.plain_spelling(other.value) = oubli.plain_spelling(own.value) end
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

create or replace function oubli.still_knows(erasing bigint, certain text[], patterns text[], names text[])
returns table (place text, request bigint, released_on date, found bigint, by_name boolean, for_ever boolean)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  one record;
begin
  for one in
    select c.relname as name,
      -- What people write, and what is a person's, stands in columns of which no statistics are kept: a name is
      -- looked for in those alone, since operators and tables can be called like a person.
      string_agg(format('(%L, oubli.searchable(t.%I::text), %L::boolean)', a.attname, a.attname,
        coalesce(a.attstattarget, -1) = 0), ', ' order by a.attnum) as texts,
      case
        when c.relname = 'request' then 't.id'
        when exists (select from pg_attribute r where r.attrelid = c.oid and r.attname = 'request') then 't.request'
        else 'null::bigint' end as request,
      exists (select from pg_trigger g where g.tgrelid = c.oid and g.tgname = 'append_only') as for_ever
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_type t on t.oid = a.atttypid
    left join pg_type e on e.oid = t.typelem and t.typcategory = 'A'
    where n.nspname = 'oubli' and c.relkind in ('r', 'p', 'm')
      and (t.typcategory = 'S' or e.typcategory = 'S' or t.typname in ('json', 'jsonb', 'xml'))
    group by c.oid, c.relname order by c.relname
  loop
    return query execute format(
      $query$
      select %L || v.name, %s, %s, count(*), not s.sure, %L::boolean
      from oubli.%I t
      cross join lateral (values %s) v (name, words, theirs)
      cross join lateral (
        select exists (select from unnest($2) i where position(i in v.words) > 0)
          or exists (select from unnest($3) i where v.words ~ i) as sure) s
      where (s.sure or v.theirs and exists (select from unnest($4) i where position(i in v.words) > 0))
        and %s
      group by 1, 2, 3, 5 order by 1, 2, 3, 5
      $query$,
      'oubli.' || one.name || '.', one.request,
      case one.name when 'hold' then 't.released_at::date' else 'null::date' end,
      one.for_ever, one.name, one.texts,
      case one.name
        -- Its own go when it is done.
        when 'request_identity' then 't.request <> $1'
        -- The reply lists the person's documents, with their end; others' are not the person's.
        when 'archive' then
          'not exists (select from oubli.request_match m where m.request = $1 and m.collection = t.collection'
            || ' and m.row_key = t.row_key and m.state in (''confirmed'', ''rejected''))'
        else 'true' end)
      using erasing, certain, patterns, names;
  end loop;
end
$$;

-- Until sql/roles.sql is run again, roles that it made go on working.
do $$
declare
  one text;
begin
  for one in select rolname from pg_roles where rolname in ('oubli_purge', 'oubli_dpo', 'oubli_auditor') loop
    if one <> 'oubli_dpo' then
      execute format('grant select (same_as) on oubli.request to %I', one);
    end if;
    if one <> 'oubli_auditor' then
      execute format('grant execute on function oubli.plain_spelling(text), oubli.searchable(text) to %I', one);
    end if;
  end loop;
end
$$;
