-- A made-up company, generated here and nowhere else: the same settings give the same rows.
--
-- Settings (custom parameters of the session): oubli.customers, oubli.seed, oubli.as_of,
-- oubli.backlog ('on' or 'off').
--
-- The awkward people, always there, by e-mail or by key:
--   guest@exemple.fr             two guest orders without an account, the last one recent
--   (order without account or e-mail, by telephone only)     orders.on_site_name = 'SANS COMPTE'
--   partage.a@ / partage.b@exemple.fr   two people who share the telephone +33100000001
--   Marie.Durand@ / marie.durand@exemple.fr   one person, two accounts; the last order on the second
--   litige@exemple.fr            last order long ago, dispute open: the needed subset is frozen
--   avoir@exemple.fr             an invoice, and its credit note four years later
--   bailleur@exemple.fr          the landlord pays, the tenant opens the door
--   essai@exemple.fr             last real order long ago, then a test order
--   annule@exemple.fr            a recent order, cancelled
--   minuit@exemple.fr            an order at 23:30 UTC, which is the next day in Paris
--   date.1970@ / date.nulle@ / date.future@exemple.fr   dates nobody can judge: quarantine
--   recordings of callers without an account: recordings.customer_id is null

-- These functions are expressions alone, and no stricter than what they call: PostgreSQL then puts them into
-- the statements that use them, and a million customers take minutes.
create function pg_temp.h(id bigint, what text) returns bigint
language sql stable parallel safe as $$
  select abs(hashtextextended(what || ':' || id, current_setting('oubli.seed')::bigint) % 1000003)
$$;

-- A share of one, the same for the same row.
create function pg_temp.u(id bigint, what text) returns double precision
language sql stable parallel safe as $$ select pg_temp.h(id, what) / 1000003.0 $$;

create function pg_temp.pick(words text[], id bigint, what text) returns text
language sql stable parallel safe as $$
  select words[1 + pg_temp.h(id, what) % cardinality(words)]
$$;

create temp table names as select
  array['Marie','Jean','Camille','Louis','Emma','Lucas','Léa','Hugo','Chloé','Nathan','Manon','Théo',
    'Inès','Enzo','Sarah','Mathis','Zoé','Raphaël','Jade','Gabriel','Alice','Arthur','Lina','Jules',
    'Rose','Adam','Anna','Paul','Julie','Antoine','Nadia','Karim','Fatou','Yann','Maëlle','Thierry'] as first,
  array['Martin','Bernard','Dubois','Thomas','Robert','Richard','Petit','Durand','Leroy','Moreau',
    'Simon','Laurent','Lefebvre','Michel','Garcia','David','Bertrand','Roux','Vincent','Fournier',
    'Morel','Girard','André','Lefèvre','Mercier','Dupont','Lambert','Bonnet','François','Martinez',
    'Legrand','Garnier','Faure','Rousseau','Blanc','Guérin','Muller','Henry','Roussel','Nicolas'] as last,
  array['rue de la République','avenue Victor-Hugo','rue des Lilas','place du Marché','rue Pasteur',
    'boulevard Voltaire','rue du Moulin','allée des Tilleuls','rue Jean-Jaurès','quai de la Loire',
    'impasse des Acacias','rue de l''Église','chemin des Vignes','rue Gambetta'] as street,
  array['75011 Paris','75018 Paris','75015 Paris','69003 Lyon','13006 Marseille','31000 Toulouse',
    '33000 Bordeaux','59000 Lille','44000 Nantes','67000 Strasbourg','06000 Nice','34000 Montpellier',
    '35000 Rennes','92100 Boulogne-Billancourt','93200 Saint-Denis','01000 Bourg-en-Bresse'] as town,
  array['Porte claquée','Clé cassée dans la serrure','Serrure bloquée','Clés perdues',
    'Cambriolage, porte à sécuriser','Rideau métallique coincé','Boîte aux lettres forcée',
    'Cylindre à remplacer','Porte blindée voilée'] as problem,
  array['Ouverture de porte','Changement de cylindre','Pose de serrure trois points','Blindage',
    'Réparation de rideau métallique','Double de clés'] as service,
  array['Très rapide, merci','Un peu cher mais efficace','Le serrurier est arrivé à l''heure',
    'Devis respecté','Je recommande','Attente trop longue'] as review;

