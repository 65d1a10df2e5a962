-- The registers that there are count their changes. One that a later version adds gets its trigger there.
do $$
declare
  one text;
begin
  for one in
    select c.relname from pg_class c
    where c.relnamespace = 'oubli'::regnamespace and c.relkind = 'r' and c.relname in (
      'document_approval', 'erasure', 'hold', 'inactivity_notice', 'kept_file', 'notice', 'object_removal',
      'policy_version', 'request', 'request_addressee', 'request_correction', 'request_event', 'request_identity',
      'request_match', 'request_note', 'request_outcome', 'requested_row', 'residue', 'suppression', 'suppression_end',
      'suppression_told', 'transfer', 'transfer_export', 'transfer_export_count', 'transfer_file', 'transfer_notice',
      'transfer_told')
  loop
    execute format('create trigger register_changed after insert or update or delete on oubli.%I
      for each statement execute function oubli.count_register_change()', one);
  end loop;
end
$$;
-- What is in the registers already has to be kept too.
select nextval('oubli.register_change');
