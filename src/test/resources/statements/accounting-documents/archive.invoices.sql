-- Counts the rows that are due, and what keeps them
select count(*) as due,
  count(*) filter (where held) as held,
  count(*) filter (where restricted and not held) as restricted,
  0::bigint as in_part,
  coalesce(sum(hashtextextended(row_key, 0)) filter (where not held and not restricted), 0)::text as digest,
  min(anchor) as oldest
from (
    select exists (
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
      row_key,
      anchor
    from oubli.archive t
    where t.governed_by = ?
      and t.collection = ?
      and t.anchor <= ?) due;

-- Counts the rows that nobody can judge
select 0::bigint;

-- Lists the rows to act on
select t.tableoid::regclass as leaf, t.ctid as place, 0 as lane
from oubli.archive t
where t.governed_by = ?
  and t.collection = ?
  and t.anchor <= ?
  and not (
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
                      and h.row_key = any (t.party_keys))))))
  and not (
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
                      and h.row_key = any (t.party_keys))))));

-- Acts on a slice, with its ledger entry
with gone as (
    delete from oubli.archive t
    where t.ctid >= '(0,0)'::tid
      and t.ctid < '(1000,0)'::tid
      and t.governed_by = ?
      and t.collection = ?
      and t.anchor <= ?
      and not (
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
                          and h.row_key = any (t.party_keys))))))
      and not (
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
                          and h.row_key = any (t.party_keys))))))
    returning t.row_key as k,
      t.content ->> ? as series,
      t.content ->> ? as number,
      (t.content ->> ?)::date as issued), numbers as (
    insert into oubli.destroyed_document (collection, series, number, issued_on, run)
    select ?, coalesce(series, ''), number, issued, ?
    from gone
    where number is not null)
select oubli.append_entry(?, ?, ?, ?, 'delete', ?, array_agg(k)::text, count(*))
from gone;

-- Verifies what is still due
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
