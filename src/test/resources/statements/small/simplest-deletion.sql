with gone as (
    delete from "public"."cookies" t
    where t.ctid >= '(0,0)'::tid
      and t.ctid < '(1000,0)'::tid
      and t."set_at" >= ?
      and t."set_at" < ?
    returning t."id" as k)
select oubli.append_entry(?, ?, ?, ?, ?, ?, array_agg(k)::text, count(*))
from gone;
