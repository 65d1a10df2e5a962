with gone as (
    delete from "public"."invoices" t
    where t.ctid >= '(0,0)'::tid
      and t.ctid < '(1000,0)'::tid
      and t."issued_on" >= ?
      and t."issued_on" < ?
      and not coalesce(
        t."issued_on" >= ?
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
                where not coalesce(family.anchor >= ? and family.anchor < ?, false))), false)
      and not exists (
        select 1
        from "public"."invoices" invoices_3
        where invoices_3."corrects_id" = t."id"
          and invoices_3.ctid <> t.ctid offset 0)
      and not exists (
        select 1
        from "public"."lines" lines_1
        where lines_1."invoice_id" = t."id" offset 0)
      and (
        case when (
            t."corrects_id" is null
              and not exists (
                select 1
                from "public"."invoices" invoices_4
                where invoices_4."corrects_id" = t."id" offset 0)) then t."issued_on" else (
            with recursive family(id, corrects, anchor) as (
                select t."id", t."corrects_id", t."issued_on"
                union
                select invoices_5."id", invoices_5."corrects_id", invoices_5."issued_on"
                from "public"."invoices" invoices_5
                join family f on invoices_5."corrects_id" = f.id
                  or invoices_5."id" = f.corrects)
            select max(family.anchor)
            from family) end) is not null
    returning t."id" as k,
      greatest(
          (
              case when (
                  t."corrects_id" is null
                    and not exists (
                      select 1
                      from "public"."invoices" invoices_6
                      where invoices_6."corrects_id" = t."id" offset 0)) then t."issued_on" else (
                  with recursive family(id, corrects, anchor) as (
                      select t."id", t."corrects_id", t."issued_on"
                      union
                      select invoices_7."id", invoices_7."corrects_id", invoices_7."issued_on"
                      from "public"."invoices" invoices_7
                      join family f on invoices_7."corrects_id" = f.id
                        or invoices_7."id" = f.corrects)
                  select max(family.anchor)
                  from family) end), (
              select max(a.anchor)
              from oubli.archive a
              where a.collection = ?
                and a.linked_key = t."id"::text)) as anchor,
      t."corrects_id"::text as linked,
      to_jsonb(t.*) - array[?,
      ?,
      ?,
      ?,
      ?]::text[] as content,
      (
          (
              select orders_1."customer_id"
              from "public"."orders" orders_1
              where orders_1."id" = t."order_id"))::text as owner,
      null::text[] as parties), stored as (
    insert into oubli.archive (
        collection, row_key, subject_key, rule, governed_by, anchor, linked_key, content, party_keys, run)
    select ?, k::text, owner, ?, ?, anchor, linked, content, parties, ?
    from gone)
select oubli.append_entry(?, ?, ?, ?, ?, ?, array_agg(k)::text, count(*))
from gone;
