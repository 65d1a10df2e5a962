with gone as (
    update "public"."customers" t
    set "email" = null::text, "name" = null::text
    where t.ctid >= '(0,0)'::tid
      and t.ctid < '(1000,0)'::tid
      and (t."email" is not null or t."name" is not null)
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
          and (
            orders_1."ordered_at" >= ?
              or orders_1."ordered_at" < ?
              or orders_1."ordered_at" is null) offset 0)
      and not exists (
        select 1
        from "public"."orders" orders_2
        where lower(btrim(orders_2."email")) = lower(btrim(t."email"))
          and lower(btrim(t."email")) <> ''
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
          and (
            orders_3."ordered_at" >= ?
              or orders_3."ordered_at" < ?
              or orders_3."ordered_at" is null) offset 0)
      and (
        exists (
            select 1
            from "public"."orders" orders_4
            where orders_4."customer_id" = t."id" offset 0)
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
              and lower(btrim(t."email")) <> '' offset 0)
          or exists (
            select 1
            from "public"."customers" customers_2
            join "public"."orders" orders_6 on orders_6."customer_id" = customers_2."id"
            where lower(btrim(customers_2."email")) = lower(btrim(t."email"))
              and lower(btrim(t."email")) <> ''
              and customers_2."id" <> t."id" offset 0))
    returning t."id" as k)
select oubli.append_entry(?, ?, ?, ?, ?, ?, array_agg(k)::text, count(*))
from gone;
