set search_path = pg_catalog, pg_temp;

-- Six roles, each with the least that its jobs need. Run it as a superuser, or as the owner of the
-- database with the right to make roles, after a first nightly-purge --dry-run by the schema's owner
-- has made the schema oubli, and again after each upgrade:
--
--   psql -d shop -f sql/roles.sql
--
-- Where the company's tables are not in the schema public:
--
--   PGOPTIONS='-c oubli.business=shop' psql -d shop -f sql/roles.sql
--
-- Where its accounting documents are other tables than invoices and invoice_lines:
--
--   PGOPTIONS='-c oubli.documents=facture,facturedet' psql -d shop -f sql/roles.sql
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
  foreach wanted in array array['oubli_purge', 'oubli_dpo', 'oubli_accountant', 'oubli_auditor', 'oubli_erasure', 'oubli_feed'] loop
    if not exists (select from pg_roles where rolname = wanted) then
      execute format('create role %I nologin', wanted);
    end if;
  end loop;
end
$$;

-- What an earlier version of this file granted is taken back first.
revoke all on all tables in schema oubli
  from oubli_purge, oubli_dpo, oubli_accountant, oubli_auditor, oubli_erasure, oubli_feed;
revoke all on all sequences in schema oubli
  from oubli_purge, oubli_dpo, oubli_accountant, oubli_auditor, oubli_erasure, oubli_feed;
revoke all on all functions in schema oubli
  from public, oubli_purge, oubli_dpo, oubli_accountant, oubli_auditor, oubli_erasure, oubli_feed;
grant usage on schema oubli to oubli_purge, oubli_dpo, oubli_accountant, oubli_auditor, oubli_feed;
grant select on oubli.identity, oubli.flyway_schema_history
  to oubli_purge, oubli_dpo, oubli_accountant, oubli_auditor, oubli_feed;

-- What is asked of whole tables, and what accountants decide in a file, is gathered in temporary tables first.
do $$
begin
  execute format('grant temporary on database %I to oubli_purge, oubli_dpo, oubli_accountant', current_database());
end
$$;

-- What keeps rows: everyone who may end one has to see it.
grant select on oubli.active_hold, oubli.awaited_row to oubli_purge, oubli_dpo, oubli_accountant;

-- Whether the database is as new as what was sealed of it, which each command asks first, and whether the copy of the
-- registers outside is as new as they are.
grant select on oubli.replay, oubli.register_change
  to oubli_purge, oubli_dpo, oubli_accountant, oubli_auditor, oubli_feed;
grant select (sequence, digest, sealed_at) on oubli.seal to oubli_accountant, oubli_feed;

-- The nightly purge: acts on rows, writes evidence, reads what keeps rows. It enters no hold, answers
-- no request and does not see who asks. Entries of the ledger come by the function alone, which gives
-- them their number.
grant select, insert on oubli.run, oubli.rewrite, oubli.file_removal, oubli.plan, oubli.object_removal, oubli.seal,
  oubli.run_plan
  to oubli_purge;
grant select on sequence oubli.left_behind to oubli_purge;
grant update (state, ended_at, execution_id, unreached, unreached_rows) on oubli.run to oubli_purge;
grant update (path, removed_at, outcome, stuck, tried_at) on oubli.file_removal to oubli_purge;
grant update (making, asked, kept_at, ended) on oubli.plan to oubli_purge;
grant select on oubli.ledger_entry to oubli_purge;
grant execute on function oubli.append_entry(bigint, text, text, text, text, date, text, bigint) to oubli_purge;
grant select, insert, update, delete
  on oubli.run_result, oubli.run_age, oubli.quarantine, oubli.departed_event,
    oubli.departed_tie, oubli.archive, oubli.look, oubli.waiting
  to oubli_purge;
-- The rows of a plan: who makes one or runs one keeps and forgets them; nobody changes them.
grant select, insert, delete on oubli.planned_rows to oubli_purge, oubli_dpo;
grant select on oubli.hold, oubli.document_approval to oubli_purge;
-- Of a request what deadlines and erasures need, not what somebody wrote about the person.
grant select (id, kind, quality, scope, state, received_on, deadline, suspended_days, suspended_on,
    extended_on, outcome, channel, identity_on, ended_on, without_answer, refusal_ground, same_as)
  on oubli.request to oubli_purge;
grant select, insert on oubli.destroyed_document to oubli_purge;

