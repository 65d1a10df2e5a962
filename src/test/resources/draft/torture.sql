-- Names that mislead, names that say nothing, and every shape of table: what a draft has to read.
create schema rh;
create extension citext;
create domain courriel as varchar(120) check (value like '%@%');
create domain montant as numeric(12, 2);
create type civilite as enum ('M.', 'Mme', 'X');

create table clients (
  id bigint generated always as identity primary key,
  civilite civilite,
  nom varchar(60) not null,
  prenom varchar(60) not null,
  ddn date,
  mel courriel unique,
  tel_portable varchar(20),
  adr1 text,
  adr2 text,
  cp char(5),
  ville text,
  pays char(2),
  iban varchar(34),
  nb_commandes int not null default 0,
  email_sent boolean not null default false,
  num_secu varchar(15),
  mdp_hash text,
  solde montant,
  actif boolean not null default true,
  cree_le timestamptz not null,
  derniere_connexion timestamptz
);

create table "Customer" (
  "CustomerID" uuid primary key,
  "FirstName" text,
  "LastName" text,
  "DOB" date,
  "EmailAddress" citext,
  "HomePhone" text,
  "ZipCode" text,
  "StreetAddress" text,
  "City" text,
  "Country" text,
  "Gender" char(1),
  "MaritalStatus" text,
  "JobTitle" text,
  "CompanyName" text,
  "CreditCardNumber" text,
  "PreferredLanguage" char(2),
  "NewsletterOptIn" boolean,
  "RowVersion" int,
  "CreatedAt" timestamptz
);

create table "Order" (
  "OrderID" int primary key,
  "CustomerID" uuid not null references "Customer",
  "OrderedAt" timestamptz not null,
  "ShipName" text,
  "ShipAddress" text,
  "ShippedAt" timestamptz,
  "Status" text,
  "Total" numeric(12, 2),
  "Currency" char(3),
  "Comment" text
);
create index on "Order" ("OrderedAt");

create table order_line (
  order_id int references "Order",
  line_no int,
  product_id int not null,
  quantity int not null,
  unit_price numeric(10, 2) not null,
  primary key (order_id, line_no)
);

create table category (id int primary key, name text not null, description text);
create table product (
  product_id int primary key,
  category_id int references category,
  product_name text not null,
  brand_name text,
  phone_model text,
  file_name text,
  table_name text,
  country_of_origin text,
  weight_g int,
  created_at timestamptz
);

create table companies (
  id int primary key,
  company_name text not null,
  siren char(9),
  vat_number text,
  website text,
  address_count int,
  contact_fullname text,
  contact_mail text
);

create table t_dat (
  k int primary key,
  c1 text,
  c2 text,
  c3 text,
  c4 text,
  c5 text,
  c6 text,
  c7 text,
  ref text,
  v int
);
comment on table t_dat is 'Anciens fichiers des adhérents, repris tels quels';
comment on column t_dat.c2 is 'date de naissance (texte)';
comment on column t_dat.c5 is 'code article';
comment on column t_dat.c6 is 'nom de famille de l''adhérent';

create table sessions (
  session_id uuid not null,
  seq int not null,
  user_id bigint references clients (id),
  remote inet,
  user_agent text,
  device_fingerprint text,
  started_at timestamptz not null,
  ip_allowed boolean,
  mac macaddr,
  latitude double precision,
  longitude double precision,
  primary key (session_id, seq)
);

create table page_views (
  id bigint not null,
  client_id bigint not null,
  url text,
  referrer text,
  search_terms text,
  viewed_at timestamptz not null,
  primary key (id, viewed_at)
) partition by range (viewed_at);
create table page_views_2025 partition of page_views
  for values from ('2025-01-01') to ('2026-01-01');
create table page_views_2026 partition of page_views
  for values from ('2026-01-01') to ('2027-01-01');

create table documents (
  doc_id int primary key,
  client_id bigint references clients,
  profile jsonb,
  contact_emails text[],
  tags text[],
  body text,
  mime_type text,
  sha256 char(64),
  file_size bigint,
  uploaded_on date
);

create table person_base (
  id int primary key,
  full_name text,
  mobile text,
  notes text
);
create table volunteer (licence_no text, blood_type text, primary key (id)) inherits (person_base);

create table country (iso char(2) primary key, name text not null, phone_prefix text, currency text);
create table zip_codes (zip char(5) primary key, city text not null, region text);

create table settings (
  key text primary key,
  value text,
  mail_server text,
  email_template text,
  address_format text,
  user_limit int,
  updated_by text,
  updated_at timestamptz
);

create table email_queue (
  id bigserial primary key,
  recipient text not null,
  subject text,
  body text,
  attempts int not null default 0,
  last_error text,
  queued_at timestamptz not null,
  sent boolean not null default false
);

create table import_log (line text, at timestamptz);

create table rh.salarie (
  matricule varchar(10) primary key,
  nom_usage text,
  nom_naissance text,
  date_naissance date,
  lieu_naissance text,
  nationalite text,
  num_passeport text,
  tel_fixe text,
  email_pro text,
  salaire_base numeric(10, 2),
  rib text,
  permis_conduire text,
  poste text,
  service_id int,
  manager varchar(10) references rh.salarie,
  photo bytea,
  handicap boolean,
  religion text,
  syndicat text,
  date_embauche date,
  date_sortie date
);
create table rh.arret_maladie (
  id int primary key,
  matricule varchar(10) not null references rh.salarie,
  debut date not null,
  fin date,
  diagnostic text,
  medecin text
);
create table rh.service (service_id int primary key, libelle text, code text, nom text);

create view active_clients as select id, nom, mel from clients where actif;
create materialized view clients_par_ville as select ville, count(*) from clients group by ville;
