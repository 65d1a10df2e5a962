insert into people (email, first_name, last_name, civility, phones, ip, photo, born, served, postcode, points, joined_at) values
  ('Anne@example.fr', 'Anne', 'Durand', 'Mme', '{0612345678,0145000000}', '192.0.2.7', '\x0102', '1980-05-06', '[2015-01-01,2018-01-01)', '75011', 12.5, '2015-01-01 00:30+01'),
  ('bob@example.fr', 'Bob', null, 'M.', '{}', '2001:db8::1', null, null, 'empty', '69002', 100, '2015-06-01'),
  ('eve@example.fr', 'Eve', 'O''Hara', 'X', null, null, '\xff', '1992-02-29', null, '13001', 0, '2026-01-01'),
  ('late@example.fr', 'Late', 'Comer', null, null, null, null, '1970-01-01', null, '00000', 1, '2015-01-01');
insert into "Order" values
  ('00000000-0000-0000-0000-000000000001', 1, '2016-03-01', '1 rue Anne'),
  ('00000000-0000-0000-0000-000000000002', 1, '2026-03-01', '2 rue Anne'),
  ('00000000-0000-0000-0000-000000000003', 3, '2026-03-01', '3 rue Eve'),
  ('00000000-0000-0000-0000-000000000004', 4, '2026-04-01', null);
insert into "Order Lines.2025" values
  ('00000000-0000-0000-0000-000000000001', 1, 'for Anne'), ('00000000-0000-0000-0000-000000000001', 2, null),
  ('00000000-0000-0000-0000-000000000002', 1, 'for Anne again'), ('00000000-0000-0000-0000-000000000003', 1, 'for Eve');
insert into "select" values ('k1', ' ANNE@example.fr ', '2026-01-01'), ('k,"2"', 'bob@example.fr', '2016-01-01'), ('k 3', null, '2016-01-01');
insert into days values ('2016-02-29', 1, 'sunny, says Anne'), ('2026-03-01', 3, 'rainy, says Eve');
insert into rh.people values (1, 'Boss', 'boss@rh.example', null, '2016-01-01'), (2, 'Staff', 'anne@example.fr', 1, '2026-01-01'), (3, 'Other', null, 1, '2016-01-01');
insert into members_of_the_society_of_friends_of_very_long_names_of_tables_ values
  ('00000000-0000-0000-0000-00000000000a', 1, 'Anne said so'), ('00000000-0000-0000-0000-00000000000b', 3, 'Eve said so'), ('00000000-0000-0000-0000-00000000000c', 2, 'Bob said so');
insert into documents values
  (1, '{"email": "anne@example.fr", "name": {"first": "Anne", "last": "Durand"}, "contacts": [{"phone": "0612345678", "kind": "home"}, {"kind": "none"}], "size": 7}', '{"score": 17, "tags": ["a"]}', '2026-01-01'),
  (2, '{"email": "bob@example.fr", "name": {"first": "Bob"}, "contacts": [], "size": 8}', '{"score": 99}', '2016-01-01'),
  (3, '{"email": null, "name": "whole", "size": 9}', '[1]', '2016-01-01'),
  (4, null, null, '2016-01-01'),
  (5, '{"email": "eve@example.fr", "contacts": {"phone": "1"}}', '{"score": null}', '2026-01-01');
insert into visits values
  (1, 'web', '2016-01-01 10:00+01', 1, '192.0.2.7'), (2, 'app', '2016-01-01 10:00+01', 1, '192.0.2.7'),
  (3, 'web', '2026-01-01 10:00+01', 1, '192.0.2.7'), (4, 'web', '2026-01-01 10:00+01', 3, null), (4, 'app', '2016-05-01 10:00+02', 3, null);
