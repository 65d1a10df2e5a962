-- Five roles, each with the least that its jobs need. Run it as a superuser, or as the owner of the
-- database with the right to make roles, after a first nightly-purge --dry-run by the schema's owner
-- has made the schema oubli, and again after each upgrade:
--
--   psql -d shop -f sql/roles.sql
--
-- Where the company's tables are not in the schema public:
--
--   PGOPTIONS='-c oubli.business=shop' psql -d shop -f sql/roles.sql
--
-- Then one login per person or scheduler:
--
--   create role night login password '...' in role oubli_purge;
--
-- The views oubli.active_<collection> belong to the owner too, who makes them with
-- subject-restrict --views. Upgrades of the schema oubli stay with its owner. Nobody but the owner and oubli_purge may delete
-- one of the company's rows, and nobody at all may change the ledger: its triggers refuse everyone.

do $$
declare
  wanted text;
begin
  foreach wanted in array array['oubli_purge', 'oubli_dpo', 'oubli_accountant', 'oubli_auditor', 'oubli_erasure'] loop
    if not exists (select from pg_roles where rolname = wanted) then
      execute format('create role %I nologin', wanted);
    end if;
  end loop;
end
$$;

-- What an earlier version of this file granted is taken back first.
revoke all on all tables in schema oubli from oubli_purge, oubli_dpo, oubli_accountant, oubli_auditor, oubli_erasure;
revoke all on all sequences in schema oubli from oubli_purge, oubli_dpo, oubli_accountant, oubli_auditor, oubli_erasure;
grant usage on schema oubli to oubli_purge, oubli_dpo, oubli_accountant, oubli_auditor;
grant select on oubli.flyway_schema_history
  to oubli_purge, oubli_dpo, oubli_accountant, oubli_auditor;

-- What is asked of whole tables, and what accountants decide in a file, is gathered in temporary tables first.
do $$
begin
  execute format('grant temporary on database %I to oubli_purge, oubli_dpo, oubli_accountant', current_database());
end
$$;

-- What keeps rows: everyone who may end one has to see it.
grant select on oubli.active_hold, oubli.awaited_row to oubli_purge, oubli_dpo, oubli_accountant;

-- The nightly purge: acts on rows, writes evidence, reads what keeps rows. It enters no hold, answers
-- no request and does not see who asks.
grant select, insert, update on oubli.run, oubli.file_removal, oubli.plan to oubli_purge;
grant select, insert on oubli.object_removal to oubli_purge;
grant select, insert on oubli.ledger_entry, oubli.seal, oubli.run_plan to oubli_purge;
grant select, insert, update, delete
  on oubli.run_result, oubli.run_age, oubli.quarantine, oubli.departed_event,
    oubli.departed_tie, oubli.archive, oubli.look, oubli.waiting
  to oubli_purge;
-- The rows of a plan: who makes one or runs one keeps and forgets them; nobody changes them.
grant select, insert, delete on oubli.planned_rows to oubli_purge, oubli_dpo;
grant select on oubli.hold, oubli.request, oubli.document_approval to oubli_purge;
grant select, insert on oubli.destroyed_document to oubli_purge;

-- The night also finishes the erasures that a hold had stopped. It sees who asks for those alone.
grant select, insert, update on oubli.request_match, oubli.erasure to oubli_purge;
grant select, insert, update, delete
  on oubli.request_identity, oubli.request_outcome, oubli.residue to oubli_purge;
grant select, insert on oubli.request_event, oubli.suppression to oubli_purge;
alter table oubli.request_identity enable row level security;
drop policy if exists night_finishes_erasures on oubli.request_identity;
create policy night_finishes_erasures on oubli.request_identity to oubli_purge
  using (exists (select 1 from oubli.erasure e where e.request = request_identity.request))
  with check (exists (select 1 from oubli.erasure e where e.request = request_identity.request));
drop policy if exists officer_registers on oubli.request_identity;
create policy officer_registers on oubli.request_identity to oubli_dpo using (true) with check (true);

-- The data protection officer: reads the company's rows, keeps the registers of holds and requests,
-- makes plans. The officer deletes nothing, and writes no evidence of runs.
grant select on oubli.run, oubli.run_result, oubli.run_age, oubli.ledger_entry, oubli.seal,
  oubli.quarantine, oubli.departed_event, oubli.departed_tie, oubli.file_removal, oubli.archive,
  oubli.look, oubli.waiting
  to oubli_dpo;
grant select, insert on oubli.plan, oubli.request_event, oubli.suppression to oubli_dpo;
grant update (making, asked, kept_at, ended) on oubli.plan to oubli_dpo;
grant select, insert, update on oubli.hold, oubli.request to oubli_dpo;
grant select, insert, update, delete on oubli.request_match, oubli.request_identity,
  oubli.request_outcome, oubli.residue to oubli_dpo;
grant select, insert, update on oubli.erasure, oubli.notice to oubli_dpo;
-- What a rectification changed: for its letter, and gone when the request ends.
grant select, insert, delete on oubli.request_correction to oubli_dpo;