-- The day of the world, and how far back its memory goes. A company that purged until last week has
-- nothing older than its periods and that week.
create temp table world as select
  current_setting('oubli.as_of')::date as today,
  current_setting('oubli.customers')::bigint as customers,
  current_setting('oubli.backlog')::boolean as backlog;

create function pg_temp.back(id bigint, what text, period interval) returns timestamptz
language sql stable as $$
  -- From the moment before last to the edge of memory: a small share fell due in the last week.
  select (current_setting('oubli.as_of')::date + time '08:00'
        + pg_temp.h(id, what || ':t') % 43200 * interval '1 second') at time zone 'Europe/Paris'
    - pg_temp.u(id, what) * (current_setting('oubli.as_of')::date
        - (current_setting('oubli.as_of')::date
            - case when current_setting('oubli.backlog')::boolean then interval '12 years'
              else period + interval '7 days' end)::date) * interval '1 day'
    - interval '1 day'
$$;

insert into customers (id, email, first_name, last_name, phone, address, city, postal_code, floor,
  notes, created_at, last_seen_at)
select id, lower(unaccented || '.' || id || '@exemple.fr'), first_name, last_name,
  '+336' || lpad(pg_temp.h(id, 'phone')::text, 8, '0'),
  1 + pg_temp.h(id, 'no') % 180 || ' ' || pg_temp.pick(n.street, id, 'street'),
  substr(c.town, 7), left(c.town, 5), nullif((pg_temp.h(id, 'floor') % 9)::text, '0'),
  case when pg_temp.h(id, 'note') % 20 = 0 then 'Rappeler avant de passer' end,
  last_event - interval '30 days' * (pg_temp.h(id, 'since') % 24), last_event
from world, names n, lateral (
  select i as id, pg_temp.pick(n.first, i, 'first') as first_name,
    pg_temp.pick(n.last, i, 'last') as last_name, pg_temp.pick(n.town, i, 'town') as town,
    -- One in ten never ordered: those are prospects, with a shorter memory.
    pg_temp.back(i, 'last', case when i % 10 = 0 then interval '3 years' else interval '5 years' end)
      as last_event
  from generate_series(1, (select customers from world)) i) c,
  lateral (select translate(first_name || '.' || last_name, 'éèëêàâîïôûçÉ ''', 'eeeeaaiioucE--') as unaccented) a;

-- Prospects are met when they sign up: what they did before would keep them longer.
update customers set created_at = last_seen_at where id % 10 = 0;

-- The last order, then up to three before it; some earlier ones are older than the accounts' years.
insert into orders (customer_id, channel, status, ordered_at, service, first_name, last_name, email,
  phone, address, city, postal_code, floor, problem, amount_incl_tax)
select c.id, pg_temp.pick(array['site','site','mobile','phone'], c.id * 7 + k, 'channel'),
  pg_temp.pick(array['done','done','done','done','done','cancelled','unpaid','placed'], c.id * 7 + k, 'status'),
  c.last_seen_at - k * interval '200 days' * (1 + pg_temp.u(c.id * 7 + k, 'gap')),
  pg_temp.pick(n.service, c.id * 7 + k, 'service'), c.first_name, c.last_name, c.email, c.phone,
  c.address, c.city, c.postal_code, c.floor, pg_temp.pick(n.problem, c.id * 7 + k, 'problem'),
  round((80 + pg_temp.u(c.id * 7 + k, 'amount') * 900)::numeric, 2)
from customers c cross join names n
cross join lateral generate_series(0, (pg_temp.h(c.id, 'orders') % 4)::int) k
where c.id % 10 <> 0
order by 4;

insert into contact_requests (customer_id, channel, first_name, last_name, email, phone, address, city,
  postal_code, floor, problem, received_at)
