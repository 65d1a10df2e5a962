-- Two databases count their runs alike. A name that no other has tells their seals, pages and bundles apart.

create table oubli.identity (
  one     boolean     primary key default true check (one),
  id      uuid        not null default gen_random_uuid(),
  made_at timestamptz not null default now()
);
insert into oubli.identity default values;
comment on table oubli.identity is
  'The name of this database in its seals. A copy that is restored keeps it.';
create trigger append_only before update or delete on oubli.identity
  for each row execute function oubli.refuse_change();
create trigger never_emptied before truncate on oubli.identity
  for each statement execute function oubli.refuse_change();
