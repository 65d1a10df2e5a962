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
                                and h.row_key = (t."order_id")::text
                                and h.scope = ?)
                            or (
                              h.collection = ?
                                and h.row_key = (t."customer_id")::text
                                and h.scope in ('subject', 'owner'))
                            or (
                              h.collection = ?
                                and h.row_key = (
                                  (
                                      select orders_1."customer_id"
                                      from "public"."orders" orders_1
                                      where orders_1."id" = t."order_id"))::text
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
                              select lower(btrim(customers_2."email"))
                              from "public"."customers" customers_2
                              where customers_2."id" = t."customer_id"))
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
                                    select lower(btrim(customers_4."email"))
                                    from "public"."customers" customers_4
                                    where customers_4."id" = orders_2."customer_id")
                              from "public"."orders" orders_2
                              where orders_2."id" = t."order_id"))
                        and lower(btrim(customers_3."email")) <> '')))
            or (
              (select exists (select 1 from oubli.awaited_row))
                and exists (
                  select 1
                  from oubli.awaited_row a
                  where a.collection = ?
                    and a.row_key = t."id"::text))
            or exists (
              select 1
              from "public"."disputes" disputes_1
              where coalesce(disputes_1."status"::text in (?), false)
                and disputes_1."order_id" = t."order_id")) as held,
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
                        or (h.collection = ? and h.row_key = (t."order_id")::text and h.scope = ?)
                        or (
                          h.collection = ?
                            and h.row_key = (t."customer_id")::text
                            and h.scope in ('subject', 'owner'))
                        or (
                          h.collection = ?
                            and h.row_key = (
                              (
                                  select orders_3."customer_id"
                                  from "public"."orders" orders_3
                                  where orders_3."id" = t."order_id"))::text
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
                          select lower(btrim(customers_6."email"))
                          from "public"."customers" customers_6
                          where customers_6."id" = t."customer_id"))
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
                                select lower(btrim(customers_8."email"))
                                from "public"."customers" customers_8
                                where customers_8."id" = orders_4."customer_id")
                          from "public"."orders" orders_4
                          where orders_4."id" = t."order_id"))
                    and lower(btrim(customers_7."email")) <> ''))) as restricted,
      false as in_part,
      greatest(
          t."issued_on", (
              select f.last_day
              from pg_temp."accounting-documents: families" f
              where f.document = t."id")) as anchor
    from "public"."invoices" t
    where t."issued_on" >= ?
      and t."issued_on" < ?
      and (
        t."id" in (
            select f.document
            from pg_temp."accounting-documents: families" f
            where not f.over)) is not true offset 0) due;

-- Counts the rows that nobody can judge
select count(*)
from "public"."invoices" t
where t.ctid = any(
    array(
        select c.ctid
        from "public"."invoices" c
        where c."id" in (
            with recursive family(id, corrects) as (
                select invoices_1."id", invoices_1."corrects_id"
                from "public"."invoices" invoices_1
                where (
                    invoices_1."issued_on" is null
                      or invoices_1."issued_on" >= ?
                      or invoices_1."issued_on" < ?)
                union
                select invoices_2."id", invoices_2."corrects_id"
                from "public"."invoices" invoices_2
                join family f on invoices_2."corrects_id" = f.id
                  or invoices_2."id" = f.corrects)
            select id
            from family)))
  and exists (
    with recursive family(id, corrects, anchor) as (
        select t."id", t."corrects_id", t."issued_on"
        union
        select invoices_3."id", invoices_3."corrects_id", invoices_3."issued_on"
        from "public"."invoices" invoices_3
        join family f on invoices_3."corrects_id" = f.id
          or invoices_3."id" = f.corrects)
    select 1
    from family
    where (family.anchor is null or family.anchor >= ? or family.anchor < ?));

-- Lists the rows to act on
select t.tableoid::regclass as leaf, t.ctid as place, 0 as lane
from "public"."invoices" t
where t."issued_on" >= ?
  and t."issued_on" < ?
  and (
    t."id" in (select f.document from pg_temp."accounting-documents: families" f where not f.over)) is not true
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
                  or (h.collection = ? and h.row_key = (t."order_id")::text and h.scope = ?)
                  or (
                    h.collection = ?
                      and h.row_key = (t."customer_id")::text
                      and h.scope in ('subject', 'owner'))
                  or (
                    h.collection = ?
                      and h.row_key = (
                        (
                            select orders_1."customer_id"
                            from "public"."orders" orders_1
                            where orders_1."id" = t."order_id"))::text
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
                    select lower(btrim(customers_2."email"))
                    from "public"."customers" customers_2
                    where customers_2."id" = t."customer_id"))
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
                          select lower(btrim(customers_4."email"))
                          from "public"."customers" customers_4
                          where customers_4."id" = orders_2."customer_id")
                    from "public"."orders" orders_2
                    where orders_2."id" = t."order_id"))
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
                  or (h.collection = ? and h.row_key = (t."order_id")::text and h.scope = ?)
                  or (
                    h.collection = ?
                      and h.row_key = (t."customer_id")::text
                      and h.scope in ('subject', 'owner'))
                  or (
                    h.collection = ?
                      and h.row_key = (
                        (
                            select orders_3."customer_id"
                            from "public"."orders" orders_3
                            where orders_3."id" = t."order_id"))::text
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
                    select lower(btrim(customers_6."email"))
                    from "public"."customers" customers_6
                    where customers_6."id" = t."customer_id"))
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
                          select lower(btrim(customers_8."email"))
                          from "public"."customers" customers_8
                          where customers_8."id" = orders_4."customer_id")
                    from "public"."orders" orders_4
                    where orders_4."id" = t."order_id"))
              and lower(btrim(customers_7."email")) <> '')))
  and not (
    (select exists (select 1 from oubli.awaited_row))
      and exists (
        select 1
        from oubli.awaited_row a
        where a.collection = ?
          and a.row_key = t."id"::text))
  and not exists (
    select 1
    from "public"."disputes" disputes_1
    where coalesce(disputes_1."status"::text in (?), false)
      and disputes_1."order_id" = t."order_id");

