-- What a careful database administrator would write for the shipped policy on the demo's backlog: set by
-- set, one transaction per statement, with no hold, no approval, no evidence and no archive kept. It ends in
-- the same rows of the company's tables as a night of Oubli, and jobs/benchmark --only company proves it.
-- The day is the session's setting oubli.as_of.

-- A night of Oubli has this room too; sets of persons are hashed in it.
set work_mem = '128MB';

set hash_mem_multiplier = 8;

create temporary table bound as
select today::timestamp at time zone 'Europe/Paris' as day_begins,
  (today - interval '5 years')::timestamp at time zone 'Europe/Paris' as five_years,
  (today - interval '4 years')::timestamp at time zone 'Europe/Paris' as four_years,
  (today - interval '3 years')::timestamp at time zone 'Europe/Paris' as three_years,
  (today - interval '1 year')::timestamp at time zone 'Europe/Paris' as one_year,
  (today - interval '13 months')::timestamp at time zone 'Europe/Paris' as thirteen_months,
  (today - interval '19 months')::timestamp at time zone 'Europe/Paris' as nineteen_months,
  (today - interval '6 months')::timestamp at time zone 'Europe/Paris' as six_months,
  (today - interval '5 years')::date as five_years_day,
  make_date(extract(year from today)::int - 10, 1, 1) as first_fiscal_year,
  timestamp '1970-01-02' at time zone 'Europe/Paris' as first_day
from (select current_setting('oubli.as_of')::date as today) day;

-- A person is everybody with one e-mail. Those whose last order is over five years old:
create temporary table ended as
select person
from (
  select lower(btrim(c.email)) as person, o.ordered_at
  from orders o join customers c on c.id = o.customer_id
  where o.status <> 'test'
  union all
  select lower(btrim(o.email)), o.ordered_at from orders o where o.status <> 'test') event
where person <> ''
group by person
having bool_and(coalesce(ordered_at >= (select first_day from bound)
  and ordered_at < (select five_years from bound), false));

create unique index on ended (person);

analyze ended;

-- Prospects: persons without an order, last heard of over three years ago.
create temporary table left_alone as
select person
from (
  select lower(btrim(c.email)) as person, c.created_at as heard_at from customers c
  union all
  select lower(btrim(c.email)), r.received_at
  from contact_requests r join customers c on c.id = r.customer_id
  union all
  select lower(btrim(r.email)), r.received_at from contact_requests r
  union all
  select lower(btrim(c.email)), m.sent_at from messages m join customers c on c.id = m.customer_id
  union all
  select lower(btrim(m.email)), m.sent_at from messages m) event
where person <> ''
group by person
having bool_and(coalesce(heard_at >= (select first_day from bound)
  and heard_at < (select three_years from bound), false));

create unique index on left_alone (person);

analyze left_alone;

delete from left_alone p
using (
  select lower(btrim(c.email)) as person
  from orders o join customers c on c.id = o.customer_id where o.status <> 'test'
  union
  select lower(btrim(o.email)) from orders o where o.status <> 'test') buyer
where buyer.person = p.person;

create temporary table due_customers as
select c.id from customers c join ended e on e.person = lower(btrim(c.email));

create unique index on due_customers (id);

analyze due_customers;

create temporary table due_prospects as
select c.id from customers c join left_alone p on p.person = lower(btrim(c.email));

create unique index on due_prospects (id);

analyze due_prospects;

create temporary table due_orders as
select o.id
from orders o
where (o.status = 'test' or (o.ordered_at >= (select first_day from bound)
    and o.ordered_at < (select five_years from bound)))
  and (o.customer_id is null or o.customer_id in (select id from due_customers))
  and (coalesce(btrim(o.email), '') = '' or lower(btrim(o.email)) in (select person from ended))
  and not exists (select from disputes d where d.order_id = o.id and d.status = 'open');

create unique index on due_orders (id);

analyze due_orders;

delete from contact_requests r
where r.customer_id in (select id from due_customers)
  and (coalesce(btrim(r.email), '') = '' or lower(btrim(r.email)) in (select person from ended));

delete from messages m
where m.customer_id in (select id from due_customers)
  and (coalesce(btrim(m.email), '') = '' or lower(btrim(m.email)) in (select person from ended));

delete from contact_requests r
where r.customer_id in (select id from due_prospects)
  and (coalesce(btrim(r.email), '') = '' or lower(btrim(r.email)) in (select person from left_alone));

delete from messages m
where m.customer_id in (select id from due_prospects)
  and (coalesce(btrim(m.email), '') = '' or lower(btrim(m.email)) in (select person from left_alone));

-- Documents whose ten fiscal years are over go, but for those that a younger one corrects.
create temporary table due_invoices as
select i.id
from invoices i
where not exists (select from disputes d where d.order_id = i.order_id and d.status = 'open')
  and (
    (i.issued_on < (select first_fiscal_year from bound)
      and not exists (
        select from invoices c
        where (c.corrects_id = i.id or c.id = i.corrects_id)
          and c.issued_on >= (select first_fiscal_year from bound)))
    or i.customer_id in (select id from due_customers));

create unique index on due_invoices (id);

analyze due_invoices;

delete from invoice_lines l using due_invoices d where d.id = l.invoice_id;

delete from invoices i using due_invoices d where d.id = i.id;

delete from recordings r
where r.started_at < (select six_months from bound)
  and not exists (select from disputes d where d.order_id = r.order_id and d.status = 'open');

delete from cookies where set_at < (select thirteen_months from bound);
delete from cookies c
where kind <> 'strictly_necessary' and exists (
  select from cookie_choices o
  where o.customer_id = c.customer_id and o.kind = c.kind and not o.accepted
    and o.chosen_at < (select day_begins from bound)
    and not exists (
      select from cookie_choices a
      where a.customer_id = c.customer_id and a.kind = c.kind and a.accepted
        and a.chosen_at > o.chosen_at and a.chosen_at <= c.set_at));

delete from cookie_choices where chosen_at < (select nineteen_months from bound);

delete from consents where granted_at < (select four_years from bound);

delete from newsletter_subscriptions where last_clicked_at < (select three_years from bound);

delete from contest_entries where entered_at < (select one_year from bound);

delete from reviews where posted_at < (select three_years from bound);

delete from satisfaction_ratings where rated_at < (select three_years from bound);

delete from disputes where status = 'closed' and closed_on < (select five_years_day from bound);

delete from policy_acceptances where accepted_at < (select five_years from bound);

update orders o
set ordered_at = date_trunc('quarter', ordered_at, 'Europe/Paris'), first_name = null, last_name = null,
  email = null, phone = null, address = null, city = null, postal_code = left(postal_code, 2),
  floor = null, problem = null, on_site_name = null, on_site_phone = null,
  amount_incl_tax = floor(amount_incl_tax / 50) * 50
from due_orders d
where d.id = o.id;

-- Somebody in an open dispute keeps what the dispute needs.
update customers c
set phone = null, floor = null, notes = null, last_seen_at = null,
  created_at = date_trunc('quarter', created_at, 'Europe/Paris')
where (c.id in (select id from due_customers) or c.id in (select id from due_prospects))
  and c.id in (select customer_id from disputes where status = 'open');

update customers c
set email = 'erased-' || c.id || '@invalid', first_name = null, last_name = null, phone = null,
  address = null, city = null, postal_code = left(postal_code, 2), floor = null, notes = null,
  created_at = date_trunc('quarter', created_at, 'Europe/Paris'), last_seen_at = null
where (c.id in (select id from due_customers) or c.id in (select id from due_prospects))
  and not exists (select from disputes d where d.customer_id = c.id and d.status = 'open');
