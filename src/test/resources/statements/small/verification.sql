select t."id"::text as row_key, false as held, false as restricted, false as referenced
from "public"."cookies" t
where (t."set_at" < ? and ((t."set_at")::date + ?::interval)::date < ?)
  and not (t."set_at" is null or t."set_at" >= ? or t."set_at" < ?);
