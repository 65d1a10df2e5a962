-- Subscriptions and invoices for the customers of several organisations, in the shape of such services. Written for this test.
create table organizations (
  id uuid primary key, name varchar not null, created_at timestamp not null, updated_at timestamp not null, webhook_url varchar,
  vat_rate float not null default 0, country varchar, address_line1 varchar, address_line2 varchar, state varchar, zipcode varchar,
  email varchar, city varchar, logo varchar, legal_name varchar, legal_number varchar, invoice_footer text,
  timezone varchar not null default 'UTC', document_locale varchar not null default 'en', tax_identification_number varchar,
  default_currency varchar, document_number_prefix varchar, api_key varchar);
create table users (
  id uuid primary key, email varchar, password_digest varchar, created_at timestamp not null, updated_at timestamp not null);
create table memberships (
  id uuid primary key, organization_id uuid not null references organizations, user_id uuid not null references users,
  created_at timestamp not null, role int not null default 0, status int not null default 0, revoked_at timestamp);
create table invites (
  id uuid primary key, organization_id uuid not null references organizations, membership_id uuid references memberships,
  email varchar not null, token varchar not null, status int not null default 0, accepted_at timestamp, revoked_at timestamp);
create table password_resets (
  id uuid primary key, user_id uuid not null references users, token varchar not null, expire_at timestamp not null);
create table customers (
  id uuid primary key, external_id varchar not null, name varchar, organization_id uuid not null references organizations,
  created_at timestamp not null, country varchar, address_line1 varchar, address_line2 varchar, state varchar, zipcode varchar,
  email varchar, city varchar, url varchar, phone varchar, logo_url varchar, legal_name varchar, legal_number varchar,
  vat_rate float, payment_provider varchar, slug varchar, sequential_id bigint, currency varchar, invoice_grace_period int,
  timezone varchar, deleted_at timestamp, document_locale varchar, tax_identification_number varchar, net_payment_term int,
  firstname varchar, lastname varchar, shipping_address_line1 varchar, shipping_city varchar, shipping_zipcode varchar);
create table payment_provider_customers (
  id uuid primary key, customer_id uuid not null references customers, type varchar not null, provider_customer_id varchar,
  settings jsonb not null default '{}', created_at timestamp not null, organization_id uuid not null references organizations);
create table plans (
  id uuid primary key, organization_id uuid not null references organizations, name varchar not null, code varchar not null,
  created_at timestamp not null, billing_interval int not null, description varchar, amount_cents bigint not null,
  amount_currency varchar not null, trial_period float, display_name varchar, deleted_at timestamp);
create table billable_metrics (
  id uuid primary key, organization_id uuid not null references organizations, name varchar not null, code varchar not null,
  description varchar, aggregation_type int not null, field_name varchar, created_at timestamp not null);
create table charges (
  id uuid primary key, plan_id uuid not null references plans, billable_metric_id uuid references billable_metrics,
  charge_model int not null default 0, properties jsonb not null default '{}', display_name varchar, created_at timestamp not null);
create table subscriptions (
  id uuid primary key, customer_id uuid not null references customers, plan_id uuid not null references plans, status int not null,
  canceled_at timestamp, terminated_at timestamp, started_at timestamp, created_at timestamp not null, name varchar,
  external_id varchar not null, previous_subscription_id uuid references subscriptions);
create table events (
  id uuid primary key, organization_id uuid not null references organizations, customer_id uuid, transaction_id varchar not null,
  code varchar not null, properties jsonb not null default '{}', occurred_at timestamp, subscription_id uuid, external_customer_id varchar,
  external_subscription_id varchar, ip_address inet);
create table invoices (
  id uuid primary key, organization_id uuid not null references organizations, customer_id uuid references customers,
  issuing_date date, number varchar not null default '', sequential_id int, file varchar, invoice_type int not null default 0,
  payment_status int not null default 0, fees_amount_cents bigint not null default 0, taxes_amount_cents bigint not null default 0,
  currency varchar, timezone varchar not null default 'UTC', payment_attempts int not null default 0, created_at timestamp not null,
  organization_sequential_id int not null default 0);
create table fees (
  id uuid primary key, invoice_id uuid references invoices, charge_id uuid references charges, subscription_id uuid references subscriptions,
  amount_cents bigint not null, units numeric not null default 0, invoice_display_name varchar, description varchar, created_at timestamp not null);
create table invoice_metadata (
  id uuid primary key, invoice_id uuid not null references invoices, key varchar not null, value varchar not null, created_at timestamp not null);
create table credit_notes (
  id uuid primary key, customer_id uuid not null references customers, invoice_id uuid not null references invoices,
  sequential_id int not null, number varchar not null, credit_amount_cents bigint not null, reason int not null, description text,
  created_at timestamp not null, issuing_date date not null);
create table wallets (
  id uuid primary key, customer_id uuid not null references customers, status int not null, name varchar, rate_amount numeric not null,
  balance_cents bigint not null default 0, created_at timestamp not null, last_balance_sync_at timestamp);
create table payments (
  id uuid primary key, payable_type varchar not null, payable_id uuid not null, customer_id uuid, provider_payment_id varchar,
  amount_cents bigint not null, status varchar not null, created_at timestamp not null, reference varchar);
create table payment_receipts (
  id uuid primary key, number varchar not null, payment_id uuid not null references payments, created_at timestamp not null);
create table coupons (
  id uuid primary key, organization_id uuid not null references organizations, name varchar not null, code varchar, status int not null,
  amount_cents bigint, description text, created_at timestamp not null);
create table applied_coupons (
  id uuid primary key, coupon_id uuid not null references coupons, customer_id uuid not null references customers, status int not null,
  amount_cents bigint, created_at timestamp not null);
create table api_keys (
  id uuid primary key, organization_id uuid not null references organizations, value varchar not null, name varchar, created_at timestamp not null);
create table webhooks (
  id uuid primary key, object_id uuid, object_type varchar, status int not null default 0, retries int not null default 0, http_status int,
  endpoint varchar, webhook_type varchar, payload json, response json, created_at timestamp not null);
