-- A web shop with guests, in the shape of such shops: keys are uuids, an order's customer is a row of the order. Written for this test.
create table salutation (id uuid primary key, salutation_key varchar not null, created_at timestamp not null);
create table country (id uuid primary key, iso varchar, position int, active boolean, created_at timestamp not null);
create table customer_group (id uuid primary key, display_gross boolean not null default true, created_at timestamp not null);
create table "user" (
  id uuid primary key, username varchar not null, password varchar not null, first_name varchar not null, last_name varchar not null,
  email varchar not null, active boolean not null default false, admin boolean, avatar_id uuid, title varchar, created_at timestamp not null,
  last_updated_password_at timestamp);
create table user_access_key (
  id uuid primary key, user_id uuid not null references "user", access_key varchar not null, secret_access_key varchar not null,
  last_usage_at timestamp, created_at timestamp not null);
create table customer (
  id uuid primary key, customer_group_id uuid not null references customer_group, customer_number varchar not null,
  salutation_id uuid references salutation, first_name varchar not null, last_name varchar not null, company varchar, password varchar,
  email varchar not null, title varchar, active boolean not null default true, guest boolean not null default false, first_login timestamp,
  last_login timestamp, birthday date, remote_address varchar, order_count int not null default 0, last_order_date timestamp,
  vat_ids json, created_by_id uuid references "user", updated_by_id uuid references "user", hash varchar, legacy_password varchar,
  double_opt_in_email_sent_date timestamp, created_at timestamp not null, affiliate_code varchar, campaign_code varchar);
create table customer_address (
  id uuid primary key, customer_id uuid not null references customer, country_id uuid not null references country, company varchar, department varchar,
  salutation_id uuid references salutation, title varchar, first_name varchar not null, last_name varchar not null, street varchar not null,
  zipcode varchar, city varchar not null, phone_number varchar, additional_address_line1 varchar, created_at timestamp not null);
create table customer_recovery (id uuid primary key, customer_id uuid not null references customer, hash varchar not null, created_at timestamp not null);
create table manufacturer (id uuid primary key, link varchar, name varchar, description text, created_at timestamp not null);
create table product (
  id uuid primary key, manufacturer_id uuid references manufacturer, product_number varchar not null, display_name varchar, description text,
  meta_title varchar, ean varchar, stock int not null, active boolean, weight numeric, release_date timestamp, created_at timestamp not null,
  auto_increment int not null, rating_average float);
create table product_review (
  id uuid primary key, product_id uuid not null references product, customer_id uuid references customer, external_user varchar, external_email varchar,
  title varchar, content text, points float, status boolean default false, comment text, created_at timestamp not null);
create table promotion (
  id uuid primary key, name varchar not null, active boolean not null default false, valid_from timestamp, valid_until timestamp, code varchar,
  max_redemptions_per_customer int, created_at timestamp not null);
create table cart (token varchar primary key, payload text, price float not null, line_item_count varchar not null, customer_id uuid references customer,
  created_at timestamp not null);
create table shop_order (
  id uuid primary key, auto_increment bigint not null, order_number varchar, order_date_time timestamp not null, amount_total float,
  billing_address_id uuid not null, deep_link_code varchar, customer_comment text, created_by_id uuid references "user",
  updated_by_id uuid references "user", affiliate_code varchar, created_at timestamp not null);
create table shop_order_customer (
  id uuid primary key, order_id uuid not null references shop_order, customer_id uuid references customer, email varchar not null,
  salutation_id uuid references salutation, first_name varchar not null, last_name varchar not null, company varchar, title varchar,
  customer_number varchar, remote_address varchar, created_at timestamp not null);
create table shop_order_address (
  id uuid primary key, order_id uuid not null references shop_order, country_id uuid not null references country, company varchar,
  first_name varchar not null, last_name varchar not null, street varchar not null, zipcode varchar, city varchar not null, vat_id varchar,
  phone_number varchar, created_at timestamp not null);
create table shop_order_line_item (
  id uuid primary key, order_id uuid not null references shop_order, product_id uuid references product, label varchar not null, description text,
  quantity int not null, unit_price float, payload json, position int not null, created_at timestamp not null);
create table shop_order_delivery (
  id uuid primary key, order_id uuid not null references shop_order, shipping_order_address_id uuid references shop_order_address,
  tracking_codes json not null, shipping_date_earliest date not null, created_at timestamp not null);
create table shop_order_transaction (
  id uuid primary key, order_id uuid not null references shop_order, amount float not null, validation_data json, created_at timestamp not null);
create table newsletter_recipient (
  id uuid primary key, email varchar not null, title varchar, first_name varchar, last_name varchar, zip_code varchar, city varchar, street varchar,
  status varchar not null, hash varchar not null, confirmed_at timestamp, language_id uuid, created_at timestamp not null);
create table document (
  id uuid primary key, order_id uuid not null references shop_order, document_number varchar, config json, sent boolean not null default false,
  deep_link_code varchar not null, static boolean not null default false, created_at timestamp not null);
create table media (id uuid primary key, user_id uuid references "user", mime_type varchar, file_extension varchar, file_size bigint, file_name text,
  title varchar, created_at timestamp not null);
create table import_export_log (
  id uuid primary key, activity varchar not null, state varchar not null, user_id uuid references "user", username varchar, records int not null,
  created_at timestamp not null);
create table log_entry (id uuid primary key, message varchar not null, level int not null, channel varchar not null, context json, created_at timestamp not null);
create table system_config (id uuid primary key, configuration_key varchar not null, configuration_value json, created_at timestamp not null);
create table sales_channel (id uuid primary key, short_name varchar, access_key varchar not null, active boolean not null default true, home_name varchar);
