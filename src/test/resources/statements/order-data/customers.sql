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
                                and h.row_key = (t."id")::text
                                and h.scope in ('subject', 'owner'))))
                    or exists (
                      select 1
                      from oubli.active_hold h
                      join "public"."customers" customers_1 on customers_1."id"::text = h.row_key
                      where h.kind = ?
                        and h.scope in ('subject', 'owner')
                        and h.collection = ?
                        and lower(btrim(customers_1."email")) in (lower(btrim(t."email")))
                        and lower(btrim(customers_1."email")) <> '')))
            or (
              (select exists (select 1 from oubli.awaited_row))
                and exists (
                  select 1
                  from oubli.awaited_row a
                  where a.collection = ?
                    and a.row_key = t."id"::text))
            or not (
              (
                  not (
                      coalesce(
                          t."email" = ('erased-' || (t."id"::text) || '@invalid')::text
                            or btrim(t."email") = '', true))
                    and not (
                      (
                          exists (
                              select 1
                              from "public"."disputes" disputes_1
                              where coalesce(disputes_1."status"::text in (?), false)
                                and disputes_1."customer_id" = t."id")
                            or exists (
                              select 1
                              from "public"."disputes" disputes_2, "public"."customers" customers_2
                              where coalesce(disputes_2."status"::text in (?), false)
                                and customers_2."id" = disputes_2."customer_id"
                                and lower(btrim(customers_2."email")) = lower(btrim(t."email"))
                                and lower(btrim(customers_2."email")) <> ''))))
                or (
                  t."first_name" is not null
                    and not (
                      (
                          exists (
                              select 1
                              from "public"."disputes" disputes_3
                              where coalesce(disputes_3."status"::text in (?), false)
                                and disputes_3."customer_id" = t."id")
                            or exists (
                              select 1
                              from "public"."disputes" disputes_4, "public"."customers" customers_3
                              where coalesce(disputes_4."status"::text in (?), false)
                                and customers_3."id" = disputes_4."customer_id"
                                and lower(btrim(customers_3."email")) = lower(btrim(t."email"))
                                and lower(btrim(customers_3."email")) <> ''))))
                or (
                  t."last_name" is not null
                    and not (
                      (
                          exists (
                              select 1
                              from "public"."disputes" disputes_5
                              where coalesce(disputes_5."status"::text in (?), false)
                                and disputes_5."customer_id" = t."id")
                            or exists (
                              select 1
                              from "public"."disputes" disputes_6, "public"."customers" customers_4
                              where coalesce(disputes_6."status"::text in (?), false)
                                and customers_4."id" = disputes_6."customer_id"
                                and lower(btrim(customers_4."email")) = lower(btrim(t."email"))
                                and lower(btrim(customers_4."email")) <> ''))))
                or t."phone" is not null
                or (
                  t."address" is not null
                    and not (
                      (
                          exists (
                              select 1
                              from "public"."disputes" disputes_7
                              where coalesce(disputes_7."status"::text in (?), false)
                                and disputes_7."customer_id" = t."id")
                            or exists (
                              select 1
                              from "public"."disputes" disputes_8, "public"."customers" customers_5
                              where coalesce(disputes_8."status"::text in (?), false)
                                and customers_5."id" = disputes_8."customer_id"
                                and lower(btrim(customers_5."email")) = lower(btrim(t."email"))
                                and lower(btrim(customers_5."email")) <> ''))))
                or (
                  t."city" is not null
                    and not (
                      (
                          exists (
                              select 1
                              from "public"."disputes" disputes_9
                              where coalesce(disputes_9."status"::text in (?), false)
                                and disputes_9."customer_id" = t."id")
                            or exists (
                              select 1
                              from "public"."disputes" disputes_10, "public"."customers" customers_6
                              where coalesce(disputes_10."status"::text in (?), false)
                                and customers_6."id" = disputes_10."customer_id"
                                and lower(btrim(customers_6."email")) = lower(btrim(t."email"))
                                and lower(btrim(customers_6."email")) <> ''))))
                or (
                  not (coalesce(t."postal_code" = left(t."postal_code", 2)::text, true))
                    and not (
                      (
                          exists (
                              select 1
                              from "public"."disputes" disputes_11
                              where coalesce(disputes_11."status"::text in (?), false)
                                and disputes_11."customer_id" = t."id")
                            or exists (
                              select 1
                              from "public"."disputes" disputes_12, "public"."customers" customers_7
                              where coalesce(disputes_12."status"::text in (?), false)
                                and customers_7."id" = disputes_12."customer_id"
                                and lower(btrim(customers_7."email")) = lower(btrim(t."email"))
                                and lower(btrim(customers_7."email")) <> ''))))
                or t."floor" is not null
                or t."notes" is not null
                or not (
                  coalesce(
                      t."created_at" = date_trunc('quarter', t."created_at", 'Europe/Paris')::timestamp with time zone, true))
                or t."last_seen_at" is not null)) as held,
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
                            and h.row_key = (t."id")::text
                            and h.scope in ('subject', 'owner'))))
                or exists (
                  select 1
                  from oubli.active_hold h
                  join "public"."customers" customers_8 on customers_8."id"::text = h.row_key
                  where h.kind = ?
                    and h.scope in ('subject', 'owner')
                    and h.collection = ?
                    and lower(btrim(customers_8."email")) in (lower(btrim(t."email")))
                    and lower(btrim(customers_8."email")) <> ''))) as restricted,
      (
          exists (
              select 1
              from "public"."disputes" disputes_13
              where coalesce(disputes_13."status"::text in (?), false)
                and disputes_13."customer_id" = t."id")
            or exists (
              select 1
              from "public"."disputes" disputes_14, "public"."customers" customers_9
              where coalesce(disputes_14."status"::text in (?), false)
                and customers_9."id" = disputes_14."customer_id"
                and lower(btrim(customers_9."email")) = lower(btrim(t."email"))
                and lower(btrim(customers_9."email")) <> '')) as in_part,
      known_1.last_day as anchor
    from "public"."customers" t
    left join (select p.account as key, p.last_day from pg_temp."order-data: accounts" p) known_1 on known_1.key = t."id"
    where (
        not (
            coalesce(
                t."email" = ('erased-' || (t."id"::text) || '@invalid')::text
                  or btrim(t."email") = '', true))
          or t."first_name" is not null
          or t."last_name" is not null
          or t."phone" is not null
          or t."address" is not null
          or t."city" is not null
          or not (coalesce(t."postal_code" = left(t."postal_code", 2)::text, true))
          or t."floor" is not null
          or t."notes" is not null
          or not (
            coalesce(
                t."created_at" = date_trunc('quarter', t."created_at", 'Europe/Paris')::timestamp with time zone, true))
          or t."last_seen_at" is not null)
      and (t."id" in (select p.account from pg_temp."order-data: accounts" p where p.over)) is true offset 0) due;

