-- Gathered once for all questions of the plan
create temporary table pg_temp."order-data: events by account" on commit drop as
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
    from "public"."orders" e
    where not (coalesce(e."status"::text in (?), false))) gathered
group by account;

create unique index on pg_temp."order-data: events by account" (account);

analyze pg_temp."order-data: events by account";

create temporary table pg_temp."order-data: identities" on commit drop as
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
    where not (coalesce(e."status"::text in (?), false))
    union all
    select ?::text as kind, lower(btrim(a."email")) as identity, last_day, over, suspect
    from pg_temp."order-data: events by account" gathered
    join "public"."customers" a on a."id" = account) gathered
group by kind, identity;

create unique index on pg_temp."order-data: identities" (kind, identity);

analyze pg_temp."order-data: identities";

create temporary table pg_temp."order-data: accounts" on commit drop as
select account, max(last_day) as last_day, bool_and(over) as over, bool_or(suspect) as suspect
from (
    select account, last_day, over, suspect
    from pg_temp."order-data: events by account" gathered
    union all
    select a."id" as account, last_day, over, suspect
    from pg_temp."order-data: identities" gathered
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

create unique index on pg_temp."order-data: accounts" (account);

analyze pg_temp."order-data: accounts";

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
      greatest(known_1.last_day, known_2.last_day) as anchor
    from "public"."messages" t
    left join (select p.account as key, p.last_day from pg_temp."order-data: accounts" p) known_1 on known_1.key = t."customer_id"
    left join (
        select p.identity as key, p.last_day
        from pg_temp."order-data: identities" p
        where p.kind = ?
          and p.identity <> '') known_2 on known_2.key = lower(btrim(t."email"))
    where (
        t."customer_id" in (
            select p.account
            from pg_temp."order-data: accounts" p
            where not (p.over))) is not true
      and (
        lower(btrim(t."email")) in (
            select p.identity
            from pg_temp."order-data: identities" p
            where p.kind = ?
              and p.identity <> ''
              and not (p.over))) is not true
      and (
        (t."customer_id" in (select p.account from pg_temp."order-data: accounts" p where p.over)) is true
          or (
            t."customer_id" is null
              and (
                lower(btrim(t."email")) in (
                    select p.identity
                    from pg_temp."order-data: identities" p
                    where p.kind = ?
                      and p.identity <> ''
                      and p.over)) is true)) offset 0) due;

-- Counts the rows that nobody can judge
select count(*)
from "public"."messages" t
where (
    (t."customer_id" in (select p.account from pg_temp."order-data: accounts" p where p.suspect)) is true
      or (
        lower(btrim(t."email")) in (
            select p.identity
            from pg_temp."order-data: identities" p
            where p.kind = ?
              and p.identity <> ''
              and p.suspect)) is true);

-- Lists the rows to act on
select t.tableoid::regclass as leaf,
  t.ctid as place,
  coalesce(abs(hashtext((t."customer_id")::text) % 8), 0) as lane
