-- Rows for torture.sql. Every personal value holds the marker, where its form allows one.
create temp table p as
select i,
  (array['Marie','Jean','Pierre','Nathalie','Isabelle','John','Mary','Hans','Sofia','Carlos',
         'Claire','Luc','Emma','Louis','Ingrid','Wolfgang','Lucía','Thomas','Zofmark','Amélie'])[1 + i % 20] as first,
  (array['Durand','Martin','Petit','Zqmarker','Smith','Müller','García','Leroy','Moreau','Roux',
         'Lefèvre','Zqmarqueur','Jones','Schmidt','Fontaine'])[1 + i % 15] as last,
  'zqmarker' || i || '@exemple.fr' as mail,
  '06 12 ' || lpad((10 + i % 80)::text, 2, '0') || ' 44 ' || lpad((i % 97)::text, 2, '0') as phone,
  date '1950-01-01' + (i * 97 % 19000) as born
from generate_series(1, 120) i;

insert into clients (civilite, nom, prenom, ddn, mel, tel_portable, adr1, adr2, cp, ville, pays, iban,
  nb_commandes, num_secu, mdp_hash, solde, cree_le, derniere_connexion)
select (array['M.', 'Mme']::civilite[])[1 + i % 2], last, first, born, mail, phone,
  i || ' rue Zqmarker', null, lpad((1000 + i * 739 % 94000)::text, 5, '0'),
  (array['Lyon', 'Paris', 'Nantes', 'Lille'])[1 + i % 4], 'FR', 'FR1420041010050500013M02606',
  i % 9, null, md5(i::text), i * 1.5,
  timestamptz '2024-01-01' + i * interval '1 day', timestamptz '2026-01-01' + i * interval '1 hour'
from p;
insert into "Customer"
select gen_random_uuid(), first, last, born, mail, '+33 6 12 34 ' || lpad((i % 100)::text, 2, '0') || ' 44',
  lpad((1000 + i * 739 % 94000)::text, 5, '0'), i || ' Zqmarker street', 'London', 'UK',
  (array['F', 'M'])[1 + i % 2], (array['single', 'married'])[1 + i % 2], 'Engineer',
  'Zqmarker Ltd', '4111111111111111', 'en', i % 2 = 0, 1, timestamptz '2024-01-01' + i * interval '1 day'
from p;
insert into "Order"
select row_number() over (), "CustomerID", timestamptz '2025-01-01' + row_number() over () * interval '1 day',
  "FirstName" || ' ' || "LastName", "StreetAddress", timestamptz '2025-02-01', 'shipped', 12.5, 'EUR',
  'Please ring at the door of zqmarker, the bell is broken and the dog barks'
from "Customer";
insert into order_line select "OrderID", n, n, 1, 9.9 from "Order", generate_series(1, 2) n;
insert into category values (1, 'Locks', 'All that closes'), (2, 'Keys', 'All that opens'), (3, 'Doors', 'What is closed');
insert into product
select i, 1 + i % 3, 'Lock model ' || i, (array['Vachette', 'Bricard', 'Fichet'])[1 + i % 3], 'Galaxy S' || i,
  'lock-' || i || '.pdf', 'price_list', 'France', i, timestamptz '2020-01-01' + i * interval '1 day'
from generate_series(1, 60) i;
insert into companies
select i, 'Serrures ' || i || ' SARL', lpad((i * 7654321)::text, 9, '0'), 'FR' || lpad(i::text, 11, '0'),
  'https://serrures' || i || '.example', 2, first || ' ' || last, 'zqmarker' || i || '@serrures.example'
from p where i <= 40;
insert into t_dat
select i, first, to_char(born, 'DD/MM/YYYY'), mail, '10.1.2.' || i, 'A' || lpad(i::text, 4, '0'), last, phone,
  'FR1420041010050500013M02606', i % 7
from p;
insert into sessions
select gen_random_uuid(), 1, 1 + i % 100, ('10.0.0.' || i)::inet, 'Mozilla/5.0 (zqmarker; rv:' || i || ')', md5(i::text),
  timestamptz '2026-01-01' + i * interval '1 hour', true, '08:00:2b:01:02:03', 48.85, 2.35
from p;
insert into page_views
select i, i, '/locks/' || i, 'https://search.example/?q=zqmarker', 'lock zqmarker', timestamptz '2025-12-01' + i * interval '12 hours'
from p;
insert into documents
select i, 1 + i % 100, jsonb_build_object('prenom', first, 'mail', mail), array[mail, 'b' || mail],
  array['lock', 'paid'], 'A letter that zqmarker wrote about a door that would not open at all in the night',
  'application/pdf', repeat(md5(i::text), 2), i * 1000, date '2025-01-01' + i
from p;
insert into person_base select 1000 + i, first || ' ' || last, phone, 'Called, zqmarker was out all day long' from p where i <= 50;
insert into volunteer
select i, first || ' ' || last, phone, null, 'L' || i, (array['A+', 'O-', 'B+'])[1 + i % 3] from p where i > 50;
insert into country values ('FR', 'France', '+33', 'EUR'), ('DE', 'Germany', '+49', 'EUR'), ('GB', 'United Kingdom', '+44', 'GBP');
insert into zip_codes select lpad((10000 + i)::text, 5, '0'), 'Ville ' || i, 'Bretagne' from generate_series(1, 50) i;
insert into settings
select 'option.' || i, 'on', 'smtp.example.org', 'welcome-' || i, '%street %zip', i, 'admin', timestamptz '2026-01-01'
from generate_series(1, 12) i;
insert into email_queue (recipient, subject, body, queued_at)
select mail, 'Your order, zqmarker', 'Dear zqmarker, your order is on its way and will reach you soon, we hope',
  timestamptz '2026-01-01' + i * interval '1 hour' from p;
insert into import_log select 'row ' || i || ' read', timestamptz '2026-01-01' from generate_series(1, 20) i;
insert into rh.service values (1, 'Ventes', 'VTE', 'Service des ventes'), (2, 'Pose', 'POS', 'Service pose');
insert into rh.salarie
select 'S' || lpad(i::text, 4, '0'), last, last, born, 'Lyon', 'française', 'X' || (1000000 + i), '04 72 ' || lpad((10 + i % 80)::text, 2, '0') || ' 11 22',
  'zqmarker' || i || '@ou.example', 2100 + i, 'FR1420041010050500013M02606', null, 'serrurier', 1 + i % 2,
  case when i > 1 then 'S0001' end, null, false, null, null, date '2015-01-01' + i, null
from p where i <= 40;
insert into rh.arret_maladie
select i, 'S' || lpad(i::text, 4, '0'), date '2026-01-01' + i, date '2026-01-08' + i, 'grippe (zqmarker)', 'Dr Zqmarker'
from generate_series(1, 20) i;
drop table p;
