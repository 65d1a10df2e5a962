-- Whom the company asked whether they stay, before their inactivity ends what it knows of them: once for each start
-- of a clock. Keys alone, as in the ledger; an entry ends a month after the day that it is about.

create table oubli.inactivity_notice (
  rule       text not null,
  collection text not null,
  row_key    text not null,
  started_on date not null,
  due_on     date not null check (due_on > started_on),
  asked_on   date not null,
  primary key (rule, collection, row_key, started_on)
);
create index on oubli.inactivity_notice (due_on);
comment on table oubli.inactivity_notice is 'Rows of which somebody was asked before their period ends.';
comment on column oubli.inactivity_notice.started_on is
  'The day on which the clock had started. Whoever answers moves it, and may be asked again.';

-- How many rows went of which nobody had been asked, for whoever may not see the keys.
create view oubli.unasked as
  select e.run, e.rule, e.collection, count(*) as row_count
  from oubli.ledger_entry e cross join lateral unnest(e.row_keys::text[]) k (row_key)
  where e.action <> 'detach' and not exists (
    select from oubli.inactivity_notice n
    where n.rule = e.rule and n.collection = e.collection and n.row_key = k.row_key)
  group by e.run, e.rule, e.collection;
comment on view oubli.unasked is
  'What a run did to rows of which nobody had been asked; of all rules, though a policy may ask for few of them.';
