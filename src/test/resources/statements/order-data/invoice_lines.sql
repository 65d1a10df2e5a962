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

create temporary table pg_temp."accounting-documents: links" on commit drop as
select d."id" as document, d."corrects_id" as other
from "public"."invoices" d
where d."corrects_id" is not null
union
select d."corrects_id", d."id"
from "public"."invoices" d
where d."corrects_id" is not null
  and d."corrects_id" in (select o."id" from "public"."invoices" o);

create unique index on pg_temp."accounting-documents: links" (document, other);

analyze pg_temp."accounting-documents: links";

create temporary table pg_temp."accounting-documents: families" on commit drop as with recursive family(
    document, member) as (
    select l.document, l.document
    from pg_temp."accounting-documents: links" l
    union
    select f.document, l.other
    from family f
    join pg_temp."accounting-documents: links" l on l.document = f.member)
select f.document,
  bool_and(coalesce(d."issued_on" >= ? and d."issued_on" < ?, false)) as over,
  max(d."issued_on") as last_day
from family f
join "public"."invoices" d on d."id" = f.member
group by f.document;

create unique index on pg_temp."accounting-documents: families" (document);

analyze pg_temp."accounting-documents: families";

-- Counts the rows that are due, and what keeps them
select count(*) as due,
  count(*) filter (where held) as held,
  count(*) filter (where restricted and not held) as restricted,
  count(*) filter (where in_part and not held and not restricted) as in_part,
  coalesce(sum(hashtextextended(row_key, 0)) filter (where not held and not restricted), 0)::text as digest,
  min(anchor) as oldest
