-- Gathered once for all questions of the plan
create temporary table pg_temp."prospects: events by account" on commit drop as
select account, max(last_day) as last_day, bool_and(over) as over, bool_or(suspect) as suspect
from (
    select a."id" as account, null::date as last_day, false as over, false as suspect
    from "public"."customers" a
    where false
    union all
    select e."id" as account,
      ((e."created_at") at time zone ?)::date as last_day,
      coalesce(e."created_at" >= ? and e."created_at" < ?, false) as over,
      (e."created_at" is null or e."created_at" >= ? or e."created_at" < ?) as suspect
    from "public"."customers" e
    union all
    select e."customer_id" as account,
      ((e."received_at") at time zone ?)::date as last_day,
      coalesce(e."received_at" >= ? and e."received_at" < ?, false) as over,
      (e."received_at" is null or e."received_at" >= ? or e."received_at" < ?) as suspect
    from "public"."contact_requests" e
    union all
    select e."customer_id" as account,
      ((e."sent_at") at time zone ?)::date as last_day,
      coalesce(e."sent_at" >= ? and e."sent_at" < ?, false) as over,
      (e."sent_at" is null or e."sent_at" >= ? or e."sent_at" < ?) as suspect
    from "public"."messages" e
    union all
    select e."customer_id" as account, null::date as last_day, false as over, false as suspect
    from "public"."orders" e
    where not (coalesce(e."status"::text in (?), false))) gathered
group by account;

create unique index on pg_temp."prospects: events by account" (account);

analyze pg_temp."prospects: events by account";

create temporary table pg_temp."prospects: identities" on commit drop as
select kind,
  identity,
  max(last_day) as last_day,
  bool_and(over) as over,
  bool_or(suspect) as suspect
from (
    select ?::text as kind,
      lower(btrim(e."email")) as identity,
      ((e."received_at") at time zone ?)::date as last_day,
      coalesce(e."received_at" >= ? and e."received_at" < ?, false) as over,
      (e."received_at" is null or e."received_at" >= ? or e."received_at" < ?) as suspect
    from "public"."contact_requests" e
    union all
    select ?::text as kind,
      lower(btrim(e."email")) as identity,
      ((e."sent_at") at time zone ?)::date as last_day,
      coalesce(e."sent_at" >= ? and e."sent_at" < ?, false) as over,
      (e."sent_at" is null or e."sent_at" >= ? or e."sent_at" < ?) as suspect
    from "public"."messages" e
    union all
    select ?::text as kind,
      lower(btrim(e."email")) as identity,
      null::date as last_day,
      false as over,
      false as suspect
    from "public"."orders" e
    where not (coalesce(e."status"::text in (?), false))
    union all
    select ?::text as kind, lower(btrim(a."email")) as identity, last_day, over, suspect
    from pg_temp."prospects: events by account" gathered
    join "public"."customers" a on a."id" = account) gathered
group by kind, identity;

create unique index on pg_temp."prospects: identities" (kind, identity);

analyze pg_temp."prospects: identities";

create temporary table pg_temp."prospects: accounts" on commit drop as
select account, max(last_day) as last_day, bool_and(over) as over, bool_or(suspect) as suspect
from (
    select account, last_day, over, suspect
    from pg_temp."prospects: events by account" gathered
    union all
    select a."id" as account, last_day, over, suspect
    from pg_temp."prospects: identities" gathered
    join "public"."customers" a on kind = ?::text
      and identity = lower(btrim(a."email"))
      and identity <> ''
    union all
    select gone.subject_key::bigint as account,
      gone.last_day,
      coalesce(gone.last_day <= ?, false)
      and not (coalesce(gone.excepted_on >= ?, false)) as over,
      false as suspect
    from oubli.departed_event gone
    where gone.rule = ?
      and (gone.last_day is not null or coalesce(gone.excepted_on >= ?, false))) gathered
group by account;

create unique index on pg_temp."prospects: accounts" (account);

analyze pg_temp."prospects: accounts";

-- Counts the rows that are due, and what keeps them
select count(*) as due,
  count(*) filter (where held) as held,
  count(*) filter (where restricted and not held) as restricted,
  count(*) filter (where in_part and not held and not restricted) as in_part,
  coalesce(sum(hashtextextended(row_key, 0)) filter (where not held and not restricted), 0)::text as digest,
  min(anchor) as oldest
