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
                          (
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
                      (
                          select lower(btrim(customers_4."email"))
                          from "public"."customers" customers_4
                          where customers_4."id" = t."customer_id"))
                    and lower(btrim(customers_3."email")) <> ''))) as restricted,
      false as in_part,
      (
          select min(((cookie_choices_1."chosen_at") at time zone ?)::date)
          from "public"."cookie_choices" cookie_choices_1
          where cookie_choices_1."customer_id" = t."customer_id"
            and cookie_choices_1."kind" = t."kind"
            and cookie_choices_1."accepted" is false
            and not exists (
              select 1
              from "public"."cookie_choices" cookie_choices_2
              where cookie_choices_2."customer_id" = t."customer_id"
                and cookie_choices_2."kind" = t."kind"
                and cookie_choices_2."accepted" is true
                and cookie_choices_2."chosen_at" > cookie_choices_1."chosen_at"
                and cookie_choices_2."chosen_at" <= t."set_at" offset 0)
            and not (
              cookie_choices_1."chosen_at" is null
                or cookie_choices_1."chosen_at" >= ?
                or cookie_choices_1."chosen_at" < ?)) as anchor
    from "public"."cookies" t
    where not (coalesce(t."kind"::text in (?), false))
      and exists (
        select 1
        from "public"."cookie_choices" cookie_choices_3
        where cookie_choices_3."customer_id" = t."customer_id"
          and cookie_choices_3."kind" = t."kind"
          and cookie_choices_3."accepted" is false
          and not exists (
            select 1
            from "public"."cookie_choices" cookie_choices_4
            where cookie_choices_4."customer_id" = t."customer_id"
              and cookie_choices_4."kind" = t."kind"
              and cookie_choices_4."accepted" is true
              and cookie_choices_4."chosen_at" > cookie_choices_3."chosen_at"
              and cookie_choices_4."chosen_at" <= t."set_at" offset 0)
          and cookie_choices_3."chosen_at" >= ?
          and cookie_choices_3."chosen_at" < ?) offset 0) due;

-- Counts the rows that nobody can judge
select count(*)
from "public"."cookies" t
where t.ctid = any(
    array(
        select c.ctid
        from "public"."cookies" c
        where exists (
            select 1
            from "public"."cookie_choices" cookie_choices_1
            where cookie_choices_1."customer_id" = c."customer_id"
              and cookie_choices_1."kind" = c."kind"
              and cookie_choices_1."accepted" is false
              and not exists (
                select 1
                from "public"."cookie_choices" cookie_choices_2
                where cookie_choices_2."customer_id" = c."customer_id"
                  and cookie_choices_2."kind" = c."kind"
                  and cookie_choices_2."accepted" is true
                  and cookie_choices_2."chosen_at" > cookie_choices_1."chosen_at"
                  and cookie_choices_2."chosen_at" <= c."set_at" offset 0)
              and (
                cookie_choices_1."chosen_at" is null
                  or cookie_choices_1."chosen_at" >= ?
                  or cookie_choices_1."chosen_at" < ?))))
  and not (coalesce(t."kind"::text in (?), false))
  and exists (
    select 1
    from "public"."cookie_choices" cookie_choices_3
    where cookie_choices_3."customer_id" = t."customer_id"
      and cookie_choices_3."kind" = t."kind"
      and cookie_choices_3."accepted" is false
      and not exists (
        select 1
        from "public"."cookie_choices" cookie_choices_4
        where cookie_choices_4."customer_id" = t."customer_id"
          and cookie_choices_4."kind" = t."kind"
          and cookie_choices_4."accepted" is true
          and cookie_choices_4."chosen_at" > cookie_choices_3."chosen_at"
          and cookie_choices_4."chosen_at" <= t."set_at" offset 0)
      and (
        cookie_choices_3."chosen_at" is null
          or cookie_choices_3."chosen_at" >= ?
          or cookie_choices_3."chosen_at" < ?) offset 0)
  and not exists (
    select 1
    from "public"."cookie_choices" cookie_choices_5
    where cookie_choices_5."customer_id" = t."customer_id"
      and cookie_choices_5."kind" = t."kind"
      and cookie_choices_5."accepted" is false
      and not exists (
        select 1
        from "public"."cookie_choices" cookie_choices_6
        where cookie_choices_6."customer_id" = t."customer_id"
          and cookie_choices_6."kind" = t."kind"
          and cookie_choices_6."accepted" is true
          and cookie_choices_6."chosen_at" > cookie_choices_5."chosen_at"
          and cookie_choices_6."chosen_at" <= t."set_at" offset 0)
      and cookie_choices_5."chosen_at" >= ?
      and cookie_choices_5."chosen_at" < ? offset 0);

