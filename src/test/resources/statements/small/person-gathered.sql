create temporary table pg_temp."people: events by account" on commit drop as
select account, max(last_day) as last_day, bool_and(over) as over, bool_or(suspect) as suspect
from (
    select a."id" as account, null::date as last_day, false as over, false as suspect
    from "public"."customers" a
    where false
    union all
    select e."customer_id" as account,
      ((e."ordered_at") at time zone ?)::date as last_day,
      coalesce(e."ordered_at" >= ? and e."ordered_at" < ?, false) as over,
      (e."ordered_at" is null or e."ordered_at" >= ? or e."ordered_at" < ?) as suspect
    from "public"."orders" e) gathered
group by account;

create unique index on pg_temp."people: events by account" (account);

analyze pg_temp."people: events by account";

create temporary table pg_temp."people: identities" on commit drop as
select kind,
  identity,
  max(last_day) as last_day,
  bool_and(over) as over,
  bool_or(suspect) as suspect
from (
    select ?::text as kind,
      lower(btrim(e."email")) as identity,
      ((e."ordered_at") at time zone ?)::date as last_day,
      coalesce(e."ordered_at" >= ? and e."ordered_at" < ?, false) as over,
      (e."ordered_at" is null or e."ordered_at" >= ? or e."ordered_at" < ?) as suspect
    from "public"."orders" e
    union all
    select ?::text as kind, lower(btrim(a."email")) as identity, last_day, over, suspect
    from pg_temp."people: events by account" gathered
    join "public"."customers" a on a."id" = account) gathered
group by kind, identity;

create unique index on pg_temp."people: identities" (kind, identity);

analyze pg_temp."people: identities";

create temporary table pg_temp."people: accounts" on commit drop as
select account, max(last_day) as last_day, bool_and(over) as over, bool_or(suspect) as suspect
from (
    select account, last_day, over, suspect
    from pg_temp."people: events by account" gathered
    union all
    select a."id" as account, last_day, over, suspect
    from pg_temp."people: identities" gathered
    join "public"."customers" a on kind = ?::text
      and identity = lower(btrim(a."email"))
      and identity <> ''
    union all
    select gone.subject_key::bigint as account,
      gone.last_day,
      coalesce(gone.last_day <= ?, false) as over,
      false as suspect
    from oubli.departed_event gone
    where gone.rule = ?
      and gone.last_day is not null) gathered
group by account;

create unique index on pg_temp."people: accounts" (account);

analyze pg_temp."people: accounts";

select t."id"::text as row_key
from "public"."customers" t
where (t."email" is not null or t."name" is not null)
  and (t."id" in (select p.account from pg_temp."people: accounts" p where p.over)) is true;