from "public"."messages" t
where (
    t."customer_id" in (select p.account from pg_temp."order-data: accounts" p where not (p.over))) is not true
  and (
    lower(btrim(t."email")) in (
        select p.identity
        from pg_temp."order-data: identities" p
        where p.kind = ?
          and p.identity <> ''
          and not (p.over))) is not true
  and (
    (t."customer_id" in (select p.account from pg_temp."order-data: accounts" p where p.over)) is true
      or (
        t."customer_id" is null
          and (
            lower(btrim(t."email")) in (
                select p.identity
                from pg_temp."order-data: identities" p
                where p.kind = ?
                  and p.identity <> ''
                  and p.over)) is true))
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
                                and gone.last_day > ?))
                      and exists (
                        select 1
                        from "public"."customers" customers_2
                        where customers_2."id" = alike."customer_id"
                          and exists (
                            select 1
                            from oubli.departed_event gone
                            where gone.rule = ?
                              and gone.subject_key = customers_2."id"::text
                              and gone.last_day > ? offset 0) offset 0))
                  and not exists (
                    select 1
                    from "public"."customers" customers_3
                    where customers_3."id" = alike."customer_id"
                      and (
                        exists (
                            select 1
                            from "public"."orders" orders_1
                            where orders_1."customer_id" = customers_3."id"
                              and not (coalesce(orders_1."status"::text in (?), false))
                              and (
                                orders_1."ordered_at" >= ?
                                  or orders_1."ordered_at" < ?
                                  or orders_1."ordered_at" is null) offset 0)
                          or exists (
                            select 1
                            from "public"."orders" orders_2
                            where lower(btrim(orders_2."email")) = lower(btrim(customers_3."email"))
                              and lower(btrim(customers_3."email")) <> ''
                              and not (coalesce(orders_2."status"::text in (?), false))
                              and (
                                orders_2."ordered_at" >= ?
                                  or orders_2."ordered_at" < ?
                                  or orders_2."ordered_at" is null) offset 0)
                          or exists (
                            select 1
                            from "public"."customers" customers_4
                            join "public"."orders" orders_3 on orders_3."customer_id" = customers_4."id"
                            where lower(btrim(customers_4."email")) = lower(
                                btrim(customers_3."email"))
                              and lower(btrim(customers_3."email")) <> ''
                              and customers_4."id" <> customers_3."id"
                              and not (coalesce(orders_3."status"::text in (?), false))
                              and (
                                orders_3."ordered_at" >= ?
                                  or orders_3."ordered_at" < ?
                                  or orders_3."ordered_at" is null) offset 0)) offset 0)
                  and not (
                    lower(btrim(alike."email")) is distinct from (
                        select lower(btrim(customers_5."email"))
                        from "public"."customers" customers_5
                        where customers_5."id" = alike."customer_id")
                      and (
                        exists (
                            select 1
                            from "public"."orders" orders_4
                            where lower(btrim(orders_4."email")) = lower(btrim(alike."email"))
                              and lower(btrim(alike."email")) <> ''
                              and not (coalesce(orders_4."status"::text in (?), false))
                              and (
                                orders_4."ordered_at" >= ?
                                  or orders_4."ordered_at" < ?
                                  or orders_4."ordered_at" is null) offset 0)
                          or exists (
                            select 1
                            from "public"."customers" customers_6
                            join "public"."orders" orders_5 on orders_5."customer_id" = customers_6."id"
                            where lower(btrim(customers_6."email")) = lower(btrim(alike."email"))
                              and lower(btrim(alike."email")) <> ''
                              and not (coalesce(orders_5."status"::text in (?), false))
                              and (
                                orders_5."ordered_at" >= ?
                                  or orders_5."ordered_at" < ?
                                  or orders_5."ordered_at" is null) offset 0))))) is true
          and (
            exists (
                select 1
                from "public"."customers" customers_7
                where customers_7."id" = t."customer_id"
                  and (
                    exists (
                        select 1
                        from "public"."orders" orders_6
                        where orders_6."customer_id" = customers_7."id"
                          and not (coalesce(orders_6."status"::text in (?), false)) offset 0)
                      or exists (
                        select 1
                        from "public"."orders" orders_7
                        where lower(btrim(orders_7."email")) = lower(btrim(customers_7."email"))
                          and lower(btrim(customers_7."email")) <> ''
                          and not (coalesce(orders_7."status"::text in (?), false)) offset 0)
                      or exists (
                        select 1
                        from "public"."customers" customers_8
                        join "public"."orders" orders_8 on orders_8."customer_id" = customers_8."id"
                        where lower(btrim(customers_8."email")) = lower(btrim(customers_7."email"))
                          and lower(btrim(customers_7."email")) <> ''
                          and customers_8."id" <> customers_7."id"
                          and not (coalesce(orders_8."status"::text in (?), false)) offset 0)) offset 0)
              or exists (
                select 1
                from "public"."customers" customers_9
                where customers_9."id" = t."customer_id"
                  and exists (
                    select 1
                    from oubli.departed_event gone
                    where gone.rule = ?
                      and gone.subject_key = customers_9."id"::text
                      and gone.last_day <= ? offset 0) offset 0)
              or (
                t."customer_id" is null
                  and (
                    lower(btrim(t."email")) is distinct from (
                        select lower(btrim(customers_10."email"))
                        from "public"."customers" customers_10
                        where customers_10."id" = t."customer_id")
                      and (
                        exists (
                            select 1
                            from "public"."orders" orders_9
                            where lower(btrim(orders_9."email")) = lower(btrim(t."email"))
                              and lower(btrim(t."email")) <> ''
                              and not (coalesce(orders_9."status"::text in (?), false)) offset 0)
                          or exists (
                            select 1
                            from "public"."customers" customers_11
                            join "public"."orders" orders_10 on orders_10."customer_id" = customers_11."id"
                            where lower(btrim(customers_11."email")) = lower(btrim(t."email"))
                              and lower(btrim(t."email")) <> ''
                              and not (coalesce(orders_10."status"::text in (?), false)) offset 0)))))
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
                    join "public"."customers" customers_12 on customers_12."id"::text = h.row_key
                    where h.kind = ?
                      and h.scope in ('subject', 'owner')
                      and h.collection = ?
                      and lower(btrim(customers_12."email")) in (
                        lower(btrim(t."email")), (
                            select lower(btrim(customers_13."email"))
                            from "public"."customers" customers_13
                            where customers_13."id" = t."customer_id"))
                      and lower(btrim(customers_12."email")) <> '')))
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
                    join "public"."customers" customers_14 on customers_14."id"::text = h.row_key
                    where h.kind = ?
                      and h.scope in ('subject', 'owner')
                      and h.collection = ?
                      and lower(btrim(customers_14."email")) in (
                        lower(btrim(t."email")), (
                            select lower(btrim(customers_15."email"))
                            from "public"."customers" customers_15
                            where customers_15."id" = t."customer_id"))
                      and lower(btrim(customers_14."email")) <> '')))
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
                            and gone.last_day > ?))
                  and exists (
                    select 1
                    from "public"."customers" customers_1
                    where customers_1."id" = alike."customer_id"
                      and exists (
                        select 1
                        from oubli.departed_event gone
                        where gone.rule = ?
                          and gone.subject_key = customers_1."id"::text
                          and gone.last_day > ? offset 0) offset 0))
              and not exists (
                select 1
                from "public"."customers" customers_2
                where customers_2."id" = alike."customer_id"
                  and (
                    exists (
                        select 1
                        from "public"."orders" orders_1
                        where orders_1."customer_id" = customers_2."id"
                          and not (coalesce(orders_1."status"::text in (?), false))
                          and (
                            orders_1."ordered_at" >= ?
                              or orders_1."ordered_at" < ?
                              or orders_1."ordered_at" is null) offset 0)
                      or exists (
                        select 1
                        from "public"."orders" orders_2
                        where lower(btrim(orders_2."email")) = lower(btrim(customers_2."email"))
                          and lower(btrim(customers_2."email")) <> ''
                          and not (coalesce(orders_2."status"::text in (?), false))
                          and (
                            orders_2."ordered_at" >= ?
                              or orders_2."ordered_at" < ?
                              or orders_2."ordered_at" is null) offset 0)
                      or exists (
                        select 1
                        from "public"."customers" customers_3
                        join "public"."orders" orders_3 on orders_3."customer_id" = customers_3."id"
                        where lower(btrim(customers_3."email")) = lower(btrim(customers_2."email"))
                          and lower(btrim(customers_2."email")) <> ''
                          and customers_3."id" <> customers_2."id"
                          and not (coalesce(orders_3."status"::text in (?), false))
                          and (
                            orders_3."ordered_at" >= ?
                              or orders_3."ordered_at" < ?
                              or orders_3."ordered_at" is null) offset 0)) offset 0)
              and not (
                lower(btrim(alike."email")) is distinct from (
                    select lower(btrim(customers_4."email"))
                    from "public"."customers" customers_4
                    where customers_4."id" = alike."customer_id")
                  and (
                    exists (
                        select 1
                        from "public"."orders" orders_4
                        where lower(btrim(orders_4."email")) = lower(btrim(alike."email"))
                          and lower(btrim(alike."email")) <> ''
                          and not (coalesce(orders_4."status"::text in (?), false))
                          and (
                            orders_4."ordered_at" >= ?
                              or orders_4."ordered_at" < ?
                              or orders_4."ordered_at" is null) offset 0)
                      or exists (
                        select 1
                        from "public"."customers" customers_5
                        join "public"."orders" orders_5 on orders_5."customer_id" = customers_5."id"
                        where lower(btrim(customers_5."email")) = lower(btrim(alike."email"))
                          and lower(btrim(alike."email")) <> ''
                          and not (coalesce(orders_5."status"::text in (?), false))
                          and (
                            orders_5."ordered_at" >= ?
                              or orders_5."ordered_at" < ?
                              or orders_5."ordered_at" is null) offset 0))))) is true
      and (
        exists (
            select 1
            from "public"."customers" customers_6
            where customers_6."id" = t."customer_id"
              and (
                exists (
                    select 1
                    from "public"."orders" orders_6
                    where orders_6."customer_id" = customers_6."id"
                      and not (coalesce(orders_6."status"::text in (?), false)) offset 0)
                  or exists (
                    select 1
                    from "public"."orders" orders_7
                    where lower(btrim(orders_7."email")) = lower(btrim(customers_6."email"))
                      and lower(btrim(customers_6."email")) <> ''
                      and not (coalesce(orders_7."status"::text in (?), false)) offset 0)
                  or exists (
                    select 1
                    from "public"."customers" customers_7
                    join "public"."orders" orders_8 on orders_8."customer_id" = customers_7."id"
                    where lower(btrim(customers_7."email")) = lower(btrim(customers_6."email"))
                      and lower(btrim(customers_6."email")) <> ''
                      and customers_7."id" <> customers_6."id"
                      and not (coalesce(orders_8."status"::text in (?), false)) offset 0)) offset 0)
          or exists (
            select 1
            from "public"."customers" customers_8
            where customers_8."id" = t."customer_id"
              and exists (
                select 1
                from oubli.departed_event gone
                where gone.rule = ?
                  and gone.subject_key = customers_8."id"::text
                  and gone.last_day <= ? offset 0) offset 0)
          or (
            t."customer_id" is null
              and (
                lower(btrim(t."email")) is distinct from (
                    select lower(btrim(customers_9."email"))
                    from "public"."customers" customers_9
                    where customers_9."id" = t."customer_id")
                  and (
                    exists (
                        select 1
                        from "public"."orders" orders_9
                        where lower(btrim(orders_9."email")) = lower(btrim(t."email"))
                          and lower(btrim(t."email")) <> ''
                          and not (coalesce(orders_9."status"::text in (?), false)) offset 0)
                      or exists (
                        select 1
                        from "public"."customers" customers_10
                        join "public"."orders" orders_10 on orders_10."customer_id" = customers_10."id"
                        where lower(btrim(customers_10."email")) = lower(btrim(t."email"))
                          and lower(btrim(t."email")) <> ''
                          and not (coalesce(orders_10."status"::text in (?), false)) offset 0)))))
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
                join "public"."customers" customers_11 on customers_11."id"::text = h.row_key
                where h.kind = ?
                  and h.scope in ('subject', 'owner')
                  and h.collection = ?
                  and lower(btrim(customers_11."email")) in (
                    lower(btrim(t."email")), (
                        select lower(btrim(customers_12."email"))
                        from "public"."customers" customers_12
                        where customers_12."id" = t."customer_id"))
                  and lower(btrim(customers_11."email")) <> '')))
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
                join "public"."customers" customers_13 on customers_13."id"::text = h.row_key
                where h.kind = ?
                  and h.scope in ('subject', 'owner')
                  and h.collection = ?
                  and lower(btrim(customers_13."email")) in (
                    lower(btrim(t."email")), (
                        select lower(btrim(customers_14."email"))
                        from "public"."customers" customers_14
                        where customers_14."id" = t."customer_id"))
                  and lower(btrim(customers_13."email")) <> '')))
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
        select customers_16."id"::text, event0 as day, excepted0 as excepted
        from gone
        join "public"."customers" customers_15 on customers_15."id" = person
        join "public"."customers" customers_16 on lower(btrim(customers_16."email")) = lower(
            btrim(customers_15."email"))
          and lower(btrim(customers_15."email")) <> ''
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
create temporary table pg_temp."order-data: verification" on commit drop as with events0 as materialized (
    select e."customer_id" as account,
      bool_and(
          coalesce(
              e."ordered_at" >= ?
                and (
                  e."ordered_at" < ?
                    and (((e."ordered_at") at time zone ?)::date + ?::interval)::date < ?), false)) as over,
      true as started
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
    from "public"."orders" e
    where not (coalesce(e."status"::text in (?), false))) gathered