select c.id, pg_temp.pick(array['site','mobile','phone'], c.id, 'cr'), c.first_name, c.last_name, c.email,
  c.phone, c.address, c.city, c.postal_code, c.floor, pg_temp.pick(n.problem, c.id, 'crp'),
  c.last_seen_at - interval '1 hour'
from customers c cross join names n where pg_temp.h(c.id, 'asks') % 3 = 0
order by 12;

-- One document per order: an order form, or an invoice once it is done. Numbers have no gap.
insert into invoices (order_id, customer_id, document_type, series, number, issued_on, customer_account,
  billed_name, billed_address, billed_city, billed_postal_code, billed_email, total_excl_tax, total_tax,
  total_incl_tax, settled_on)
select o.id, o.customer_id, kind, case kind when 'invoice' then 'F' else 'B' end,
  row_number() over (partition by kind order by o.ordered_at, o.id), day, '411' || lpad(o.customer_id::text, 8, '0'),
  o.first_name || ' ' || o.last_name, o.address, o.city, o.postal_code, o.email,
  o.amount_incl_tax - tax, tax, o.amount_incl_tax, case when o.status = 'done' then day + 15 end
from orders o cross join lateral (
  select case when o.status in ('done', 'unpaid') then 'invoice' else 'order_form' end as kind,
    (o.ordered_at at time zone 'Europe/Paris')::date as day,
    round(o.amount_incl_tax - o.amount_incl_tax / 1.1, 2) as tax) d
where d.day > (select (date_trunc('year', today - interval '7 days') - interval '10 years')::date from world)
   or (select backlog from world)
order by o.ordered_at;

insert into invoice_lines
select id, 1, 'Intervention', 1, total_excl_tax, 10.00, total_excl_tax, total_tax from invoices;

insert into recordings (customer_id, order_id, caller_number, agent, started_at, duration_seconds, file_path)
select case when i % 4 <> 0 then c.id end, null,
  case when i % 4 <> 0 then c.phone else '+337' || lpad(pg_temp.h(i, 'caller')::text, 8, '0') end,
  pg_temp.pick(array['Agent 1','Agent 2','Agent 3'], i, 'agent'), started_at, 30 + pg_temp.h(i, 'long') % 600,
  to_char(started_at, 'YYYY/MM/') || 'rec-' || lpad(i::text, 8, '0') || '.wav'
from generate_series(1, (select least(greatest(customers / 10, 40), 20000) from world)) i
cross join lateral (select pg_temp.back(i, 'call', interval '6 months') as started_at) s
join customers c on c.id = 1 + pg_temp.h(i, 'who') % (select customers from world)
order by started_at;

insert into cookies (customer_id, kind, name, value, set_at, last_seen_at)
select case when i % 3 = 0 then 1 + pg_temp.h(i, 'cc') % w.customers end,
  pg_temp.pick(array['strictly_necessary','functional','performance','advertising','partner','social'], i, 'kind'),
  pg_temp.pick(array['session','_ga','_fbp','prefs','consent'], i, 'cname'),
  md5(i::text || current_setting('oubli.seed')), set_at, set_at + interval '2 days'
from world w cross join generate_series(1, w.customers * 3) i
cross join lateral (select pg_temp.back(i, 'cookie', interval '13 months') as set_at) s
order by set_at;

insert into cookie_choices (customer_id, visitor, kind, accepted, chosen_at)
select null, md5('v' || i), pg_temp.pick(array['performance','advertising','partner','social'], i, 'ck'),
  i % 3 = 0, pg_temp.back(i, 'choice', interval '19 months')
from generate_series(1, (select customers from world)) i;

insert into consents (customer_id, channel, granted_at, proof)
select c.id, pg_temp.pick(array['email','sms','phone','push'], c.id, 'consent'),
  pg_temp.back(c.id, 'granted', interval '4 years'), 'case cochée, formulaire v' || 1 + c.id % 3
from customers c where c.id % 2 = 0;

insert into newsletter_subscriptions (customer_id, email, subscribed_at, last_clicked_at)
select c.id, c.email, opened - interval '90 days', opened
from customers c cross join lateral (select pg_temp.back(c.id, 'opened', interval '3 years') as opened) o
where pg_temp.h(c.id, 'news') % 4 = 0;