insert into choices values (1, 'mail', 1, 'Anne says yes'), (1, 'post', 1, 'Anne says no'), (2, 'mail', 2, 'Bob says yes'), (3, 'sms', 3, 'Eve says no');
insert into contacts values (1, 'anne@example.fr', 'Anne', '2026-01-01'), (2, 'bob@example.fr', 'Bob', '2016-01-01');
insert into vip_contacts values (1, 'eve@example.fr', 'Eve', '2026-01-01', 'tea'), (2, 'anne@example.fr', 'Anne', '2016-01-01', 'cake');
insert into tickets values (1, 1, '2016-01-01'), (2, 1, '2026-01-01'), (3, 2, '2016-01-01'), (4, 3, '2016-01-01');
insert into messages values (10, 1, 'Anne asks', '2016-01-01'), (11, 1, 'Anne asks again', '2016-01-02'), (12, 3, 'Bob asks', '2026-01-01'), (13, 2, 'Anne asks today', '2026-01-01');
insert into coupons values ('A', 1, 5), ('B', 2, 5), ('C', null, 5), ('D', 4, 5);
insert into comments values (1, null, 1, 'Anne begins', '2016-01-01'), (2, 1, 2, 'Bob answers', '2016-01-02'), (3, 2, 3, 'Eve answers', '2016-01-03'),
  (4, null, 1, 'Anne goes on', '2016-01-01'), (5, 4, 3, 'Eve objects', '2026-01-01');
set constraints all deferred;
insert into players values (1, 1, 1, 'annie'), (2, 2, 1, 'bobby'), (3, 3, 2, 'evie');
insert into teams values (1, 'Reds', 1), (2, 'Blues', 3);
insert into seats values (1, 1, 'anne@example.fr', 'Annie', '[2016-01-01,2016-02-01)', 1), (2, 1, 'bob@example.fr', 'bobby', '[2016-02-01,2016-03-01)', 2),
  (3, 1, 'eve@example.fr', null, null, 3), (4, 2, 'anne@example.fr', null, '[2017-01-01,2017-02-01)', 1);
insert into accounts values (1, 'anne', true, '2016-01-01', 0), (2, 'bob', false, '2016-01-01', 0), (3, 'eve', true, '2026-01-01', 0), (4, 'anon', true, '2016-01-01', 0);
insert into devices (id, person, mail, mails, others, kept, seen, net, home, hops, hosts, host, login, logins, nick, raw) values
  (1, 1, 'Anne@Free.example', '{ANNE@example.fr,a@free.example}', '{anne@example.fr}', '{anne@example.fr}', '192.0.2.7/24', '192.0.2.0/24', '198.51.0.0/16',
    '{192.0.2.7,2001:db8:aa:bb::1}', '{192.0.2.7,box.anne.example}', '192.0.2.7', 'Anne', '{anne,annie}', 'annie',
    '{"ip": "192.0.2.7", "mails": ["anne@example.fr", null, 7], "login": "anne", "os": "linux"}'),
  (2, 2, ' Bob@Sub.Example.FR ', '{bob@example.fr,NULL,no address @,bob@b@b.fr}', '{bob@example.fr,"<bob@example.fr>"}', '{bob@example.fr,bob2@example.fr}', '2001:db8:aa:bb::1', '2001:db8:aa::/48', '2001:db8:aa:bb::/64',
    '{NULL,10.1.2.3/8,::ffff:192.0.2.7,fe80::1/128}', '{203.0.113.9,2001:DB8:AA:BB::9,nowhere,NULL,::1}', 'bob.home.example', 'Bob', '{bob,NULL,bobby}', 'bobby',
    '{"ip": "2001:db8:aa:bb::1", "mails": {"work": "bob@b.example"}, "login": 42}'),
  (3, 2, null, '{}', '{}', '{}', '0.0.0.0/0', null, null, '{}', '{}', '', null, '{}', null, null),
  (4, 2, 'bob@münchen.example', null, null, '{bob@example.fr}', '255.255.255.255', '255.255.255.255/32', '0.0.0.0/0', '{{10.0.0.1,10.0.0.2},{10.0.0.3,10.0.0.4}}', null, ' 203.0.113.9/30 ', 'bob2', null, 'bob',
    '[{"ip": "10.0.0.1"}, {"ip": 7, "login": null, "mails": []}]'),
  (5, 3, 'eve@example.fr', '{eve@example.fr}', '{eve@example.fr}', '{eve@example.fr}', '192.0.2.9', '192.0.2.9/32', '192.0.2.9/32', '{192.0.2.9}', '{192.0.2.9}', '192.0.2.9', 'eve', '{eve}', 'eve', '{"ip": "192.0.2.9"}');
insert into import_log values ('anne@example.fr came', '2016-01-01');