where identifier <> ''
group by kind, identifier;

create unique index on pg_temp."order-data: verification" (kind, identifier);

analyze pg_temp."order-data: verification";

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
where not (
    (
        (t."customer_id")::text in (
            select known.identifier
            from pg_temp."order-data: verification" known
            where known.kind = ?::text
              and not known.over)) is true)
  and not (
    (
        (lower(btrim(t."email")))::text in (
            select known.identifier
            from pg_temp."order-data: verification" known
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
                    from pg_temp."order-data: verification" known
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
                        from pg_temp."order-data: verification" known
                        where known.kind = ?::text
                          and known.started)) is true
                  or (
                    (lower(btrim(customers_6."email")))::text in (
                        select known.identifier
                        from pg_temp."order-data: verification" known
                        where known.kind = ?::text
                          and known.started)) is true))) is true)
  and (
    (
        (t."customer_id")::text in (
            select known.identifier
            from pg_temp."order-data: verification" known
            where known.kind = ?::text
              and known.started)) is true
      or (
        (lower(btrim(t."email")))::text in (
            select known.identifier
            from pg_temp."order-data: verification" known
            where known.kind = ?::text
              and known.started)) is true
      or (
        t."customer_id" in (
            select customers_7."id"
            from "public"."customers" customers_7
            where (
                (lower(btrim(customers_7."email")))::text in (
                    select known.identifier
                    from pg_temp."order-data: verification" known
                    where known.kind = ?::text
                      and known.started)) is true)) is true);
