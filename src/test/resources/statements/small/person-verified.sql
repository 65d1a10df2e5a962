create temporary table pg_temp."people: verification" on commit drop as with events0 as materialized (
    select e."customer_id" as account,
      bool_and(
          coalesce(
              e."ordered_at" >= ?
                and (
                  e."ordered_at" < ?
                    and (((e."ordered_at") at time zone ?)::date + ?::interval)::date < ?), false)) as over,
      true as started
    from "public"."orders" e
    group by 1)
select kind, identifier, bool_and(over) as over, bool_or(started) as started
from (
    select ?::text as kind,
      gone.subject_key as identifier,
      not coalesce(((gone.last_day + ?::interval)::date >= ? or gone.excepted_on >= ?), false) as over,
      gone.last_day is not null as started
    from oubli.departed_event gone
    where gone.rule = ?
    union all
    select ?::text, (account)::text, over, started
    from events0
    union all
    select ?::text, (lower(btrim(b."email")))::text, over, started
    from "public"."customers" b
    join events0 on b."id" = account
    union all
    select ?::text,
      (lower(btrim(e."email")))::text,
      coalesce(
          e."ordered_at" >= ?
            and (
              e."ordered_at" < ?
                and (((e."ordered_at") at time zone ?)::date + ?::interval)::date < ?), false),
      true
    from "public"."orders" e) gathered
where identifier <> ''
group by kind, identifier;

create unique index on pg_temp."people: verification" (kind, identifier);

analyze pg_temp."people: verification";

select t."id"::text as row_key, false as held, false as restricted, false as referenced
from "public"."customers" t
where (t."email" is not null or t."name" is not null)
  and not (
    (
        (t."id")::text in (
            select known.identifier
            from pg_temp."people: verification" known
            where known.kind = ?::text
              and not known.over)) is true)
  and not (
    (
        (lower(btrim(t."email")))::text in (
            select known.identifier
            from pg_temp."people: verification" known
            where known.kind = ?::text
              and not known.over)) is true)
  and (
    (
        (t."id")::text in (
            select known.identifier
            from pg_temp."people: verification" known
            where known.kind = ?::text
              and known.started)) is true
      or (
        (lower(btrim(t."email")))::text in (
            select known.identifier
            from pg_temp."people: verification" known
            where known.kind = ?::text
              and known.started)) is true);