from (
    select row(t."invoice_id", t."line_no")::text as row_key,
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
                            or (
                              h.collection = ?
                                and h.row_key = row(t."invoice_id", t."line_no")::text
                                and h.scope = ?)
                            or (
                              h.collection = ?
                                and h.row_key = (
                                  (
                                      select invoices_1."order_id"
                                      from "public"."invoices" invoices_1
                                      where invoices_1."id" = t."invoice_id"))::text
                                and h.scope = ?)
                            or (
                              h.collection = ?
                                and h.row_key = (t."invoice_id")::text
                                and h.scope = ?)
                            or (
                              h.collection = ?
                                and h.row_key = (
                                  (
                                      select invoices_2."customer_id"
                                      from "public"."invoices" invoices_2
                                      where invoices_2."id" = t."invoice_id"))::text
                                and h.scope in ('subject', 'owner'))
                            or (
                              h.collection = ?
                                and h.row_key = (
                                  (
                                      select (
                                            select orders_1."customer_id"
                                            from "public"."orders" orders_1
                                            where orders_1."id" = invoices_3."order_id")
                                      from "public"."invoices" invoices_3
                                      where invoices_3."id" = t."invoice_id"))::text
                                and h.scope = 'subject')))
                    or exists (
                      select 1
                      from oubli.active_hold h
                      join "public"."customers" customers_1 on customers_1."id"::text = h.row_key
                      where h.kind = ?
                        and h.scope in ('subject', 'owner')
                        and h.collection = ?
                        and lower(btrim(customers_1."email")) in (
                          (
                              select (
                                    select lower(btrim(customers_2."email"))
                                    from "public"."customers" customers_2
                                    where customers_2."id" = invoices_4."customer_id")
                              from "public"."invoices" invoices_4
                              where invoices_4."id" = t."invoice_id"))
                        and lower(btrim(customers_1."email")) <> '')
                    or exists (
                      select 1
                      from oubli.active_hold h
                      join "public"."customers" customers_3 on customers_3."id"::text = h.row_key
                      where h.kind = ?
                        and h.scope = 'subject'
                        and h.collection = ?
                        and lower(btrim(customers_3."email")) in (
                          (
                              select (
                                    select (
                                          select lower(btrim(customers_4."email"))
                                          from "public"."customers" customers_4
                                          where customers_4."id" = orders_2."customer_id")
                                    from "public"."orders" orders_2
                                    where orders_2."id" = invoices_5."order_id")
                              from "public"."invoices" invoices_5
                              where invoices_5."id" = t."invoice_id"))
                        and lower(btrim(customers_3."email")) <> '')))
            or (
              (select exists (select 1 from oubli.awaited_row))
                and exists (
                  select 1
                  from oubli.awaited_row a
                  where a.collection = ?
                    and a.row_key = row(t."invoice_id", t."line_no")::text))
            or exists (
              select 1
              from "public"."disputes" disputes_1
              where coalesce(disputes_1."status"::text in (?), false)
                and disputes_1."order_id" = (
                  select invoices_6."order_id"
                  from "public"."invoices" invoices_6
                  where invoices_6."id" = t."invoice_id"))) as held,
      (
          (select exists (select 1 from oubli.active_hold where kind = ?))
            and (
              exists (
                  select 1
                  from oubli.active_hold h
                  where h.kind = ?
                    and (
                      (h.collection = ? and h.row_key is null)
                        or (
                          h.collection = ?
                            and h.row_key = row(t."invoice_id", t."line_no")::text
                            and h.scope = ?)
                        or (
                          h.collection = ?
                            and h.row_key = (
                              (
                                  select invoices_7."order_id"
                                  from "public"."invoices" invoices_7
                                  where invoices_7."id" = t."invoice_id"))::text
                            and h.scope = ?)
                        or (h.collection = ? and h.row_key = (t."invoice_id")::text and h.scope = ?)
                        or (
                          h.collection = ?
                            and h.row_key = (
                              (
                                  select invoices_8."customer_id"
                                  from "public"."invoices" invoices_8
                                  where invoices_8."id" = t."invoice_id"))::text
                            and h.scope in ('subject', 'owner'))
                        or (
                          h.collection = ?
                            and h.row_key = (
                              (
                                  select (
                                        select orders_3."customer_id"
                                        from "public"."orders" orders_3
                                        where orders_3."id" = invoices_9."order_id")
                                  from "public"."invoices" invoices_9
                                  where invoices_9."id" = t."invoice_id"))::text
                            and h.scope = 'subject')))
                or exists (
                  select 1
                  from oubli.active_hold h
                  join "public"."customers" customers_5 on customers_5."id"::text = h.row_key
                  where h.kind = ?
                    and h.scope in ('subject', 'owner')
                    and h.collection = ?
                    and lower(btrim(customers_5."email")) in (
                      (
                          select (
                                select lower(btrim(customers_6."email"))
                                from "public"."customers" customers_6
                                where customers_6."id" = invoices_10."customer_id")
                          from "public"."invoices" invoices_10
                          where invoices_10."id" = t."invoice_id"))
                    and lower(btrim(customers_5."email")) <> '')
                or exists (
                  select 1
                  from oubli.active_hold h
                  join "public"."customers" customers_7 on customers_7."id"::text = h.row_key
                  where h.kind = ?
                    and h.scope = 'subject'
                    and h.collection = ?
                    and lower(btrim(customers_7."email")) in (
                      (
                          select (
                                select (
                                      select lower(btrim(customers_8."email"))
                                      from "public"."customers" customers_8
                                      where customers_8."id" = orders_4."customer_id")
                                from "public"."orders" orders_4
                                where orders_4."id" = invoices_11."order_id")
                          from "public"."invoices" invoices_11
                          where invoices_11."id" = t."invoice_id"))
                    and lower(btrim(customers_7."email")) <> ''))) as restricted,
      false as in_part,
      known_1.last_day as anchor
    from "public"."invoice_lines" t
    left join (
        select invoices_12."id" as key, p.last_day
        from "public"."invoices" invoices_12, pg_temp."order-data: accounts" p
        where p.account = invoices_12."customer_id") known_1 on known_1.key = t."invoice_id"
    where (
        t."invoice_id" in (
            select invoices_13."id"
            from "public"."invoices" invoices_13, pg_temp."order-data: accounts" p
            where p.account = invoices_13."customer_id"
              and p.over)) is true
      and not coalesce(
        (
            t."invoice_id" in (
                select invoices_14."id"
                from "public"."invoices" invoices_14
                where invoices_14."issued_on" >= ?
                  and invoices_14."issued_on" < ?
                  and (
                    invoices_14."id" in (
                        select f.document
                        from pg_temp."accounting-documents: families" f
                        where not f.over)) is not true)) is true, false) offset 0) due;

-- Counts the rows that nobody can judge
select count(*)
from "public"."invoice_lines" t
where (
    t."invoice_id" in (
        select invoices_1."id"
        from "public"."invoices" invoices_1, pg_temp."order-data: accounts" p
        where p.account = invoices_1."customer_id"
          and p.suspect)) is true;

-- Lists the rows to act on
select t.tableoid::regclass as leaf,
  t.ctid as place,
  coalesce(
      abs(
          hashtext(
              (
                  (
                      select invoices_1."customer_id"
                      from "public"."invoices" invoices_1
                      where invoices_1."id" = t."invoice_id"))::text) % 8), 0) as lane
