-- What each duty looked at last, so that a night asks about what is new since then and not about
-- everything that is stored.

create table oubli.look (
  rule          text   not null,
  collection    text   not null,
  policy_sha256 text   not null,
  map_sha256    text   not null,
  cutoff        date   not null,
  as_of         date   not null,
  everything_on date   not null check (everything_on <= as_of),
  run           bigint not null references oubli.run,
  primary key (rule, collection)
);
comment on table oubli.look is
  'The last verified look of each rule at a large collection. Removing a row makes the next run look at everything.';

-- Rows that were due and stayed, or that nobody could judge: the next look begins with them.
create table oubli.waiting (
  rule       text   not null,
  collection text   not null,
  row_key    text   not null,
  run        bigint not null references oubli.run,
  primary key (rule, collection, row_key)
);

create index on oubli.departed_event (rule, last_day);
create index on oubli.departed_event (run);

alter table oubli.run_result add column everything_on date;
comment on column oubli.run_result.everything_on is
  'The last day on which all rows were looked at, where this run looked at what was new; else null.';

comment on column oubli.ledger_entry.row_keys is
  'The keys of the rows, as the text of a PostgreSQL array; a composite key is the text of a row. A partition that went whole is one text: its name and its bounds. Never a name, an e-mail or an old value.';
