-- A request that was closed although the person got no answer is counted as such; its outcome says why.

alter table oubli.request add column without_answer boolean not null default false;
alter table oubli.request add constraint request_without_answer_is_closed
  check (not without_answer or state = 'closed');
comment on column oubli.request.without_answer is 'Closed although nobody was answered.';