from "public"."invoice_lines" t
where (
    t."invoice_id" in (
        select invoices_2."id"
        from "public"."invoices" invoices_2, pg_temp."order-data: accounts" p
        where p.account = invoices_2."customer_id"
          and p.over)) is true
  and not coalesce(
    (
        t."invoice_id" in (
            select invoices_3."id"
            from "public"."invoices" invoices_3
            where invoices_3."issued_on" >= ?
              and invoices_3."issued_on" < ?
              and (
                invoices_3."id" in (
                    select f.document
                    from pg_temp."accounting-documents: families" f
                    where not f.over)) is not true)) is true, false)
  and not (
    (select exists (select 1 from oubli.active_hold where kind = ?))
      and (
        exists (
            select 1
            from oubli.active_hold h
            where h.kind = ?
              and (
                (h.collection = ? and h.row_key is null)
                  or (
                    h.collection = ?
                      and h.row_key = row(t."invoice_id", t."line_no")::text
                      and h.scope = ?)
                  or (
                    h.collection = ?
                      and h.row_key = (
                        (
                            select invoices_4."order_id"
                            from "public"."invoices" invoices_4
                            where invoices_4."id" = t."invoice_id"))::text
                      and h.scope = ?)
                  or (h.collection = ? and h.row_key = (t."invoice_id")::text and h.scope = ?)
                  or (
                    h.collection = ?
                      and h.row_key = (
                        (
                            select invoices_5."customer_id"
                            from "public"."invoices" invoices_5
                            where invoices_5."id" = t."invoice_id"))::text
                      and h.scope in ('subject', 'owner'))
                  or (
                    h.collection = ?
                      and h.row_key = (
                        (
                            select (
                                  select orders_1."customer_id"
                                  from "public"."orders" orders_1
                                  where orders_1."id" = invoices_6."order_id")
                            from "public"."invoices" invoices_6
                            where invoices_6."id" = t."invoice_id"))::text
                      and h.scope = 'subject')))
          or exists (
            select 1
            from oubli.active_hold h
            join "public"."customers" customers_1 on customers_1."id"::text = h.row_key
            where h.kind = ?
              and h.scope in ('subject', 'owner')
              and h.collection = ?
              and lower(btrim(customers_1."email")) in (
                (
                    select (
                          select lower(btrim(customers_2."email"))
                          from "public"."customers" customers_2
                          where customers_2."id" = invoices_7."customer_id")
                    from "public"."invoices" invoices_7
                    where invoices_7."id" = t."invoice_id"))
              and lower(btrim(customers_1."email")) <> '')
          or exists (
            select 1
            from oubli.active_hold h
            join "public"."customers" customers_3 on customers_3."id"::text = h.row_key
            where h.kind = ?
              and h.scope = 'subject'
              and h.collection = ?
              and lower(btrim(customers_3."email")) in (
                (
                    select (
                          select (
                                select lower(btrim(customers_4."email"))
                                from "public"."customers" customers_4
                                where customers_4."id" = orders_2."customer_id")
                          from "public"."orders" orders_2
                          where orders_2."id" = invoices_8."order_id")
                    from "public"."invoices" invoices_8
                    where invoices_8."id" = t."invoice_id"))
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
                  or (
                    h.collection = ?
                      and h.row_key = row(t."invoice_id", t."line_no")::text
                      and h.scope = ?)
                  or (
                    h.collection = ?
                      and h.row_key = (
                        (
                            select invoices_9."order_id"
                            from "public"."invoices" invoices_9
                            where invoices_9."id" = t."invoice_id"))::text
                      and h.scope = ?)
                  or (h.collection = ? and h.row_key = (t."invoice_id")::text and h.scope = ?)
                  or (
                    h.collection = ?
                      and h.row_key = (
                        (
                            select invoices_10."customer_id"
                            from "public"."invoices" invoices_10
                            where invoices_10."id" = t."invoice_id"))::text
                      and h.scope in ('subject', 'owner'))
                  or (
                    h.collection = ?
                      and h.row_key = (
                        (
                            select (
                                  select orders_3."customer_id"
                                  from "public"."orders" orders_3
                                  where orders_3."id" = invoices_11."order_id")
                            from "public"."invoices" invoices_11
                            where invoices_11."id" = t."invoice_id"))::text
                      and h.scope = 'subject')))
          or exists (
            select 1
            from oubli.active_hold h
            join "public"."customers" customers_5 on customers_5."id"::text = h.row_key
            where h.kind = ?
              and h.scope in ('subject', 'owner')
              and h.collection = ?
              and lower(btrim(customers_5."email")) in (
                (
                    select (
                          select lower(btrim(customers_6."email"))
                          from "public"."customers" customers_6
                          where customers_6."id" = invoices_12."customer_id")
                    from "public"."invoices" invoices_12
                    where invoices_12."id" = t."invoice_id"))
              and lower(btrim(customers_5."email")) <> '')
          or exists (
            select 1
            from oubli.active_hold h
            join "public"."customers" customers_7 on customers_7."id"::text = h.row_key
            where h.kind = ?
              and h.scope = 'subject'
              and h.collection = ?
              and lower(btrim(customers_7."email")) in (
                (
                    select (
                          select (
                                select lower(btrim(customers_8."email"))
                                from "public"."customers" customers_8
                                where customers_8."id" = orders_4."customer_id")
                          from "public"."orders" orders_4
                          where orders_4."id" = invoices_13."order_id")
                    from "public"."invoices" invoices_13
                    where invoices_13."id" = t."invoice_id"))
              and lower(btrim(customers_7."email")) <> '')))
  and not (
    (select exists (select 1 from oubli.awaited_row))
      and exists (
        select 1
        from oubli.awaited_row a
        where a.collection = ?
          and a.row_key = row(t."invoice_id", t."line_no")::text))
  and not exists (
    select 1
    from "public"."disputes" disputes_1
    where coalesce(disputes_1."status"::text in (?), false)
      and disputes_1."order_id" = (
        select invoices_14."order_id"
        from "public"."invoices" invoices_14
        where invoices_14."id" = t."invoice_id"));

