-- Runs, the append-only ledger and its seals. Everything here lives in the schema oubli.

create table oubli.run (
  id             bigint generated always as identity primary key,
  as_of          date        not null,
  policy         text        not null,
  policy_sha256  text        not null,
  map_sha256     text        not null,
  only_rule      text,
  plan_hash      text,
  operator       text        not null,
  started_at     timestamptz not null default now(),
  ended_at       timestamptz,
  state          text        not null default 'running'
                 check (state in ('running', 'stopped', 'failed', 'interrupted', 'done')),
  execution_id   bigint
);

create table oubli.ledger_entry (
  seq             bigint      primary key,
  run             bigint      not null references oubli.run,
  recorded_at     timestamptz not null,
  rule            text        not null,
  policy_sha256   text        not null,
  collection      text        not null,
  action          text        not null,
  cutoff          date        not null,
  row_count       bigint      not null check (row_count > 0),
  row_keys        text        not null,
  previous_digest text        not null,
  digest          text        not null unique
);
create index on oubli.ledger_entry (run);
create index on oubli.ledger_entry (collection, rule);
-- Keys do not compress enough to pay for trying.
alter table oubli.ledger_entry alter column row_keys set storage external;

comment on table oubli.ledger_entry is
  'What was done, chained. digest = sha256 of the lines: seq, run, recorded_at (UTC, microseconds), rule, policy_sha256, collection, action, cutoff, row_count, sha256(row_keys), previous_digest; joined by line feeds, UTF-8.';
comment on column oubli.ledger_entry.row_keys is
  'The keys of the rows, as the text of a PostgreSQL array; a composite key is the text of a row. Never a name, an e-mail or an old value.';

create table oubli.seal (
  run           bigint      primary key references oubli.run,
  sequence      bigint      not null unique,
  first_seq     bigint      not null,
  last_seq      bigint      not null,
  entries       bigint      not null,
  row_count     bigint      not null,
  merkle_root   text        not null,
  previous_seal text        not null,
  sealed_at     timestamptz not null,
  document      text        not null,
  digest        text        not null unique,
  signature     text        not null,
  public_key    text        not null
);

create function oubli.refuse_change() returns trigger
language plpgsql as $$
begin
  raise exception '%.% is append-only: % refused', tg_table_schema, tg_table_name, tg_op
    using errcode = 'insufficient_privilege';
end
$$;

create trigger append_only before update or delete on oubli.ledger_entry
  for each row execute function oubli.refuse_change();
create trigger never_emptied before truncate on oubli.ledger_entry
  for each statement execute function oubli.refuse_change();
create trigger append_only before update or delete on oubli.seal
  for each row execute function oubli.refuse_change();
create trigger never_emptied before truncate on oubli.seal
  for each statement execute function oubli.refuse_change();

-- Appends one entry after the last one and returns how many rows it speaks of; nothing acted on,
-- nothing written. The advisory lock makes the chain one chain; it is released with the commit.
create function oubli.append_entry(
  entry_run bigint, entry_rule text, entry_policy text, entry_collection text, entry_action text,
  entry_cutoff date, entry_keys text, entry_rows bigint)
returns bigint
language plpgsql as $$
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
