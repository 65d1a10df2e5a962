-- A hold on a person keeps every row that concerns them. It can be narrowed to the rows that are theirs.
alter table oubli.hold drop constraint hold_scope_check;
alter table oubli.hold
  add constraint hold_scope_check check (scope in ('subject', 'owner', 'row', 'collection'));

-- An archived row has one owner in subject_key; the persons whom it concerned beside that one are here.
alter table oubli.archive add column party_keys text[];
comment on column oubli.archive.party_keys is
  'Keys of other persons whom the row concerned: a hold on one of them keeps it.';

-- A row that tells whose another row is goes before that one. What it told is remembered until then.
create table oubli.departed_tie (
  rule        text   not null,
  collection  text   not null,
  row_key     text   not null,
  last_day    date,
  excepted_on date,
  run         bigint not null,
  primary key (rule, collection, row_key),
  check (last_day is not null or excepted_on is not null)
);
create index on oubli.departed_tie (rule, last_day);
create index on oubli.departed_tie (run);
create index on oubli.departed_tie (collection, row_key);
comment on table oubli.departed_tie is
  'What rows below told of the person of a row before they went: the day of that person''s clock.';
comment on column oubli.departed_tie.rule is 'The rule whose clock it is.';
comment on column oubli.departed_tie.last_day is 'The latest day that the clock gave for one of the persons.';
comment on column oubli.departed_tie.excepted_on is
  'The last day on which one of the persons had a row that leaves persons out of the rule.';
