-- A rule may leave out persons who have rows of some collection. When the last of those goes, they
-- count for the rest of that day, so that a night does what its plan says; the next one reaches the
-- person.

alter table oubli.departed_event
  alter column last_day drop not null,
  add column excepted_on date,
  add check (last_day is not null or excepted_on is not null);
comment on column oubli.departed_event.last_day is
  'The latest day that the events gave. One whose date nobody could judge counts on the day on which it went.';
comment on column oubli.departed_event.excepted_on is
  'The last day on which the person had, as it began, a row that leaves persons out of the rule.';

create index on oubli.departed_event (rule, excepted_on) where excepted_on is not null;
