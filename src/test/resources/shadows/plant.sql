-- See fr.oubli.Shadows. Every function here looks among PostgreSQL's own names alone.

create table shadows.functions (name text);
create table shadows.operators (name text);
create table shadows.types (name text);
create table shadows.catalogues (name text);
grant usage on schema shadows to public;
grant select on all tables in schema shadows to public;
grant usage on sequence shadows.calls to public;

-- The types whose values PostgreSQL takes for those of another by itself, and some for any.
create table shadows.fitting as
select castsource as alternative, casttarget as wanted from pg_cast
where castcontext = 'i' and castsource <> casttarget
  and castsource not in (select oid from pg_type where typname like 'pg\_%')
union
select a.oid, w.oid
from pg_type w
join pg_type a on a.typname in ('int4', 'int8', 'text', 'varchar', 'date', 'timestamptz', 'bool', 'numeric', 'jsonb', 'uuid')
where w.typname in ('any', 'anyelement', 'anynonarray', 'anycompatible')
union
select a.oid, w.oid
from pg_type w join pg_type a on a.typname in ('_text', '_int8', '_varchar')
where w.typname in ('anyarray', 'anycompatiblearray');

create function shadows.called(name text) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  perform nextval('shadows.calls');
  raise exception 'the shadow of % was called', name;
end
$$;

-- The lists of types of one function's arguments that are not PostgreSQL's own list, but fit it, and that list too.
create function shadows.lists(own oid[]) returns setof oid[]
language sql set search_path = pg_catalog, pg_temp as $$
  with recursive grown(at, list, others) as (
    select 0, '{}'::oid[], 0
    union all
    select g.at + 1, g.list || t.type, g.others + t.other
    from grown g
    cross join lateral (
      select own[g.at + 1] as type, 0 as other
      union all
      select f.alternative, 1 from shadows.fitting f where f.wanted = own[g.at + 1]) t
    where g.at < cardinality(own)
      -- Of longer lists, one argument at a time is another one.
      and (cardinality(own) <= 2 or g.others + t.other <= 1))
  select list from grown where at = cardinality(own)
$$;

create function shadows.plant_functions() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  one record;
begin
  for one in
    select distinct p.proname as name, l.list,
      case when p.prorettype in (select oid from pg_type where typtype = 'p' and typname <> 'void') then 'text'::regtype
        else p.prorettype::regtype end as returned, p.proretset as several
    from pg_proc p
    cross join lateral shadows.lists(array(select unnest(p.proargtypes))) l(list)
    where p.pronamespace = 'pg_catalog'::regnamespace and p.prokind in ('f', 'a', 'w')
      and p.proname in (select name from shadows.functions) and p.pronargs between 0 and 6
      and p.proallargtypes is null
      and not exists (select from unnest(l.list) x join pg_type t on t.oid = x where t.typtype = 'p')
  loop
    begin
      execute format(
        'create function public.%I(%s) returns %s %s language plpgsql set search_path = pg_catalog as'
          ' $x$ begin perform shadows.called(%L); end $x$',
        one.name, (select string_agg(x::regtype::text, ', ' order by n) from unnest(one.list) with ordinality u(x, n)),
        case when one.several then 'setof' else '' end, one.returned, one.name);
    exception when others then null;
    end;
  end loop;
  -- A function of any number of arguments gives way to one that takes exactly those.
  create function public.concat_ws(text, bigint, bigint, text, text, text, text, text, text, bigint, text, text)
    returns text language plpgsql set search_path = pg_catalog as
    $x$ begin perform shadows.called('concat_ws'); end $x$;
end
$$;

create function shadows.plant_operators() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  one record;
begin
  for one in
    select distinct o.oprname as name, l.list, o.oprresult::regtype as returned
    from pg_operator o
    cross join lateral shadows.lists(array[o.oprleft, o.oprright]) l(list)
    where o.oprnamespace = 'pg_catalog'::regnamespace and o.oprleft <> 0
      and o.oprname in (select name from shadows.operators)
      and not exists (select from unnest(l.list || o.oprresult) x join pg_type t on t.oid = x where t.typtype = 'p')
      and not exists (select from unnest(l.list || o.oprresult) x join pg_type t on t.oid = x
        where t.typcategory in ('G', 'R') or t.typname like 'reg%' or t.typname in ('money', 'pg_lsn', 'macaddr', 'macaddr8', 'bit', 'varbit'))
  loop
    begin
      execute format(
        'create function public.%I(%s, %s) returns %s language plpgsql set search_path = pg_catalog as'
          ' $x$ begin perform shadows.called(%L); end $x$',
        'behind ' || one.name, one.list[1]::regtype, one.list[2]::regtype, one.returned, one.name);
      execute format(
        'create operator public.%s (leftarg = %s, rightarg = %s, function = public.%I)',
        one.name, one.list[1]::regtype, one.list[2]::regtype, 'behind ' || one.name);
    exception when others then null;
    end;
  end loop;
end
$$;

-- Types and catalogues, which a session finds among what it made for itself before all others.
create function shadows.plant_in_session() returns event_trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  one record;
begin
  for one in
    select t.typname as name from pg_type t
    where t.typnamespace = 'pg_catalog'::regnamespace and t.typname in (select name from shadows.types)
      and t.typtype = 'b'
  loop
    begin
      execute format(
        'create domain pg_temp.%I as text check (nextval(''shadows.calls'') < 0)', one.name);
    exception when others then null;
    end;
  end loop;
  for one in
    select c.relname as name from pg_class c
    where c.relnamespace = 'pg_catalog'::regnamespace and c.relname in (select name from shadows.catalogues)
      and c.relkind in ('r', 'v')
  loop
    begin
      execute format(
        'create view pg_temp.%1$I as select * from pg_catalog.%1$I where nextval(''shadows.calls'') < 0', one.name);
    exception when others then null;
    end;
  end loop;
end
$$;