from (
    select t."id"::text as row_key,
      (
          (
              (select exists (select 1 from oubli.active_hold where kind = ?))
                and (
                  exists (
                      select 1
                      from oubli.active_hold h
                      where h.kind = ?
                        and (
                          (h.collection = ? and h.row_key is null)
                            or (h.collection = ? and h.row_key = t."id"::text and h.scope = ?)
                            or (
                              h.collection = ?
                                and h.row_key = (t."customer_id")::text
                                and h.scope in ('subject', 'owner'))))
                    or exists (
                      select 1
                      from oubli.active_hold h
                      join "public"."customers" customers_1 on customers_1."id"::text = h.row_key
                      where h.kind = ?
                        and h.scope in ('subject', 'owner')
                        and h.collection = ?
                        and lower(btrim(customers_1."email")) in (
                          lower(btrim(t."email")), (
                              select lower(btrim(customers_2."email"))
                              from "public"."customers" customers_2
                              where customers_2."id" = t."customer_id"))
                        and lower(btrim(customers_1."email")) <> '')))
            or (
              (select exists (select 1 from oubli.awaited_row))
                and exists (
                  select 1
                  from oubli.awaited_row a
                  where a.collection = ?
                    and a.row_key = t."id"::text))) as held,
      (
          (select exists (select 1 from oubli.active_hold where kind = ?))
            and (
              exists (
                  select 1
                  from oubli.active_hold h
                  where h.kind = ?
                    and (
                      (h.collection = ? and h.row_key is null)
                        or (h.collection = ? and h.row_key = t."id"::text and h.scope = ?)
                        or (
                          h.collection = ?
                            and h.row_key = (t."customer_id")::text
                            and h.scope in ('subject', 'owner'))))
                or exists (
                  select 1
                  from oubli.active_hold h
                  join "public"."customers" customers_3 on customers_3."id"::text = h.row_key
                  where h.kind = ?
                    and h.scope in ('subject', 'owner')
                    and h.collection = ?
                    and lower(btrim(customers_3."email")) in (
                      lower(btrim(t."email")), (
                          select lower(btrim(customers_4."email"))
                          from "public"."customers" customers_4
                          where customers_4."id" = t."customer_id"))
                    and lower(btrim(customers_3."email")) <> ''))) as restricted,
      false as in_part,
      greatest(((t."sent_at") at time zone ?)::date, known_1.last_day, known_2.last_day) as anchor
    from "public"."messages" t
    left join (select p.account as key, p.last_day from pg_temp."prospects: accounts" p) known_1 on known_1.key = t."customer_id"
    left join (
        select p.identity as key, p.last_day
        from pg_temp."prospects: identities" p
        where p.kind = ?
          and p.identity <> '') known_2 on known_2.key = lower(btrim(t."email"))
    where t."sent_at" >= ?
      and t."sent_at" < ?
      and (
        t."customer_id" in (
            select p.account
            from pg_temp."prospects: accounts" p
            where not (p.over))) is not true
      and (
        lower(btrim(t."email")) in (
            select p.identity
            from pg_temp."prospects: identities" p
            where p.kind = ?
              and p.identity <> ''
              and not (p.over))) is not true offset 0) due;

-- Counts the rows that nobody can judge
select count(*)
from "public"."messages" t
where (
    (t."sent_at" is null or t."sent_at" >= ? or t."sent_at" < ?)
      or (
        t."customer_id" in (select p.account from pg_temp."prospects: accounts" p where p.suspect)) is true
      or (
        lower(btrim(t."email")) in (
            select p.identity
            from pg_temp."prospects: identities" p
            where p.kind = ?
              and p.identity <> ''
              and p.suspect)) is true);

-- Lists the rows to act on
select t.tableoid::regclass as leaf,
  t.ctid as place,
  coalesce(abs(hashtext((t."customer_id")::text) % 8), 0) as lane
from "public"."messages" t
where t."sent_at" >= ?
  and t."sent_at" < ?
  and (
    t."customer_id" in (select p.account from pg_temp."prospects: accounts" p where not (p.over))) is not true
  and (
    lower(btrim(t."email")) in (
        select p.identity
        from pg_temp."prospects: identities" p
        where p.kind = ?
          and p.identity <> ''
          and not (p.over))) is not true
  and not (
    (select exists (select 1 from oubli.active_hold where kind = ?))
      and (
        exists (
            select 1
            from oubli.active_hold h
            where h.kind = ?
              and (
                (h.collection = ? and h.row_key is null)
                  or (h.collection = ? and h.row_key = t."id"::text and h.scope = ?)
                  or (
                    h.collection = ?
                      and h.row_key = (t."customer_id")::text
                      and h.scope in ('subject', 'owner'))))
          or exists (
            select 1
            from oubli.active_hold h
            join "public"."customers" customers_1 on customers_1."id"::text = h.row_key
            where h.kind = ?
              and h.scope in ('subject', 'owner')
              and h.collection = ?
              and lower(btrim(customers_1."email")) in (
                lower(btrim(t."email")), (
                    select lower(btrim(customers_2."email"))
                    from "public"."customers" customers_2
                    where customers_2."id" = t."customer_id"))
              and lower(btrim(customers_1."email")) <> '')))
  and not (
    (select exists (select 1 from oubli.active_hold where kind = ?))
      and (
        exists (
            select 1
            from oubli.active_hold h
            where h.kind = ?
              and (
                (h.collection = ? and h.row_key is null)
                  or (h.collection = ? and h.row_key = t."id"::text and h.scope = ?)
                  or (
                    h.collection = ?
                      and h.row_key = (t."customer_id")::text
                      and h.scope in ('subject', 'owner'))))
          or exists (
            select 1
            from oubli.active_hold h
            join "public"."customers" customers_3 on customers_3."id"::text = h.row_key
            where h.kind = ?
              and h.scope in ('subject', 'owner')
              and h.collection = ?
              and lower(btrim(customers_3."email")) in (
                lower(btrim(t."email")), (
                    select lower(btrim(customers_4."email"))
                    from "public"."customers" customers_4
                    where customers_4."id" = t."customer_id"))
              and lower(btrim(customers_3."email")) <> '')))
  and not (
    (select exists (select 1 from oubli.awaited_row))
      and exists (
        select 1
        from oubli.awaited_row a
        where a.collection = ?
          and a.row_key = t."id"::text));

