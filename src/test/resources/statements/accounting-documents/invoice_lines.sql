-- Gathered once for all questions of the plan
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
      (
          select greatest(
                invoices_12."issued_on", (
                    select f.last_day
                    from pg_temp."accounting-documents: families" f
                    where f.document = invoices_12."id"))
          from "public"."invoices" invoices_12
          where invoices_12."id" = t."invoice_id") as anchor
    from "public"."invoice_lines" t
    where (
        t."invoice_id" in (
            select invoices_13."id"
            from "public"."invoices" invoices_13
            where invoices_13."issued_on" >= ?
              and invoices_13."issued_on" < ?
              and (
                invoices_13."id" in (
                    select f.document
                    from pg_temp."accounting-documents: families" f
                    where not f.over)) is not true)) is true offset 0) due;

-- Counts the rows that nobody can judge
select count(*)
from "public"."invoice_lines" t
where t.ctid = any(
    array(
        select c.ctid
        from "public"."invoice_lines" c
        where exists (
            select 1
            from "public"."invoices" invoices_1
            where invoices_1."id" = c."invoice_id"
              and invoices_1."id" in (
                with recursive family(id, corrects) as (
                    select invoices_2."id", invoices_2."corrects_id"
                    from "public"."invoices" invoices_2
                    where (
                        invoices_2."issued_on" is null
                          or invoices_2."issued_on" >= ?
                          or invoices_2."issued_on" < ?)
                    union
                    select invoices_3."id", invoices_3."corrects_id"
                    from "public"."invoices" invoices_3
                    join family f on invoices_3."corrects_id" = f.id
                      or invoices_3."id" = f.corrects)
                select id
                from family))))
  and exists (
    select 1
    from "public"."invoices" invoices_4
    where invoices_4."id" = t."invoice_id"
      and exists (
        with recursive family(id, corrects, anchor) as (
            select invoices_4."id", invoices_4."corrects_id", invoices_4."issued_on"
            union
            select invoices_5."id", invoices_5."corrects_id", invoices_5."issued_on"
            from "public"."invoices" invoices_5
            join family f on invoices_5."corrects_id" = f.id
              or invoices_5."id" = f.corrects)
        select 1
        from family
        where (family.anchor is null or family.anchor >= ? or family.anchor < ?)) offset 0);

-- Lists the rows to act on
select t.tableoid::regclass as leaf, t.ctid as place, 0 as lane
from "public"."invoice_lines" t
where (
    t."invoice_id" in (
        select invoices_1."id"
        from "public"."invoices" invoices_1
        where invoices_1."issued_on" >= ?
          and invoices_1."issued_on" < ?
          and (
            invoices_1."id" in (
                select f.document
                from pg_temp."accounting-documents: families" f
                where not f.over)) is not true)) is true
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
                            select invoices_2."order_id"
                            from "public"."invoices" invoices_2
                            where invoices_2."id" = t."invoice_id"))::text
                      and h.scope = ?)
                  or (h.collection = ? and h.row_key = (t."invoice_id")::text and h.scope = ?)
                  or (
                    h.collection = ?
                      and h.row_key = (
                        (
                            select invoices_3."customer_id"
                            from "public"."invoices" invoices_3
                            where invoices_3."id" = t."invoice_id"))::text
                      and h.scope in ('subject', 'owner'))
                  or (
                    h.collection = ?
                      and h.row_key = (
                        (
                            select (
                                  select orders_1."customer_id"
                                  from "public"."orders" orders_1
                                  where orders_1."id" = invoices_4."order_id")
                            from "public"."invoices" invoices_4
                            where invoices_4."id" = t."invoice_id"))::text
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
                          where customers_2."id" = invoices_5."customer_id")
                    from "public"."invoices" invoices_5
                    where invoices_5."id" = t."invoice_id"))
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
                          where orders_2."id" = invoices_6."order_id")
                    from "public"."invoices" invoices_6
                    where invoices_6."id" = t."invoice_id"))
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
        select invoices_12."order_id"
        from "public"."invoices" invoices_12
        where invoices_12."id" = t."invoice_id"));