-- The night also finishes the erasures that a hold had stopped. It sees who asks for those alone.
grant select on oubli.erasure, oubli.request_match to oubli_purge;
grant update (state, run, updated_at) on oubli.erasure to oubli_purge;
grant insert, update on oubli.request_match to oubli_purge;
grant select, delete on oubli.request_identity to oubli_purge;
grant select, insert, update, delete on oubli.request_outcome, oubli.residue to oubli_purge;
grant insert on oubli.request_event to oubli_purge;
grant select, delete, update (look_again_on) on oubli.suppression to oubli_purge;
grant select, insert on oubli.suppression_end to oubli_purge;
-- It ends what requests know of people, without seeing it, and removes the files that were written for them.
grant select on oubli.kept_file to oubli_purge;
-- Digests of rows on which requests acted end with the backups.
grant select, delete on oubli.requested_row to oubli_purge;
grant select, insert on oubli.requested_row to oubli_dpo;
grant update (done) on oubli.requested_row to oubli_purge, oubli_dpo;
-- The same of what was staged for a feed, and of files of bad lines.
grant select, delete on oubli.feed_rejects to oubli_purge;
grant execute on function oubli.end_feed_lines() to oubli_purge;
grant select on oubli.unasked to oubli_purge, oubli_dpo, oubli_auditor;
-- Who is asked before their period ends is noted, and forgotten later.
grant select, insert, delete on oubli.inactivity_notice to oubli_purge;
-- The same of who was told of a transfer, and of the lists that were written for it.
grant select on oubli.transfer_file, oubli.policy_version to oubli_purge;
grant update (gone_on) on oubli.transfer_file to oubli_purge;
grant execute on function oubli.end_transfers(date, interval) to oubli_purge;
grant execute on function oubli.forget_earlier(bigint, date, text[], text), oubli.end_requests(date, interval),
  oubli.end_file(bigint, text, text), oubli.still_knows(bigint, text[], text[], text[])
  to oubli_purge;
grant execute on function oubli.is_needed(bigint), oubli.plain_spelling(text), oubli.searchable(text)
  to oubli_purge, oubli_dpo;
alter table oubli.request_identity enable row level security;
drop policy if exists night_finishes_erasures on oubli.request_identity;
create policy night_finishes_erasures on oubli.request_identity to oubli_purge
  using (exists (select 1 from oubli.erasure e where e.request = request_identity.request))
  with check (exists (select 1 from oubli.erasure e where e.request = request_identity.request));
drop policy if exists officer_registers on oubli.request_identity;
create policy officer_registers on oubli.request_identity to oubli_dpo using (true) with check (true);
do $$
declare
  register text;