-- Locks and notes before the change
with due as materialized (
    select t.*
    from "public"."messages" t
    where t.ctid = any((select ?::tid[])::tid[])), locked as (
    select 1
    from "public"."customers" person
    where person."id" in (select t."customer_id" from due t)
    order by person."id" for update)
select count(*)
from locked;

with remembered as (
    insert into oubli.departed_event as known (rule, subject_key, last_day, excepted_on, run)
    select ?, person, max(day), max(excepted), ?::bigint
    from (
        select customers_1."id"::text as person,
          greatest(
              case when (t."sent_at" is null or t."sent_at" >= ? or t."sent_at" < ?) then greatest(
                  ((t."sent_at") at time zone ?)::date, ?) else ((t."sent_at") at time zone ?)::date end) as day,
          null::date as excepted
        from (
            select t.*
            from "public"."messages" t
            where t.ctid = any((select ?::tid[])::tid[]) offset 0) t
        join "public"."customers" customers_1 on lower(btrim(customers_1."email")) = lower(
            btrim(t."email"))
          and lower(btrim(t."email")) <> ''
        where t."customer_id" is null
          and not (t."sent_at" >= ? or t."sent_at" < ? or t."sent_at" is null)
          and (
            row(t."customer_id", t."email")::text in (
                select line
                from (
                    select distinct row(t."customer_id", t."email")::text as line,
                      t."customer_id",
                      t."email"
                    from "public"."messages" t
                    where t.ctid = any((select ?::tid[])::tid[]) offset 0) alike
                where not (
                    (
                        select exists (
                              select 1
                              from oubli.departed_event gone
                              where gone.rule = ?
                                and (gone.last_day > ? or gone.excepted_on >= ?)))
                      and exists (
                        select 1
                        from "public"."customers" customers_2
                        where customers_2."id" = alike."customer_id"
                          and exists (
                            select 1
                            from oubli.departed_event gone
                            where gone.rule = ?
                              and gone.subject_key = customers_2."id"::text
                              and (gone.last_day > ? or gone.excepted_on >= ?) offset 0) offset 0))
                  and not exists (
                    select 1
                    from "public"."customers" customers_3
                    where customers_3."id" = alike."customer_id"
                      and (
                        (
                            customers_3."created_at" >= ?
                              or customers_3."created_at" < ?
                              or customers_3."created_at" is null)
                          or exists (
                            select 1
                            from "public"."customers" customers_4
                            where lower(btrim(customers_4."email")) = lower(
                                btrim(customers_3."email"))
                              and lower(btrim(customers_3."email")) <> ''
                              and (
                                customers_4."created_at" >= ?
                                  or customers_4."created_at" < ?
                                  or customers_4."created_at" is null) offset 0)) offset 0)
                  and not (
                    lower(btrim(alike."email")) is distinct from (
                        select lower(btrim(customers_5."email"))
                        from "public"."customers" customers_5
                        where customers_5."id" = alike."customer_id")
                      and exists (
                        select 1
                        from "public"."customers" customers_6
                        where lower(btrim(customers_6."email")) = lower(btrim(alike."email"))
                          and lower(btrim(alike."email")) <> ''
                          and (
                            customers_6."created_at" >= ?
                              or customers_6."created_at" < ?
                              or customers_6."created_at" is null) offset 0))
                  and not exists (
                    select 1
                    from "public"."customers" customers_7
                    where customers_7."id" = alike."customer_id"
                      and (
                        exists (
                            select 1
                            from "public"."contact_requests" contact_requests_1
                            where contact_requests_1."customer_id" = customers_7."id"
                              and (
                                contact_requests_1."received_at" >= ?
                                  or contact_requests_1."received_at" < ?
                                  or contact_requests_1."received_at" is null) offset 0)
                          or exists (
                            select 1
                            from "public"."contact_requests" contact_requests_2
                            where lower(btrim(contact_requests_2."email")) = lower(
                                btrim(customers_7."email"))
                              and lower(btrim(customers_7."email")) <> ''
                              and (
                                contact_requests_2."received_at" >= ?
                                  or contact_requests_2."received_at" < ?
                                  or contact_requests_2."received_at" is null) offset 0)
                          or exists (
                            select 1
                            from "public"."customers" customers_8
                            join "public"."contact_requests" contact_requests_3 on contact_requests_3."customer_id" = customers_8."id"
                            where lower(btrim(customers_8."email")) = lower(
                                btrim(customers_7."email"))
                              and lower(btrim(customers_7."email")) <> ''
                              and customers_8."id" <> customers_7."id"
                              and (
                                contact_requests_3."received_at" >= ?
                                  or contact_requests_3."received_at" < ?
                                  or contact_requests_3."received_at" is null) offset 0)) offset 0)
                  and not (
                    lower(btrim(alike."email")) is distinct from (
                        select lower(btrim(customers_9."email"))
                        from "public"."customers" customers_9
                        where customers_9."id" = alike."customer_id")
                      and (
                        exists (
                            select 1
                            from "public"."contact_requests" contact_requests_4
                            where lower(btrim(contact_requests_4."email")) = lower(
                                btrim(alike."email"))
                              and lower(btrim(alike."email")) <> ''
                              and (
                                contact_requests_4."received_at" >= ?
                                  or contact_requests_4."received_at" < ?
                                  or contact_requests_4."received_at" is null) offset 0)
                          or exists (
                            select 1
                            from "public"."customers" customers_10
                            join "public"."contact_requests" contact_requests_5 on contact_requests_5."customer_id" = customers_10."id"
                            where lower(btrim(customers_10."email")) = lower(btrim(alike."email"))
                              and lower(btrim(alike."email")) <> ''
                              and (
                                contact_requests_5."received_at" >= ?
                                  or contact_requests_5."received_at" < ?
                                  or contact_requests_5."received_at" is null) offset 0)))
                  and not exists (
                    select 1
                    from "public"."customers" customers_11
                    where customers_11."id" = alike."customer_id"
                      and (
                        exists (
                            select 1
                            from "public"."messages" messages_1
                            where messages_1."customer_id" = customers_11."id"
                              and (
                                messages_1."sent_at" >= ?
                                  or messages_1."sent_at" < ?
                                  or messages_1."sent_at" is null) offset 0)
                          or exists (
                            select 1
                            from "public"."messages" messages_2
                            where lower(btrim(messages_2."email")) = lower(
                                btrim(customers_11."email"))
                              and lower(btrim(customers_11."email")) <> ''
                              and (
                                messages_2."sent_at" >= ?
                                  or messages_2."sent_at" < ?
                                  or messages_2."sent_at" is null) offset 0)
                          or exists (
                            select 1
                            from "public"."customers" customers_12
                            join "public"."messages" messages_3 on messages_3."customer_id" = customers_12."id"
                            where lower(btrim(customers_12."email")) = lower(
                                btrim(customers_11."email"))
                              and lower(btrim(customers_11."email")) <> ''
                              and customers_12."id" <> customers_11."id"
                              and (
                                messages_3."sent_at" >= ?
                                  or messages_3."sent_at" < ?
                                  or messages_3."sent_at" is null) offset 0)) offset 0)
                  and not (
                    lower(btrim(alike."email")) is distinct from (
                        select lower(btrim(customers_13."email"))
                        from "public"."customers" customers_13
                        where customers_13."id" = alike."customer_id")
                      and (
                        exists (
                            select 1
                            from "public"."messages" messages_4
                            where lower(btrim(messages_4."email")) = lower(btrim(alike."email"))
                              and lower(btrim(alike."email")) <> ''
                              and (
                                messages_4."sent_at" >= ?
                                  or messages_4."sent_at" < ?
                                  or messages_4."sent_at" is null) offset 0)
                          or exists (
                            select 1
                            from "public"."customers" customers_14
                            join "public"."messages" messages_5 on messages_5."customer_id" = customers_14."id"
                            where lower(btrim(customers_14."email")) = lower(btrim(alike."email"))
                              and lower(btrim(alike."email")) <> ''
                              and (
                                messages_5."sent_at" >= ?
                                  or messages_5."sent_at" < ?
                                  or messages_5."sent_at" is null) offset 0)))
                  and not exists (
                    select 1
                    from "public"."customers" customers_15
                    where customers_15."id" = alike."customer_id"
                      and (
                        exists (
                            select 1
                            from "public"."orders" orders_1
                            where orders_1."customer_id" = customers_15."id"
                              and not (coalesce(orders_1."status"::text in (?), false)) offset 0)
                          or exists (
                            select 1
                            from "public"."orders" orders_2
                            where lower(btrim(orders_2."email")) = lower(
                                btrim(customers_15."email"))
                              and lower(btrim(customers_15."email")) <> ''
                              and not (coalesce(orders_2."status"::text in (?), false)) offset 0)
                          or exists (
                            select 1
                            from "public"."customers" customers_16
                            join "public"."orders" orders_3 on orders_3."customer_id" = customers_16."id"
                            where lower(btrim(customers_16."email")) = lower(
                                btrim(customers_15."email"))
                              and lower(btrim(customers_15."email")) <> ''
                              and customers_16."id" <> customers_15."id"
                              and not (coalesce(orders_3."status"::text in (?), false)) offset 0)) offset 0)
                  and not (
                    lower(btrim(alike."email")) is distinct from (
                        select lower(btrim(customers_17."email"))
                        from "public"."customers" customers_17
                        where customers_17."id" = alike."customer_id")
                      and (
                        exists (
                            select 1
                            from "public"."orders" orders_4
                            where lower(btrim(orders_4."email")) = lower(btrim(alike."email"))
                              and lower(btrim(alike."email")) <> ''
                              and not (coalesce(orders_4."status"::text in (?), false)) offset 0)
                          or exists (
                            select 1
                            from "public"."customers" customers_18
                            join "public"."orders" orders_5 on orders_5."customer_id" = customers_18."id"
                            where lower(btrim(customers_18."email")) = lower(btrim(alike."email"))
                              and lower(btrim(alike."email")) <> ''
                              and not (coalesce(orders_5."status"::text in (?), false)) offset 0))))) is true
          and not (
            (select exists (select 1 from oubli.active_hold where kind = ?))
              and (
                exists (
                    select 1
                    from oubli.active_hold h
                    where h.kind = ?
                      and (
                        (h.collection = ? and h.row_key is null)
                          or (h.collection = ? and h.row_key = t."id"::text and h.scope = ?)
                          or (
                            h.collection = ?
                              and h.row_key = (t."customer_id")::text
                              and h.scope in ('subject', 'owner'))))
                  or exists (
                    select 1
                    from oubli.active_hold h
                    join "public"."customers" customers_19 on customers_19."id"::text = h.row_key
                    where h.kind = ?
                      and h.scope in ('subject', 'owner')
                      and h.collection = ?
                      and lower(btrim(customers_19."email")) in (
                        lower(btrim(t."email")), (
                            select lower(btrim(customers_20."email"))
                            from "public"."customers" customers_20
                            where customers_20."id" = t."customer_id"))
                      and lower(btrim(customers_19."email")) <> '')))
          and not (
            (select exists (select 1 from oubli.active_hold where kind = ?))
              and (
                exists (
                    select 1
                    from oubli.active_hold h
                    where h.kind = ?
                      and (
                        (h.collection = ? and h.row_key is null)
                          or (h.collection = ? and h.row_key = t."id"::text and h.scope = ?)
                          or (
                            h.collection = ?
                              and h.row_key = (t."customer_id")::text
                              and h.scope in ('subject', 'owner'))))
                  or exists (
                    select 1
                    from oubli.active_hold h
                    join "public"."customers" customers_21 on customers_21."id"::text = h.row_key
                    where h.kind = ?
                      and h.scope in ('subject', 'owner')
                      and h.collection = ?
                      and lower(btrim(customers_21."email")) in (
                        lower(btrim(t."email")), (
                            select lower(btrim(customers_22."email"))
                            from "public"."customers" customers_22
                            where customers_22."id" = t."customer_id"))
                      and lower(btrim(customers_21."email")) <> '')))
          and not (
            (select exists (select 1 from oubli.awaited_row))
              and exists (
                select 1
                from oubli.awaited_row a
                where a.collection = ?
                  and a.row_key = t."id"::text))) events
    where day is not null
      or excepted is not null
    group by person
    order by person on conflict (rule, subject_key) do update set last_day = greatest(
          known.last_day, excluded.last_day),
      excepted_on = greatest(known.excepted_on, excluded.excepted_on),
      run = excluded.run
    returning 1)
