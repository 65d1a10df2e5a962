select t.row_key,
  exists (
      select 1
      from oubli.active_hold h
      where h.kind = ?
        and (
          (h.collection = ? and h.scope = 'collection')
            or (h.collection = ? and h.scope = 'row' and h.row_key = t.row_key)
            or (
              h.collection = ?
                and (
                  h.scope in ('subject', 'owner')
                    and h.row_key = t.subject_key
                    or h.scope = 'subject'
                    and h.row_key = any (t.party_keys))))) as held,
  exists (
      select 1
      from oubli.active_hold h
      where h.kind = ?
        and (
          (h.collection = ? and h.scope = 'collection')
            or (h.collection = ? and h.scope = 'row' and h.row_key = t.row_key)
            or (
              h.collection = ?
                and (
                  h.scope in ('subject', 'owner')
                    and h.row_key = t.subject_key
                    or h.scope = 'subject'
                    and h.row_key = any (t.party_keys))))) as restricted,
  false as referenced
from oubli.archive t
where t.governed_by = ?
  and t.collection = ?
  and (
    t.anchor < ?
      and (
        (
            case when t.anchor > make_date(extract(year from t.anchor)::int, 12, 31) then make_date(
                extract(year from t.anchor)::int, 12, 31) + interval '1 year' else make_date(
                extract(year from t.anchor)::int, 12, 31) end)::date + ?::interval)::date < ?);
