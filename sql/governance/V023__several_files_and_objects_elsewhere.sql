-- A row can name several files, and some of them at an address that only others can remove.

alter table oubli.file_removal add column field text;
comment on column oubli.file_removal.field is
  'The column that named the file; null in what was noted while a row could name only one.';
alter table oubli.file_removal drop constraint file_removal_outcome_check;
alter table oubli.file_removal add constraint file_removal_outcome_check
  check (outcome in ('removed', 'was missing', 'shared'));
comment on column oubli.file_removal.outcome is
  'shared: another row names the file, or its removal was noted for another row too.';

create table oubli.object_removal (
  id           bigint generated always as identity primary key,
  run          bigint      not null references oubli.run,
  collection   text        not null,
  row_key      text        not null,
  field        text        not null,
  address      text,
  requested_at timestamptz not null default now(),
  removed_on   date,
  removed_by   text,
  confirmed_at timestamptz,
  confirmed_by text,
  check ((confirmed_at is null) = (address is not null)),
  check ((confirmed_at is null) = (removed_on is null)),
  check ((confirmed_at is null) = (removed_by is null)),
  check ((confirmed_at is null) = (confirmed_by is null))
);
create index on oubli.object_removal (id) where confirmed_at is null;
comment on table oubli.object_removal is
  'Objects elsewhere, whose row is gone. Each waits until somebody confirms that it was removed.';
comment on column oubli.object_removal.address is
  'Kept only until its removal is confirmed: an address can hold a name.';