-- Locks and notes before the change
with due as materialized (
    select t.*
    from "public"."invoice_lines" t
    where t.ctid = any((select ?::tid[])::tid[])), locked as (
    select 1
    from "public"."customers" person
    where person."id" in (
        select (
              select invoices_1."customer_id"
              from "public"."invoices" invoices_1
              where invoices_1."id" = t."invoice_id")
        from due t)
    order by person."id" for update)
select count(*)
from locked;

-- Acts on a slice, with its ledger entry
with gone as (
    delete from "public"."invoice_lines" t
    where t.ctid = any((select ?::tid[])::tid[])
      and (
        (
            select invoices_1."customer_id"
            from "public"."invoices" invoices_1
            where invoices_1."id" = t."invoice_id") in (
            select alike.key
            from (
                select distinct (
                      select invoices_2."customer_id"
                      from "public"."invoices" invoices_2
                      where invoices_2."id" = t."invoice_id") as key
                from "public"."invoice_lines" t
                where t.ctid = any((select ?::tid[])::tid[]) offset 0) alike
            where exists (
                select 1
                from "public"."customers" customers_1
                where customers_1."id" = alike.key
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
                          and gone.subject_key = customers_1."id"::text
                          and gone.last_day > ? offset 0))
                  and not exists (
                    select 1
                    from "public"."orders" orders_1
                    where orders_1."customer_id" = customers_1."id"
                      and not (coalesce(orders_1."status"::text in (?), false))
                      and (
                        orders_1."ordered_at" >= ?
                          or orders_1."ordered_at" < ?
                          or orders_1."ordered_at" is null) offset 0)
                  and not exists (
                    select 1
                    from "public"."orders" orders_2
                    where lower(btrim(orders_2."email")) = lower(btrim(customers_1."email"))
                      and lower(btrim(customers_1."email")) <> ''
                      and not (coalesce(orders_2."status"::text in (?), false))
                      and (
                        orders_2."ordered_at" >= ?
                          or orders_2."ordered_at" < ?
                          or orders_2."ordered_at" is null) offset 0)
                  and not exists (
                    select 1
                    from "public"."customers" customers_2
                    join "public"."orders" orders_3 on orders_3."customer_id" = customers_2."id"
                    where lower(btrim(customers_2."email")) = lower(btrim(customers_1."email"))
                      and lower(btrim(customers_1."email")) <> ''
                      and customers_2."id" <> customers_1."id"
                      and not (coalesce(orders_3."status"::text in (?), false))
                      and (
                        orders_3."ordered_at" >= ?
                          or orders_3."ordered_at" < ?
                          or orders_3."ordered_at" is null) offset 0)
                  and (
                    exists (
                        select 1
                        from "public"."orders" orders_4
                        where orders_4."customer_id" = customers_1."id"
                          and not (coalesce(orders_4."status"::text in (?), false)) offset 0)
                      or exists (
                        select 1
                        from oubli.departed_event gone
                        where gone.rule = ?
                          and gone.subject_key = customers_1."id"::text
                          and gone.last_day <= ? offset 0)
                      or exists (
                        select 1
                        from "public"."orders" orders_5
                        where lower(btrim(orders_5."email")) = lower(btrim(customers_1."email"))
                          and lower(btrim(customers_1."email")) <> ''
                          and not (coalesce(orders_5."status"::text in (?), false)) offset 0)
                      or exists (
                        select 1
                        from "public"."customers" customers_3
                        join "public"."orders" orders_6 on orders_6."customer_id" = customers_3."id"
                        where lower(btrim(customers_3."email")) = lower(btrim(customers_1."email"))
                          and lower(btrim(customers_1."email")) <> ''
                          and customers_3."id" <> customers_1."id"
                          and not (coalesce(orders_6."status"::text in (?), false)) offset 0)) offset 0))) is true
      and (
        row(t."invoice_id")::text in (
            select line
            from (
                select distinct row(t."invoice_id")::text as line, t."invoice_id"
                from "public"."invoice_lines" t
                where t.ctid = any((select ?::tid[])::tid[]) offset 0) alike
            where not coalesce(
                exists (
                    select 1
                    from "public"."invoices" invoices_3
                    where invoices_3."id" = alike."invoice_id"
                      and invoices_3."issued_on" >= ?
                      and invoices_3."issued_on" < ?
                      and (
                        (
                            invoices_3."corrects_id" is null
                              and not exists (
                                select 1
                                from "public"."invoices" invoices_4
                                where invoices_4."corrects_id" = invoices_3."id" offset 0))
                          or not exists (
                            with recursive family(id, corrects, anchor) as (
                                select invoices_3."id",
                                  invoices_3."corrects_id",
                                  invoices_3."issued_on"
                                union
                                select invoices_5."id",
                                  invoices_5."corrects_id",
                                  invoices_5."issued_on"
                                from "public"."invoices" invoices_5
                                join family f on invoices_5."corrects_id" = f.id
                                  or invoices_5."id" = f.corrects)
                            select 1
                            from family
                            where not coalesce(family.anchor >= ? and family.anchor < ?, false))) offset 0), false))) is true
      and not (
        (select exists (select 1 from oubli.active_hold where kind = ?))
          and (
            exists (
                select 1
                from oubli.active_hold h
                where h.kind = ?
                  and (
                    (h.collection = ? and h.row_key is null)
                      or (
                        h.collection = ?
                          and h.row_key = row(t."invoice_id", t."line_no")::text
                          and h.scope = ?)
                      or (
                        h.collection = ?
                          and h.row_key = (
                            (
                                select invoices_6."order_id"
                                from "public"."invoices" invoices_6
                                where invoices_6."id" = t."invoice_id"))::text
                          and h.scope = ?)
                      or (h.collection = ? and h.row_key = (t."invoice_id")::text and h.scope = ?)
                      or (
                        h.collection = ?
                          and h.row_key = (
                            (
                                select invoices_7."customer_id"
                                from "public"."invoices" invoices_7
                                where invoices_7."id" = t."invoice_id"))::text
                          and h.scope in ('subject', 'owner'))
                      or (
                        h.collection = ?
                          and h.row_key = (
                            (
                                select (
                                      select orders_7."customer_id"
                                      from "public"."orders" orders_7
                                      where orders_7."id" = invoices_8."order_id")
                                from "public"."invoices" invoices_8
                                where invoices_8."id" = t."invoice_id"))::text
                          and h.scope = 'subject')))
              or exists (
                select 1
                from oubli.active_hold h
                join "public"."customers" customers_4 on customers_4."id"::text = h.row_key
                where h.kind = ?
                  and h.scope in ('subject', 'owner')
                  and h.collection = ?
                  and lower(btrim(customers_4."email")) in (
                    (
                        select (
                              select lower(btrim(customers_5."email"))
                              from "public"."customers" customers_5
                              where customers_5."id" = invoices_9."customer_id")
                        from "public"."invoices" invoices_9
                        where invoices_9."id" = t."invoice_id"))
                  and lower(btrim(customers_4."email")) <> '')
              or exists (
                select 1
                from oubli.active_hold h
                join "public"."customers" customers_6 on customers_6."id"::text = h.row_key
                where h.kind = ?
                  and h.scope = 'subject'
                  and h.collection = ?
                  and lower(btrim(customers_6."email")) in (
                    (
                        select (
                              select (
                                    select lower(btrim(customers_7."email"))
                                    from "public"."customers" customers_7
                                    where customers_7."id" = orders_8."customer_id")
                              from "public"."orders" orders_8
                              where orders_8."id" = invoices_10."order_id")
                        from "public"."invoices" invoices_10
                        where invoices_10."id" = t."invoice_id"))
                  and lower(btrim(customers_6."email")) <> '')))
      and not (
        (select exists (select 1 from oubli.active_hold where kind = ?))
          and (
            exists (
                select 1
                from oubli.active_hold h
                where h.kind = ?
                  and (
                    (h.collection = ? and h.row_key is null)
                      or (
                        h.collection = ?
                          and h.row_key = row(t."invoice_id", t."line_no")::text
                          and h.scope = ?)
                      or (
                        h.collection = ?
                          and h.row_key = (
                            (
                                select invoices_11."order_id"
                                from "public"."invoices" invoices_11
                                where invoices_11."id" = t."invoice_id"))::text
                          and h.scope = ?)
                      or (h.collection = ? and h.row_key = (t."invoice_id")::text and h.scope = ?)
                      or (
                        h.collection = ?
                          and h.row_key = (
                            (
                                select invoices_12."customer_id"
                                from "public"."invoices" invoices_12
                                where invoices_12."id" = t."invoice_id"))::text
                          and h.scope in ('subject', 'owner'))
                      or (
                        h.collection = ?
                          and h.row_key = (
                            (
                                select (
                                      select orders_9."customer_id"
                                      from "public"."orders" orders_9
                                      where orders_9."id" = invoices_13."order_id")
                                from "public"."invoices" invoices_13
                                where invoices_13."id" = t."invoice_id"))::text
                          and h.scope = 'subject')))
              or exists (
                select 1
                from oubli.active_hold h
                join "public"."customers" customers_8 on customers_8."id"::text = h.row_key
                where h.kind = ?
                  and h.scope in ('subject', 'owner')
                  and h.collection = ?
                  and lower(btrim(customers_8."email")) in (
                    (
                        select (
                              select lower(btrim(customers_9."email"))
                              from "public"."customers" customers_9
                              where customers_9."id" = invoices_14."customer_id")
                        from "public"."invoices" invoices_14
                        where invoices_14."id" = t."invoice_id"))
                  and lower(btrim(customers_8."email")) <> '')
              or exists (
                select 1
                from oubli.active_hold h
                join "public"."customers" customers_10 on customers_10."id"::text = h.row_key
                where h.kind = ?
                  and h.scope = 'subject'
                  and h.collection = ?
                  and lower(btrim(customers_10."email")) in (
                    (
                        select (
                              select (
                                    select lower(btrim(customers_11."email"))
                                    from "public"."customers" customers_11
                                    where customers_11."id" = orders_10."customer_id")
                              from "public"."orders" orders_10
                              where orders_10."id" = invoices_15."order_id")
                        from "public"."invoices" invoices_15
                        where invoices_15."id" = t."invoice_id"))
                  and lower(btrim(customers_10."email")) <> '')))
      and not (
        (select exists (select 1 from oubli.awaited_row))
          and exists (
            select 1
            from oubli.awaited_row a
            where a.collection = ?
              and a.row_key = row(t."invoice_id", t."line_no")::text))
      and not exists (
        select 1
        from "public"."disputes" disputes_1
        where coalesce(disputes_1."status"::text in (?), false)
          and disputes_1."order_id" = (
            select invoices_16."order_id"
            from "public"."invoices" invoices_16
            where invoices_16."id" = t."invoice_id") offset 0)
      and (
        select (
              case when (
                  invoices_19."corrects_id" is null
                    and not exists (
                      select 1
                      from "public"."invoices" invoices_17
                      where invoices_17."corrects_id" = invoices_19."id" offset 0)) then invoices_19."issued_on" else (
                  with recursive family(id, corrects, anchor) as (
                      select invoices_19."id", invoices_19."corrects_id", invoices_19."issued_on"
                      union
                      select invoices_18."id", invoices_18."corrects_id", invoices_18."issued_on"
                      from "public"."invoices" invoices_18
                      join family f on invoices_18."corrects_id" = f.id
                        or invoices_18."id" = f.corrects)
                  select max(family.anchor)
                  from family) end)
        from "public"."invoices" invoices_19
        where invoices_19."id" = t."invoice_id") is not null
    returning row(t."invoice_id", t."line_no")::text as k,
      (
          select (
                case when (
                    invoices_22."corrects_id" is null
                      and not exists (
                        select 1
                        from "public"."invoices" invoices_20
                        where invoices_20."corrects_id" = invoices_22."id" offset 0)) then invoices_22."issued_on" else (
                    with recursive family(id, corrects, anchor) as (
                        select invoices_22."id", invoices_22."corrects_id", invoices_22."issued_on"
                        union
                        select invoices_21."id", invoices_21."corrects_id", invoices_21."issued_on"
                        from "public"."invoices" invoices_21
                        join family f on invoices_21."corrects_id" = f.id
                          or invoices_21."id" = f.corrects)
                    select max(family.anchor)
                    from family) end)
          from "public"."invoices" invoices_22
          where invoices_22."id" = t."invoice_id") as anchor,
      null::text as linked,
      to_jsonb(t.*) as content,
      (
          (
              select invoices_23."customer_id"
              from "public"."invoices" invoices_23
              where invoices_23."id" = t."invoice_id"))::text as owner,
      (
          array(
              select person
              from (
                  select (
                        select (
                              select orders_11."customer_id"
                              from "public"."orders" orders_11
                              where orders_11."id" = invoices_24."order_id")
                        from "public"."invoices" invoices_24
                        where invoices_24."id" = t."invoice_id")) persons(person)
              where person is not null))::text[] as parties), stored as (
    insert into oubli.archive (
        collection, row_key, subject_key, rule, governed_by, anchor, linked_key, content, party_keys, run)
    select ?, k::text, owner, ?, ?, anchor, linked, content, parties, ?
    from gone)
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

