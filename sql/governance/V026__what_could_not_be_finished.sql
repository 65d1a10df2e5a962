-- A removal that could not be done stays open, and says why.

alter table oubli.file_removal add column stuck text;
comment on column oubli.file_removal.stuck is
  'Why the file could not be removed when that was last tried; null where it was not tried yet.';
alter table oubli.file_removal add column tried_at timestamptz;
alter table oubli.file_removal add constraint file_removal_stuck_check
  check ((stuck is null) = (tried_at is null));

-- Rows that others locked or rewrote again and again are neither kept nor forgotten.

alter table oubli.run_result add column busy bigint not null default 0 check (busy >= 0);
comment on column oubli.run_result.busy is
  'How many of those remaining others kept from being acted on; the next run meets them.';

-- What a run began with: when it is resumed, what was done is no longer there to be counted.

create table oubli.run_plan (
  run        bigint not null references oubli.run,
  rule       text   not null,
  collection text   not null,
  stored     bigint not null check (stored >= 0),
  due        bigint not null check (due >= 0),
  primary key (run, rule, collection)
);
comment on table oubli.run_plan is
  'What the first launch of a run found, before it changed anything.';
