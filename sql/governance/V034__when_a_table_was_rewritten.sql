-- What a DELETE or an UPDATE leaves in the files of a table is gone once the table is written anew: which table was,
-- when, and how far the ledger went by then. Entries after that speak of rows that its files may hold still.

create table oubli.rewrite (
  id           bigint generated always as identity primary key,
  collection   text   not null,
  relation     text   not null,
  method       text   not null check (method in ('VACUUM FULL', 'pg_repack')),
  ledger_seq   bigint not null check (ledger_seq >= 0),
  tried_at     timestamptz not null default now(),
  rewritten_at timestamptz,
  fault        text check (fault in ('locked', 'space', 'seen', 'window', 'role', 'failed')),
  check ((rewritten_at is null) <> (fault is null))
);
create index on oubli.rewrite (relation, id);
comment on table oubli.rewrite is
  'Each try to write a table, or a partition of one, anew after rows went from it.';
comment on column oubli.rewrite.ledger_seq is
  'The last entry of the ledger when it was tried: no row of which an earlier one tells is in the files of a table that was rewritten.';
comment on column oubli.rewrite.fault is
  'Why it was not: locked by another session, space short, seen by an old snapshot, the window over, the role not the owner''s, failed.';

create trigger append_only before update or delete on oubli.rewrite
  for each row execute function oubli.refuse_change();
create trigger never_emptied before truncate on oubli.rewrite
  for each statement execute function oubli.refuse_change();

-- Each night asks of each table whether an entry was written since its last rewrite.
create index ledger_entry_collection on oubli.ledger_entry (collection, seq);
