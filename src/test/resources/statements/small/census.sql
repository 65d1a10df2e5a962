select count(*) as due,
  count(*) filter (where held) as held,
  count(*) filter (where restricted and not held) as restricted,
  count(*) filter (where in_part and not held and not restricted) as in_part,
  coalesce(sum(hashtextextended(row_key, 0)) filter (where not held and not restricted), 0)::text as digest,
  (min(anchor))::date as oldest
from (
    select t."id"::text as row_key,
      false as held,
      false as restricted,
      false as in_part,
      t."set_at" as anchor
    from "public"."cookies" t
    where t."set_at" >= ?
      and t."set_at" < ? offset 0) due;
