-- A wholesaler of our own with the traits of an old schema: text keys of five characters, composite
-- keys, NOT NULL columns to mask, dates without time, real numbers, and no index beyond the keys.
create table customers (
  customer_id varchar(5) primary key,
  company_name varchar(40) not null,
  contact_name varchar(30),
  contact_title varchar(30),
  address varchar(60),
  city varchar(15),
  region varchar(15),
  postal_code varchar(10),
  country varchar(15),
  phone varchar(24),
  fax varchar(24)
);
create table orders (
  order_id smallint primary key,
  customer_id varchar(5) references customers,
  employee_id smallint,
  order_date date,
  required_date date,
  shipped_date date,
  ship_via smallint,
  freight real,
  ship_name varchar(40),
  ship_address varchar(60),
  ship_city varchar(15),
  ship_region varchar(15),
  ship_postal_code varchar(10),
  ship_country varchar(15)
);
create table order_details (
  order_id smallint not null references orders,
  product_id smallint not null,
  unit_price real not null,
  quantity smallint not null,
  discount real not null,
  primary key (order_id, product_id)
);
create table customer_customer_demo (
  customer_id varchar(5) not null references customers,
  customer_type_id varchar(5) not null,
  primary key (customer_id, customer_type_id)
);

insert into customers values
  ('ANCIE', 'Vieille Maison', 'Paul Ancien', 'Gérant', '1 rue A', 'Lyon', null, '69001', 'France', '04 00', null),
  ('RECEN', 'Maison Neuve', 'Rose Récente', 'Gérante', '2 rue B', 'Paris', null, '75002', 'France', '01 00', null),
  ('SEULE', 'Une Commande', 'Ana Seule', 'Gérante', '3 rue C', 'Nice', null, '06000', 'France', '04 01', null),
  ('JAMAI', 'Sans Commande', 'Jo Jamais', 'Gérant', '4 rue D', 'Lille', null, '59000', 'France', '03 00', null);
insert into orders (order_id, customer_id, order_date, ship_name) values
  (1, 'ANCIE', '1997-03-03', 'Vieille Maison'),
  (2, 'ANCIE', '1997-12-31', 'Vieille Maison'),
  (3, 'RECEN', '1996-06-06', 'Maison Neuve'),
  (4, 'RECEN', '1998-01-01', 'Maison Neuve'),
  (5, 'SEULE', '1996-02-02', 'Une Commande');
insert into order_details
select order_id, product, 9.5, 2, 0 from orders, generate_series(1, 2) product;
insert into customer_customer_demo values ('ANCIE', 'GROS'), ('RECEN', 'GROS');