begin
  foreach register in array array['request_event', 'request_outcome', 'residue'] loop
    execute format('alter table oubli.%I enable row level security', register);
    execute format('drop policy if exists night_finishes_erasures on oubli.%I', register);
    execute format('create policy night_finishes_erasures on oubli.%1$I to oubli_purge
      using (exists (select 1 from oubli.erasure e where e.request = %1$I.request))
      with check (exists (select 1 from oubli.erasure e where e.request = %1$I.request))', register);
    execute format('drop policy if exists officer_registers on oubli.%I', register);
    execute format(
      'create policy officer_registers on oubli.%I to oubli_dpo using (true) with check (true)', register);
  end loop;
end
$$;
-- It sees which rows wait for an answer, and finds more for those erasures alone.
alter table oubli.request_match enable row level security;
drop policy if exists everyone_sees on oubli.request_match;
create policy everyone_sees on oubli.request_match for select using (true);
drop policy if exists officer_registers on oubli.request_match;
create policy officer_registers on oubli.request_match to oubli_dpo using (true) with check (true);
drop policy if exists night_finishes_erasures on oubli.request_match;
create policy night_finishes_erasures on oubli.request_match to oubli_purge
  using (exists (select 1 from oubli.erasure e where e.request = request_match.request))
  with check (exists (select 1 from oubli.erasure e where e.request = request_match.request));

-- The data protection officer: reads the company's rows, keeps the registers of holds and requests,
-- makes plans. The officer deletes nothing, and writes no evidence of runs.
grant select on oubli.run, oubli.run_result, oubli.run_age, oubli.ledger_entry, oubli.seal,
  oubli.rewrite, oubli.quarantine, oubli.departed_event, oubli.departed_tie, oubli.file_removal, oubli.archive,
  oubli.look, oubli.waiting
  to oubli_dpo;
grant select, insert on oubli.plan, oubli.request_event, oubli.request_note, oubli.kept_file,
  oubli.suppression
  to oubli_dpo;
grant update (request, added_at) on oubli.suppression to oubli_dpo;
-- What processors are told of the list, and how much of it ended.
grant select, insert on oubli.suppression_told to oubli_dpo;
grant select on oubli.suppression_end to oubli_dpo, oubli_auditor;
grant update (making, asked, kept_at, ended) on oubli.plan to oubli_dpo;
grant select, insert, update on oubli.hold, oubli.request to oubli_dpo;
grant select, insert, update, delete on oubli.request_match, oubli.request_identity,
  oubli.request_outcome, oubli.residue to oubli_dpo;
grant select, insert, update on oubli.erasure, oubli.notice to oubli_dpo;
-- What a rectification changed: for its letter, and gone when the request ends.
grant select, insert, delete on oubli.request_correction to oubli_dpo;
-- Where the letters of an erasure go: for them, and gone when they are written.
grant select, insert, delete on oubli.request_addressee to oubli_dpo;
-- When the business changes hands, and what the published policy said when: nothing of it is taken back.
grant select, insert on oubli.transfer, oubli.transfer_notice, oubli.transfer_told, oubli.transfer_file,
  oubli.transfer_export, oubli.transfer_export_count, oubli.policy_version
  to oubli_dpo;
grant update (sha256, gone_on) on oubli.transfer_file to oubli_dpo;

grant select on oubli.document_approval, oubli.destroyed_document to oubli_dpo;
grant select, update on oubli.object_removal to oubli_dpo;
grant select, insert on oubli.inactivity_notice to oubli_dpo;

-- Who carries out an erasure, a rectification or an objection is officer and night in one.
grant oubli_purge, oubli_dpo to oubli_erasure;

-- The accountants: the accounting documents and their archive, and holds on those alone.
grant select on oubli.archive, oubli.run, oubli.ledger_entry, oubli.hold to oubli_accountant;
grant insert on oubli.hold to oubli_accountant;
grant select, insert, delete on oubli.document_approval to oubli_accountant;
grant select on oubli.destroyed_document to oubli_accountant, oubli_auditor;
-- A seal tells which approvals its run used up.
grant select on oubli.document_approval to oubli_auditor;
grant select (run) on oubli.file_removal to oubli_auditor;
grant update (released_at, released_by) on oubli.hold to oubli_accountant;
-- Whether a person's request keeps a document, not who asks nor for what reason.
grant select (id, kind, ended_on) on oubli.request to oubli_accountant;
grant select (request, collection, row_key, state) on oubli.request_match to oubli_accountant;

-- The auditor: evidence, and of the registers what says that deadlines are kept. No row of the
-- company's, no key of a held or quarantined row, nothing that somebody wrote about a person.
grant select on oubli.run, oubli.run_result, oubli.run_age, oubli.ledger_entry, oubli.seal, oubli.plan,
  oubli.rewrite
  to oubli_auditor;
grant select (run, requested_at, removed_at, outcome, stuck, tried_at) on oubli.file_removal to oubli_auditor;
grant select (id, run, collection, requested_at, removed_on, confirmed_at)
  on oubli.object_removal to oubli_auditor;
grant select (rule, collection, reason, first_seen, run) on oubli.quarantine to oubli_auditor;
grant select (id, kind, scope, collection, owner, review_on, added_at, released_at)
  on oubli.hold to oubli_auditor;
grant select (id, kind, channel, state, received_on, deadline, identity_on, suspended_on,
    suspended_days, extended_on, ended_on, without_answer, same_as)
  on oubli.request to oubli_auditor;
grant select on oubli.notice to oubli_auditor, oubli_purge;
-- What came in, in numbers, for whoever has to account for it. A file can be called like a person.
grant select on oubli.feed_count to oubli_auditor, oubli_dpo;
grant select on oubli.feed to oubli_dpo;
-- The same of what went when the business changed hands.
grant select on oubli.transfer, oubli.transfer_notice, oubli.transfer_export, oubli.transfer_export_count,
  oubli.policy_version
  to oubli_auditor;
grant select (id, channel, kind, sha256, mapping_sha256, state, operator, begun_at, ended_at, lines, bad)
  on oubli.feed to oubli_auditor;

-- Who brings data in: registers feeds, and makes a table of their lines by functions alone. Of the list it sees digests.
grant select, insert on oubli.feed, oubli.feed_rejects to oubli_feed;
grant update (state, ended_at, lines, bad) on oubli.feed to oubli_feed;
grant update (root, path, sha256, written_on) on oubli.feed_rejects to oubli_feed;
grant insert on oubli.feed_count to oubli_feed;
grant select on oubli.suppression to oubli_feed;
grant execute on function oubli.prepare_feed_lines(bigint, text[]), oubli.drop_feed_lines(bigint) to oubli_feed;

grant execute on function oubli.is_accountant() to oubli_purge, oubli_dpo, oubli_accountant;

-- Spring Batch's own tables, for the jobs that run in it. Nothing of them is deleted; accountants, and who brings data
-- in, see those of their own job.
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
        'grant usage on sequence oubli.%I to oubli_purge, oubli_dpo, oubli_accountant, oubli_feed', one.relname);
    else
      execute format(
        'grant select, insert, update on oubli.%I to oubli_purge, oubli_dpo, oubli_accountant, oubli_feed',
        one.relname);
      execute format('alter table oubli.%I enable row level security', one.relname);
      execute format('drop policy if exists jobs on oubli.%I', one.relname);
      execute format(
        'create policy jobs on oubli.%I to oubli_purge, oubli_dpo using (true) with check (true)', one.relname);
      execute format('drop policy if exists own_job on oubli.%I', one.relname);
      execute format('drop policy if exists own_feed on oubli.%I', one.relname);
    end if;
  end loop;