-- Acts on a slice, with its ledger entry
with gone as (
    delete from "public"."invoice_lines" t
    where t.ctid = any((select ?::tid[])::tid[])
      and (
        row(t."invoice_id")::text in (
            select line
            from (
                select distinct row(t."invoice_id")::text as line, t."invoice_id"
                from "public"."invoice_lines" t
                where t.ctid = any((select ?::tid[])::tid[]) offset 0) alike
            where exists (
                select 1
                from "public"."invoices" invoices_1
                where invoices_1."id" = alike."invoice_id"
                  and invoices_1."issued_on" >= ?
                  and invoices_1."issued_on" < ?
                  and (
                    (
                        invoices_1."corrects_id" is null
                          and not exists (
                            select 1
                            from "public"."invoices" invoices_2
                            where invoices_2."corrects_id" = invoices_1."id" offset 0))
                      or not exists (
                        with recursive family(id, corrects, anchor) as (
                            select invoices_1."id", invoices_1."corrects_id", invoices_1."issued_on"
                            union
                            select invoices_3."id", invoices_3."corrects_id", invoices_3."issued_on"
                            from "public"."invoices" invoices_3
                            join family f on invoices_3."corrects_id" = f.id
                              or invoices_3."id" = f.corrects)
                        select 1
                        from family
                        where not coalesce(family.anchor >= ? and family.anchor < ?, false))) offset 0))) is true
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
            where invoices_14."id" = t."invoice_id") offset 0)
      and (
        row(t."invoice_id")::text in (
            select line
            from (
                select distinct row(t."invoice_id")::text as line, t."invoice_id"
                from "public"."invoice_lines" t
                where t.ctid = any((select ?::tid[])::tid[]) offset 0) alike
            where not exists (
                select 1
                from "public"."invoices" invoices_15
                where invoices_15."id" = alike."invoice_id"
                  and (
                    (
                        (
                            (select exists (select 1 from oubli.awaited_row))
                              and exists (
                                select 1
                                from oubli.awaited_row a
                                where a.collection = ?
                                  and a.row_key = invoices_15."id"::text))
                          or exists (
                            select 1
                            from "public"."disputes" disputes_2
                            where coalesce(disputes_2."status"::text in (?), false)
                              and disputes_2."order_id" = invoices_15."order_id" offset 0)
                          or exists (
                            select 1
                            from oubli.active_hold h
                            where h.collection = ?
                              and h.row_key is null)
                          or (
                            exists (
                                select 1
                                from "public"."invoice_lines" invoice_lines_1
                                where invoice_lines_1."invoice_id" = invoices_15."id"
                                  and (invoices_15."id" = invoice_lines_1."invoice_id") is not true offset 0)
                              or exists (
                                select 1
                                from "public"."invoices" invoices_16
                                where invoices_16."corrects_id" = invoices_15."id"
                                  and invoices_16.ctid <> invoices_15.ctid
                                  and (invoices_16."id" = invoices_15."id") is not true offset 0)))
                      or exists (
                        select 1
                        from "public"."invoice_lines" invoice_lines_2
                        where invoices_15."id" = invoice_lines_2."invoice_id"
                          and (
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
                                                  and h.row_key = row(
                                                    invoice_lines_2."invoice_id", invoice_lines_2."line_no")::text
                                                  and h.scope = ?)
                                              or (
                                                h.collection = ?
                                                  and h.row_key = (
                                                    (
                                                        select invoices_17."order_id"
                                                        from "public"."invoices" invoices_17
                                                        where invoices_17."id" = invoice_lines_2."invoice_id"))::text
                                                  and h.scope = ?)
                                              or (
                                                h.collection = ?
                                                  and h.row_key = (invoice_lines_2."invoice_id")::text
                                                  and h.scope = ?)
                                              or (
                                                h.collection = ?
                                                  and h.row_key = (
                                                    (
                                                        select invoices_18."customer_id"
                                                        from "public"."invoices" invoices_18
                                                        where invoices_18."id" = invoice_lines_2."invoice_id"))::text
                                                  and h.scope in ('subject', 'owner'))
                                              or (
                                                h.collection = ?
                                                  and h.row_key = (
                                                    (
                                                        select (
                                                              select orders_5."customer_id"
                                                              from "public"."orders" orders_5
                                                              where orders_5."id" = invoices_19."order_id")
                                                        from "public"."invoices" invoices_19
                                                        where invoices_19."id" = invoice_lines_2."invoice_id"))::text
                                                  and h.scope = 'subject')))
                                      or exists (
                                        select 1
                                        from oubli.active_hold h
                                        join "public"."customers" customers_9 on customers_9."id"::text = h.row_key
                                        where h.kind = ?
                                          and h.scope in ('subject', 'owner')
                                          and h.collection = ?
                                          and lower(btrim(customers_9."email")) in (
                                            (
                                                select (
                                                      select lower(btrim(customers_10."email"))
                                                      from "public"."customers" customers_10
                                                      where customers_10."id" = invoices_20."customer_id")
                                                from "public"."invoices" invoices_20
                                                where invoices_20."id" = invoice_lines_2."invoice_id"))
                                          and lower(btrim(customers_9."email")) <> '')
                                      or exists (
                                        select 1
                                        from oubli.active_hold h
                                        join "public"."customers" customers_11 on customers_11."id"::text = h.row_key
                                        where h.kind = ?
                                          and h.scope = 'subject'
                                          and h.collection = ?
                                          and lower(btrim(customers_11."email")) in (
                                            (
                                                select (
                                                      select (
                                                            select lower(
                                                                  btrim(customers_12."email"))
                                                            from "public"."customers" customers_12
                                                            where customers_12."id" = orders_6."customer_id")
                                                      from "public"."orders" orders_6
                                                      where orders_6."id" = invoices_21."order_id")
                                                from "public"."invoices" invoices_21
                                                where invoices_21."id" = invoice_lines_2."invoice_id"))
                                          and lower(btrim(customers_11."email")) <> '')))
                              or (
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
                                                  and h.row_key = row(
                                                    invoice_lines_2."invoice_id", invoice_lines_2."line_no")::text
                                                  and h.scope = ?)
                                              or (
                                                h.collection = ?
                                                  and h.row_key = (
                                                    (
                                                        select invoices_22."order_id"
                                                        from "public"."invoices" invoices_22
                                                        where invoices_22."id" = invoice_lines_2."invoice_id"))::text
                                                  and h.scope = ?)
                                              or (
                                                h.collection = ?
                                                  and h.row_key = (invoice_lines_2."invoice_id")::text
                                                  and h.scope = ?)
                                              or (
                                                h.collection = ?
                                                  and h.row_key = (
                                                    (
                                                        select invoices_23."customer_id"
                                                        from "public"."invoices" invoices_23
                                                        where invoices_23."id" = invoice_lines_2."invoice_id"))::text
                                                  and h.scope in ('subject', 'owner'))
                                              or (
                                                h.collection = ?
                                                  and h.row_key = (
                                                    (
                                                        select (
                                                              select orders_7."customer_id"
                                                              from "public"."orders" orders_7
                                                              where orders_7."id" = invoices_24."order_id")
                                                        from "public"."invoices" invoices_24
                                                        where invoices_24."id" = invoice_lines_2."invoice_id"))::text
                                                  and h.scope = 'subject')))
                                      or exists (
                                        select 1
                                        from oubli.active_hold h
                                        join "public"."customers" customers_13 on customers_13."id"::text = h.row_key
                                        where h.kind = ?
                                          and h.scope in ('subject', 'owner')
                                          and h.collection = ?
                                          and lower(btrim(customers_13."email")) in (
                                            (
                                                select (
                                                      select lower(btrim(customers_14."email"))
                                                      from "public"."customers" customers_14
                                                      where customers_14."id" = invoices_25."customer_id")
                                                from "public"."invoices" invoices_25
                                                where invoices_25."id" = invoice_lines_2."invoice_id"))
                                          and lower(btrim(customers_13."email")) <> '')
                                      or exists (
                                        select 1
                                        from oubli.active_hold h
                                        join "public"."customers" customers_15 on customers_15."id"::text = h.row_key
                                        where h.kind = ?
                                          and h.scope = 'subject'
                                          and h.collection = ?
                                          and lower(btrim(customers_15."email")) in (
                                            (
                                                select (
                                                      select (
                                                            select lower(
                                                                  btrim(customers_16."email"))
                                                            from "public"."customers" customers_16
                                                            where customers_16."id" = orders_8."customer_id")
                                                      from "public"."orders" orders_8
                                                      where orders_8."id" = invoices_26."order_id")
                                                from "public"."invoices" invoices_26
                                                where invoices_26."id" = invoice_lines_2."invoice_id"))
                                          and lower(btrim(customers_15."email")) <> '')))
                              or (
                                (select exists (select 1 from oubli.awaited_row))
                                  and exists (
                                    select 1
                                    from oubli.awaited_row a
                                    where a.collection = ?
                                      and a.row_key = row(
                                        invoice_lines_2."invoice_id", invoice_lines_2."line_no")::text))
                              or exists (
                                select 1
                                from "public"."disputes" disputes_3
                                where coalesce(disputes_3."status"::text in (?), false)
                                  and disputes_3."order_id" = (
                                    select invoices_27."order_id"
                                    from "public"."invoices" invoices_27
                                    where invoices_27."id" = invoice_lines_2."invoice_id") offset 0)) offset 0)) offset 0))) is true
    returning row(t."invoice_id", t."line_no")::text as k)
