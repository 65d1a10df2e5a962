-- Where the registers still know a person. Every column that can hold text is searched, as the catalogue has them;
-- whoever asks sees numbers and no row.

create function oubli.still_knows(erasing bigint, certain text[], patterns text[], names text[])
returns table (place text, request bigint, released_on date, found bigint, by_name boolean, for_ever boolean)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  one record;
begin
  for one in
    select c.relname as name,
      -- What people write, and what is a person's, stands in columns of which no statistics are kept: a name is
      -- looked for in those alone, since operators and tables can be called like a person.
      string_agg(format('(%L, lower(t.%I::text), %L::boolean)', a.attname, a.attname,
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

revoke execute on function oubli.still_knows(bigint, text[], text[], text[]) from public;

-- Until sql/roles.sql is run again, roles that it made go on working.
do $$
declare
  one text;
begin
  for one in select rolname from pg_roles where rolname in ('oubli_purge', 'oubli_erasure') loop
    execute format('grant execute on function oubli.still_knows(bigint, text[], text[], text[]) to %I', one);
  end loop;
end
$$;