-- Counts the rows that nobody can judge
select count(*)
from "public"."customers" t
where (
    not (
        coalesce(
            t."email" = ('erased-' || (t."id"::text) || '@invalid')::text
              or btrim(t."email") = '', true))
      or t."first_name" is not null
      or t."last_name" is not null
      or t."phone" is not null
      or t."address" is not null
      or t."city" is not null
      or not (coalesce(t."postal_code" = left(t."postal_code", 2)::text, true))
      or t."floor" is not null
      or t."notes" is not null
      or not (
        coalesce(
            t."created_at" = date_trunc('quarter', t."created_at", 'Europe/Paris')::timestamp with time zone, true))
      or t."last_seen_at" is not null)
  and (t."id" in (select p.account from pg_temp."order-data: accounts" p where p.suspect)) is true;

-- Lists the rows to act on
select t.tableoid::regclass as leaf,
  t.ctid as place,
  coalesce(abs(hashtext((t."id")::text) % 8), 0) as lane
from "public"."customers" t
where (
    not (
        coalesce(
            t."email" = ('erased-' || (t."id"::text) || '@invalid')::text
              or btrim(t."email") = '', true))
      or t."first_name" is not null
      or t."last_name" is not null
      or t."phone" is not null
      or t."address" is not null
      or t."city" is not null
      or not (coalesce(t."postal_code" = left(t."postal_code", 2)::text, true))
      or t."floor" is not null
      or t."notes" is not null
      or not (
        coalesce(
            t."created_at" = date_trunc('quarter', t."created_at", 'Europe/Paris')::timestamp with time zone, true))
      or t."last_seen_at" is not null)
  and (t."id" in (select p.account from pg_temp."order-data: accounts" p where p.over)) is true
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
                      and h.row_key = (t."id")::text
                      and h.scope in ('subject', 'owner'))))
          or exists (
            select 1
            from oubli.active_hold h
            join "public"."customers" customers_1 on customers_1."id"::text = h.row_key
            where h.kind = ?
              and h.scope in ('subject', 'owner')
              and h.collection = ?
              and lower(btrim(customers_1."email")) in (lower(btrim(t."email")))
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
                      and h.row_key = (t."id")::text
                      and h.scope in ('subject', 'owner'))))
          or exists (
            select 1
            from oubli.active_hold h
            join "public"."customers" customers_2 on customers_2."id"::text = h.row_key
            where h.kind = ?
              and h.scope in ('subject', 'owner')
              and h.collection = ?
              and lower(btrim(customers_2."email")) in (lower(btrim(t."email")))
              and lower(btrim(customers_2."email")) <> '')))
  and not (
    (select exists (select 1 from oubli.awaited_row))
      and exists (
        select 1
        from oubli.awaited_row a
        where a.collection = ?
          and a.row_key = t."id"::text))
  and (
    (
        not (
            coalesce(
                t."email" = ('erased-' || (t."id"::text) || '@invalid')::text
                  or btrim(t."email") = '', true))
          and not (
            (
                exists (
                    select 1
                    from "public"."disputes" disputes_1
                    where coalesce(disputes_1."status"::text in (?), false)
                      and disputes_1."customer_id" = t."id")
                  or exists (
                    select 1
                    from "public"."disputes" disputes_2, "public"."customers" customers_3
                    where coalesce(disputes_2."status"::text in (?), false)
                      and customers_3."id" = disputes_2."customer_id"
                      and lower(btrim(customers_3."email")) = lower(btrim(t."email"))
                      and lower(btrim(customers_3."email")) <> ''))))
      or (
        t."first_name" is not null
          and not (
            (
                exists (
                    select 1
                    from "public"."disputes" disputes_3
                    where coalesce(disputes_3."status"::text in (?), false)
                      and disputes_3."customer_id" = t."id")
                  or exists (
                    select 1
                    from "public"."disputes" disputes_4, "public"."customers" customers_4
                    where coalesce(disputes_4."status"::text in (?), false)
                      and customers_4."id" = disputes_4."customer_id"
                      and lower(btrim(customers_4."email")) = lower(btrim(t."email"))
                      and lower(btrim(customers_4."email")) <> ''))))
      or (
        t."last_name" is not null
          and not (
            (
                exists (
                    select 1
                    from "public"."disputes" disputes_5
                    where coalesce(disputes_5."status"::text in (?), false)
                      and disputes_5."customer_id" = t."id")
                  or exists (
                    select 1
                    from "public"."disputes" disputes_6, "public"."customers" customers_5
                    where coalesce(disputes_6."status"::text in (?), false)
                      and customers_5."id" = disputes_6."customer_id"
                      and lower(btrim(customers_5."email")) = lower(btrim(t."email"))
                      and lower(btrim(customers_5."email")) <> ''))))
      or t."phone" is not null
      or (
        t."address" is not null
          and not (
            (
                exists (
                    select 1
                    from "public"."disputes" disputes_7
                    where coalesce(disputes_7."status"::text in (?), false)
                      and disputes_7."customer_id" = t."id")
                  or exists (
                    select 1
                    from "public"."disputes" disputes_8, "public"."customers" customers_6
                    where coalesce(disputes_8."status"::text in (?), false)
                      and customers_6."id" = disputes_8."customer_id"
                      and lower(btrim(customers_6."email")) = lower(btrim(t."email"))
                      and lower(btrim(customers_6."email")) <> ''))))
      or (
        t."city" is not null
          and not (
            (
                exists (
                    select 1
                    from "public"."disputes" disputes_9
                    where coalesce(disputes_9."status"::text in (?), false)
                      and disputes_9."customer_id" = t."id")
                  or exists (
                    select 1
                    from "public"."disputes" disputes_10, "public"."customers" customers_7
                    where coalesce(disputes_10."status"::text in (?), false)
                      and customers_7."id" = disputes_10."customer_id"
                      and lower(btrim(customers_7."email")) = lower(btrim(t."email"))
                      and lower(btrim(customers_7."email")) <> ''))))
      or (
        not (coalesce(t."postal_code" = left(t."postal_code", 2)::text, true))
          and not (
            (
                exists (
                    select 1
                    from "public"."disputes" disputes_11
                    where coalesce(disputes_11."status"::text in (?), false)
                      and disputes_11."customer_id" = t."id")
                  or exists (
                    select 1
                    from "public"."disputes" disputes_12, "public"."customers" customers_8
                    where coalesce(disputes_12."status"::text in (?), false)
                      and customers_8."id" = disputes_12."customer_id"
                      and lower(btrim(customers_8."email")) = lower(btrim(t."email"))
                      and lower(btrim(customers_8."email")) <> ''))))
      or t."floor" is not null
      or t."notes" is not null
      or not (
        coalesce(
            t."created_at" = date_trunc('quarter', t."created_at", 'Europe/Paris')::timestamp with time zone, true))
      or t."last_seen_at" is not null);