select count(*)
from remembered;

-- Acts on a slice, with its ledger entry
with gone as (
    delete from "public"."messages" t
    where t.ctid = any((select ?::tid[])::tid[])
      and not (t."sent_at" >= ? or t."sent_at" < ? or t."sent_at" is null)
      and (
        row(t."customer_id", t."email")::text in (
            select line
            from (
                select distinct row(t."customer_id", t."email")::text as line,
                  t."customer_id",
                  t."email"
                from "public"."messages" t
                where t.ctid = any((select ?::tid[])::tid[]) offset 0) alike
            where not (
                (
                    select exists (
                          select 1
                          from oubli.departed_event gone
                          where gone.rule = ?
                            and (gone.last_day > ? or gone.excepted_on >= ?)))
                  and exists (
                    select 1
                    from "public"."customers" customers_1
                    where customers_1."id" = alike."customer_id"
                      and exists (
                        select 1
                        from oubli.departed_event gone
                        where gone.rule = ?
                          and gone.subject_key = customers_1."id"::text
                          and (gone.last_day > ? or gone.excepted_on >= ?) offset 0) offset 0))
              and not exists (
                select 1
                from "public"."customers" customers_2
                where customers_2."id" = alike."customer_id"
                  and (
                    (
                        customers_2."created_at" >= ?
                          or customers_2."created_at" < ?
                          or customers_2."created_at" is null)
                      or exists (
                        select 1
                        from "public"."customers" customers_3
                        where lower(btrim(customers_3."email")) = lower(btrim(customers_2."email"))
                          and lower(btrim(customers_2."email")) <> ''
                          and (
                            customers_3."created_at" >= ?
                              or customers_3."created_at" < ?
                              or customers_3."created_at" is null) offset 0)) offset 0)
              and not (
                lower(btrim(alike."email")) is distinct from (
                    select lower(btrim(customers_4."email"))
                    from "public"."customers" customers_4
                    where customers_4."id" = alike."customer_id")
                  and exists (
                    select 1
                    from "public"."customers" customers_5
                    where lower(btrim(customers_5."email")) = lower(btrim(alike."email"))
                      and lower(btrim(alike."email")) <> ''
                      and (
                        customers_5."created_at" >= ?
                          or customers_5."created_at" < ?
                          or customers_5."created_at" is null) offset 0))
              and not exists (
                select 1
                from "public"."customers" customers_6
                where customers_6."id" = alike."customer_id"
                  and (
                    exists (
                        select 1
                        from "public"."contact_requests" contact_requests_1
                        where contact_requests_1."customer_id" = customers_6."id"
                          and (
                            contact_requests_1."received_at" >= ?
                              or contact_requests_1."received_at" < ?
                              or contact_requests_1."received_at" is null) offset 0)
                      or exists (
                        select 1
                        from "public"."contact_requests" contact_requests_2
                        where lower(btrim(contact_requests_2."email")) = lower(
                            btrim(customers_6."email"))
                          and lower(btrim(customers_6."email")) <> ''
                          and (
                            contact_requests_2."received_at" >= ?
                              or contact_requests_2."received_at" < ?
                              or contact_requests_2."received_at" is null) offset 0)
                      or exists (
                        select 1
                        from "public"."customers" customers_7
                        join "public"."contact_requests" contact_requests_3 on contact_requests_3."customer_id" = customers_7."id"
                        where lower(btrim(customers_7."email")) = lower(btrim(customers_6."email"))
                          and lower(btrim(customers_6."email")) <> ''
                          and customers_7."id" <> customers_6."id"
                          and (
                            contact_requests_3."received_at" >= ?
                              or contact_requests_3."received_at" < ?
                              or contact_requests_3."received_at" is null) offset 0)) offset 0)
              and not (
                lower(btrim(alike."email")) is distinct from (
                    select lower(btrim(customers_8."email"))
                    from "public"."customers" customers_8
                    where customers_8."id" = alike."customer_id")
                  and (
                    exists (
                        select 1
                        from "public"."contact_requests" contact_requests_4
                        where lower(btrim(contact_requests_4."email")) = lower(btrim(alike."email"))
                          and lower(btrim(alike."email")) <> ''
                          and (
                            contact_requests_4."received_at" >= ?
                              or contact_requests_4."received_at" < ?
                              or contact_requests_4."received_at" is null) offset 0)
                      or exists (
                        select 1
                        from "public"."customers" customers_9
                        join "public"."contact_requests" contact_requests_5 on contact_requests_5."customer_id" = customers_9."id"
                        where lower(btrim(customers_9."email")) = lower(btrim(alike."email"))
                          and lower(btrim(alike."email")) <> ''
                          and (
                            contact_requests_5."received_at" >= ?
                              or contact_requests_5."received_at" < ?
                              or contact_requests_5."received_at" is null) offset 0)))
              and not exists (
                select 1
                from "public"."customers" customers_10
                where customers_10."id" = alike."customer_id"
                  and (
                    exists (
                        select 1
                        from "public"."messages" messages_1
                        where messages_1."customer_id" = customers_10."id"
                          and (
                            messages_1."sent_at" >= ?
                              or messages_1."sent_at" < ?
                              or messages_1."sent_at" is null) offset 0)
                      or exists (
                        select 1
                        from "public"."messages" messages_2
                        where lower(btrim(messages_2."email")) = lower(btrim(customers_10."email"))
                          and lower(btrim(customers_10."email")) <> ''
                          and (
                            messages_2."sent_at" >= ?
                              or messages_2."sent_at" < ?
                              or messages_2."sent_at" is null) offset 0)
                      or exists (
                        select 1
                        from "public"."customers" customers_11
                        join "public"."messages" messages_3 on messages_3."customer_id" = customers_11."id"
                        where lower(btrim(customers_11."email")) = lower(
                            btrim(customers_10."email"))
                          and lower(btrim(customers_10."email")) <> ''
                          and customers_11."id" <> customers_10."id"
                          and (
                            messages_3."sent_at" >= ?
                              or messages_3."sent_at" < ?
                              or messages_3."sent_at" is null) offset 0)) offset 0)
              and not (
                lower(btrim(alike."email")) is distinct from (
                    select lower(btrim(customers_12."email"))
                    from "public"."customers" customers_12
                    where customers_12."id" = alike."customer_id")
                  and (
                    exists (
                        select 1
                        from "public"."messages" messages_4
                        where lower(btrim(messages_4."email")) = lower(btrim(alike."email"))
                          and lower(btrim(alike."email")) <> ''
                          and (
                            messages_4."sent_at" >= ?
                              or messages_4."sent_at" < ?
                              or messages_4."sent_at" is null) offset 0)
                      or exists (
                        select 1
                        from "public"."customers" customers_13
                        join "public"."messages" messages_5 on messages_5."customer_id" = customers_13."id"
                        where lower(btrim(customers_13."email")) = lower(btrim(alike."email"))
                          and lower(btrim(alike."email")) <> ''
                          and (
                            messages_5."sent_at" >= ?
                              or messages_5."sent_at" < ?
                              or messages_5."sent_at" is null) offset 0)))
              and not exists (
                select 1
                from "public"."customers" customers_14
                where customers_14."id" = alike."customer_id"
                  and (
                    exists (
                        select 1
                        from "public"."orders" orders_1
                        where orders_1."customer_id" = customers_14."id"
                          and not (coalesce(orders_1."status"::text in (?), false)) offset 0)
                      or exists (
                        select 1
                        from "public"."orders" orders_2
                        where lower(btrim(orders_2."email")) = lower(btrim(customers_14."email"))
                          and lower(btrim(customers_14."email")) <> ''
                          and not (coalesce(orders_2."status"::text in (?), false)) offset 0)
                      or exists (
                        select 1
                        from "public"."customers" customers_15
                        join "public"."orders" orders_3 on orders_3."customer_id" = customers_15."id"
                        where lower(btrim(customers_15."email")) = lower(
                            btrim(customers_14."email"))
                          and lower(btrim(customers_14."email")) <> ''
                          and customers_15."id" <> customers_14."id"
                          and not (coalesce(orders_3."status"::text in (?), false)) offset 0)) offset 0)
              and not (
                lower(btrim(alike."email")) is distinct from (
                    select lower(btrim(customers_16."email"))
                    from "public"."customers" customers_16
                    where customers_16."id" = alike."customer_id")
                  and (
                    exists (
                        select 1
                        from "public"."orders" orders_4
                        where lower(btrim(orders_4."email")) = lower(btrim(alike."email"))
                          and lower(btrim(alike."email")) <> ''
                          and not (coalesce(orders_4."status"::text in (?), false)) offset 0)
                      or exists (
                        select 1
                        from "public"."customers" customers_17
                        join "public"."orders" orders_5 on orders_5."customer_id" = customers_17."id"
                        where lower(btrim(customers_17."email")) = lower(btrim(alike."email"))
                          and lower(btrim(alike."email")) <> ''
                          and not (coalesce(orders_5."status"::text in (?), false)) offset 0))))) is true
      and not (
        (select exists (select 1 from oubli.active_hold where kind = ?))
          and (
            exists (
                select 1
                from oubli.active_hold h
                where h.kind = ?
                  and (
                    (h.collection = ? and h.row_key is null)
                      or (h.collection = ? and h.row_key = t."id"::text and h.scope = ?)
                      or (
                        h.collection = ?
                          and h.row_key = (t."customer_id")::text
                          and h.scope in ('subject', 'owner'))))
              or exists (
                select 1
                from oubli.active_hold h
                join "public"."customers" customers_18 on customers_18."id"::text = h.row_key
                where h.kind = ?
                  and h.scope in ('subject', 'owner')
                  and h.collection = ?
                  and lower(btrim(customers_18."email")) in (
                    lower(btrim(t."email")), (
                        select lower(btrim(customers_19."email"))
                        from "public"."customers" customers_19
                        where customers_19."id" = t."customer_id"))
                  and lower(btrim(customers_18."email")) <> '')))
      and not (
        (select exists (select 1 from oubli.active_hold where kind = ?))
          and (
            exists (
                select 1
                from oubli.active_hold h
                where h.kind = ?
                  and (
                    (h.collection = ? and h.row_key is null)
                      or (h.collection = ? and h.row_key = t."id"::text and h.scope = ?)
                      or (
                        h.collection = ?
                          and h.row_key = (t."customer_id")::text
                          and h.scope in ('subject', 'owner'))))
              or exists (
                select 1
                from oubli.active_hold h
                join "public"."customers" customers_20 on customers_20."id"::text = h.row_key
                where h.kind = ?
                  and h.scope in ('subject', 'owner')
                  and h.collection = ?
                  and lower(btrim(customers_20."email")) in (
                    lower(btrim(t."email")), (
                        select lower(btrim(customers_21."email"))
                        from "public"."customers" customers_21
                        where customers_21."id" = t."customer_id"))
                  and lower(btrim(customers_20."email")) <> '')))
      and not (
        (select exists (select 1 from oubli.awaited_row))
          and exists (
            select 1
            from oubli.awaited_row a
            where a.collection = ?
              and a.row_key = t."id"::text))
    returning t."id" as k,
      t."customer_id" as person,
      greatest(
          case when (t."sent_at" is null or t."sent_at" >= ? or t."sent_at" < ?) then greatest(
              ((t."sent_at") at time zone ?)::date, ?) else ((t."sent_at") at time zone ?)::date end) as event0,
      null::date as excepted0), departed0 as (
    insert into oubli.departed_event as known (rule, subject_key, last_day, excepted_on, run)
    select ?, person, max(day), max(excepted), ?::bigint
    from (
        select person::text as person, event0 as day, excepted0 as excepted
        from gone
        where person is not null
          and (event0 is not null or excepted0 is not null)
        union all
        select customers_23."id"::text, event0 as day, excepted0 as excepted
        from gone
        join "public"."customers" customers_22 on customers_22."id" = person
        join "public"."customers" customers_23 on lower(btrim(customers_23."email")) = lower(
            btrim(customers_22."email"))
          and lower(btrim(customers_22."email")) <> ''
        where person is not null
          and (event0 is not null or excepted0 is not null)) told
    where person is not null
    group by person
    order by person on conflict (rule, subject_key) do update set last_day = greatest(
          known.last_day, excluded.last_day),
      excepted_on = greatest(known.excepted_on, excluded.excepted_on),
      run = excluded.run)
