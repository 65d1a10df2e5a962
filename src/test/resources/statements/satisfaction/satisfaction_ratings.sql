-- Counts the rows that are due, and what keeps them
select count(*) as due,
  count(*) filter (where held) as held,
  count(*) filter (where restricted and not held) as restricted,
  count(*) filter (where in_part and not held and not restricted) as in_part,
  coalesce(sum(hashtextextended(row_key, 0)) filter (where not held and not restricted), 0)::text as digest,
  ((min(anchor)) at time zone ?)::date as oldest
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
      t."rated_at" as anchor
    from "public"."satisfaction_ratings" t
    where t."rated_at" >= ?
      and t."rated_at" < ? offset 0) due;

-- Counts the rows that nobody can judge
select count(*)
from "public"."satisfaction_ratings" t
where (t."rated_at" is null or t."rated_at" >= ? or t."rated_at" < ?);

-- Lists the rows to act on
select t.tableoid::regclass as leaf, t.ctid as place, 0 as lane
from "public"."satisfaction_ratings" t
where t."rated_at" >= ?
  and t."rated_at" < ?
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
          and a.row_key = t."id"::text));

-- Acts on a slice, where nobody changes its rows
with listed as materialized (
    select array_agg(t."id")::text as keys, count(*) as rows
    from "public"."satisfaction_ratings" t
    where t.ctid >= '(0,0)'::tid
      and t.ctid < '(1000,0)'::tid
      and t."rated_at" >= ?
      and t."rated_at" < ?
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
              and a.row_key = t."id"::text))), waiting as materialized (
    select set_config('oubli.slice_keys', keys, true),
      set_config('oubli.slice_count', rows::text, true)
    from listed)
delete from "public"."satisfaction_ratings" t
where t.ctid >= '(0,0)'::tid
  and t.ctid < '(1000,0)'::tid
  and t."rated_at" >= ?
  and t."rated_at" < ?
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
  and (select count(*) from waiting) = 1;

-- Writes the ledger entry of that
select oubli.append_entry(
      ?, ?, ?, ?, ?, ?, current_setting('oubli.slice_keys'), current_setting('oubli.slice_count')::bigint);

-- Acts on a slice, with its ledger entry
with gone as (
    delete from "public"."satisfaction_ratings" t
    where t.ctid >= '(0,0)'::tid
      and t.ctid < '(1000,0)'::tid
      and t."rated_at" >= ?
      and t."rated_at" < ?
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
    returning t."id" as k)
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
  false as referenced
from "public"."satisfaction_ratings" t
where (t."rated_at" < ? and (((t."rated_at") at time zone ?)::date + ?::interval)::date < ?)
  and not (t."rated_at" is null or t."rated_at" >= ? or t."rated_at" < ?);
