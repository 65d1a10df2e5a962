-- A row past its date stays while others refer to it. That is no hold that somebody registered:
-- whoever reads the report of a night must be able to tell the two apart.

alter table oubli.run_result add column referenced bigint not null default 0 check (referenced >= 0);
comment on column oubli.run_result.referenced is
  'How many of those held stay for the rows that refer to them.';