-- Locks and notes before the change
with due as materialized (
    select t.*
    from "public"."customers" t
    where t.ctid = any((select ?::tid[])::tid[])), locked as (
    select 1
    from "public"."customers" person
    where person."id" in (select t."id" from due t)
    order by person."id" for update), noted0 as (
    insert into oubli.departed_event as known (rule, subject_key, last_day, excepted_on, run)
    select ?, twin, max(day), max(excepted), ?::bigint
    from (
        select t.twin,
          greatest(
              greatest(
                  (
                      select max(((orders_1."ordered_at") at time zone ?)::date)
                      from "public"."orders" orders_1
                      where orders_1."customer_id" = t."id"
                        and not (coalesce(orders_1."status"::text in (?), false))), (
                      select max(((orders_2."ordered_at") at time zone ?)::date)
                      from "public"."orders" orders_2
                      where lower(btrim(orders_2."email")) = lower(btrim(t."email"))
                        and lower(btrim(t."email")) <> ''
                        and not (coalesce(orders_2."status"::text in (?), false))), (
                      select max(((orders_3."ordered_at") at time zone ?)::date)
                      from "public"."customers" customers_1
                      join "public"."orders" orders_3 on orders_3."customer_id" = customers_1."id"
                      where lower(btrim(customers_1."email")) = lower(btrim(t."email"))
                        and lower(btrim(t."email")) <> ''
                        and customers_1."id" <> t."id"
                        and not (coalesce(orders_3."status"::text in (?), false)))), case when (
                  exists (
                      select 1
                      from "public"."orders" orders_4
                      where orders_4."customer_id" = t."id"
                        and not (coalesce(orders_4."status"::text in (?), false))
                        and (
                          orders_4."ordered_at" is null
                            or orders_4."ordered_at" >= ?
                            or orders_4."ordered_at" < ?) offset 0)
                    or exists (
                      select 1
                      from "public"."orders" orders_5
                      where lower(btrim(orders_5."email")) = lower(btrim(t."email"))
                        and lower(btrim(t."email")) <> ''
                        and not (coalesce(orders_5."status"::text in (?), false))
                        and (
                          orders_5."ordered_at" is null
                            or orders_5."ordered_at" >= ?
                            or orders_5."ordered_at" < ?) offset 0)
                    or exists (
                      select 1
                      from "public"."customers" customers_2
                      join "public"."orders" orders_6 on orders_6."customer_id" = customers_2."id"
                      where lower(btrim(customers_2."email")) = lower(btrim(t."email"))
                        and lower(btrim(t."email")) <> ''
                        and customers_2."id" <> t."id"
                        and not (coalesce(orders_6."status"::text in (?), false))
                        and (
                          orders_6."ordered_at" is null
                            or orders_6."ordered_at" >= ?
                            or orders_6."ordered_at" < ?) offset 0)) then ? end) as day,
          null::date as excepted
        from (
            select t.*, unnest(array[customers_3."id"::text, t."id"::text]) as twin
            from due t
            join "public"."customers" customers_3 on lower(btrim(customers_3."email")) = lower(
                btrim(t."email"))
              and lower(btrim(t."email")) <> ''
              and customers_3."id" <> t."id" offset 0) t) pairs
    where day is not null
      or excepted is not null
    group by twin
    order by twin on conflict (rule, subject_key) do update set last_day = greatest(
          known.last_day, excluded.last_day),
      excepted_on = greatest(known.excepted_on, excluded.excepted_on),
      run = excluded.run), noted1 as (
    insert into oubli.departed_event as known (rule, subject_key, last_day, excepted_on, run)
    select ?, twin, max(day), max(excepted), ?::bigint
    from (
        select t.twin,
          greatest(
              greatest(
                  ((t."created_at") at time zone ?)::date, (
                      select max(((customers_4."created_at") at time zone ?)::date)
                      from "public"."customers" customers_4
                      where lower(btrim(customers_4."email")) = lower(btrim(t."email"))
                        and lower(btrim(t."email")) <> ''), (
                      select max(((contact_requests_1."received_at") at time zone ?)::date)
                      from "public"."contact_requests" contact_requests_1
                      where contact_requests_1."customer_id" = t."id"), (
                      select max(((contact_requests_2."received_at") at time zone ?)::date)
                      from "public"."contact_requests" contact_requests_2
                      where lower(btrim(contact_requests_2."email")) = lower(btrim(t."email"))
                        and lower(btrim(t."email")) <> ''), (
                      select max(((contact_requests_3."received_at") at time zone ?)::date)
                      from "public"."customers" customers_5
                      join "public"."contact_requests" contact_requests_3 on contact_requests_3."customer_id" = customers_5."id"
                      where lower(btrim(customers_5."email")) = lower(btrim(t."email"))
                        and lower(btrim(t."email")) <> ''
                        and customers_5."id" <> t."id"), (
                      select max(((messages_1."sent_at") at time zone ?)::date)
                      from "public"."messages" messages_1
                      where messages_1."customer_id" = t."id"), (
                      select max(((messages_2."sent_at") at time zone ?)::date)
                      from "public"."messages" messages_2
                      where lower(btrim(messages_2."email")) = lower(btrim(t."email"))
                        and lower(btrim(t."email")) <> ''), (
                      select max(((messages_3."sent_at") at time zone ?)::date)
                      from "public"."customers" customers_6
                      join "public"."messages" messages_3 on messages_3."customer_id" = customers_6."id"
                      where lower(btrim(customers_6."email")) = lower(btrim(t."email"))
                        and lower(btrim(t."email")) <> ''
                        and customers_6."id" <> t."id")), case when (
                  (t."created_at" is null or t."created_at" >= ? or t."created_at" < ?)
                    or exists (
                      select 1
                      from "public"."customers" customers_7
                      where lower(btrim(customers_7."email")) = lower(btrim(t."email"))
                        and lower(btrim(t."email")) <> ''
                        and (
                          customers_7."created_at" is null
                            or customers_7."created_at" >= ?
                            or customers_7."created_at" < ?) offset 0)
                    or exists (
                      select 1
                      from "public"."contact_requests" contact_requests_4
                      where contact_requests_4."customer_id" = t."id"
                        and (
                          contact_requests_4."received_at" is null
                            or contact_requests_4."received_at" >= ?
                            or contact_requests_4."received_at" < ?) offset 0)
                    or exists (
                      select 1
                      from "public"."contact_requests" contact_requests_5
                      where lower(btrim(contact_requests_5."email")) = lower(btrim(t."email"))
                        and lower(btrim(t."email")) <> ''
                        and (
                          contact_requests_5."received_at" is null
                            or contact_requests_5."received_at" >= ?
                            or contact_requests_5."received_at" < ?) offset 0)
                    or exists (
                      select 1
                      from "public"."customers" customers_8
                      join "public"."contact_requests" contact_requests_6 on contact_requests_6."customer_id" = customers_8."id"
                      where lower(btrim(customers_8."email")) = lower(btrim(t."email"))
                        and lower(btrim(t."email")) <> ''
                        and customers_8."id" <> t."id"
                        and (
                          contact_requests_6."received_at" is null
                            or contact_requests_6."received_at" >= ?
                            or contact_requests_6."received_at" < ?) offset 0)
                    or exists (
                      select 1
                      from "public"."messages" messages_4
                      where messages_4."customer_id" = t."id"
                        and (
                          messages_4."sent_at" is null
                            or messages_4."sent_at" >= ?
                            or messages_4."sent_at" < ?) offset 0)
                    or exists (
                      select 1
                      from "public"."messages" messages_5
                      where lower(btrim(messages_5."email")) = lower(btrim(t."email"))
                        and lower(btrim(t."email")) <> ''
                        and (
                          messages_5."sent_at" is null
                            or messages_5."sent_at" >= ?
                            or messages_5."sent_at" < ?) offset 0)
                    or exists (
                      select 1
                      from "public"."customers" customers_9
                      join "public"."messages" messages_6 on messages_6."customer_id" = customers_9."id"
                      where lower(btrim(customers_9."email")) = lower(btrim(t."email"))
                        and lower(btrim(t."email")) <> ''
                        and customers_9."id" <> t."id"
                        and (
                          messages_6."sent_at" is null
                            or messages_6."sent_at" >= ?
                            or messages_6."sent_at" < ?) offset 0)) then ? end) as day,
          case when (
              exists (
                  select 1
                  from "public"."orders" orders_7
                  where orders_7."customer_id" = t."id"
                    and not (coalesce(orders_7."status"::text in (?), false)) offset 0)
                or exists (
                  select 1
                  from "public"."orders" orders_8
                  where lower(btrim(orders_8."email")) = lower(btrim(t."email"))
                    and lower(btrim(t."email")) <> ''
                    and not (coalesce(orders_8."status"::text in (?), false)) offset 0)
                or exists (
                  select 1
                  from "public"."customers" customers_10
                  join "public"."orders" orders_9 on orders_9."customer_id" = customers_10."id"
                  where lower(btrim(customers_10."email")) = lower(btrim(t."email"))
                    and lower(btrim(t."email")) <> ''
                    and customers_10."id" <> t."id"
                    and not (coalesce(orders_9."status"::text in (?), false)) offset 0)) then ?::date end as excepted
        from (
            select t.*, unnest(array[customers_11."id"::text, t."id"::text]) as twin
            from due t
            join "public"."customers" customers_11 on lower(btrim(customers_11."email")) = lower(
                btrim(t."email"))
              and lower(btrim(t."email")) <> ''
              and customers_11."id" <> t."id" offset 0) t) pairs
    where day is not null
      or excepted is not null
    group by twin
    order by twin on conflict (rule, subject_key) do update set last_day = greatest(
          known.last_day, excluded.last_day),
      excepted_on = greatest(known.excepted_on, excluded.excepted_on),
      run = excluded.run)