select oubli.append_entry(?, ?, ?, ?, ?, ?, array_agg(k)::text, count(*))
from gone;

-- Gathered once for the verification
create temporary table pg_temp."prospects: verification" on commit drop as with events0 as materialized (
    select e."id" as account,
      bool_and(
          coalesce(
              e."created_at" >= ?
                and (
                  e."created_at" < ?
                    and (((e."created_at") at time zone ?)::date + ?::interval)::date < ?), false)) as over,
      true as started
    from "public"."customers" e
    group by 1), events1 as materialized (
    select e."customer_id" as account,
      bool_and(
          coalesce(
              e."received_at" >= ?
                and (
                  e."received_at" < ?
                    and (((e."received_at") at time zone ?)::date + ?::interval)::date < ?), false)) as over,
      true as started
    from "public"."contact_requests" e
    group by 1), events2 as materialized (
    select e."customer_id" as account,
      bool_and(
          coalesce(
              e."sent_at" >= ?
                and (
                  e."sent_at" < ?
                    and (((e."sent_at") at time zone ?)::date + ?::interval)::date < ?), false)) as over,
      true as started
    from "public"."messages" e
    group by 1), events3 as materialized (
    select e."customer_id" as account, false as over, false as started
    from "public"."orders" e
    where not (coalesce(e."status"::text in (?), false))
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
    select ?::text,
      (lower(btrim(e."email")))::text,
      coalesce(
          e."created_at" >= ?
            and (
              e."created_at" < ?
                and (((e."created_at") at time zone ?)::date + ?::interval)::date < ?), false),
      true
    from "public"."customers" e
    union all
    select ?::text, (account)::text, over, started
    from events1
    union all
    select ?::text, (lower(btrim(b."email")))::text, over, started
    from "public"."customers" b
    join events1 on b."id" = account
    union all
    select ?::text,
      (lower(btrim(e."email")))::text,
      coalesce(
          e."received_at" >= ?
            and (
              e."received_at" < ?
                and (((e."received_at") at time zone ?)::date + ?::interval)::date < ?), false),
      true
    from "public"."contact_requests" e
    union all
    select ?::text, (account)::text, over, started
    from events2
    union all
    select ?::text, (lower(btrim(b."email")))::text, over, started
    from "public"."customers" b
    join events2 on b."id" = account
    union all
    select ?::text,
      (lower(btrim(e."email")))::text,
      coalesce(
          e."sent_at" >= ?
            and (e."sent_at" < ? and (((e."sent_at") at time zone ?)::date + ?::interval)::date < ?), false),
      true
    from "public"."messages" e
    union all
    select ?::text, (account)::text, over, started
    from events3
    union all
    select ?::text, (lower(btrim(b."email")))::text, over, started
    from "public"."customers" b
    join events3 on b."id" = account
    union all
    select ?::text, (lower(btrim(e."email")))::text, false, false
    from "public"."orders" e
    where not (coalesce(e."status"::text in (?), false))) gathered
