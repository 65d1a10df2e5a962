-- Rows that the conditions of a rule left out of a run's plan, due or not; of the runs before this
-- version nobody counted them.
alter table oubli.run_result
  add column left_out bigint not null default 0,
  add column left_out_untied bigint not null default 0;