select count(*)
from locked;

-- Acts on a slice, with its ledger entry
with gone as (
    update "public"."customers" t
    set "email" = case when btrim(t."email") <> '' then ('erased-' || (t."id"::text) || '@invalid')::text else t."email" end,
      "first_name" = null::text,
      "last_name" = null::text,
      "phone" = null::text,
      "address" = null::text,
      "city" = null::text,
      "postal_code" = left(t."postal_code", 2)::text, "floor" = null::text, "notes" = null::text, "created_at" = date_trunc(
        'quarter', t."created_at", 'Europe/Paris')::timestamp with time zone, "last_seen_at" = null::timestamp with time zone
    where t.ctid = any((select ?::tid[])::tid[])
      and (
        not (
            coalesce(
                t."email" = ('erased-' || (t."id"::text) || '@invalid')::text
                  or btrim(t."email") = '', true))
          or t."first_name" is not null
          or t."last_name" is not null
          or t."phone" is not null
          or t."address" is not null
          or t."city" is not null
          or not (coalesce(t."postal_code" = left(t."postal_code", 2)::text, true))
          or t."floor" is not null
          or t."notes" is not null
          or not (
            coalesce(
                t."created_at" = date_trunc('quarter', t."created_at", 'Europe/Paris')::timestamp with time zone, true))
          or t."last_seen_at" is not null)
      and not (
        (
            select exists (
                  select 1
                  from oubli.departed_event gone
                  where gone.rule = ?
                    and gone.last_day > ?))
          and exists (
            select 1
            from oubli.departed_event gone
            where gone.rule = ?
              and gone.subject_key = t."id"::text
              and gone.last_day > ? offset 0))
      and not exists (
        select 1
        from "public"."orders" orders_1
        where orders_1."customer_id" = t."id"
          and not (coalesce(orders_1."status"::text in (?), false))
          and (
            orders_1."ordered_at" >= ?
              or orders_1."ordered_at" < ?
              or orders_1."ordered_at" is null) offset 0)
      and not exists (
        select 1
        from "public"."orders" orders_2
        where lower(btrim(orders_2."email")) = lower(btrim(t."email"))
          and lower(btrim(t."email")) <> ''
          and not (coalesce(orders_2."status"::text in (?), false))
          and (
            orders_2."ordered_at" >= ?
              or orders_2."ordered_at" < ?
              or orders_2."ordered_at" is null) offset 0)
      and not exists (
        select 1
        from "public"."customers" customers_1
        join "public"."orders" orders_3 on orders_3."customer_id" = customers_1."id"
        where lower(btrim(customers_1."email")) = lower(btrim(t."email"))
          and lower(btrim(t."email")) <> ''
          and customers_1."id" <> t."id"
          and not (coalesce(orders_3."status"::text in (?), false))
          and (
            orders_3."ordered_at" >= ?
              or orders_3."ordered_at" < ?
              or orders_3."ordered_at" is null) offset 0)
      and (
        exists (
            select 1
            from "public"."orders" orders_4
            where orders_4."customer_id" = t."id"
              and not (coalesce(orders_4."status"::text in (?), false)) offset 0)
          or exists (
            select 1
            from oubli.departed_event gone
            where gone.rule = ?
              and gone.subject_key = t."id"::text
              and gone.last_day <= ? offset 0)
          or exists (
            select 1
            from "public"."orders" orders_5
            where lower(btrim(orders_5."email")) = lower(btrim(t."email"))
              and lower(btrim(t."email")) <> ''
              and not (coalesce(orders_5."status"::text in (?), false)) offset 0)
          or exists (
            select 1
            from "public"."customers" customers_2
            join "public"."orders" orders_6 on orders_6."customer_id" = customers_2."id"
            where lower(btrim(customers_2."email")) = lower(btrim(t."email"))
              and lower(btrim(t."email")) <> ''
              and customers_2."id" <> t."id"
              and not (coalesce(orders_6."status"::text in (?), false)) offset 0))
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
                          and h.row_key = (t."id")::text
                          and h.scope in ('subject', 'owner'))))
              or exists (
                select 1
                from oubli.active_hold h
                join "public"."customers" customers_3 on customers_3."id"::text = h.row_key
                where h.kind = ?
                  and h.scope in ('subject', 'owner')
                  and h.collection = ?
                  and lower(btrim(customers_3."email")) in (lower(btrim(t."email")))
                  and lower(btrim(customers_3."email")) <> '')))
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
                          and h.row_key = (t."id")::text
                          and h.scope in ('subject', 'owner'))))
              or exists (
                select 1
                from oubli.active_hold h
                join "public"."customers" customers_4 on customers_4."id"::text = h.row_key
                where h.kind = ?
                  and h.scope in ('subject', 'owner')
                  and h.collection = ?
                  and lower(btrim(customers_4."email")) in (lower(btrim(t."email")))
                  and lower(btrim(customers_4."email")) <> '')))
      and not (
        (select exists (select 1 from oubli.awaited_row))
          and exists (
            select 1
            from oubli.awaited_row a
            where a.collection = ?
              and a.row_key = t."id"::text))
      and not (
        exists (
            select 1
            from "public"."disputes" disputes_1
            where coalesce(disputes_1."status"::text in (?), false)
              and disputes_1."customer_id" = t."id" offset 0)
          or exists (
            select 1
            from "public"."disputes" disputes_2, "public"."customers" customers_5
            where coalesce(disputes_2."status"::text in (?), false)
              and customers_5."id" = disputes_2."customer_id"
              and lower(btrim(customers_5."email")) = lower(btrim(t."email"))
              and lower(btrim(customers_5."email")) <> '' offset 0))
    returning t."id" as k)
