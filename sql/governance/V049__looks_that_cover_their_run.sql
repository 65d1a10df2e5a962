-- A look that saw all that its own run took. The night after a run that took much need not begin with
-- everybody of whom something went.

alter table oubli.look add column covers_run boolean not null default false;
comment on column oubli.look.covers_run is
  'Whether the run took nothing after this look. Else the next look begins with what the run took, too.';
