with gone as (
    update "public"."customers" t
    set "email" = null::text, "name" = null::text
    where t.ctid >= '(0,0)'::tid
      and t.ctid < '(1000,0)'::tid
      and (t."email" is not null or t."name" is not null)
      and t."created_at" >= ?
      and t."created_at" < ?
      and not (
        exists (
            select 1
            from "public"."orders" orders_1
            where coalesce(orders_1."status"::text in (?), false)
              and orders_1."customer_id" = t."id" offset 0)
          or exists (
            select 1
            from "public"."orders" orders_2
            where coalesce(orders_2."status"::text in (?), false)
              and lower(btrim(orders_2."email")) = lower(btrim(t."email"))
              and lower(btrim(orders_2."email")) <> '' offset 0)
          or exists (
            select 1
            from "public"."orders" orders_3, "public"."customers" customers_1
            where coalesce(orders_3."status"::text in (?), false)
              and customers_1."id" = orders_3."customer_id"
              and lower(btrim(customers_1."email")) = lower(btrim(t."email"))
              and lower(btrim(customers_1."email")) <> '' offset 0))
    returning t."id" as k)
select oubli.append_entry(?, ?, ?, ?, ?, ?, array_agg(k)::text, count(*))
from gone;

with gone as (
    update "public"."customers" t
    set "email" = null::text,
      "name" = case when (
          exists (
              select 1
              from "public"."orders" orders_1
              where coalesce(orders_1."status"::text in (?), false)
                and orders_1."customer_id" = t."id" offset 0)
            or exists (
              select 1
              from "public"."orders" orders_2
              where coalesce(orders_2."status"::text in (?), false)
                and lower(btrim(orders_2."email")) = lower(btrim(t."email"))
                and lower(btrim(orders_2."email")) <> '' offset 0)
            or exists (
              select 1
              from "public"."orders" orders_3, "public"."customers" customers_1
              where coalesce(orders_3."status"::text in (?), false)
                and customers_1."id" = orders_3."customer_id"
                and lower(btrim(customers_1."email")) = lower(btrim(t."email"))
                and lower(btrim(customers_1."email")) <> '' offset 0)) then t."name" else null::text end
    where t.ctid >= '(0,0)'::tid
      and t.ctid < '(1000,0)'::tid
      and (
        exists (
            select 1
            from "public"."orders" orders_4
            where coalesce(orders_4."status"::text in (?), false)
              and orders_4."customer_id" = t."id" offset 0)
          or exists (
            select 1
            from "public"."orders" orders_5
            where coalesce(orders_5."status"::text in (?), false)
              and lower(btrim(orders_5."email")) = lower(btrim(t."email"))
              and lower(btrim(orders_5."email")) <> '' offset 0)
          or exists (
            select 1
            from "public"."orders" orders_6, "public"."customers" customers_2
            where coalesce(orders_6."status"::text in (?), false)
              and customers_2."id" = orders_6."customer_id"
              and lower(btrim(customers_2."email")) = lower(btrim(t."email"))
              and lower(btrim(customers_2."email")) <> '' offset 0))
      and (t."email" is not null or t."name" is not null)
      and t."created_at" >= ?
      and t."created_at" < ?
      and (
        t."email" is not null
          or (
            t."name" is not null
              and not (
                (
                    exists (
                        select 1
                        from "public"."orders" orders_7
                        where coalesce(orders_7."status"::text in (?), false)
                          and orders_7."customer_id" = t."id" offset 0)
                      or exists (
                        select 1
                        from "public"."orders" orders_8
                        where coalesce(orders_8."status"::text in (?), false)
                          and lower(btrim(orders_8."email")) = lower(btrim(t."email"))
                          and lower(btrim(orders_8."email")) <> '' offset 0)
                      or exists (
                        select 1
                        from "public"."orders" orders_9, "public"."customers" customers_3
                        where coalesce(orders_9."status"::text in (?), false)
                          and customers_3."id" = orders_9."customer_id"
                          and lower(btrim(customers_3."email")) = lower(btrim(t."email"))
                          and lower(btrim(customers_3."email")) <> '' offset 0)))))
    returning t."id" as k)
select oubli.append_entry(?, ?, ?, ?, ?, ?, array_agg(k)::text, count(*))
from gone;
