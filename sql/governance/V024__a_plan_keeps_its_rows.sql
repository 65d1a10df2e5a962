-- An approved plan acts on the rows that it was made of and on no other, so it keeps their keys until it
-- has run, another plan takes its place, or thirty days are over.

alter table oubli.plan
  add column making  uuid unique,
  add column asked   boolean,
  add column kept_at timestamptz,
  add column ended   text check (ended in ('run', 'replaced', 'expired'));
comment on column oubli.plan.making is
  'Under which its rows stand in planned_rows; null for a plan of an earlier version, which kept none.';
comment on column oubli.plan.asked is
  'Somebody asked for it, with a dry run; else a night that was refused made it.';
comment on column oubli.plan.ended is 'Why its rows are not kept any more.';

create table oubli.planned_rows (
  making     uuid   not null,
  rule       text   not null,
  collection text   not null,
  part       int    not null,
  leaf       oid    not null,
  row_count  bigint not null check (row_count > 0),
  row_keys   text   not null,
  primary key (making, rule, collection, part)
);
comment on table oubli.planned_rows is
  'The keys of the rows that a plan would act on, in parts of rows that lie side by side.';
comment on column oubli.planned_rows.leaf is 'The table or the partition in which the rows lay.';
comment on column oubli.planned_rows.row_keys is
  'A key a line; one that may hold a line feed, or has several columns, as the JSON array of its columns'' texts.';

-- Where the server was built with it, lz4 compresses ten times as fast.
do $$
begin
  alter table oubli.planned_rows alter column row_keys set compression lz4;
exception when feature_not_supported then
  null;
end
$$;

alter table oubli.run_result add column unplanned bigint not null default 0 check (unplanned >= 0);
comment on column oubli.run_result.unplanned is
  'How many of those remaining were not in the approved plan, and wait for the next one.';
