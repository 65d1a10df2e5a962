with gone as (
    update "public"."customers" t
    set "email" = null::text, "name" = null::text
    where t.ctid >= '(0,0)'::tid
      and t.ctid < '(1000,0)'::tid
      and (t."email" is not null or t."name" is not null)
      and t."created_at" >= ?
      and t."created_at" < ?
      and not exists (
        select 1
        from "public"."orders" orders_1
        where coalesce(orders_1."status"::text in (?), false)
          and orders_1."customer_id" = t."id" offset 0)
    returning t."id" as k)
select oubli.append_entry(?, ?, ?, ?, ?, ?, array_agg(k)::text, count(*))
from gone;

with gone as (
    update "public"."customers" t
    set "email" = null::text,
      "name" = case when exists (
          select 1
          from "public"."orders" orders_1
          where coalesce(orders_1."status"::text in (?), false)
            and orders_1."customer_id" = t."id" offset 0) then t."name" else null::text end
    where t.ctid >= '(0,0)'::tid
      and t.ctid < '(1000,0)'::tid
      and exists (
        select 1
        from "public"."orders" orders_2
        where coalesce(orders_2."status"::text in (?), false)
          and orders_2."customer_id" = t."id" offset 0)
      and (t."email" is not null or t."name" is not null)
      and t."created_at" >= ?
      and t."created_at" < ?
      and (
        t."email" is not null
          or (
            t."name" is not null
              and not (
                exists (
                    select 1
                    from "public"."orders" orders_3
                    where coalesce(orders_3."status"::text in (?), false)
                      and orders_3."customer_id" = t."id" offset 0))))
    returning t."id" as k)
select oubli.append_entry(?, ?, ?, ?, ?, ?, array_agg(k)::text, count(*))
from gone;