insert into contest_entries (customer_id, email, contest, answer, entered_at)
select c.id, c.email, 'Un an de clés offertes', 'Paris', pg_temp.back(c.id, 'contest', interval '1 year')
from customers c where pg_temp.h(c.id, 'plays') % 12 = 0;

insert into reviews (customer_id, pseudonym, body, stars, posted_at)
select c.id, c.first_name || ' ' || left(c.last_name, 1) || '.', pg_temp.pick(n.review, c.id, 'review'),
  1 + (pg_temp.h(c.id, 'stars') % 5)::int, pg_temp.back(c.id, 'posted', interval '3 years')
from customers c cross join names n where pg_temp.h(c.id, 'writes') % 8 = 0;

insert into satisfaction_ratings (customer_id, score, comment, rated_at)
select c.id, (pg_temp.h(c.id, 'score') % 11)::int, pg_temp.pick(n.review, c.id, 'comment'),
  pg_temp.back(c.id, 'rated', interval '3 years')
from customers c cross join names n where pg_temp.h(c.id, 'rates') % 5 = 0;

insert into messages (customer_id, email, channel, agent, body, sent_at)
select c.id, c.email, pg_temp.pick(array['chat','mail'], c.id, 'by'),
  pg_temp.pick(array['Agent 1','Agent 2'], c.id, 'to'), 'Bonjour, où en est mon intervention ?',
  c.last_seen_at
from customers c where pg_temp.h(c.id, 'says') % 6 = 0;

insert into disputes (customer_id, order_id, status, opened_on, closed_on, summary)
select o.customer_id, o.id, 'closed', day - 40, day, 'Facture contestée'
from orders o cross join lateral (
  select (pg_temp.back(o.id, 'closed', interval '5 years'))::date as day) d
where o.status = 'unpaid' and o.id % 9 = 0;

insert into policy_acceptances (customer_id, policy_version, ip, accepted_at)
select c.id, '2024-05', ('10.' || c.id % 250 || '.' || c.id / 250 % 250 || '.7')::inet,
  pg_temp.back(c.id, 'accepted', interval '5 years')
from customers c;

-- The awkward people.
create function pg_temp.person(mail text, given text, family text, tel text) returns bigint
language sql as $$
  insert into customers (email, first_name, last_name, phone, address, city, postal_code, created_at, last_seen_at)
  select mail, given, family, tel, '1 place du Marché', 'Paris', '75011', w.today - interval '6 years', w.today - interval '30 days'
  from world w returning id
$$;

create function pg_temp.purchase(customer bigint, mail text, day timestamptz, state text, amount numeric)
returns bigint language sql as $$
  insert into orders (customer_id, channel, status, ordered_at, service, first_name, last_name, email, phone, problem, amount_incl_tax)
  select customer, 'phone', state, day, 'Ouverture de porte', c.first_name, c.last_name, mail, c.phone, 'Porte claquée', amount
  from (select 1) one left join customers c on c.id = customer returning id
$$;

create function pg_temp.ago(period interval) returns timestamptz
language sql stable as $$ select (today + time '10:00') at time zone 'Europe/Paris' - period from world $$;

select setval(pg_get_serial_sequence('customers', 'id'), (select max(id) from customers));

do $$
declare
  person bigint;
  bought bigint;
  document bigint;
