select t."id"::text as row_key
from "public"."cookies" t
where t.ctid = any(
    array(
        select c.ctid
        from "public"."cookies" c
        where c."set_at" >= ?
          and c."set_at" < ?
        union all
        select c.ctid
        from "public"."cookies" c
        where exists (
            select 1
            from oubli.waiting w
            where w.rule = ?
              and w.collection = ?
              and c."id" = w.row_key::bigint)))
  and t."set_at" >= ?
  and t."set_at" < ?;
