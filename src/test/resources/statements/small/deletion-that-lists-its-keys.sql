with listed as materialized (
    select array_agg(t."id")::text as keys, count(*) as rows
    from "public"."cookies" t
    where t.ctid >= '(0,0)'::tid
      and t.ctid < '(1000,0)'::tid
      and t."set_at" >= ?
      and t."set_at" < ?), waiting as materialized (
    select set_config('oubli.slice_keys', keys, true),
      set_config('oubli.slice_count', rows::text, true)
    from listed)
delete from "public"."cookies" t
where t.ctid >= '(0,0)'::tid
  and t.ctid < '(1000,0)'::tid
  and t."set_at" >= ?
  and t."set_at" < ?
  and (select count(*) from waiting) = 1;

select oubli.append_entry(
      ?, ?, ?, ?, ?, ?, current_setting('oubli.slice_keys'), current_setting('oubli.slice_count')::bigint);
