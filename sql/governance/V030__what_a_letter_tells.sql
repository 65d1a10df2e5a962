-- What the letters of a request tell: on which ground it was refused, since when its rows are restricted, and which
-- values were corrected. The values are kept until the request ends and no longer: they are the person's data.

alter table oubli.request
  add column refusal_ground text check (refusal_ground in
    ('unfounded', 'excessive', 'identity', 'others', 'conditions')),
  add column restricted_on date;
comment on column oubli.request.refusal_ground is 'Why it was refused; the facts are its outcome.';
comment on column oubli.request.restricted_on is 'Since when its rows are restricted; nobody is told of the end before.';

create table oubli.request_correction (
  id         bigint generated always as identity primary key,
  request    bigint not null references oubli.request,
  collection text   not null,
  row_key    text   not null,
  field      text   not null,
  was        text,
  becomes    text
);
create index on oubli.request_correction (request);
comment on table oubli.request_correction is
  'What a rectification changed, for its letter and its notices; emptied when the request ends.';

-- An access tells what its bundle leaves out.
alter table oubli.request_outcome drop constraint request_outcome_outcome_check;
alter table oubli.request_outcome add constraint request_outcome_outcome_check check (outcome in
  ('erased', 'archived', 'kept', 'left', 'unsearched', 'corrected', 'withdrawn', 'restricted', 'withheld'));
