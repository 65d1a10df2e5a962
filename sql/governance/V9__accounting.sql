-- Numbers of accounting documents that were destroyed: they stay known, and are no gap in the series.
create table oubli.destroyed_document (
  collection text   not null,
  series     text   not null,
  number     text   not null,
  issued_on  date,
  run        bigint not null references oubli.run
);
create index on oubli.destroyed_document (collection, series);

-- What an accountant agreed to have destroyed.
create table oubli.document_approval (
  collection  text        not null,
  row_key     text        not null,
  approved_by text        not null check (btrim(approved_by) <> ''),
  approved_on date        not null,
  entered_by  text        not null,
  entered_at  timestamptz not null default now(),
  primary key (collection, row_key)
);
