with roles(oid, name) as (
  select oid, rolname::text from pg_roles where rolname in ('oubli_purge', 'oubli_dpo', 'oubli_accountant', 'oubli_auditor', 'oubli_erasure', 'oubli_feed')
  union all
  select 0::oid, 'PUBLIC'),
acls(kind, object, acl, columns) as (
  select case c.relkind when 'S' then 'sequence' when 'v' then 'view' else 'table' end,
    n.nspname || '.' || c.relname, coalesce(c.relacl, acldefault(case c.relkind when 'S' then 's' else 'r' end::"char", c.relowner)), null::text
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ('oubli', 'public') and c.relkind in ('r', 'v', 'p', 'S', 'm', 'f')
  union all
  select 'table', n.nspname || '.' || c.relname, a.attacl, a.attname::text
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ('oubli', 'public') and a.attacl is not null and a.attnum > 0
  union all
  select 'function', p.oid::regprocedure::text, coalesce(p.proacl, acldefault('f', p.proowner)), null
  from pg_proc p where p.pronamespace in ('oubli'::regnamespace, 'public'::regnamespace)
  union all
  select 'schema', nspname, coalesce(nspacl, acldefault('n', nspowner)), null
  from pg_namespace where nspname in ('oubli', 'public')
  union all
  select 'database', 'the database', coalesce(datacl, acldefault('d', datdba)), null
  from pg_database where datname = current_database()
  union all
  select 'default of ' || defaclobjtype::text, coalesce(defaclnamespace::regnamespace::text, 'all schemas'), defaclacl, null
  from pg_default_acl),
granted as (
  select a.kind, a.object, r.name as role, lower(g.privilege_type) || case when g.is_grantable then '*' else '' end
      || case when a.columns is null then '' else ' (' || string_agg(a.columns, ', ' order by a.columns) || ')' end as verb
  from acls a cross join lateral aclexplode(a.acl) g join roles r on r.oid = g.grantee
  group by a.kind, a.object, r.name, g.privilege_type, g.is_grantable, a.columns is null)
select line from (
  select 1 as part, format('%-17s%-45s', role, kind || ' ' || object)
    || string_agg(verb, ', ' order by verb) as line
  from granted group by role, kind, object
  union all
  select 2, rpad('nobody', 17) || a.kind || ' ' || a.object from acls a
  where a.kind in ('table', 'view', 'sequence', 'function') and not exists (
    select from granted g where (g.kind, g.object) = (a.kind, a.object))
  group by a.kind, a.object
  union all
  select 3, 'member of        ' || m.roleid::regrole::text || ': ' || m.member::regrole::text
  from pg_auth_members m where m.member::regrole::text like 'oubli\_%'
  union all
  select 4, 'policy           ' || tablename || '.' || policyname || ' ' || lower(permissive) || ' ' || lower(cmd)
    || ' to ' || array_to_string(roles, ', ') || coalesce(' using ' || regexp_replace(qual, '\s+', ' ', 'g'), '')
    || coalesce(' with check ' || regexp_replace(with_check, '\s+', ' ', 'g'), '')
  from pg_policies where schemaname = 'oubli'
  union all
  select 5, 'rows are hidden  oubli.' || relname from pg_class
  where relnamespace = 'oubli'::regnamespace and relrowsecurity
  union all
  select 6, 'owner''s rights   ' || oid::regprocedure::text from pg_proc
  where pronamespace = 'oubli'::regnamespace and prosecdef) lines
order by part, line collate "C"
