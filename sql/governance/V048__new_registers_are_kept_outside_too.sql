-- The registers that came with the versions before this one count their changes too, so that they are kept outside the
-- database like the others.
do $$
declare
  one text;
begin
  for one in
    select c.relname from pg_class c
    where c.relnamespace = 'oubli'::regnamespace and c.relkind = 'r' and c.relname in (
      'inactivity_notice', 'policy_version', 'suppression_end', 'suppression_told', 'transfer', 'transfer_export',
      'transfer_export_count', 'transfer_file', 'transfer_notice', 'transfer_told')
  loop
    execute format('create trigger register_changed after insert or update or delete on oubli.%I
      for each statement execute function oubli.count_register_change()', one);
  end loop;
end
$$;
select nextval('oubli.register_change');