grant select on oubli.document_approval, oubli.destroyed_document to oubli_dpo;
grant select, update on oubli.object_removal to oubli_dpo;

-- Who carries out an erasure, a rectification or an objection is officer and night in one.
grant oubli_purge, oubli_dpo to oubli_erasure;

-- The accountants: the accounting documents and their archive, and holds on those alone.
grant select on oubli.archive, oubli.run, oubli.ledger_entry, oubli.hold to oubli_accountant;
grant insert on oubli.hold to oubli_accountant;
grant select, insert, delete on oubli.document_approval to oubli_accountant;
grant select on oubli.destroyed_document to oubli_accountant, oubli_auditor;
grant update (released_at, released_by) on oubli.hold to oubli_accountant;
-- Whether a person's request keeps a document, not who asks nor for what reason.
grant select (id, kind, ended_on) on oubli.request to oubli_accountant;
grant select (request, collection, row_key, state) on oubli.request_match to oubli_accountant;

-- The auditor: evidence, and of the registers what says that deadlines are kept. No row of the
-- company's, no key of a held or quarantined row, nothing that somebody wrote about a person.
grant select on oubli.run, oubli.run_result, oubli.run_age, oubli.ledger_entry, oubli.seal, oubli.plan
  to oubli_auditor;
grant select (run, requested_at, removed_at, outcome, stuck, tried_at) on oubli.file_removal to oubli_auditor;
grant select (id, run, collection, requested_at, removed_on, confirmed_at)
  on oubli.object_removal to oubli_auditor;
grant select (rule, collection, reason, first_seen, run) on oubli.quarantine to oubli_auditor;
grant select (id, kind, scope, collection, owner, review_on, added_at, released_at)
  on oubli.hold to oubli_auditor;
grant select (id, kind, channel, state, received_on, deadline, identity_on, suspended_on,
    suspended_days, extended_on, ended_on, without_answer)
  on oubli.request to oubli_auditor;
grant select on oubli.notice to oubli_auditor, oubli_purge;

-- Spring Batch's own tables, for the jobs that run in it.
do $$
declare
  one record;
begin
  for one in
    select c.relname, c.relkind from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'oubli' and c.relname like 'batch\_%' and c.relkind in ('r', 'S')
  loop
    if one.relkind = 'S' then
      execute format(
        'grant usage on sequence oubli.%I to oubli_purge, oubli_dpo, oubli_accountant', one.relname);
    else
      execute format(
        'grant select, insert, update, delete on oubli.%I to oubli_purge, oubli_dpo, oubli_accountant',
        one.relname);
    end if;
  end loop;
end
$$;

-- The company's tables. The accountants' are those that exist by these names; of the others they see
-- only what says whether a dispute freezes a document and whether its customer still has an account.
do $$
declare
  business text := coalesce(nullif(current_setting('oubli.business', true), ''), 'public');
  document text;
  seen     record;
begin
  execute format('grant usage on schema %I to oubli_purge, oubli_dpo, oubli_accountant', business);
  execute format('grant select, update, delete on all tables in schema %I to oubli_purge', business);
  execute format('grant select on all tables in schema %I to oubli_dpo', business);
  foreach document in array array['invoices', 'invoice_lines'] loop
    if to_regclass(format('%I.%I', business, document)) is not null then
      execute format('grant select on %I.%I to oubli_accountant', business, document);
    end if;
  end loop;
  for seen in
    select table_name, string_agg(quote_ident(column_name), ', ') as columns
    from information_schema.columns
    where table_schema = business and (table_name, column_name) in (
      ('orders', 'id'), ('orders', 'customer_id'), ('customers', 'id'), ('customers', 'email'),
      ('disputes', 'order_id'), ('disputes', 'customer_id'), ('disputes', 'status'))
    group by table_name
  loop
    execute format(
      'grant select (%s) on %I.%I to oubli_accountant', seen.columns, business, seen.table_name);
  end loop;
end
$$;

-- Rows of the archive: migrations let accountants read them; the purge ends them, the officer shows
-- them to the person who asks.
drop policy if exists purge_ends on oubli.archive;
create policy purge_ends on oubli.archive to oubli_purge using (true) with check (true);
drop policy if exists officer_reads on oubli.archive;
create policy officer_reads on oubli.archive for select to oubli_dpo using (true);

-- Holds: whoever may read them reads all of them, because a hold that a purge did not see would cost
-- rows. Only what accountants write is narrowed.
alter table oubli.hold enable row level security;
drop policy if exists everyone_sees on oubli.hold;
create policy everyone_sees on oubli.hold using (true) with check (true);
drop policy if exists accountants_hold_documents on oubli.hold;
create policy accountants_hold_documents on oubli.hold as restrictive for insert to oubli_accountant
  with check (scope = 'row' and collection in ('invoices', 'invoice_lines'));
drop policy if exists accountants_release_documents on oubli.hold;
create policy accountants_release_documents on oubli.hold as restrictive for update to oubli_accountant
  using (scope = 'row' and collection in ('invoices', 'invoice_lines'))
  with check (scope = 'row' and collection in ('invoices', 'invoice_lines'));
