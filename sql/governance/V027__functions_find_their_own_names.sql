-- A function that says nothing of it finds names where the session that calls it looks: in a schema in which
-- others may write, what they made would be run in the place of PostgreSQL's own.

alter function oubli.refuse_change() set search_path = pg_catalog, pg_temp;
alter function oubli.is_accountant() set search_path = pg_catalog, pg_temp;

-- Entries come by this function alone, with its owner's rights: whoever may call it chooses neither the number
-- of an entry nor its time nor its digest, and writes none for a run that has ended.
create or replace function oubli.append_entry(
  entry_run bigint, entry_rule text, entry_policy text, entry_collection text, entry_action text,
  entry_cutoff date, entry_keys text, entry_rows bigint)
returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  keys_digest text;
  previous    record;
  stamp       timestamptz;
  next_seq    bigint;
  last_digest text;
begin
  if coalesce(entry_rows, 0) = 0 then
    return 0;
  end if;
  if exists (select from oubli.run where id = entry_run and ended_at is not null) then
    raise exception 'run % has ended: nothing is added to what it did', entry_run
      using errcode = 'insufficient_privilege';
  end if;
  keys_digest := encode(sha256(convert_to(entry_keys, 'UTF8')), 'hex');
  perform pg_advisory_xact_lock(hashtextextended('oubli.ledger_entry', 0));
  select seq, digest into previous from oubli.ledger_entry order by seq desc limit 1;
  next_seq := coalesce(previous.seq, 0) + 1;
  last_digest := coalesce(previous.digest, '');
  stamp := clock_timestamp();
  insert into oubli.ledger_entry
  values (
    next_seq, entry_run, stamp, entry_rule, entry_policy, entry_collection, entry_action,
    entry_cutoff, entry_rows, entry_keys, last_digest,
    encode(sha256(convert_to(concat_ws(E'\n',
      next_seq, entry_run, to_char(stamp at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
      entry_rule, entry_policy, entry_collection, entry_action, to_char(entry_cutoff, 'YYYY-MM-DD'),
      entry_rows, keys_digest, last_digest), 'UTF8')), 'hex'));
  return entry_rows;
end
$$;

-- A seal follows the last one, and is of a run that has not ended.
create function oubli.follow_seal() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  previous record;
begin
  select sequence, digest into previous from oubli.seal order by sequence desc limit 1;
  if new.sequence <> coalesce(previous.sequence, 0) + 1
      or new.previous_seal <> coalesce(previous.digest, '')
      or new.digest <> encode(sha256(convert_to(new.document, 'UTF8')), 'hex')
      or exists (select from oubli.run where id = new.run and ended_at is not null) then
    raise exception 'oubli.seal takes the next seal of a run that has not ended: % refused', tg_op
      using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
create trigger follows before insert on oubli.seal for each row execute function oubli.follow_seal();

revoke execute on function oubli.append_entry(bigint, text, text, text, text, date, text, bigint),
  oubli.follow_seal(), oubli.refuse_change(), oubli.is_accountant() from public;

-- Until sql/roles.sql is run again, roles that it made go on working.
do $$
declare
  one text;
begin
  for one in select rolname from pg_roles
    where rolname in ('oubli_purge', 'oubli_dpo', 'oubli_accountant', 'oubli_auditor', 'oubli_erasure')
  loop
    execute format('grant execute on function oubli.is_accountant() to %I', one);
    if one in ('oubli_purge', 'oubli_erasure') then
      execute format('grant execute on function oubli.append_entry(bigint, text, text, text, text, date, text, bigint) to %I', one);
    end if;
  end loop;
end
$$;
