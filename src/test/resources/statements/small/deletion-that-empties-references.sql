select count(*)
from (
    select 1
    from "public"."orders" t
    where t.ctid >= '(0,0)'::tid
      and t.ctid < '(1000,0)'::tid
      and t."ordered_at" >= ?
      and t."ordered_at" < ?
    order by t.ctid for update) locked;

with gone as (
    delete from "public"."orders" t
    where t.ctid >= '(0,0)'::tid
      and t.ctid < '(1000,0)'::tid
      and t."ordered_at" >= ?
      and t."ordered_at" < ?
    returning t."id" as k, t."id" as referred0_0)
select sum(rows) filter (where own)
from (
    select true as own,
      (select oubli.append_entry(?, ?, ?, ?, ?, ?, array_agg(k)::text, count(*)) from gone) as rows
    union all
    select false as own,
      oubli.append_entry(?, ?, ?, ?, 'detach', ?, array_agg(c."id"::text)::text, count(*)) as rows
    from "public"."invoices" c
    join gone on c."order_id" = gone.referred0_0) entries;
