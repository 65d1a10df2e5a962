-- The intermediate archive: closed records with legal value, out of the active base, with only the
-- columns that the duty needs, readable by the accountants' role alone.

create table oubli.archive (
  collection  text   not null,
  row_key     text   not null,
  subject_key text,
  rule        text   not null,
  governed_by text   not null,
  anchor      date   not null,
  linked_key  text,
  content     jsonb  not null,
  run         bigint not null references oubli.run,
  archived_at timestamptz not null default now(),
  primary key (collection, row_key)
);
create index on oubli.archive (governed_by, collection, anchor);
create index on oubli.archive (collection, linked_key) where linked_key is not null;
comment on column oubli.archive.linked_key is
  'The key of the document that this one corrects: that one, archived after it, takes its anchor.';
comment on column oubli.archive.anchor is
  'The date that the governing rule counts from, the latest of linked documents.';

alter table oubli.archive enable row level security;

create function oubli.is_accountant() returns boolean
language sql stable as $$
  select coalesce(
    (select pg_has_role(current_user, oid, 'member') from pg_roles where rolname = 'oubli_accountant'),
    false)
$$;
create policy accountants_read on oubli.archive for select using (oubli.is_accountant());

-- The role is made where the migration may make roles; elsewhere sql/roles.sql says how.
do $$
begin
  if not exists (select from pg_roles where rolname = 'oubli_accountant') then
    create role oubli_accountant nologin;
  end if;
  grant usage on schema oubli to oubli_accountant;
  grant select on oubli.archive to oubli_accountant;
exception when insufficient_privilege then
  raise notice 'role oubli_accountant not created: the archive is readable by its owner only';
end
$$;
