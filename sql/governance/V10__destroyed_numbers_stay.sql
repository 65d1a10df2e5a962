-- A destroyed document's number stays known for ever: like the ledger, the list only grows.
create trigger append_only before update or delete on oubli.destroyed_document
  for each row execute function oubli.refuse_change();
create trigger never_emptied before truncate on oubli.destroyed_document
  for each statement execute function oubli.refuse_change();
