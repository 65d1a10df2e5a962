-- A row can be tied to the person of a request without being theirs: a message to them, an order that they typed in for
-- somebody. It is proposed, it is shown, and an erasure leaves it.

alter table oubli.request_match
  add column part text not null default 'owner' check (part in ('owner', 'named', 'party')),
  add column way text;
comment on column oubli.request_match.part is
  'owner: the row is the person''s. named: it is somebody else''s, and the map says which of its columns speak of the person. party: it is somebody else''s, and concerns the person too.';
comment on column oubli.request_match.way is
  'The reference by which the row is tied to the person, where it is not the one that says whose it is.';

alter table oubli.request_outcome drop constraint request_outcome_outcome_check;
alter table oubli.request_outcome add constraint request_outcome_outcome_check check (outcome in
  ('erased', 'archived', 'kept', 'left', 'unsearched', 'corrected', 'withdrawn', 'restricted'));