select oubli.append_entry(?, ?, ?, ?, ?, ?, array_agg(k)::text, count(*))
from gone;

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
  exists (
      select 1
      from "public"."invoices" invoices_12
      where invoices_12."id" = t."invoice_id"
        and (
          (
              (
                  (select exists (select 1 from oubli.awaited_row))
                    and exists (
                      select 1
                      from oubli.awaited_row a
                      where a.collection = ?
                        and a.row_key = invoices_12."id"::text))
                or exists (
                  select 1
                  from "public"."disputes" disputes_2
                  where coalesce(disputes_2."status"::text in (?), false)
                    and disputes_2."order_id" = invoices_12."order_id" offset 0)
                or exists (
                  select 1
                  from oubli.active_hold h
                  where h.collection = ?
                    and h.row_key is null)
                or (
                  exists (
                      select 1
                      from "public"."invoice_lines" invoice_lines_1
                      where invoice_lines_1."invoice_id" = invoices_12."id"
                        and (invoices_12."id" = invoice_lines_1."invoice_id") is not true offset 0)
                    or exists (
                      select 1
                      from "public"."invoices" invoices_13
                      where invoices_13."corrects_id" = invoices_12."id"
                        and invoices_13.ctid <> invoices_12.ctid
                        and (invoices_13."id" = invoices_12."id") is not true offset 0)))
            or exists (
              select 1
              from "public"."invoice_lines" invoice_lines_2
              where invoices_12."id" = invoice_lines_2."invoice_id"
                and (
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
                                        and h.row_key = row(
                                          invoice_lines_2."invoice_id", invoice_lines_2."line_no")::text
                                        and h.scope = ?)
                                    or (
                                      h.collection = ?
                                        and h.row_key = (
                                          (
                                              select invoices_14."order_id"
                                              from "public"."invoices" invoices_14
                                              where invoices_14."id" = invoice_lines_2."invoice_id"))::text
                                        and h.scope = ?)
                                    or (
                                      h.collection = ?
                                        and h.row_key = (invoice_lines_2."invoice_id")::text
                                        and h.scope = ?)
                                    or (
                                      h.collection = ?
                                        and h.row_key = (
                                          (
                                              select invoices_15."customer_id"
                                              from "public"."invoices" invoices_15
                                              where invoices_15."id" = invoice_lines_2."invoice_id"))::text
                                        and h.scope in ('subject', 'owner'))
                                    or (
                                      h.collection = ?
                                        and h.row_key = (
                                          (
                                              select (
                                                    select orders_5."customer_id"
                                                    from "public"."orders" orders_5
                                                    where orders_5."id" = invoices_16."order_id")
                                              from "public"."invoices" invoices_16
                                              where invoices_16."id" = invoice_lines_2."invoice_id"))::text
                                        and h.scope = 'subject')))
                            or exists (
                              select 1
                              from oubli.active_hold h
                              join "public"."customers" customers_9 on customers_9."id"::text = h.row_key
                              where h.kind = ?
                                and h.scope in ('subject', 'owner')
                                and h.collection = ?
                                and lower(btrim(customers_9."email")) in (
                                  (
                                      select (
                                            select lower(btrim(customers_10."email"))
                                            from "public"."customers" customers_10
                                            where customers_10."id" = invoices_17."customer_id")
                                      from "public"."invoices" invoices_17
                                      where invoices_17."id" = invoice_lines_2."invoice_id"))
                                and lower(btrim(customers_9."email")) <> '')
                            or exists (
                              select 1
                              from oubli.active_hold h
                              join "public"."customers" customers_11 on customers_11."id"::text = h.row_key
                              where h.kind = ?
                                and h.scope = 'subject'
                                and h.collection = ?
                                and lower(btrim(customers_11."email")) in (
                                  (
                                      select (
                                            select (
                                                  select lower(btrim(customers_12."email"))
                                                  from "public"."customers" customers_12
                                                  where customers_12."id" = orders_6."customer_id")
                                            from "public"."orders" orders_6
                                            where orders_6."id" = invoices_18."order_id")
                                      from "public"."invoices" invoices_18
                                      where invoices_18."id" = invoice_lines_2."invoice_id"))
                                and lower(btrim(customers_11."email")) <> '')))
                    or (
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
                                        and h.row_key = row(
                                          invoice_lines_2."invoice_id", invoice_lines_2."line_no")::text
                                        and h.scope = ?)
                                    or (
                                      h.collection = ?
                                        and h.row_key = (
                                          (
                                              select invoices_19."order_id"
                                              from "public"."invoices" invoices_19
                                              where invoices_19."id" = invoice_lines_2."invoice_id"))::text
                                        and h.scope = ?)
                                    or (
                                      h.collection = ?
                                        and h.row_key = (invoice_lines_2."invoice_id")::text
                                        and h.scope = ?)
                                    or (
                                      h.collection = ?
                                        and h.row_key = (
                                          (
                                              select invoices_20."customer_id"
                                              from "public"."invoices" invoices_20
                                              where invoices_20."id" = invoice_lines_2."invoice_id"))::text
                                        and h.scope in ('subject', 'owner'))
                                    or (
                                      h.collection = ?
                                        and h.row_key = (
                                          (
                                              select (
                                                    select orders_7."customer_id"
                                                    from "public"."orders" orders_7
                                                    where orders_7."id" = invoices_21."order_id")
                                              from "public"."invoices" invoices_21
                                              where invoices_21."id" = invoice_lines_2."invoice_id"))::text
                                        and h.scope = 'subject')))
                            or exists (
                              select 1
                              from oubli.active_hold h
                              join "public"."customers" customers_13 on customers_13."id"::text = h.row_key
                              where h.kind = ?
                                and h.scope in ('subject', 'owner')
                                and h.collection = ?
                                and lower(btrim(customers_13."email")) in (
                                  (
                                      select (
                                            select lower(btrim(customers_14."email"))
                                            from "public"."customers" customers_14
                                            where customers_14."id" = invoices_22."customer_id")
                                      from "public"."invoices" invoices_22
                                      where invoices_22."id" = invoice_lines_2."invoice_id"))
                                and lower(btrim(customers_13."email")) <> '')
                            or exists (
                              select 1
                              from oubli.active_hold h
                              join "public"."customers" customers_15 on customers_15."id"::text = h.row_key
                              where h.kind = ?
                                and h.scope = 'subject'
                                and h.collection = ?
                                and lower(btrim(customers_15."email")) in (
                                  (
                                      select (
                                            select (
                                                  select lower(btrim(customers_16."email"))
                                                  from "public"."customers" customers_16
                                                  where customers_16."id" = orders_8."customer_id")
                                            from "public"."orders" orders_8
                                            where orders_8."id" = invoices_23."order_id")
                                      from "public"."invoices" invoices_23
                                      where invoices_23."id" = invoice_lines_2."invoice_id"))
                                and lower(btrim(customers_15."email")) <> '')))
                    or (
                      (select exists (select 1 from oubli.awaited_row))
                        and exists (
                          select 1
                          from oubli.awaited_row a
                          where a.collection = ?
                            and a.row_key = row(
                              invoice_lines_2."invoice_id", invoice_lines_2."line_no")::text))
                    or exists (
                      select 1
                      from "public"."disputes" disputes_3
                      where coalesce(disputes_3."status"::text in (?), false)
                        and disputes_3."order_id" = (
                          select invoices_24."order_id"
                          from "public"."invoices" invoices_24
                          where invoices_24."id" = invoice_lines_2."invoice_id") offset 0)) offset 0)) offset 0) as referenced