select oubli.append_entry(?, ?, ?, ?, ?, ?, array_agg(k)::text, count(*))
from gone;

with gone as (
    update "public"."customers" t
    set "email" = case when (
          exists (
              select 1
              from "public"."disputes" disputes_1
              where coalesce(disputes_1."status"::text in (?), false)
                and disputes_1."customer_id" = t."id" offset 0)
            or exists (
              select 1
              from "public"."disputes" disputes_2, "public"."customers" customers_1
              where coalesce(disputes_2."status"::text in (?), false)
                and customers_1."id" = disputes_2."customer_id"
                and lower(btrim(customers_1."email")) = lower(btrim(t."email"))
                and lower(btrim(customers_1."email")) <> '' offset 0)) then t."email" else case when btrim(
          t."email") <> '' then ('erased-' || (t."id"::text) || '@invalid')::text else t."email" end end,
      "first_name" = case when (
          exists (
              select 1
              from "public"."disputes" disputes_3
              where coalesce(disputes_3."status"::text in (?), false)
                and disputes_3."customer_id" = t."id" offset 0)
            or exists (
              select 1
              from "public"."disputes" disputes_4, "public"."customers" customers_2
              where coalesce(disputes_4."status"::text in (?), false)
                and customers_2."id" = disputes_4."customer_id"
                and lower(btrim(customers_2."email")) = lower(btrim(t."email"))
                and lower(btrim(customers_2."email")) <> '' offset 0)) then t."first_name" else null::text end,
      "last_name" = case when (
          exists (
              select 1
              from "public"."disputes" disputes_5
              where coalesce(disputes_5."status"::text in (?), false)
                and disputes_5."customer_id" = t."id" offset 0)
            or exists (
              select 1
              from "public"."disputes" disputes_6, "public"."customers" customers_3
              where coalesce(disputes_6."status"::text in (?), false)
                and customers_3."id" = disputes_6."customer_id"
                and lower(btrim(customers_3."email")) = lower(btrim(t."email"))
                and lower(btrim(customers_3."email")) <> '' offset 0)) then t."last_name" else null::text end,
      "phone" = null::text,
      "address" = case when (
          exists (
              select 1
              from "public"."disputes" disputes_7
              where coalesce(disputes_7."status"::text in (?), false)
                and disputes_7."customer_id" = t."id" offset 0)
            or exists (
              select 1
              from "public"."disputes" disputes_8, "public"."customers" customers_4
              where coalesce(disputes_8."status"::text in (?), false)
                and customers_4."id" = disputes_8."customer_id"
                and lower(btrim(customers_4."email")) = lower(btrim(t."email"))
                and lower(btrim(customers_4."email")) <> '' offset 0)) then t."address" else null::text end,
      "city" = case when (
          exists (
              select 1
              from "public"."disputes" disputes_9
              where coalesce(disputes_9."status"::text in (?), false)
                and disputes_9."customer_id" = t."id" offset 0)
            or exists (
              select 1
              from "public"."disputes" disputes_10, "public"."customers" customers_5
              where coalesce(disputes_10."status"::text in (?), false)
                and customers_5."id" = disputes_10."customer_id"
                and lower(btrim(customers_5."email")) = lower(btrim(t."email"))
                and lower(btrim(customers_5."email")) <> '' offset 0)) then t."city" else null::text end,
      "postal_code" = case when (
          exists (
              select 1
              from "public"."disputes" disputes_11
              where coalesce(disputes_11."status"::text in (?), false)
                and disputes_11."customer_id" = t."id" offset 0)
            or exists (
              select 1
              from "public"."disputes" disputes_12, "public"."customers" customers_6
              where coalesce(disputes_12."status"::text in (?), false)
                and customers_6."id" = disputes_12."customer_id"
                and lower(btrim(customers_6."email")) = lower(btrim(t."email"))
                and lower(btrim(customers_6."email")) <> '' offset 0)) then t."postal_code" else left(
        t."postal_code", 2)::text end, "floor" = null::text, "notes" = null::text, "created_at" = date_trunc(
        'quarter', t."created_at", 'Europe/Paris')::timestamp with time zone, "last_seen_at" = null::timestamp with time zone
    where t.ctid = any((select ?::tid[])::tid[])
      and (
        exists (
            select 1
            from "public"."disputes" disputes_13
            where coalesce(disputes_13."status"::text in (?), false)
              and disputes_13."customer_id" = t."id" offset 0)
          or exists (
            select 1
            from "public"."disputes" disputes_14, "public"."customers" customers_7
            where coalesce(disputes_14."status"::text in (?), false)
              and customers_7."id" = disputes_14."customer_id"
              and lower(btrim(customers_7."email")) = lower(btrim(t."email"))
              and lower(btrim(customers_7."email")) <> '' offset 0))
      and (
        not (
            coalesce(
                t."email" = ('erased-' || (t."id"::text) || '@invalid')::text
                  or btrim(t."email") = '', true))
          or t."first_name" is not null
          or t."last_name" is not null
          or t."phone" is not null
          or t."address" is not null
          or t."city" is not null
          or not (coalesce(t."postal_code" = left(t."postal_code", 2)::text, true))
          or t."floor" is not null
          or t."notes" is not null
          or not (
            coalesce(
                t."created_at" = date_trunc('quarter', t."created_at", 'Europe/Paris')::timestamp with time zone, true))
          or t."last_seen_at" is not null)
      and not (
        (
            select exists (
                  select 1
                  from oubli.departed_event gone
                  where gone.rule = ?
                    and gone.last_day > ?))
          and exists (
            select 1
            from oubli.departed_event gone
            where gone.rule = ?
              and gone.subject_key = t."id"::text
              and gone.last_day > ? offset 0))
      and not exists (
        select 1
        from "public"."orders" orders_1
        where orders_1."customer_id" = t."id"
          and not (coalesce(orders_1."status"::text in (?), false))
          and (
            orders_1."ordered_at" >= ?
              or orders_1."ordered_at" < ?
              or orders_1."ordered_at" is null) offset 0)
      and not exists (
        select 1
        from "public"."orders" orders_2
        where lower(btrim(orders_2."email")) = lower(btrim(t."email"))
          and lower(btrim(t."email")) <> ''
          and not (coalesce(orders_2."status"::text in (?), false))
          and (
            orders_2."ordered_at" >= ?
              or orders_2."ordered_at" < ?
              or orders_2."ordered_at" is null) offset 0)
      and not exists (
        select 1
        from "public"."customers" customers_8
        join "public"."orders" orders_3 on orders_3."customer_id" = customers_8."id"
        where lower(btrim(customers_8."email")) = lower(btrim(t."email"))
          and lower(btrim(t."email")) <> ''
          and customers_8."id" <> t."id"
          and not (coalesce(orders_3."status"::text in (?), false))
          and (
            orders_3."ordered_at" >= ?
              or orders_3."ordered_at" < ?
              or orders_3."ordered_at" is null) offset 0)
      and (
        exists (
            select 1
            from "public"."orders" orders_4
            where orders_4."customer_id" = t."id"
              and not (coalesce(orders_4."status"::text in (?), false)) offset 0)
          or exists (
            select 1
            from oubli.departed_event gone
            where gone.rule = ?
              and gone.subject_key = t."id"::text
              and gone.last_day <= ? offset 0)
          or exists (
            select 1
            from "public"."orders" orders_5
            where lower(btrim(orders_5."email")) = lower(btrim(t."email"))
              and lower(btrim(t."email")) <> ''
              and not (coalesce(orders_5."status"::text in (?), false)) offset 0)
          or exists (
            select 1
            from "public"."customers" customers_9
            join "public"."orders" orders_6 on orders_6."customer_id" = customers_9."id"
            where lower(btrim(customers_9."email")) = lower(btrim(t."email"))
              and lower(btrim(t."email")) <> ''
              and customers_9."id" <> t."id"
              and not (coalesce(orders_6."status"::text in (?), false)) offset 0))
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
                          and h.row_key = (t."id")::text
                          and h.scope in ('subject', 'owner'))))
              or exists (
                select 1
                from oubli.active_hold h
                join "public"."customers" customers_10 on customers_10."id"::text = h.row_key
                where h.kind = ?
                  and h.scope in ('subject', 'owner')
                  and h.collection = ?
                  and lower(btrim(customers_10."email")) in (lower(btrim(t."email")))
                  and lower(btrim(customers_10."email")) <> '')))
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
                          and h.row_key = (t."id")::text
                          and h.scope in ('subject', 'owner'))))
              or exists (
                select 1
                from oubli.active_hold h
                join "public"."customers" customers_11 on customers_11."id"::text = h.row_key
                where h.kind = ?
                  and h.scope in ('subject', 'owner')
                  and h.collection = ?
                  and lower(btrim(customers_11."email")) in (lower(btrim(t."email")))
                  and lower(btrim(customers_11."email")) <> '')))
      and not (
        (select exists (select 1 from oubli.awaited_row))
          and exists (
            select 1
            from oubli.awaited_row a
            where a.collection = ?
              and a.row_key = t."id"::text))
      and (
        (
            not (
                coalesce(
                    t."email" = ('erased-' || (t."id"::text) || '@invalid')::text
                      or btrim(t."email") = '', true))
              and not (
                (
                    exists (
                        select 1
                        from "public"."disputes" disputes_15
                        where coalesce(disputes_15."status"::text in (?), false)
                          and disputes_15."customer_id" = t."id" offset 0)
                      or exists (
                        select 1
                        from "public"."disputes" disputes_16, "public"."customers" customers_12
                        where coalesce(disputes_16."status"::text in (?), false)
                          and customers_12."id" = disputes_16."customer_id"
                          and lower(btrim(customers_12."email")) = lower(btrim(t."email"))
                          and lower(btrim(customers_12."email")) <> '' offset 0))))
          or (
            t."first_name" is not null
              and not (
                (
                    exists (
                        select 1
                        from "public"."disputes" disputes_17
                        where coalesce(disputes_17."status"::text in (?), false)
                          and disputes_17."customer_id" = t."id" offset 0)
                      or exists (
                        select 1
                        from "public"."disputes" disputes_18, "public"."customers" customers_13
                        where coalesce(disputes_18."status"::text in (?), false)
                          and customers_13."id" = disputes_18."customer_id"
                          and lower(btrim(customers_13."email")) = lower(btrim(t."email"))
                          and lower(btrim(customers_13."email")) <> '' offset 0))))
          or (
            t."last_name" is not null
              and not (
                (
                    exists (
                        select 1
                        from "public"."disputes" disputes_19
                        where coalesce(disputes_19."status"::text in (?), false)
                          and disputes_19."customer_id" = t."id" offset 0)
                      or exists (
                        select 1
                        from "public"."disputes" disputes_20, "public"."customers" customers_14
                        where coalesce(disputes_20."status"::text in (?), false)
                          and customers_14."id" = disputes_20."customer_id"
                          and lower(btrim(customers_14."email")) = lower(btrim(t."email"))
                          and lower(btrim(customers_14."email")) <> '' offset 0))))
          or t."phone" is not null
          or (
            t."address" is not null
              and not (
                (
                    exists (
                        select 1
                        from "public"."disputes" disputes_21
                        where coalesce(disputes_21."status"::text in (?), false)
                          and disputes_21."customer_id" = t."id" offset 0)
                      or exists (
                        select 1
                        from "public"."disputes" disputes_22, "public"."customers" customers_15
                        where coalesce(disputes_22."status"::text in (?), false)
                          and customers_15."id" = disputes_22."customer_id"
                          and lower(btrim(customers_15."email")) = lower(btrim(t."email"))
                          and lower(btrim(customers_15."email")) <> '' offset 0))))
          or (
            t."city" is not null
              and not (
                (
                    exists (
                        select 1
                        from "public"."disputes" disputes_23
                        where coalesce(disputes_23."status"::text in (?), false)
                          and disputes_23."customer_id" = t."id" offset 0)
                      or exists (
                        select 1
                        from "public"."disputes" disputes_24, "public"."customers" customers_16
                        where coalesce(disputes_24."status"::text in (?), false)
                          and customers_16."id" = disputes_24."customer_id"
                          and lower(btrim(customers_16."email")) = lower(btrim(t."email"))
                          and lower(btrim(customers_16."email")) <> '' offset 0))))
          or (
            not (coalesce(t."postal_code" = left(t."postal_code", 2)::text, true))
              and not (
                (
                    exists (
                        select 1
                        from "public"."disputes" disputes_25
                        where coalesce(disputes_25."status"::text in (?), false)
                          and disputes_25."customer_id" = t."id" offset 0)
                      or exists (
                        select 1
                        from "public"."disputes" disputes_26, "public"."customers" customers_17
                        where coalesce(disputes_26."status"::text in (?), false)
                          and customers_17."id" = disputes_26."customer_id"
                          and lower(btrim(customers_17."email")) = lower(btrim(t."email"))
                          and lower(btrim(customers_17."email")) <> '' offset 0))))
          or t."floor" is not null
          or t."notes" is not null
          or not (
            coalesce(
                t."created_at" = date_trunc('quarter', t."created_at", 'Europe/Paris')::timestamp with time zone, true))
          or t."last_seen_at" is not null)
    returning t."id" as k)
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
                            and h.row_key = (t."id")::text
                            and h.scope in ('subject', 'owner'))))
                or exists (
                  select 1
                  from oubli.active_hold h
                  join "public"."customers" customers_1 on customers_1."id"::text = h.row_key
                  where h.kind = ?
                    and h.scope in ('subject', 'owner')
                    and h.collection = ?
                    and lower(btrim(customers_1."email")) in (lower(btrim(t."email")))
                    and lower(btrim(customers_1."email")) <> '')))
        or (
          (select exists (select 1 from oubli.awaited_row))
            and exists (
              select 1
              from oubli.awaited_row a
              where a.collection = ?
                and a.row_key = t."id"::text))
        or not (
          (
              not (
                  coalesce(
                      t."email" = ('erased-' || (t."id"::text) || '@invalid')::text
                        or btrim(t."email") = '', true))
                and not (
                  (
                      exists (
                          select 1
                          from "public"."disputes" disputes_1
                          where coalesce(disputes_1."status"::text in (?), false)
                            and disputes_1."customer_id" = t."id" offset 0)
                        or exists (
                          select 1
                          from "public"."disputes" disputes_2, "public"."customers" customers_2
                          where coalesce(disputes_2."status"::text in (?), false)
                            and customers_2."id" = disputes_2."customer_id"
                            and lower(btrim(customers_2."email")) = lower(btrim(t."email"))
                            and lower(btrim(customers_2."email")) <> '' offset 0))))
            or (
              t."first_name" is not null
                and not (
                  (
                      exists (
                          select 1
                          from "public"."disputes" disputes_3
                          where coalesce(disputes_3."status"::text in (?), false)
                            and disputes_3."customer_id" = t."id" offset 0)
                        or exists (
                          select 1
                          from "public"."disputes" disputes_4, "public"."customers" customers_3
                          where coalesce(disputes_4."status"::text in (?), false)
                            and customers_3."id" = disputes_4."customer_id"
                            and lower(btrim(customers_3."email")) = lower(btrim(t."email"))
                            and lower(btrim(customers_3."email")) <> '' offset 0))))
            or (
              t."last_name" is not null
                and not (
                  (
                      exists (
                          select 1
                          from "public"."disputes" disputes_5
                          where coalesce(disputes_5."status"::text in (?), false)
                            and disputes_5."customer_id" = t."id" offset 0)
                        or exists (
                          select 1
                          from "public"."disputes" disputes_6, "public"."customers" customers_4
                          where coalesce(disputes_6."status"::text in (?), false)
                            and customers_4."id" = disputes_6."customer_id"
                            and lower(btrim(customers_4."email")) = lower(btrim(t."email"))
                            and lower(btrim(customers_4."email")) <> '' offset 0))))
            or t."phone" is not null
            or (
              t."address" is not null
                and not (
                  (
                      exists (
                          select 1
                          from "public"."disputes" disputes_7
                          where coalesce(disputes_7."status"::text in (?), false)
                            and disputes_7."customer_id" = t."id" offset 0)
                        or exists (
                          select 1
                          from "public"."disputes" disputes_8, "public"."customers" customers_5
                          where coalesce(disputes_8."status"::text in (?), false)
                            and customers_5."id" = disputes_8."customer_id"
                            and lower(btrim(customers_5."email")) = lower(btrim(t."email"))
                            and lower(btrim(customers_5."email")) <> '' offset 0))))
            or (
              t."city" is not null
                and not (
                  (
                      exists (
                          select 1
                          from "public"."disputes" disputes_9
                          where coalesce(disputes_9."status"::text in (?), false)
                            and disputes_9."customer_id" = t."id" offset 0)
                        or exists (
                          select 1
                          from "public"."disputes" disputes_10, "public"."customers" customers_6
                          where coalesce(disputes_10."status"::text in (?), false)
                            and customers_6."id" = disputes_10."customer_id"
                            and lower(btrim(customers_6."email")) = lower(btrim(t."email"))
                            and lower(btrim(customers_6."email")) <> '' offset 0))))
            or (
              not (coalesce(t."postal_code" = left(t."postal_code", 2)::text, true))
                and not (
                  (
                      exists (
                          select 1
                          from "public"."disputes" disputes_11
                          where coalesce(disputes_11."status"::text in (?), false)
                            and disputes_11."customer_id" = t."id" offset 0)
                        or exists (
                          select 1
                          from "public"."disputes" disputes_12, "public"."customers" customers_7
                          where coalesce(disputes_12."status"::text in (?), false)
                            and customers_7."id" = disputes_12."customer_id"
                            and lower(btrim(customers_7."email")) = lower(btrim(t."email"))
                            and lower(btrim(customers_7."email")) <> '' offset 0))))
            or t."floor" is not null
            or t."notes" is not null
            or not (
              coalesce(
                  t."created_at" = date_trunc('quarter', t."created_at", 'Europe/Paris')::timestamp with time zone, true))
            or t."last_seen_at" is not null)) as held,
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
                        and h.row_key = (t."id")::text
                        and h.scope in ('subject', 'owner'))))
            or exists (
              select 1
              from oubli.active_hold h
              join "public"."customers" customers_8 on customers_8."id"::text = h.row_key
              where h.kind = ?
                and h.scope in ('subject', 'owner')
                and h.collection = ?
                and lower(btrim(customers_8."email")) in (lower(btrim(t."email")))
                and lower(btrim(customers_8."email")) <> ''))) as restricted,
  false as referenced
from "public"."customers" t
where (
    not (
        coalesce(
            t."email" = ('erased-' || (t."id"::text) || '@invalid')::text
              or btrim(t."email") = '', true))
      or t."first_name" is not null
      or t."last_name" is not null
      or t."phone" is not null
      or t."address" is not null
      or t."city" is not null
      or not (coalesce(t."postal_code" = left(t."postal_code", 2)::text, true))
      or t."floor" is not null
      or t."notes" is not null
      or not (
        coalesce(
            t."created_at" = date_trunc('quarter', t."created_at", 'Europe/Paris')::timestamp with time zone, true))
      or t."last_seen_at" is not null)
  and not (
    (
        (t."id")::text in (
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
  and (
    (
        (t."id")::text in (
            select known.identifier
            from pg_temp."order-data: verification" known
            where known.kind = ?::text
              and known.started)) is true
      or (
        (lower(btrim(t."email")))::text in (
            select known.identifier
            from pg_temp."order-data: verification" known
            where known.kind = ?::text
              and known.started)) is true);