where identifier <> ''
group by kind, identifier;

create unique index on pg_temp."prospects: verification" (kind, identifier);

analyze pg_temp."prospects: verification";

-- Verifies what is still due
select t."id"::text as row_key,
  (
      (
          (select exists (select 1 from oubli.active_hold where kind = ?))
            and (
              exists (
                  select 1
                  from oubli.active_hold h
                  where h.kind = ?
                    and (
                      (h.collection = ? and h.row_key is null)
                        or (h.collection = ? and h.row_key = t."id"::text and h.scope = ?)
                        or (
                          h.collection = ?
                            and h.row_key = (t."customer_id")::text
                            and h.scope in ('subject', 'owner'))))
                or exists (
                  select 1
                  from oubli.active_hold h
                  join "public"."customers" customers_1 on customers_1."id"::text = h.row_key
                  where h.kind = ?
                    and h.scope in ('subject', 'owner')
                    and h.collection = ?
                    and lower(btrim(customers_1."email")) in (
                      lower(btrim(t."email")), (
                          select lower(btrim(customers_2."email"))
                          from "public"."customers" customers_2
                          where customers_2."id" = t."customer_id"))
                    and lower(btrim(customers_1."email")) <> '')))
        or (
          (select exists (select 1 from oubli.awaited_row))
            and exists (
              select 1
              from oubli.awaited_row a
              where a.collection = ?
                and a.row_key = t."id"::text))) as held,
  (
      (select exists (select 1 from oubli.active_hold where kind = ?))
        and (
          exists (
              select 1
              from oubli.active_hold h
              where h.kind = ?
                and (
                  (h.collection = ? and h.row_key is null)
                    or (h.collection = ? and h.row_key = t."id"::text and h.scope = ?)
                    or (
                      h.collection = ?
                        and h.row_key = (t."customer_id")::text
                        and h.scope in ('subject', 'owner'))))
            or exists (
              select 1
              from oubli.active_hold h
              join "public"."customers" customers_3 on customers_3."id"::text = h.row_key
              where h.kind = ?
                and h.scope in ('subject', 'owner')
                and h.collection = ?
                and lower(btrim(customers_3."email")) in (
                  lower(btrim(t."email")), (
                      select lower(btrim(customers_4."email"))
                      from "public"."customers" customers_4
                      where customers_4."id" = t."customer_id"))
                and lower(btrim(customers_3."email")) <> ''))) as restricted,
  false as referenced
