-- How old what remains is, counted at the end of each run, so that a report needs the evidence alone.

create table oubli.run_age (
  run       bigint  not null references oubli.run,
  position  int     not null,
  first_day date    not null,
  last_day  date    not null,
  row_count bigint  not null check (row_count >= 0),
  sampled   boolean not null,
  primary key (run, position, first_day),
  check (first_day <= last_day)
);
comment on table oubli.run_age is
  'Rows whose period is still running, by the day their clock started. A large collection is sampled.';