create temporary table pg_temp."accounting-documents: links" on commit drop as
select d."id" as document, d."corrects_id" as other
from "public"."invoices" d
where d."corrects_id" is not null
union
select d."corrects_id", d."id"
from "public"."invoices" d
where d."corrects_id" is not null
  and d."corrects_id" in (select o."id" from "public"."invoices" o);

create unique index on pg_temp."accounting-documents: links" (document, other);

analyze pg_temp."accounting-documents: links";

create temporary table pg_temp."accounting-documents: families" on commit drop as with recursive family(
    document, member) as (
    select l.document, l.document
    from pg_temp."accounting-documents: links" l
    union
    select f.document, l.other
    from family f
    join pg_temp."accounting-documents: links" l on l.document = f.member)
select f.document,
  bool_and(coalesce(d."issued_on" >= ? and d."issued_on" < ?, false)) as over,
  max(d."issued_on") as last_day
from family f
join "public"."invoices" d on d."id" = f.member
group by f.document;

create unique index on pg_temp."accounting-documents: families" (document);

analyze pg_temp."accounting-documents: families";

-- Verifies what is still due
select row(t."invoice_id", t."line_no")::text as row_key,
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
                        or (
                          h.collection = ?
                            and h.row_key = row(t."invoice_id", t."line_no")::text
                            and h.scope = ?)
                        or (
                          h.collection = ?
                            and h.row_key = (
                              (
                                  select invoices_1."order_id"
                                  from "public"."invoices" invoices_1
                                  where invoices_1."id" = t."invoice_id"))::text
                            and h.scope = ?)
                        or (h.collection = ? and h.row_key = (t."invoice_id")::text and h.scope = ?)
                        or (
                          h.collection = ?
                            and h.row_key = (
                              (
                                  select invoices_2."customer_id"
                                  from "public"."invoices" invoices_2
                                  where invoices_2."id" = t."invoice_id"))::text
                            and h.scope in ('subject', 'owner'))
                        or (
                          h.collection = ?
                            and h.row_key = (
                              (
                                  select (
                                        select orders_1."customer_id"
                                        from "public"."orders" orders_1
                                        where orders_1."id" = invoices_3."order_id")
                                  from "public"."invoices" invoices_3
                                  where invoices_3."id" = t."invoice_id"))::text
                            and h.scope = 'subject')))
                or exists (
                  select 1
                  from oubli.active_hold h
                  join "public"."customers" customers_1 on customers_1."id"::text = h.row_key
                  where h.kind = ?
                    and h.scope in ('subject', 'owner')
                    and h.collection = ?
                    and lower(btrim(customers_1."email")) in (
                      (
                          select (
                                select lower(btrim(customers_2."email"))
                                from "public"."customers" customers_2
                                where customers_2."id" = invoices_4."customer_id")
                          from "public"."invoices" invoices_4
                          where invoices_4."id" = t."invoice_id"))
                    and lower(btrim(customers_1."email")) <> '')
                or exists (
                  select 1
                  from oubli.active_hold h
                  join "public"."customers" customers_3 on customers_3."id"::text = h.row_key
                  where h.kind = ?
                    and h.scope = 'subject'
                    and h.collection = ?
                    and lower(btrim(customers_3."email")) in (
                      (
                          select (
                                select (
                                      select lower(btrim(customers_4."email"))
                                      from "public"."customers" customers_4
                                      where customers_4."id" = orders_2."customer_id")
                                from "public"."orders" orders_2
                                where orders_2."id" = invoices_5."order_id")
                          from "public"."invoices" invoices_5
                          where invoices_5."id" = t."invoice_id"))
                    and lower(btrim(customers_3."email")) <> '')))
        or (
          (select exists (select 1 from oubli.awaited_row))
            and exists (
              select 1
              from oubli.awaited_row a
              where a.collection = ?
                and a.row_key = row(t."invoice_id", t."line_no")::text))
        or exists (
          select 1
          from "public"."disputes" disputes_1
          where coalesce(disputes_1."status"::text in (?), false)
            and disputes_1."order_id" = (
              select invoices_6."order_id"
              from "public"."invoices" invoices_6
              where invoices_6."id" = t."invoice_id") offset 0)) as held,
  (
      (select exists (select 1 from oubli.active_hold where kind = ?))
        and (
          exists (
              select 1
              from oubli.active_hold h
              where h.kind = ?
                and (
                  (h.collection = ? and h.row_key is null)
                    or (
                      h.collection = ?
                        and h.row_key = row(t."invoice_id", t."line_no")::text
                        and h.scope = ?)
                    or (
                      h.collection = ?
                        and h.row_key = (
                          (
                              select invoices_7."order_id"
                              from "public"."invoices" invoices_7
                              where invoices_7."id" = t."invoice_id"))::text
                        and h.scope = ?)
                    or (h.collection = ? and h.row_key = (t."invoice_id")::text and h.scope = ?)
                    or (
                      h.collection = ?
                        and h.row_key = (
                          (
                              select invoices_8."customer_id"
                              from "public"."invoices" invoices_8
                              where invoices_8."id" = t."invoice_id"))::text
                        and h.scope in ('subject', 'owner'))
                    or (
                      h.collection = ?
                        and h.row_key = (
                          (
                              select (
                                    select orders_3."customer_id"
                                    from "public"."orders" orders_3
                                    where orders_3."id" = invoices_9."order_id")
                              from "public"."invoices" invoices_9
                              where invoices_9."id" = t."invoice_id"))::text
                        and h.scope = 'subject')))
            or exists (
              select 1
              from oubli.active_hold h
              join "public"."customers" customers_5 on customers_5."id"::text = h.row_key
              where h.kind = ?
                and h.scope in ('subject', 'owner')
                and h.collection = ?
                and lower(btrim(customers_5."email")) in (
                  (
                      select (
                            select lower(btrim(customers_6."email"))
                            from "public"."customers" customers_6
                            where customers_6."id" = invoices_10."customer_id")
                      from "public"."invoices" invoices_10
                      where invoices_10."id" = t."invoice_id"))
                and lower(btrim(customers_5."email")) <> '')
            or exists (
              select 1
              from oubli.active_hold h
              join "public"."customers" customers_7 on customers_7."id"::text = h.row_key
              where h.kind = ?
                and h.scope = 'subject'
                and h.collection = ?
                and lower(btrim(customers_7."email")) in (
                  (
                      select (
                            select (
                                  select lower(btrim(customers_8."email"))
                                  from "public"."customers" customers_8
                                  where customers_8."id" = orders_4."customer_id")
                            from "public"."orders" orders_4
                            where orders_4."id" = invoices_11."order_id")
                      from "public"."invoices" invoices_11
                      where invoices_11."id" = t."invoice_id"))
                and lower(btrim(customers_7."email")) <> ''))) as restricted,
  false as referenced