end
$$;
create policy own_job on oubli.batch_job_instance to oubli_accountant
  using (job_name = 'invoice-report') with check (job_name = 'invoice-report');
create policy own_feed on oubli.batch_job_instance to oubli_feed
  using (job_name = 'feed') with check (job_name = 'feed');
-- Whoever sees a row by its policy sees what belongs to it.
create policy own_job on oubli.batch_job_execution to oubli_accountant, oubli_feed
  using (exists (select from oubli.batch_job_instance i where i.job_instance_id = batch_job_execution.job_instance_id))
  with check (exists (select from oubli.batch_job_instance i where i.job_instance_id = batch_job_execution.job_instance_id));
do $$
declare
  part text;
begin
  foreach part in array array['batch_job_execution_params', 'batch_job_execution_context', 'batch_step_execution'] loop
    execute format(
      'create policy own_job on oubli.%1$I to oubli_accountant, oubli_feed
         using (exists (select from oubli.batch_job_execution e where e.job_execution_id = %1$I.job_execution_id))
         with check (exists (select from oubli.batch_job_execution e where e.job_execution_id = %1$I.job_execution_id))',
      part);
  end loop;
end
$$;
create policy own_job on oubli.batch_step_execution_context to oubli_accountant, oubli_feed
  using (exists (select from oubli.batch_step_execution s where s.step_execution_id = batch_step_execution_context.step_execution_id))
  with check (exists (select from oubli.batch_step_execution s where s.step_execution_id = batch_step_execution_context.step_execution_id));

-- The company's tables. The accountants' are those that exist by these names; of the others they see
-- only what says whether a dispute freezes a document and whether its customer still has an account.
do $$
declare
  business text := coalesce(nullif(current_setting('oubli.business', true), ''), 'public');
  document text;
  documents text[] := string_to_array(
    coalesce(nullif(current_setting('oubli.documents', true), ''), 'invoices,invoice_lines'), ',');
  seen     record;
begin
  execute format('grant usage on schema %I to oubli_purge, oubli_dpo, oubli_accountant, oubli_feed', business);
  execute format('grant select, insert, update on all tables in schema %I to oubli_feed', business);
  execute format('grant usage on all sequences in schema %I to oubli_feed', business);
  execute format('grant select, update, delete on all tables in schema %I to oubli_purge', business);
  execute format('grant select on all tables in schema %I to oubli_dpo', business);
  -- What PostgreSQL remembers of rows that went is made anew; before version 17, by the owner alone.
  if current_setting('server_version_num')::int >= 170000 then
    execute format('grant maintain on all tables in schema %I to oubli_purge', business);
  end if;
  foreach document in array documents loop
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
do $$
declare
  documents text := format('collection = any (%L::text[])', string_to_array(
    coalesce(nullif(current_setting('oubli.documents', true), ''), 'invoices,invoice_lines'), ','));
begin
  drop policy if exists accountants_hold_documents on oubli.hold;
  execute 'create policy accountants_hold_documents on oubli.hold as restrictive for insert to oubli_accountant
    with check (scope = ''row'' and kind = ''hold'' and request is null and ' || documents || ')';
  drop policy if exists accountants_release_documents on oubli.hold;
  execute 'create policy accountants_release_documents on oubli.hold as restrictive for update to oubli_accountant
    using (scope = ''row'' and ' || documents || ') with check (scope = ''row'' and ' || documents || ')';
  -- Approvals: whoever may read them reads all; accountants give and take back those of documents.
  alter table oubli.document_approval enable row level security;
  drop policy if exists everyone_sees on oubli.document_approval;
  create policy everyone_sees on oubli.document_approval for select using (true);
  drop policy if exists accountants_approve_documents on oubli.document_approval;
  execute 'create policy accountants_approve_documents on oubli.document_approval to oubli_accountant
    using (' || documents || ') with check (' || documents || ')';
end
$$;