from "public"."invoice_lines" t
where exists (
    select 1
    from "public"."invoices" invoices_25
    where invoices_25."id" = t."invoice_id"
      and (
        invoices_25."issued_on" < ?
          and (
            (
                case when invoices_25."issued_on" > make_date(
                    extract(year from invoices_25."issued_on")::int, 12, 31) then make_date(
                    extract(year from invoices_25."issued_on")::int, 12, 31) + interval '1 year' else make_date(
                    extract(year from invoices_25."issued_on")::int, 12, 31) end)::date + ?::interval)::date < ?)
      and (
        invoices_25."id" in (
            select invoices_26."corrects_id"
            from "public"."invoices" invoices_26
            where invoices_26."corrects_id" is not null
              and not coalesce(
                (
                    invoices_26."issued_on" < ?
                      and (
                        (
                            case when invoices_26."issued_on" > make_date(
                                extract(year from invoices_26."issued_on")::int, 12, 31) then make_date(
                                extract(year from invoices_26."issued_on")::int, 12, 31) + interval '1 year' else make_date(
                                extract(year from invoices_26."issued_on")::int, 12, 31) end)::date + ?::interval)::date < ?), false))) is not true
      and (
        invoices_25."corrects_id" in (
            select invoices_26."id"
            from "public"."invoices" invoices_26
            where invoices_26."id" is not null
              and not coalesce(
                (
                    invoices_26."issued_on" < ?
                      and (
                        (
                            case when invoices_26."issued_on" > make_date(
                                extract(year from invoices_26."issued_on")::int, 12, 31) then make_date(
                                extract(year from invoices_26."issued_on")::int, 12, 31) + interval '1 year' else make_date(
                                extract(year from invoices_26."issued_on")::int, 12, 31) end)::date + ?::interval)::date < ?), false))) is not true
      and (
        invoices_25."corrects_id" in (
            select invoices_26."corrects_id"
            from "public"."invoices" invoices_26
            where invoices_26."corrects_id" is not null
              and not coalesce(
                (
                    invoices_26."issued_on" < ?
                      and (
                        (
                            case when invoices_26."issued_on" > make_date(
                                extract(year from invoices_26."issued_on")::int, 12, 31) then make_date(
                                extract(year from invoices_26."issued_on")::int, 12, 31) + interval '1 year' else make_date(
                                extract(year from invoices_26."issued_on")::int, 12, 31) end)::date + ?::interval)::date < ?), false))) is not true)
  and not exists (
    select 1
    from "public"."invoices" invoices_27
    where invoices_27."id" = t."invoice_id"
      and exists (
        with recursive family(id, corrects, anchor) as (
            select invoices_27."id", invoices_27."corrects_id", invoices_27."issued_on"
            union
            select invoices_28."id", invoices_28."corrects_id", invoices_28."issued_on"
            from "public"."invoices" invoices_28
            join family f on invoices_28."corrects_id" = f.id
              or invoices_28."id" = f.corrects)
        select 1
        from family
        where (family.anchor is null or family.anchor >= ? or family.anchor < ?)) offset 0);
