-- An order on the person's account can carry a friend's address: it must not be left behind in a
-- text, but it makes none of the friend's rows the person's.
alter table oubli.request_identity add column of_rows_alone boolean not null default false;
comment on column oubli.request_identity.of_rows_alone is
  'Neither the letter nor an account of the person says it: no rows are looked for by it.';