from "public"."messages" t
where t."sent_at" >= ?
  and (t."sent_at" < ? and (((t."sent_at") at time zone ?)::date + ?::interval)::date < ?)
  and not (
    (
        (t."customer_id")::text in (
            select known.identifier
            from pg_temp."prospects: verification" known
            where known.kind = ?::text
              and not known.over)) is true)
  and not (
    (
        (lower(btrim(t."email")))::text in (
            select known.identifier
            from pg_temp."prospects: verification" known
            where known.kind = ?::text
              and not known.over)) is true)
  and not (
    (
        t."customer_id" in (
            select customers_5."id"
            from "public"."customers" customers_5
            where (
                (lower(btrim(customers_5."email")))::text in (
                    select known.identifier
                    from pg_temp."prospects: verification" known
                    where known.kind = ?::text
                      and not known.over)) is true)) is true)
  and not (
    (
        t."customer_id" in (
            select customers_6."id"
            from "public"."customers" customers_6
            where not (
                (
                    (customers_6."id")::text in (
                        select known.identifier
                        from pg_temp."prospects: verification" known
                        where known.kind = ?::text
                          and known.started)) is true
                  or (
                    (lower(btrim(customers_6."email")))::text in (
                        select known.identifier
                        from pg_temp."prospects: verification" known
                        where known.kind = ?::text
                          and known.started)) is true))) is true);