-- Acts on a slice, with its ledger entry
with gone as (
    delete from "public"."invoices" t
    where t.ctid = any((select ?::tid[])::tid[])
      and t."issued_on" >= ?
      and t."issued_on" < ?
      and (
        (
            t."corrects_id" is null
              and not exists (
                select 1
                from "public"."invoices" invoices_1
                where invoices_1."corrects_id" = t."id" offset 0))
          or not exists (
            with recursive family(id, corrects, anchor) as (
                select t."id", t."corrects_id", t."issued_on"
                union
                select invoices_2."id", invoices_2."corrects_id", invoices_2."issued_on"
                from "public"."invoices" invoices_2
                join family f on invoices_2."corrects_id" = f.id
                  or invoices_2."id" = f.corrects)
            select 1
            from family
            where not coalesce(family.anchor >= ? and family.anchor < ?, false)))
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
                      or (h.collection = ? and h.row_key = (t."order_id")::text and h.scope = ?)
                      or (
                        h.collection = ?
                          and h.row_key = (t."customer_id")::text
                          and h.scope in ('subject', 'owner'))
                      or (
                        h.collection = ?
                          and h.row_key = (
                            (
                                select orders_1."customer_id"
                                from "public"."orders" orders_1
                                where orders_1."id" = t."order_id"))::text
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
                        select lower(btrim(customers_2."email"))
                        from "public"."customers" customers_2
                        where customers_2."id" = t."customer_id"))
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
                              select lower(btrim(customers_4."email"))
                              from "public"."customers" customers_4
                              where customers_4."id" = orders_2."customer_id")
                        from "public"."orders" orders_2
                        where orders_2."id" = t."order_id"))
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
                      or (h.collection = ? and h.row_key = (t."order_id")::text and h.scope = ?)
                      or (
                        h.collection = ?
                          and h.row_key = (t."customer_id")::text
                          and h.scope in ('subject', 'owner'))
                      or (
                        h.collection = ?
                          and h.row_key = (
                            (
                                select orders_3."customer_id"
                                from "public"."orders" orders_3
                                where orders_3."id" = t."order_id"))::text
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
                        select lower(btrim(customers_6."email"))
                        from "public"."customers" customers_6
                        where customers_6."id" = t."customer_id"))
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
                              select lower(btrim(customers_8."email"))
                              from "public"."customers" customers_8
                              where customers_8."id" = orders_4."customer_id")
                        from "public"."orders" orders_4
                        where orders_4."id" = t."order_id"))
                  and lower(btrim(customers_7."email")) <> '')))
      and not (
        (select exists (select 1 from oubli.awaited_row))
          and exists (
            select 1
            from oubli.awaited_row a
            where a.collection = ?
              and a.row_key = t."id"::text))
      and not exists (
        select 1
        from "public"."disputes" disputes_1
        where coalesce(disputes_1."status"::text in (?), false)
          and disputes_1."order_id" = t."order_id" offset 0)
      and not exists (
        select 1
        from "public"."invoice_lines" invoice_lines_1
        where invoice_lines_1."invoice_id" = t."id" offset 0)
      and not exists (
        select 1
        from "public"."invoices" invoices_3
        where invoices_3."corrects_id" = t."id"
          and invoices_3.ctid <> t.ctid offset 0)
    returning t."id" as k,
      t."series"::text as series,
      t."number"::text as number,
      t."issued_on"::date as issued), numbers as (
    insert into oubli.destroyed_document (collection, series, number, issued_on, run)
    select ?, coalesce(series, ''), number, issued, ?
    from gone
    where number is not null)
