-- What somebody wrote about a person stands apart from the history of a request: the history is never changed, and
-- says for ever that there was a note; its words end with what the request still needs.

alter table oubli.request_event add column noted boolean not null default false;
comment on column oubli.request_event.noted is 'Somebody wrote a note; its words are, or were, in oubli.request_note.';

create table oubli.request_note (
  event   bigint primary key,
  request bigint not null references oubli.request,
  words   text   not null
);
create index on oubli.request_note (request);
comment on table oubli.request_note is
  'What somebody wrote at a step of a request, an event of the history. It ends; the step stays.';

-- Notes that Oubli writes itself name rights, stages, keys and files, and no person; all others are people's words.
insert into oubli.request_note
select id, request, note from oubli.request_event
where note is not null and step not in
  ('opened', 'identities added', 'resumed', 'match confirmed', 'match confirmed as own', 'match rejected',
    'bundle written', 'erased', 'rectified', 'marketing stopped', 'restriction lifted', 'erasure finished',
    'reply written', 'recipient told');
-- No seal and no digest speaks of this history. The trigger rests for this one statement.
alter table oubli.request_event disable trigger append_only;
update oubli.request_event e set noted = true, note = null from oubli.request_note n where n.event = e.id;
alter table oubli.request_event enable trigger append_only;

alter table oubli.request drop constraint request_check;
alter table oubli.request add constraint request_extension_has_its_day
  check (extension_reason is null or extended_on is not null);
alter table oubli.request
  add column forgotten_on date,
  add column erased_by bigint references oubli.request;
comment on column oubli.request.forgotten_on is
  'Since when its identities, notes and means of identification are gone: nothing needed them any more.';
comment on column oubli.request.erased_by is 'The erasure of the same person, after which nothing of this request is needed.';
create index on oubli.request (erased_by) where erased_by is not null;

-- The files that were written for a person, until they end.
create table oubli.kept_file (
  id         bigint generated always as identity primary key,
  request    bigint not null references oubli.request,
  kind       text   not null check (kind in ('letter', 'bundle')),
  root       text,
  path       text   not null,
  sha256     text,
  written_on date   not null,
  kept_until date
);
create index on oubli.kept_file (request);
comment on table oubli.kept_file is
  'Letters and bundles that lie on a disk, each until the night that removes it. Their digests stay in the history.';
comment on column oubli.kept_file.root is 'The folder that the path starts from; null for the usual one.';
comment on column oubli.kept_file.sha256 is
  'Only what has this digest is removed; null for a bundle of a version that kept none.';
comment on column oubli.kept_file.kept_until is
  'The last day, as the letter says it; null for a file of a version whose letters said nothing of it.';
insert into oubli.kept_file (request, kind, path, sha256, written_on)
select e.request, 'letter', 'demande-' || e.request || '/' || f[1], f[2], (e.at at time zone 'UTC')::date
from oubli.request_event e, regexp_matches(e.note, '([^ ;/]+) sha256 ([0-9a-f]{64})', 'g') f
where e.step = 'reply written';
insert into oubli.kept_file (request, kind, path, written_on)
select request, 'bundle', regexp_replace(note, ', not encrypted$', ''), (at at time zone 'UTC')::date
from oubli.request_event where step = 'bundle written' and note ~ '^[^/]+$';

-- PostgreSQL keeps examples of what a column holds. Of columns that can hold a person it keeps none: here it never
-- looked anything up by them. A column that is given its own type again forgets those that it has.
do $$
declare
  one record;
begin
  for one in
    select * from (values
      ('request', 'identity_means'), ('request', 'extension_reason'), ('request', 'outcome'), ('request', 'reply'),
      ('request_identity', 'value'), ('request_event', 'note'), ('request_note', 'words'),
      ('request_correction', 'was'), ('request_correction', 'becomes'), ('hold', 'reason'),
      ('file_removal', 'path'), ('object_removal', 'address'), ('archive', 'content')) as held (in_table, name)
  loop
    execute format(
      'alter table oubli.%1$I alter column %2$I set statistics 0, alter column %2$I type %3$s',
      one.in_table, one.name, case one.name when 'content' then 'jsonb' else 'text' end);
  end loop;
end
$$;
