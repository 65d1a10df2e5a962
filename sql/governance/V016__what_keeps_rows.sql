-- What every acting statement asks, under one name each. The views use the rights of whoever asks.
create view oubli.active_hold with (security_invoker = true) as
  select kind, scope, collection, row_key from oubli.hold where released_at is null;
comment on view oubli.active_hold is
  'Holds and restrictions that nobody has released.';

create view oubli.awaited_row with (security_invoker = true) as
  select m.collection, m.row_key
  from oubli.request_match m join oubli.request r on r.id = m.request
  where m.state <> 'rejected' and r.ended_on is null and r.kind in ('access', 'portability');
comment on view oubli.awaited_row is
  'Rows found for a request of access or portability that is still open: they stay until the answer is delivered.';