select oubli.append_entry(?, ?, ?, ?, ?, ?, array_agg(k)::text, count(*))
from gone;

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
                        or (h.collection = ? and h.row_key = (t."order_id")::text and h.scope = ?)
                        or (
                          h.collection = ?
                            and h.row_key = (t."customer_id")::text
                            and h.scope in ('subject', 'owner'))
                        or (
                          h.collection = ?
                            and h.row_key = (
                              (
                                  select orders_1."customer_id"
                                  from "public"."orders" orders_1
                                  where orders_1."id" = t."order_id"))::text
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
                          select lower(btrim(customers_2."email"))
                          from "public"."customers" customers_2
                          where customers_2."id" = t."customer_id"))
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
                                select lower(btrim(customers_4."email"))
                                from "public"."customers" customers_4
                                where customers_4."id" = orders_2."customer_id")
                          from "public"."orders" orders_2
                          where orders_2."id" = t."order_id"))
                    and lower(btrim(customers_3."email")) <> '')))
        or (
          (select exists (select 1 from oubli.awaited_row))
            and exists (
              select 1
              from oubli.awaited_row a
              where a.collection = ?
                and a.row_key = t."id"::text))
        or exists (
          select 1
          from "public"."disputes" disputes_1
          where coalesce(disputes_1."status"::text in (?), false)
            and disputes_1."order_id" = t."order_id" offset 0)) as held,
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
                    or (h.collection = ? and h.row_key = (t."order_id")::text and h.scope = ?)
                    or (
                      h.collection = ?
                        and h.row_key = (t."customer_id")::text
                        and h.scope in ('subject', 'owner'))
                    or (
                      h.collection = ?
                        and h.row_key = (
                          (
                              select orders_3."customer_id"
                              from "public"."orders" orders_3
                              where orders_3."id" = t."order_id"))::text
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
                      select lower(btrim(customers_6."email"))
                      from "public"."customers" customers_6
                      where customers_6."id" = t."customer_id"))
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
                            select lower(btrim(customers_8."email"))
                            from "public"."customers" customers_8
                            where customers_8."id" = orders_4."customer_id")
                      from "public"."orders" orders_4
                      where orders_4."id" = t."order_id"))
                and lower(btrim(customers_7."email")) <> ''))) as restricted,
  (
      exists (
          select 1
          from "public"."invoice_lines" invoice_lines_1
          where invoice_lines_1."invoice_id" = t."id" offset 0)
        or exists (
          select 1
          from "public"."invoices" invoices_1
          where invoices_1."corrects_id" = t."id"
            and invoices_1.ctid <> t.ctid offset 0)) as referenced
from "public"."invoices" t
where (
    t."issued_on" < ?
      and (
        (
            case when t."issued_on" > make_date(extract(year from t."issued_on")::int, 12, 31) then make_date(
                extract(year from t."issued_on")::int, 12, 31) + interval '1 year' else make_date(
                extract(year from t."issued_on")::int, 12, 31) end)::date + ?::interval)::date < ?)
  and (
    t."id" in (
        select invoices_2."corrects_id"
        from "public"."invoices" invoices_2
        where invoices_2."corrects_id" is not null
          and not coalesce(
            (
                invoices_2."issued_on" < ?
                  and (
                    (
                        case when invoices_2."issued_on" > make_date(
                            extract(year from invoices_2."issued_on")::int, 12, 31) then make_date(
                            extract(year from invoices_2."issued_on")::int, 12, 31) + interval '1 year' else make_date(
                            extract(year from invoices_2."issued_on")::int, 12, 31) end)::date + ?::interval)::date < ?), false))) is not true
  and (
    t."corrects_id" in (
        select invoices_2."id"
        from "public"."invoices" invoices_2
        where invoices_2."id" is not null
          and not coalesce(
            (
                invoices_2."issued_on" < ?
                  and (
                    (
                        case when invoices_2."issued_on" > make_date(
                            extract(year from invoices_2."issued_on")::int, 12, 31) then make_date(
                            extract(year from invoices_2."issued_on")::int, 12, 31) + interval '1 year' else make_date(
                            extract(year from invoices_2."issued_on")::int, 12, 31) end)::date + ?::interval)::date < ?), false))) is not true
  and (
    t."corrects_id" in (
        select invoices_2."corrects_id"
        from "public"."invoices" invoices_2
        where invoices_2."corrects_id" is not null
          and not coalesce(
            (
                invoices_2."issued_on" < ?
                  and (
                    (
                        case when invoices_2."issued_on" > make_date(
                            extract(year from invoices_2."issued_on")::int, 12, 31) then make_date(
                            extract(year from invoices_2."issued_on")::int, 12, 31) + interval '1 year' else make_date(
                            extract(year from invoices_2."issued_on")::int, 12, 31) end)::date + ?::interval)::date < ?), false))) is not true
  and not exists (
    with recursive family(id, corrects, anchor) as (
        select t."id", t."corrects_id", t."issued_on"
        union
        select invoices_3."id", invoices_3."corrects_id", invoices_3."issued_on"
        from "public"."invoices" invoices_3
        join family f on invoices_3."corrects_id" = f.id
          or invoices_3."id" = f.corrects)
    select 1
    from family
    where (family.anchor is null or family.anchor >= ? or family.anchor < ?));