from "public"."invoice_lines" t
where not (
    (
        (
            (
                select invoices_12."customer_id"
                from "public"."invoices" invoices_12
                where invoices_12."id" = t."invoice_id"))::text in (
            select known.identifier
            from pg_temp."order-data: verification" known
            where known.kind = ?::text
              and not known.over)) is true)
  and not (
    (
        t."invoice_id" in (
            select invoices_13."id"
            from "public"."invoices" invoices_13
            where (
                invoices_13."customer_id" in (
                    select customers_9."id"
                    from "public"."customers" customers_9
                    where (
                        (lower(btrim(customers_9."email")))::text in (
                            select known.identifier
                            from pg_temp."order-data: verification" known
                            where known.kind = ?::text
                              and not known.over)) is true)) is true)) is true)
  and (
    (
        (
            (
                select invoices_14."customer_id"
                from "public"."invoices" invoices_14
                where invoices_14."id" = t."invoice_id"))::text in (
            select known.identifier
            from pg_temp."order-data: verification" known
            where known.kind = ?::text
              and known.started)) is true
      or (
        t."invoice_id" in (
            select invoices_15."id"
            from "public"."invoices" invoices_15
            where (
                invoices_15."customer_id" in (
                    select customers_10."id"
                    from "public"."customers" customers_10
                    where (
                        (lower(btrim(customers_10."email")))::text in (
                            select known.identifier
                            from pg_temp."order-data: verification" known
                            where known.kind = ?::text
                              and known.started)) is true)) is true)) is true)
  and not coalesce(
    (
        t."invoice_id" in (
            select invoices_16."id"
            from "public"."invoices" invoices_16
            where invoices_16."issued_on" >= ?
              and invoices_16."issued_on" < ?
              and (
                invoices_16."id" in (
                    select f.document
                    from pg_temp."accounting-documents: families" f
                    where not f.over)) is not true)) is true, false);