begin
  perform pg_temp.purchase(null, 'guest@exemple.fr', pg_temp.ago('7 years'), 'done', 120);
  perform pg_temp.purchase(null, 'guest@exemple.fr', pg_temp.ago('1 year'), 'done', 95);
  bought := pg_temp.purchase(null, null, pg_temp.ago('2 years'), 'done', 150);
  update orders set on_site_name = 'SANS COMPTE', phone = '+33100000009' where id = bought;

  perform pg_temp.purchase(pg_temp.person('partage.a@exemple.fr', 'Alix', 'Partage', '+33100000001'),
    'partage.a@exemple.fr', pg_temp.ago('5 years 3 days'), 'done', 80);
  perform pg_temp.purchase(pg_temp.person('partage.b@exemple.fr', 'Bao', 'Partage', '+33100000001'),
    'partage.b@exemple.fr', pg_temp.ago('3 months'), 'done', 80);

  perform pg_temp.purchase(pg_temp.person('Marie.Durand@exemple.fr', 'Marie', 'Durand', '+33100000002'),
    'Marie.Durand@exemple.fr', pg_temp.ago('6 years'), 'done', 210);
  perform pg_temp.purchase(pg_temp.person('marie.durand@exemple.fr', 'Marie', 'Durand', '+33100000003'),
    'marie.durand@exemple.fr', pg_temp.ago('1 year'), 'done', 60);

  person := pg_temp.person('litige@exemple.fr', 'Luc', 'Litige', '+33100000004');
  bought := pg_temp.purchase(person, 'litige@exemple.fr', pg_temp.ago('5 years 5 days'), 'unpaid', 480);
  insert into disputes (customer_id, order_id, status, opened_on, summary)
  select person, bought, 'open', today - 900, 'Porte endommagée' from world;

  person := pg_temp.person('avoir@exemple.fr', 'Ava', 'Avoir', '+33100000005');
  bought := pg_temp.purchase(person, 'avoir@exemple.fr', pg_temp.ago('11 years'), 'done', 110);
  perform pg_temp.purchase(person, 'avoir@exemple.fr', pg_temp.ago('2 years'), 'done', 70);
  insert into invoices (order_id, customer_id, document_type, series, number, issued_on, customer_account,
    billed_name, total_excl_tax, total_tax, total_incl_tax)
  values (bought, person, 'invoice', 'A', 1, pg_temp.ago('11 years')::date, '411AVOIR', 'Ava Avoir', 100, 10, 110)
  returning id into document;
  insert into invoices (order_id, customer_id, document_type, series, number, issued_on, corrects_id,
    customer_account, billed_name, total_excl_tax, total_tax, total_incl_tax)
  values (bought, person, 'credit_note', 'A', 2, pg_temp.ago('7 years')::date, document, '411AVOIR',
    'Ava Avoir', -100, -10, -110);

  person := pg_temp.person('bailleur@exemple.fr', 'Bruno', 'Bailleur', '+33100000006');
  bought := pg_temp.purchase(person, 'bailleur@exemple.fr', pg_temp.ago('2 years'), 'done', 330);
  update orders set on_site_name = 'Léa Locataire', on_site_phone = '+33100000007' where id = bought;

  person := pg_temp.person('essai@exemple.fr', 'Eva', 'Essai', '+33100000008');
  perform pg_temp.purchase(person, 'essai@exemple.fr', pg_temp.ago('5 years 4 days'), 'done', 90);
  perform pg_temp.purchase(person, 'essai@exemple.fr', pg_temp.ago('1 year'), 'test', 1);

  person := pg_temp.person('annule@exemple.fr', 'Anaïs', 'Annule', '+33100000010');
  perform pg_temp.purchase(person, 'annule@exemple.fr', pg_temp.ago('6 years'), 'done', 90);
  perform pg_temp.purchase(person, 'annule@exemple.fr', pg_temp.ago('2 years'), 'cancelled', 90);

  perform pg_temp.purchase(pg_temp.person('minuit@exemple.fr', 'Mina', 'Minuit', '+33100000011'), 'minuit@exemple.fr',
    (select (today - interval '5 years' - interval '1 day' + time '23:30') at time zone 'UTC' from world), 'done', 75);

  perform pg_temp.purchase(pg_temp.person('date.1970@exemple.fr', 'Dan', 'Epoque', '+33100000012'),
    'date.1970@exemple.fr', timestamptz '1970-01-01 00:00:00+00', 'done', 50);
  perform pg_temp.purchase(pg_temp.person('date.nulle@exemple.fr', 'Nina', 'Nulle', '+33100000013'),
    'date.nulle@exemple.fr', null, 'done', 50);
  perform pg_temp.purchase(pg_temp.person('date.future@exemple.fr', 'Fanny', 'Future', '+33100000014'),
    'date.future@exemple.fr', pg_temp.ago('-2 years'), 'done', 50);
end
$$;

analyze;