-- Lists the rows to act on
select t.tableoid::regclass as leaf, t.ctid as place, 0 as lane
from "public"."cookies" t
where not (coalesce(t."kind"::text in (?), false))
  and exists (
    select 1
    from "public"."cookie_choices" cookie_choices_1
    where cookie_choices_1."customer_id" = t."customer_id"
      and cookie_choices_1."kind" = t."kind"
      and cookie_choices_1."accepted" is false
      and not exists (
        select 1
        from "public"."cookie_choices" cookie_choices_2
        where cookie_choices_2."customer_id" = t."customer_id"
          and cookie_choices_2."kind" = t."kind"
          and cookie_choices_2."accepted" is true
          and cookie_choices_2."chosen_at" > cookie_choices_1."chosen_at"
          and cookie_choices_2."chosen_at" <= t."set_at" offset 0)
      and cookie_choices_1."chosen_at" >= ?
      and cookie_choices_1."chosen_at" < ?)
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
                (
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
                (
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

-- Acts on a slice, with its ledger entry
with gone as (
    delete from "public"."cookies" t
    where t.ctid >= '(0,0)'::tid
      and t.ctid < '(1000,0)'::tid
      and not (coalesce(t."kind"::text in (?), false))
      and (
        row(t."customer_id", t."kind", t."set_at")::text in (
            select line
            from (
                select distinct row(t."customer_id", t."kind", t."set_at")::text as line,
                  t."customer_id",
                  t."kind",
                  t."set_at"
                from "public"."cookies" t
                where t.ctid >= '(0,0)'::tid
                  and t.ctid < '(1000,0)'::tid offset 0) alike
            where exists (
                select 1
                from "public"."cookie_choices" cookie_choices_1
                where cookie_choices_1."customer_id" = alike."customer_id"
                  and cookie_choices_1."kind" = alike."kind"
                  and cookie_choices_1."accepted" is false
                  and not exists (
                    select 1
                    from "public"."cookie_choices" cookie_choices_2
                    where cookie_choices_2."customer_id" = alike."customer_id"
                      and cookie_choices_2."kind" = alike."kind"
                      and cookie_choices_2."accepted" is true
                      and cookie_choices_2."chosen_at" > cookie_choices_1."chosen_at"
                      and cookie_choices_2."chosen_at" <= alike."set_at" offset 0)
                  and cookie_choices_1."chosen_at" >= ?
                  and cookie_choices_1."chosen_at" < ? offset 0))) is true
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
                    (
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
                    (
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
                      (
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
                  (
                      select lower(btrim(customers_4."email"))
                      from "public"."customers" customers_4
                      where customers_4."id" = t."customer_id"))
                and lower(btrim(customers_3."email")) <> ''))) as restricted,
  false as referenced
from "public"."cookies" t
where not (coalesce(t."kind"::text in (?), false))
  and (
    (t."customer_id", t."kind") in (
        select cookie_choices_1."customer_id", cookie_choices_1."kind"
        from "public"."cookie_choices" cookie_choices_1
        where cookie_choices_1."accepted" = false)) is true
  and coalesce(
    (
        (
            select min(cookie_choices_2."chosen_at")
            from "public"."cookie_choices" cookie_choices_2
            where t."customer_id" = cookie_choices_2."customer_id"
              and t."kind" = cookie_choices_2."kind"
              and cookie_choices_2."accepted" = false
              and cookie_choices_2."chosen_at" >= ?
              and cookie_choices_2."chosen_at" >= all (
                select cookie_choices_3."chosen_at"
                from "public"."cookie_choices" cookie_choices_3
                where t."customer_id" = cookie_choices_3."customer_id"
                  and t."kind" = cookie_choices_3."kind"
                  and cookie_choices_3."accepted" = true
                  and cookie_choices_3."chosen_at" <= t."set_at")) < ?
          and (
            (
                (
                    (
                        select min(cookie_choices_2."chosen_at")
                        from "public"."cookie_choices" cookie_choices_2
                        where t."customer_id" = cookie_choices_2."customer_id"
                          and t."kind" = cookie_choices_2."kind"
                          and cookie_choices_2."accepted" = false
                          and cookie_choices_2."chosen_at" >= ?
                          and cookie_choices_2."chosen_at" >= all (
                            select cookie_choices_3."chosen_at"
                            from "public"."cookie_choices" cookie_choices_3
                            where t."customer_id" = cookie_choices_3."customer_id"
                              and t."kind" = cookie_choices_3."kind"
                              and cookie_choices_3."accepted" = true
                              and cookie_choices_3."chosen_at" <= t."set_at"))) at time zone ?)::date + ?::interval)::date < ?), false)
  and not (
    exists (
        select 1
        from "public"."cookie_choices" cookie_choices_4
        where cookie_choices_4."customer_id" = t."customer_id"
          and cookie_choices_4."kind" = t."kind"
          and cookie_choices_4."accepted" is false
          and not exists (
            select 1
            from "public"."cookie_choices" cookie_choices_5
            where cookie_choices_5."customer_id" = t."customer_id"
              and cookie_choices_5."kind" = t."kind"
              and cookie_choices_5."accepted" is true
              and cookie_choices_5."chosen_at" > cookie_choices_4."chosen_at"
              and cookie_choices_5."chosen_at" <= t."set_at" offset 0)
          and (
            cookie_choices_4."chosen_at" is null
              or cookie_choices_4."chosen_at" >= ?
              or cookie_choices_4."chosen_at" < ?) offset 0)
      and not exists (
        select 1
        from "public"."cookie_choices" cookie_choices_6
        where cookie_choices_6."customer_id" = t."customer_id"
          and cookie_choices_6."kind" = t."kind"
          and cookie_choices_6."accepted" is false
          and not exists (
            select 1
            from "public"."cookie_choices" cookie_choices_7
            where cookie_choices_7."customer_id" = t."customer_id"
              and cookie_choices_7."kind" = t."kind"
              and cookie_choices_7."accepted" is true
              and cookie_choices_7."chosen_at" > cookie_choices_6."chosen_at"
              and cookie_choices_7."chosen_at" <= t."set_at" offset 0)
          and cookie_choices_6."chosen_at" >= ?
          and cookie_choices_6."chosen_at" < ? offset 0));
