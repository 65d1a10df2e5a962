-- A database as an earlier version (commit 74a3040) left it: the schema oubli that it made, and the
-- business rows of a small company. It was made once, by that version's own commands at set clocks, and
-- dumped by pg_dump; it is never edited. The persons are invented, and the keys in home/ guard nothing.
--
-- What happened: holds, an accountant's approval, a whole night (run 1), an access request, an erasure
-- (run 2), an objection (run 3), a restriction, an erasure that a hold keeps (run 4), an access request in
-- doubt; an export, an invoice report and an erasure (run 5) whose processes were killed; a plan; a night
-- (run 6) that was asked to stop, begun again, and killed.
CREATE SCHEMA oubli;
CREATE FUNCTION oubli.append_entry(entry_run bigint, entry_rule text, entry_policy text, entry_collection text, entry_action text, entry_cutoff date, entry_keys text, entry_rows bigint) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
declare
  keys_digest text;
  previous    record;
  stamp       timestamptz;
  next_seq    bigint;
  last_digest text;
begin
  if coalesce(entry_rows, 0) = 0 then
    return 0;
  end if;
  keys_digest := encode(sha256(convert_to(entry_keys, 'UTF8')), 'hex');
  perform pg_advisory_xact_lock(hashtextextended('oubli.ledger_entry', 0));
  select seq, digest into previous from oubli.ledger_entry order by seq desc limit 1;
  next_seq := coalesce(previous.seq, 0) + 1;
  last_digest := coalesce(previous.digest, '');
  stamp := clock_timestamp();
  insert into oubli.ledger_entry
  values (
    next_seq, entry_run, stamp, entry_rule, entry_policy, entry_collection, entry_action,
    entry_cutoff, entry_rows, entry_keys, last_digest,
    encode(sha256(convert_to(concat_ws(E'\n',
      next_seq, entry_run, to_char(stamp at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
      entry_rule, entry_policy, entry_collection, entry_action, to_char(entry_cutoff, 'YYYY-MM-DD'),
      entry_rows, keys_digest, last_digest), 'UTF8')), 'hex'));
  return entry_rows;
end
$$;
CREATE FUNCTION oubli.is_accountant() RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
  select coalesce(
    (select pg_has_role(current_user, oid, 'member') from pg_roles where rolname = 'oubli_accountant'),
    false)
$$;
CREATE FUNCTION oubli.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  raise exception '%.% is append-only: % refused', tg_table_schema, tg_table_name, tg_op
    using errcode = 'insufficient_privilege';
end
$$;
CREATE TABLE oubli.hold (
    id bigint NOT NULL,
    kind text DEFAULT 'hold'::text NOT NULL,
    scope text NOT NULL,
    collection text NOT NULL,
    row_key text,
    reason text NOT NULL,
    owner text NOT NULL,
    review_on date NOT NULL,
    added_at timestamp with time zone DEFAULT now() NOT NULL,
    added_by text NOT NULL,
    released_at timestamp with time zone,
    released_by text,
    request bigint,
    CONSTRAINT hold_check CHECK (((scope = 'collection'::text) = (row_key IS NULL))),
    CONSTRAINT hold_check1 CHECK (((released_at IS NULL) = (released_by IS NULL))),
    CONSTRAINT hold_kind_check CHECK ((kind = ANY (ARRAY['hold'::text, 'restriction'::text]))),
    CONSTRAINT hold_owner_check CHECK ((btrim(owner) <> ''::text)),
    CONSTRAINT hold_reason_check CHECK ((btrim(reason) <> ''::text)),
    CONSTRAINT hold_scope_check CHECK ((scope = ANY (ARRAY['subject'::text, 'row'::text, 'collection'::text])))
);
CREATE TABLE public.consents (
    id bigint NOT NULL,
    customer_id bigint,
    channel text NOT NULL,
    granted_at timestamp with time zone,
    withdrawn_at timestamp with time zone
);
CREATE TABLE public.customers (
    id bigint NOT NULL,
    email text NOT NULL,
    name text,
    phone text,
    created_at timestamp with time zone NOT NULL
);
CREATE VIEW oubli.active_consents AS
 SELECT t.id,
    t.customer_id,
    t.channel,
    t.granted_at,
    t.withdrawn_at
   FROM public.consents t
  WHERE (NOT (( SELECT (EXISTS ( SELECT 1
                   FROM oubli.hold
                  WHERE ((hold.released_at IS NULL) AND (hold.kind = 'restriction'::text)))) AS "exists") AND ((EXISTS ( SELECT 1
           FROM oubli.hold h
          WHERE ((h.released_at IS NULL) AND (h.kind = 'restriction'::text) AND (h.scope = 'collection'::text) AND (h.collection = 'consents'::text) AND true))) OR (EXISTS ( SELECT 1
           FROM oubli.hold h
          WHERE ((h.released_at IS NULL) AND (h.kind = 'restriction'::text) AND (h.scope = 'row'::text) AND (h.collection = 'consents'::text) AND (h.row_key = (t.id)::text)))) OR (EXISTS ( SELECT 1
           FROM oubli.hold h
          WHERE ((h.released_at IS NULL) AND (h.kind = 'restriction'::text) AND (h.scope = 'subject'::text) AND (h.collection = 'customers'::text) AND (h.row_key = (t.customer_id)::text)))) OR (EXISTS ( SELECT 1
           FROM public.customers x16
          WHERE ((x16.id = t.customer_id) AND (EXISTS ( SELECT 1
                   FROM (oubli.hold h
                     JOIN public.customers x17 ON (((x17.id)::text = h.row_key)))
                  WHERE ((h.released_at IS NULL) AND (h.kind = 'restriction'::text) AND (h.scope = 'subject'::text) AND (h.collection = 'customers'::text) AND (lower(btrim(x17.email)) = lower(btrim(x16.email))) AND (lower(btrim(x16.email)) <> ''::text)))))
         OFFSET 0)))));
CREATE TABLE public.cookies (
    id bigint NOT NULL,
    customer_id bigint,
    value text NOT NULL,
    set_at timestamp with time zone
);
CREATE VIEW oubli.active_cookies AS
 SELECT t.id,
    t.customer_id,
    t.value,
    t.set_at
   FROM public.cookies t
  WHERE (NOT (( SELECT (EXISTS ( SELECT 1
                   FROM oubli.hold
                  WHERE ((hold.released_at IS NULL) AND (hold.kind = 'restriction'::text)))) AS "exists") AND ((EXISTS ( SELECT 1
           FROM oubli.hold h
          WHERE ((h.released_at IS NULL) AND (h.kind = 'restriction'::text) AND (h.scope = 'collection'::text) AND (h.collection = 'cookies'::text) AND true))) OR (EXISTS ( SELECT 1
           FROM oubli.hold h
          WHERE ((h.released_at IS NULL) AND (h.kind = 'restriction'::text) AND (h.scope = 'row'::text) AND (h.collection = 'cookies'::text) AND (h.row_key = (t.id)::text)))) OR (EXISTS ( SELECT 1
           FROM oubli.hold h
          WHERE ((h.released_at IS NULL) AND (h.kind = 'restriction'::text) AND (h.scope = 'subject'::text) AND (h.collection = 'customers'::text) AND (h.row_key = (t.customer_id)::text)))) OR (EXISTS ( SELECT 1
           FROM public.customers x14
          WHERE ((x14.id = t.customer_id) AND (EXISTS ( SELECT 1
                   FROM (oubli.hold h
                     JOIN public.customers x15 ON (((x15.id)::text = h.row_key)))
                  WHERE ((h.released_at IS NULL) AND (h.kind = 'restriction'::text) AND (h.scope = 'subject'::text) AND (h.collection = 'customers'::text) AND (lower(btrim(x15.email)) = lower(btrim(x14.email))) AND (lower(btrim(x14.email)) <> ''::text)))))
         OFFSET 0)))));
CREATE VIEW oubli.active_customers AS
 SELECT t.id,
    t.email,
    t.name,
    t.phone,
    t.created_at
   FROM public.customers t
  WHERE (NOT (( SELECT (EXISTS ( SELECT 1
                   FROM oubli.hold
                  WHERE ((hold.released_at IS NULL) AND (hold.kind = 'restriction'::text)))) AS "exists") AND ((EXISTS ( SELECT 1
           FROM oubli.hold h
          WHERE ((h.released_at IS NULL) AND (h.kind = 'restriction'::text) AND (h.scope = 'collection'::text) AND (h.collection = 'customers'::text) AND true))) OR (EXISTS ( SELECT 1
           FROM oubli.hold h
          WHERE ((h.released_at IS NULL) AND (h.kind = 'restriction'::text) AND (h.scope = 'row'::text) AND (h.collection = 'customers'::text) AND (h.row_key = (t.id)::text)))) OR (EXISTS ( SELECT 1
           FROM oubli.hold h
          WHERE ((h.released_at IS NULL) AND (h.kind = 'restriction'::text) AND (h.scope = 'subject'::text) AND (h.collection = 'customers'::text) AND (h.row_key = (t.id)::text)))) OR (EXISTS ( SELECT 1
           FROM (oubli.hold h
             JOIN public.customers x1 ON (((x1.id)::text = h.row_key)))
          WHERE ((h.released_at IS NULL) AND (h.kind = 'restriction'::text) AND (h.scope = 'subject'::text) AND (h.collection = 'customers'::text) AND (lower(btrim(x1.email)) = lower(btrim(t.email))) AND (lower(btrim(t.email)) <> ''::text)))))));
CREATE TABLE public.disputes (
    id bigint NOT NULL,
    customer_id bigint,
    status text NOT NULL,
    closed_on date
);
CREATE VIEW oubli.active_disputes AS
 SELECT t.id,
    t.customer_id,
    t.status,
    t.closed_on
   FROM public.disputes t
  WHERE (NOT (( SELECT (EXISTS ( SELECT 1
                   FROM oubli.hold
                  WHERE ((hold.released_at IS NULL) AND (hold.kind = 'restriction'::text)))) AS "exists") AND ((EXISTS ( SELECT 1
           FROM oubli.hold h
          WHERE ((h.released_at IS NULL) AND (h.kind = 'restriction'::text) AND (h.scope = 'collection'::text) AND (h.collection = 'disputes'::text) AND true))) OR (EXISTS ( SELECT 1
           FROM oubli.hold h
          WHERE ((h.released_at IS NULL) AND (h.kind = 'restriction'::text) AND (h.scope = 'row'::text) AND (h.collection = 'disputes'::text) AND (h.row_key = (t.id)::text)))) OR (EXISTS ( SELECT 1
           FROM oubli.hold h
          WHERE ((h.released_at IS NULL) AND (h.kind = 'restriction'::text) AND (h.scope = 'subject'::text) AND (h.collection = 'customers'::text) AND (h.row_key = (t.customer_id)::text)))) OR (EXISTS ( SELECT 1
           FROM public.customers x21
          WHERE ((x21.id = t.customer_id) AND (EXISTS ( SELECT 1
                   FROM (oubli.hold h
                     JOIN public.customers x22 ON (((x22.id)::text = h.row_key)))
                  WHERE ((h.released_at IS NULL) AND (h.kind = 'restriction'::text) AND (h.scope = 'subject'::text) AND (h.collection = 'customers'::text) AND (lower(btrim(x22.email)) = lower(btrim(x21.email))) AND (lower(btrim(x21.email)) <> ''::text)))))
         OFFSET 0)))));
CREATE TABLE public.invoice_lines (
    invoice_id bigint NOT NULL,
    line_no integer NOT NULL,
    label text NOT NULL,
    tax_rate numeric(4,2) NOT NULL,
    amount_excl_tax numeric(12,2) NOT NULL,
    tax numeric(12,2) NOT NULL
);
CREATE TABLE public.invoices (
    id bigint NOT NULL,
    order_id bigint,
    customer_id bigint,
    document_type text NOT NULL,
    series text NOT NULL,
    number bigint NOT NULL,
    issued_on date NOT NULL,
    corrects_id bigint,
    customer_account text NOT NULL,
    billed_name text,
    total_excl_tax numeric(12,2) NOT NULL,
    total_tax numeric(12,2) NOT NULL,
    total_incl_tax numeric(12,2) NOT NULL,
    settled_on date
);
CREATE VIEW oubli.active_invoice_lines AS
 SELECT t.invoice_id,
    t.line_no,
    t.label,
    t.tax_rate,
    t.amount_excl_tax,
    t.tax
   FROM public.invoice_lines t
  WHERE (NOT (( SELECT (EXISTS ( SELECT 1
                   FROM oubli.hold
                  WHERE ((hold.released_at IS NULL) AND (hold.kind = 'restriction'::text)))) AS "exists") AND ((EXISTS ( SELECT 1
           FROM oubli.hold h
          WHERE ((h.released_at IS NULL) AND (h.kind = 'restriction'::text) AND (h.scope = 'collection'::text) AND (h.collection = 'invoice_lines'::text) AND true))) OR (EXISTS ( SELECT 1
           FROM oubli.hold h
          WHERE ((h.released_at IS NULL) AND (h.kind = 'restriction'::text) AND (h.scope = 'row'::text) AND (h.collection = 'invoice_lines'::text) AND (h.row_key = (ROW(t.invoice_id, t.line_no))::text)))) OR (EXISTS ( SELECT 1
           FROM oubli.hold h
          WHERE ((h.released_at IS NULL) AND (h.kind = 'restriction'::text) AND (h.scope = 'row'::text) AND (h.collection = 'orders'::text) AND (h.row_key = (( SELECT x7.order_id
                   FROM public.invoices x7
                  WHERE (x7.id = t.invoice_id)))::text)))) OR (EXISTS ( SELECT 1
           FROM oubli.hold h
          WHERE ((h.released_at IS NULL) AND (h.kind = 'restriction'::text) AND (h.scope = 'row'::text) AND (h.collection = 'invoices'::text) AND (h.row_key = (t.invoice_id)::text)))) OR (EXISTS ( SELECT 1
           FROM oubli.hold h
          WHERE ((h.released_at IS NULL) AND (h.kind = 'restriction'::text) AND (h.scope = 'subject'::text) AND (h.collection = 'customers'::text) AND (h.row_key = (( SELECT x8.customer_id
                   FROM public.invoices x8
                  WHERE (x8.id = t.invoice_id)))::text)))) OR (EXISTS ( SELECT 1
           FROM public.invoices x9
          WHERE ((x9.id = t.invoice_id) AND (EXISTS ( SELECT 1
                   FROM public.customers x10
                  WHERE ((x10.id = x9.customer_id) AND (EXISTS ( SELECT 1
                           FROM (oubli.hold h
                             JOIN public.customers x11 ON (((x11.id)::text = h.row_key)))
                          WHERE ((h.released_at IS NULL) AND (h.kind = 'restriction'::text) AND (h.scope = 'subject'::text) AND (h.collection = 'customers'::text) AND (lower(btrim(x11.email)) = lower(btrim(x10.email))) AND (lower(btrim(x10.email)) <> ''::text)))))
                 OFFSET 0)))
         OFFSET 0)))));
CREATE VIEW oubli.active_invoices AS
 SELECT t.id,
    t.order_id,
    t.customer_id,
    t.document_type,
    t.series,
    t.number,
    t.issued_on,
    t.corrects_id,
    t.customer_account,
    t.billed_name,
    t.total_excl_tax,
    t.total_tax,
    t.total_incl_tax,
    t.settled_on
   FROM public.invoices t
  WHERE (NOT (( SELECT (EXISTS ( SELECT 1
                   FROM oubli.hold
                  WHERE ((hold.released_at IS NULL) AND (hold.kind = 'restriction'::text)))) AS "exists") AND ((EXISTS ( SELECT 1
           FROM oubli.hold h
          WHERE ((h.released_at IS NULL) AND (h.kind = 'restriction'::text) AND (h.scope = 'collection'::text) AND (h.collection = 'invoices'::text) AND true))) OR (EXISTS ( SELECT 1
           FROM oubli.hold h
          WHERE ((h.released_at IS NULL) AND (h.kind = 'restriction'::text) AND (h.scope = 'row'::text) AND (h.collection = 'invoices'::text) AND (h.row_key = (t.id)::text)))) OR (EXISTS ( SELECT 1
           FROM oubli.hold h
          WHERE ((h.released_at IS NULL) AND (h.kind = 'restriction'::text) AND (h.scope = 'row'::text) AND (h.collection = 'orders'::text) AND (h.row_key = (t.order_id)::text)))) OR (EXISTS ( SELECT 1
           FROM oubli.hold h
          WHERE ((h.released_at IS NULL) AND (h.kind = 'restriction'::text) AND (h.scope = 'subject'::text) AND (h.collection = 'customers'::text) AND (h.row_key = (t.customer_id)::text)))) OR (EXISTS ( SELECT 1
           FROM public.customers x5
          WHERE ((x5.id = t.customer_id) AND (EXISTS ( SELECT 1
                   FROM (oubli.hold h
                     JOIN public.customers x6 ON (((x6.id)::text = h.row_key)))
                  WHERE ((h.released_at IS NULL) AND (h.kind = 'restriction'::text) AND (h.scope = 'subject'::text) AND (h.collection = 'customers'::text) AND (lower(btrim(x6.email)) = lower(btrim(x5.email))) AND (lower(btrim(x5.email)) <> ''::text)))))
         OFFSET 0)))));
CREATE TABLE public.newsletter_subscriptions (
    id bigint NOT NULL,
    customer_id bigint,
    email text,
    last_opened_at timestamp with time zone
);
CREATE VIEW oubli.active_newsletter_subscriptions AS
 SELECT t.id,
    t.customer_id,
    t.email,
    t.last_opened_at
   FROM public.newsletter_subscriptions t
  WHERE (NOT (( SELECT (EXISTS ( SELECT 1
                   FROM oubli.hold
                  WHERE ((hold.released_at IS NULL) AND (hold.kind = 'restriction'::text)))) AS "exists") AND ((EXISTS ( SELECT 1
           FROM oubli.hold h
          WHERE ((h.released_at IS NULL) AND (h.kind = 'restriction'::text) AND (h.scope = 'collection'::text) AND (h.collection = 'newsletter_subscriptions'::text) AND true))) OR (EXISTS ( SELECT 1
           FROM oubli.hold h
          WHERE ((h.released_at IS NULL) AND (h.kind = 'restriction'::text) AND (h.scope = 'row'::text) AND (h.collection = 'newsletter_subscriptions'::text) AND (h.row_key = (t.id)::text)))) OR (EXISTS ( SELECT 1
           FROM oubli.hold h
          WHERE ((h.released_at IS NULL) AND (h.kind = 'restriction'::text) AND (h.scope = 'subject'::text) AND (h.collection = 'customers'::text) AND (h.row_key = (t.customer_id)::text)))) OR (EXISTS ( SELECT 1
           FROM (oubli.hold h
             JOIN public.customers x18 ON (((x18.id)::text = h.row_key)))
          WHERE ((h.released_at IS NULL) AND (h.kind = 'restriction'::text) AND (h.scope = 'subject'::text) AND (h.collection = 'customers'::text) AND (lower(btrim(x18.email)) = lower(btrim(t.email))) AND (lower(btrim(t.email)) <> ''::text)))) OR (EXISTS ( SELECT 1
           FROM public.customers x19
          WHERE ((x19.id = t.customer_id) AND (EXISTS ( SELECT 1
                   FROM (oubli.hold h
                     JOIN public.customers x20 ON (((x20.id)::text = h.row_key)))
                  WHERE ((h.released_at IS NULL) AND (h.kind = 'restriction'::text) AND (h.scope = 'subject'::text) AND (h.collection = 'customers'::text) AND (lower(btrim(x20.email)) = lower(btrim(x19.email))) AND (lower(btrim(x19.email)) <> ''::text)))))
         OFFSET 0)))));
CREATE TABLE public.orders (
    id bigint NOT NULL,
    customer_id bigint,
    status text NOT NULL,
    ordered_at timestamp with time zone,
    email text,
    name text
);
CREATE VIEW oubli.active_orders AS
 SELECT t.id,
    t.customer_id,
    t.status,
    t.ordered_at,
    t.email,
    t.name
   FROM public.orders t
  WHERE (NOT (( SELECT (EXISTS ( SELECT 1
                   FROM oubli.hold
                  WHERE ((hold.released_at IS NULL) AND (hold.kind = 'restriction'::text)))) AS "exists") AND ((EXISTS ( SELECT 1
           FROM oubli.hold h
          WHERE ((h.released_at IS NULL) AND (h.kind = 'restriction'::text) AND (h.scope = 'collection'::text) AND (h.collection = 'orders'::text) AND true))) OR (EXISTS ( SELECT 1
           FROM oubli.hold h
          WHERE ((h.released_at IS NULL) AND (h.kind = 'restriction'::text) AND (h.scope = 'row'::text) AND (h.collection = 'orders'::text) AND (h.row_key = (t.id)::text)))) OR (EXISTS ( SELECT 1
           FROM oubli.hold h
          WHERE ((h.released_at IS NULL) AND (h.kind = 'restriction'::text) AND (h.scope = 'subject'::text) AND (h.collection = 'customers'::text) AND (h.row_key = (t.customer_id)::text)))) OR (EXISTS ( SELECT 1
           FROM (oubli.hold h
             JOIN public.customers x2 ON (((x2.id)::text = h.row_key)))
          WHERE ((h.released_at IS NULL) AND (h.kind = 'restriction'::text) AND (h.scope = 'subject'::text) AND (h.collection = 'customers'::text) AND (lower(btrim(x2.email)) = lower(btrim(t.email))) AND (lower(btrim(t.email)) <> ''::text)))) OR (EXISTS ( SELECT 1
           FROM public.customers x3
          WHERE ((x3.id = t.customer_id) AND (EXISTS ( SELECT 1
                   FROM (oubli.hold h
                     JOIN public.customers x4 ON (((x4.id)::text = h.row_key)))
                  WHERE ((h.released_at IS NULL) AND (h.kind = 'restriction'::text) AND (h.scope = 'subject'::text) AND (h.collection = 'customers'::text) AND (lower(btrim(x4.email)) = lower(btrim(x3.email))) AND (lower(btrim(x3.email)) <> ''::text)))))
         OFFSET 0)))));
CREATE TABLE public.recordings (
    id bigint NOT NULL,
    customer_id bigint,
    caller_number text,
    started_at timestamp with time zone,
    file_path text
);
CREATE VIEW oubli.active_recordings AS
 SELECT t.id,
    t.customer_id,
    t.caller_number,
    t.started_at,
    t.file_path
   FROM public.recordings t
  WHERE (NOT (( SELECT (EXISTS ( SELECT 1
                   FROM oubli.hold
                  WHERE ((hold.released_at IS NULL) AND (hold.kind = 'restriction'::text)))) AS "exists") AND ((EXISTS ( SELECT 1
           FROM oubli.hold h
          WHERE ((h.released_at IS NULL) AND (h.kind = 'restriction'::text) AND (h.scope = 'collection'::text) AND (h.collection = 'recordings'::text) AND true))) OR (EXISTS ( SELECT 1
           FROM oubli.hold h
          WHERE ((h.released_at IS NULL) AND (h.kind = 'restriction'::text) AND (h.scope = 'row'::text) AND (h.collection = 'recordings'::text) AND (h.row_key = (t.id)::text)))) OR (EXISTS ( SELECT 1
           FROM oubli.hold h
          WHERE ((h.released_at IS NULL) AND (h.kind = 'restriction'::text) AND (h.scope = 'subject'::text) AND (h.collection = 'customers'::text) AND (h.row_key = (t.customer_id)::text)))) OR (EXISTS ( SELECT 1
           FROM public.customers x12
          WHERE ((x12.id = t.customer_id) AND (EXISTS ( SELECT 1
                   FROM (oubli.hold h
                     JOIN public.customers x13 ON (((x13.id)::text = h.row_key)))
                  WHERE ((h.released_at IS NULL) AND (h.kind = 'restriction'::text) AND (h.scope = 'subject'::text) AND (h.collection = 'customers'::text) AND (lower(btrim(x13.email)) = lower(btrim(x12.email))) AND (lower(btrim(x12.email)) <> ''::text)))))
         OFFSET 0)))));
CREATE TABLE oubli.archive (
    collection text NOT NULL,
    row_key text NOT NULL,
    subject_key text,
    rule text NOT NULL,
    governed_by text NOT NULL,
    anchor date NOT NULL,
    linked_key text,
    content jsonb NOT NULL,
    run bigint NOT NULL,
    archived_at timestamp with time zone DEFAULT now() NOT NULL
);
COMMENT ON COLUMN oubli.archive.anchor IS 'The date that the governing rule counts from, the latest of linked documents.';
COMMENT ON COLUMN oubli.archive.linked_key IS 'The key of the document that this one corrects: that one, archived after it, takes its anchor.';
CREATE TABLE oubli.batch_job_execution (
    job_execution_id bigint NOT NULL,
    version bigint,
    job_instance_id bigint NOT NULL,
    create_time timestamp without time zone NOT NULL,
    start_time timestamp without time zone,
    end_time timestamp without time zone,
    status character varying(10),
    exit_code character varying(2500),
    exit_message character varying(2500),
    last_updated timestamp without time zone
);
CREATE TABLE oubli.batch_job_execution_context (
    job_execution_id bigint NOT NULL,
    short_context character varying(2500) NOT NULL,
    serialized_context text
);
CREATE TABLE oubli.batch_job_execution_params (
    job_execution_id bigint NOT NULL,
    parameter_name character varying(100) NOT NULL,
    parameter_type character varying(100) NOT NULL,
    parameter_value character varying(2500),
    identifying character(1) NOT NULL
);
CREATE SEQUENCE oubli.batch_job_execution_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
CREATE TABLE oubli.batch_job_instance (
    job_instance_id bigint NOT NULL,
    version bigint,
    job_name character varying(100) NOT NULL,
    job_key character varying(32) NOT NULL
);
CREATE SEQUENCE oubli.batch_job_instance_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
CREATE TABLE oubli.batch_step_execution (
    step_execution_id bigint NOT NULL,
    version bigint NOT NULL,
    step_name character varying(100) NOT NULL,
    job_execution_id bigint NOT NULL,
    create_time timestamp without time zone NOT NULL,
    start_time timestamp without time zone,
    end_time timestamp without time zone,
    status character varying(10),
    commit_count bigint,
    read_count bigint,
    filter_count bigint,
    write_count bigint,
    read_skip_count bigint,
    write_skip_count bigint,
    process_skip_count bigint,
    rollback_count bigint,
    exit_code character varying(2500),
    exit_message character varying(2500),
    last_updated timestamp without time zone
);
CREATE TABLE oubli.batch_step_execution_context (
    step_execution_id bigint NOT NULL,
    short_context character varying(2500) NOT NULL,
    serialized_context text
);
CREATE SEQUENCE oubli.batch_step_execution_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
CREATE TABLE oubli.departed_event (
    rule text NOT NULL,
    subject_key text NOT NULL,
    last_day date,
    run bigint NOT NULL,
    excepted_on date,
    CONSTRAINT departed_event_check CHECK (((last_day IS NOT NULL) OR (excepted_on IS NOT NULL)))
);
COMMENT ON COLUMN oubli.departed_event.rule IS 'The rule whose clock the event started.';
COMMENT ON COLUMN oubli.departed_event.last_day IS 'The latest day that the events gave. One whose date nobody could judge counts on the day on which it went.';
COMMENT ON COLUMN oubli.departed_event.excepted_on IS 'The last day on which the person had, as it began, a row that leaves persons out of the rule.';
CREATE TABLE oubli.destroyed_document (
    collection text NOT NULL,
    series text NOT NULL,
    number text NOT NULL,
    issued_on date,
    run bigint NOT NULL
);
CREATE TABLE oubli.document_approval (
    collection text NOT NULL,
    row_key text NOT NULL,
    approved_by text NOT NULL,
    approved_on date NOT NULL,
    entered_by text NOT NULL,
    entered_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT document_approval_approved_by_check CHECK ((btrim(approved_by) <> ''::text))
);
CREATE TABLE oubli.erasure (
    request bigint NOT NULL,
    state text DEFAULT 'started'::text NOT NULL,
    run bigint,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT erasure_state_check CHECK ((state = ANY (ARRAY['started'::text, 'held'::text, 'partial'::text, 'done'::text])))
);
CREATE TABLE oubli.file_removal (
    id bigint NOT NULL,
    run bigint NOT NULL,
    collection text NOT NULL,
    row_key text NOT NULL,
    path text,
    requested_at timestamp with time zone DEFAULT now() NOT NULL,
    removed_at timestamp with time zone,
    outcome text,
    CONSTRAINT file_removal_check CHECK (((removed_at IS NULL) = (outcome IS NULL))),
    CONSTRAINT file_removal_outcome_check CHECK ((outcome = ANY (ARRAY['removed'::text, 'was missing'::text])))
);
COMMENT ON COLUMN oubli.file_removal.path IS 'Kept only until the file is gone: a path can hold a telephone number.';
ALTER TABLE oubli.file_removal ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME oubli.file_removal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE oubli.flyway_schema_history (
    installed_rank integer NOT NULL,
    version character varying(50),
    description character varying(200) NOT NULL,
    type character varying(20) NOT NULL,
    script character varying(1000) NOT NULL,
    checksum integer,
    installed_by character varying(100) NOT NULL,
    installed_on timestamp without time zone DEFAULT now() NOT NULL,
    execution_time integer NOT NULL,
    success boolean NOT NULL
);
ALTER TABLE oubli.hold ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME oubli.hold_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE oubli.ledger_entry (
    seq bigint NOT NULL,
    run bigint NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    rule text NOT NULL,
    policy_sha256 text NOT NULL,
    collection text NOT NULL,
    action text NOT NULL,
    cutoff date NOT NULL,
    row_count bigint NOT NULL,
    row_keys text NOT NULL,
    previous_digest text NOT NULL,
    digest text NOT NULL,
    CONSTRAINT ledger_entry_row_count_check CHECK ((row_count > 0))
);
ALTER TABLE ONLY oubli.ledger_entry ALTER COLUMN row_keys SET STORAGE EXTERNAL;
COMMENT ON TABLE oubli.ledger_entry IS 'What was done, chained. digest = sha256 of the lines: seq, run, recorded_at (UTC, microseconds), rule, policy_sha256, collection, action, cutoff, row_count, sha256(row_keys), previous_digest; joined by line feeds, UTF-8.';
COMMENT ON COLUMN oubli.ledger_entry.row_keys IS 'The keys of the rows, as the text of a PostgreSQL array; a composite key is the text of a row. A partition that went whole is one text: its name and its bounds. Never a name, an e-mail or an old value.';
CREATE TABLE oubli.look (
    rule text NOT NULL,
    collection text NOT NULL,
    policy_sha256 text NOT NULL,
    map_sha256 text NOT NULL,
    cutoff date NOT NULL,
    as_of date NOT NULL,
    everything_on date NOT NULL,
    run bigint NOT NULL,
    CONSTRAINT look_check CHECK ((everything_on <= as_of))
);
COMMENT ON TABLE oubli.look IS 'The last verified look of each rule at a large collection. Removing a row makes the next run look at everything.';
CREATE TABLE oubli.notice (
    request bigint NOT NULL,
    recipient text NOT NULL,
    written_on date NOT NULL,
    sent_on date
);
CREATE TABLE oubli.plan (
    hash text NOT NULL,
    as_of date NOT NULL,
    policy_sha256 text NOT NULL,
    map_sha256 text NOT NULL,
    only_rule text,
    content text NOT NULL,
    made_at timestamp with time zone DEFAULT now() NOT NULL,
    made_by text NOT NULL
);
CREATE TABLE oubli.quarantine (
    rule text NOT NULL,
    collection text NOT NULL,
    row_key text NOT NULL,
    reason text NOT NULL,
    first_seen timestamp with time zone DEFAULT now() NOT NULL,
    run bigint NOT NULL
);
CREATE TABLE oubli.request (
    id bigint NOT NULL,
    kind text NOT NULL,
    channel text NOT NULL,
    quality text NOT NULL,
    received_on date NOT NULL,
    scope text DEFAULT 'all'::text NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    identity_means text,
    identity_by text,
    identity_on date,
    suspended_on date,
    suspended_days integer DEFAULT 0 NOT NULL,
    deadline date NOT NULL,
    extended_on date,
    extension_reason text,
    ended_on date,
    outcome text,
    reply text,
    opened_by text NOT NULL,
    opened_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT request_channel_check CHECK ((channel = ANY (ARRAY['post'::text, 'email'::text, 'site'::text, 'phone'::text, 'counter'::text]))),
    CONSTRAINT request_check CHECK (((extended_on IS NULL) = (extension_reason IS NULL))),
    CONSTRAINT request_check1 CHECK (((state = ANY (ARRAY['closed'::text, 'refused'::text])) = (ended_on IS NOT NULL))),
    CONSTRAINT request_check2 CHECK (((state <> 'suspended'::text) OR (suspended_on IS NOT NULL))),
    CONSTRAINT request_kind_check CHECK ((kind = ANY (ARRAY['access'::text, 'portability'::text, 'erasure'::text, 'rectification'::text, 'objection'::text, 'restriction'::text]))),
    CONSTRAINT request_quality_check CHECK ((quality = ANY (ARRAY['person'::text, 'heir'::text, 'parent'::text, 'mandate'::text]))),
    CONSTRAINT request_state_check CHECK ((state = ANY (ARRAY['open'::text, 'verified'::text, 'suspended'::text, 'closed'::text, 'refused'::text]))),
    CONSTRAINT request_suspended_days_check CHECK ((suspended_days >= 0))
);
COMMENT ON COLUMN oubli.request.reply IS 'Where the reply was written.';
CREATE TABLE oubli.request_event (
    id bigint NOT NULL,
    request bigint NOT NULL,
    at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    operator text NOT NULL,
    step text NOT NULL,
    note text
);
ALTER TABLE oubli.request_event ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME oubli.request_event_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE oubli.request ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME oubli.request_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE oubli.request_identity (
    request bigint NOT NULL,
    kind text NOT NULL,
    value text NOT NULL,
    of_rows_alone boolean DEFAULT false NOT NULL
);
COMMENT ON COLUMN oubli.request_identity.of_rows_alone IS 'Neither the letter nor an account of the person says it: no rows are looked for by it.';
CREATE TABLE oubli.request_match (
    request bigint NOT NULL,
    collection text NOT NULL,
    row_key text NOT NULL,
    found_by text NOT NULL,
    state text NOT NULL,
    CONSTRAINT request_match_state_check CHECK ((state = ANY (ARRAY['confirmed'::text, 'proposed'::text, 'rejected'::text])))
);
CREATE TABLE oubli.request_outcome (
    request bigint NOT NULL,
    "position" integer NOT NULL,
    collection text NOT NULL,
    outcome text NOT NULL,
    row_count bigint NOT NULL,
    basis text,
    kept_until date,
    readers text,
    CONSTRAINT request_outcome_outcome_check CHECK ((outcome = ANY (ARRAY['erased'::text, 'archived'::text, 'kept'::text, 'left'::text, 'corrected'::text, 'withdrawn'::text, 'restricted'::text]))),
    CONSTRAINT request_outcome_row_count_check CHECK ((row_count >= 0))
);
CREATE TABLE oubli.residue (
    request bigint NOT NULL,
    place text NOT NULL,
    row_count bigint NOT NULL,
    warning boolean NOT NULL
);
CREATE TABLE oubli.run (
    id bigint NOT NULL,
    as_of date NOT NULL,
    policy text NOT NULL,
    policy_sha256 text NOT NULL,
    map_sha256 text NOT NULL,
    only_rule text,
    plan_hash text,
    operator text NOT NULL,
    started_at timestamp with time zone DEFAULT now() NOT NULL,
    ended_at timestamp with time zone,
    state text DEFAULT 'running'::text NOT NULL,
    execution_id bigint,
    unreached bigint,
    CONSTRAINT run_state_check CHECK ((state = ANY (ARRAY['running'::text, 'stopped'::text, 'failed'::text, 'interrupted'::text, 'done'::text]))),
    CONSTRAINT run_unreached_check CHECK ((unreached >= 0))
);
COMMENT ON COLUMN oubli.run.unreached IS 'Persons of whom something is left and for whom no clock of any rule ever started; null where this run did not count them.';
CREATE TABLE oubli.run_age (
    run bigint NOT NULL,
    "position" integer NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL,
    row_count bigint NOT NULL,
    sampled boolean NOT NULL,
    CONSTRAINT run_age_check CHECK ((first_day <= last_day)),
    CONSTRAINT run_age_row_count_check CHECK ((row_count >= 0))
);
COMMENT ON TABLE oubli.run_age IS 'Rows whose period is still running, by the day their clock started. A large collection is sampled.';
ALTER TABLE oubli.run ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME oubli.run_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE oubli.run_result (
    run bigint NOT NULL,
    "position" integer NOT NULL,
    rule text NOT NULL,
    collection text NOT NULL,
    action text NOT NULL,
    cutoff date NOT NULL,
    stored bigint NOT NULL,
    due bigint NOT NULL,
    done bigint NOT NULL,
    held bigint NOT NULL,
    restricted bigint NOT NULL,
    quarantined bigint NOT NULL,
    remaining bigint NOT NULL,
    oldest_remaining date,
    millis bigint NOT NULL,
    everything_on date,
    referenced bigint DEFAULT 0 NOT NULL,
    CONSTRAINT run_result_referenced_check CHECK ((referenced >= 0))
);
COMMENT ON COLUMN oubli.run_result.everything_on IS 'The last day on which all rows were looked at, where this run looked at what was new; else null.';
COMMENT ON COLUMN oubli.run_result.referenced IS 'How many of those held stay for the rows that refer to them.';
CREATE TABLE oubli.seal (
    run bigint NOT NULL,
    sequence bigint NOT NULL,
    first_seq bigint NOT NULL,
    last_seq bigint NOT NULL,
    entries bigint NOT NULL,
    row_count bigint NOT NULL,
    merkle_root text NOT NULL,
    previous_seal text NOT NULL,
    sealed_at timestamp with time zone NOT NULL,
    document text NOT NULL,
    digest text NOT NULL,
    signature text NOT NULL,
    public_key text NOT NULL
);
CREATE TABLE oubli.suppression (
    kind text NOT NULL,
    digest text NOT NULL,
    reason text NOT NULL,
    channel text DEFAULT 'all'::text NOT NULL,
    request bigint,
    added_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT suppression_reason_check CHECK ((reason = ANY (ARRAY['erasure'::text, 'objection'::text])))
);
CREATE TABLE oubli.waiting (
    rule text NOT NULL,
    collection text NOT NULL,
    row_key text NOT NULL,
    run bigint NOT NULL
);
INSERT INTO oubli.archive VALUES
	('invoice_lines', '(1,1)', '1', 'order-data', 'accounting-documents', '2020-03-02', NULL, '{"tax": 20.00, "label": "Serrure", "line_no": 1, "tax_rate": 20.00, "invoice_id": 1, "amount_excl_tax": 100.00}', 1, '2026-11-20 02:00:36.321544+00'),
	('invoices', '1', '1', 'order-data', 'accounting-documents', '2020-03-02', NULL, '{"id": 1, "number": 1, "series": "F", "issued_on": "2020-03-02", "total_tax": 20.00, "settled_on": "2020-03-03", "billed_name": "Anne Un", "corrects_id": null, "document_type": "invoice", "total_excl_tax": 100.00, "total_incl_tax": 120.00, "customer_account": "411001"}', 1, '2026-11-20 02:00:39.403335+00'),
	('invoice_lines', '(3,1)', '4', 'order-data', 'accounting-documents', '2024-06-02', NULL, '{"tax": 20.00, "label": "Serrure", "line_no": 1, "tax_rate": 20.00, "invoice_id": 3, "amount_excl_tax": 100.00}', 2, '2026-11-21 09:02:47.223261+00'),
	('invoices', '3', '4', 'order-data', 'accounting-documents', '2024-06-02', NULL, '{"id": 3, "number": 3, "series": "F", "issued_on": "2024-06-02", "total_tax": 20.00, "settled_on": "2024-06-03", "billed_name": "David Quatre", "corrects_id": null, "document_type": "invoice", "total_excl_tax": 100.00, "total_incl_tax": 120.00, "customer_account": "411004"}', 2, '2026-11-21 09:02:47.943115+00'),
	('invoice_lines', '(6,1)', '8', 'order-data', 'accounting-documents', '2021-11-23', NULL, '{"tax": 20.00, "label": "Serrure", "line_no": 1, "tax_rate": 20.00, "invoice_id": 6, "amount_excl_tax": 100.00}', 6, '2026-11-23 02:00:49.997047+00');
INSERT INTO oubli.batch_job_execution VALUES
	(1, 3, 1, '2026-11-19 09:01:44.156502', '2026-11-19 09:01:44.326907', '2026-11-19 09:01:45.322947', 'COMPLETED', 'COMPLETED', '', '2026-11-19 09:01:45.3756'),
	(2, 3, 2, '2026-11-20 02:00:34.153868', '2026-11-20 02:00:34.68491', '2026-11-20 02:00:54.764781', 'COMPLETED', 'COMPLETED', '', '2026-11-20 02:00:54.775296'),
	(3, 1, 3, '2026-11-22 09:00:55.707654', '2026-11-22 09:00:56.139498', NULL, 'STARTED', 'UNKNOWN', '', '2026-11-22 09:00:56.139882'),
	(4, 1, 4, '2026-11-22 09:01:54.205095', '2026-11-22 09:01:54.404851', NULL, 'STARTED', 'UNKNOWN', '', '2026-11-22 09:01:54.405221'),
	(5, 4, 5, '2026-11-23 02:00:48.216497', '2026-11-23 02:00:48.49201', '2026-11-23 02:00:56.378069', 'STOPPED', 'STOPPED', 'org.springframework.batch.core.job.JobInterruptedException', '2026-11-23 02:00:56.387736'),
	(6, 1, 5, '2026-11-23 02:01:40.950836', '2026-11-23 02:01:41.013872', NULL, 'STARTED', 'UNKNOWN', '', '2026-11-23 02:01:41.019724');
INSERT INTO oubli.batch_job_execution_context VALUES
	(1, 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAx3CAAAABAAAAABdAANYmF0Y2gudmVyc2lvbnQABTYuMC42eA==', NULL),
	(2, 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAx3CAAAABAAAAABdAANYmF0Y2gudmVyc2lvbnQABTYuMC42eA==', NULL),
	(3, 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAB3CAAAABAAAAAAeA==', NULL),
	(4, 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAB3CAAAABAAAAAAeA==', NULL),
	(5, 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAx3CAAAABAAAAABdAANYmF0Y2gudmVyc2lvbnQABTYuMC42eA==', NULL),
	(6, 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAx3CAAAABAAAAABdAANYmF0Y2gudmVyc2lvbnQABTYuMC42eA==', NULL);
INSERT INTO oubli.batch_job_execution_params VALUES
	(1, 'at', 'java.lang.Long', '1795078903297', 'Y'),
	(2, 'run', 'java.lang.Long', '1', 'Y'),
	(3, 'first', 'java.lang.Long', '1795338054858', 'Y'),
	(4, 'at', 'java.lang.Long', '1795338113477', 'Y'),
	(5, 'run', 'java.lang.Long', '6', 'Y'),
	(6, 'run', 'java.lang.Long', '6', 'Y');
INSERT INTO oubli.batch_job_instance VALUES
	(1, 0, 'invoice-report', '1b659c713b399395af35e362cc4bd9c2'),
	(2, 0, 'nightly-purge', '2d39b5c1ba92d4c3cb0c816d980f1173'),
	(3, 0, 'subject-export', 'b86abe58f9ca1dbb9ce7dc631f1e4ab2'),
	(4, 0, 'invoice-report', '3fc10c54a2b65cd3b57ec6eb6125e956'),
	(5, 0, 'nightly-purge', '7bf13aae7add1cacee8f374f63b7a068');
INSERT INTO oubli.batch_step_execution VALUES
	(12, 3, '05 newsletter:newsletter_subscriptions', 2, '2026-11-20 02:00:38.746661', '2026-11-20 02:00:38.750054', '2026-11-20 02:00:39.014998', 'COMPLETED', 1, 1, 0, 1, 0, 0, 0, 0, 'COMPLETED', '', '2026-11-20 02:00:39.044774'),
	(1, 4, 'documents', 1, '2026-11-19 09:01:44.47582', '2026-11-19 09:01:44.566971', '2026-11-19 09:01:45.212358', 'COMPLETED', 1, 6, 0, 6, 0, 0, 0, 0, 'COMPLETED', '', '2026-11-19 09:01:45.291942'),
	(20, 3, '10 order-data:customers', 2, '2026-11-20 02:00:40.141377', '2026-11-20 02:00:40.14873', '2026-11-20 02:00:40.590053', 'COMPLETED', 1, 1, 0, 1, 0, 0, 0, 0, 'COMPLETED', '', '2026-11-20 02:00:40.593756'),
	(2, 4, 'quarantine', 2, '2026-11-20 02:00:34.767365', '2026-11-20 02:00:34.792527', '2026-11-20 02:00:35.181926', 'COMPLETED', 1, 0, 0, 0, 0, 0, 0, 0, 'COMPLETED', '', '2026-11-20 02:00:35.244505'),
	(9, 5, '02 call-recordings:recordings lane:0', 2, '2026-11-20 02:00:37.715349', '2026-11-20 02:00:37.758998', '2026-11-20 02:00:37.967604', 'COMPLETED', 1, 1, 0, 1, 0, 0, 0, 0, 'COMPLETED', '', '2026-11-20 02:00:38.023213'),
	(8, 3, '02 call-recordings:recordings', 2, '2026-11-20 02:00:37.64226', '2026-11-20 02:00:37.653735', '2026-11-20 02:00:38.081405', 'COMPLETED', 1, 1, 0, 1, 0, 0, 0, 0, 'COMPLETED', '', '2026-11-20 02:00:38.116815'),
	(3, 4, 'note-what-is-due', 2, '2026-11-20 02:00:35.437901', '2026-11-20 02:00:35.459578', '2026-11-20 02:00:35.53987', 'COMPLETED', 1, 0, 0, 0, 0, 0, 0, 0, 'COMPLETED', '', '2026-11-20 02:00:35.582277'),
	(24, 4, 'files', 2, '2026-11-20 02:00:41.038154', '2026-11-20 02:00:41.055261', '2026-11-20 02:00:41.157133', 'COMPLETED', 1, 1, 0, 1, 0, 0, 0, 0, 'COMPLETED', '', '2026-11-20 02:00:41.172213'),
	(5, 5, '00 order-data:invoice_lines lane:0', 2, '2026-11-20 02:00:35.979793', '2026-11-20 02:00:36.053651', '2026-11-20 02:00:36.734195', 'COMPLETED', 1, 1, 0, 1, 0, 0, 0, 0, 'COMPLETED', '', '2026-11-20 02:00:36.753431'),
	(15, 5, '07 order-data:invoices lane:0', 2, '2026-11-20 02:00:39.231553', '2026-11-20 02:00:39.287239', '2026-11-20 02:00:39.551223', 'COMPLETED', 1, 1, 0, 1, 0, 0, 0, 0, 'COMPLETED', '', '2026-11-20 02:00:39.561465'),
	(4, 3, '00 order-data:invoice_lines', 2, '2026-11-20 02:00:35.716365', '2026-11-20 02:00:35.750594', '2026-11-20 02:00:36.778012', 'COMPLETED', 1, 1, 0, 1, 0, 0, 0, 0, 'COMPLETED', '', '2026-11-20 02:00:36.809325'),
	(11, 5, '03 cookies:cookies lane:0', 2, '2026-11-20 02:00:38.443389', '2026-11-20 02:00:38.485533', '2026-11-20 02:00:38.725324', 'COMPLETED', 1, 1, 0, 1, 0, 0, 0, 0, 'COMPLETED', '', '2026-11-20 02:00:38.727916'),
	(14, 3, '07 order-data:invoices', 2, '2026-11-20 02:00:39.121072', '2026-11-20 02:00:39.13868', '2026-11-20 02:00:39.571086', 'COMPLETED', 1, 1, 0, 1, 0, 0, 0, 0, 'COMPLETED', '', '2026-11-20 02:00:39.575471'),
	(10, 3, '03 cookies:cookies', 2, '2026-11-20 02:00:38.350138', '2026-11-20 02:00:38.375521', '2026-11-20 02:00:38.730547', 'COMPLETED', 1, 1, 0, 1, 0, 0, 0, 0, 'COMPLETED', '', '2026-11-20 02:00:38.735398'),
	(7, 5, '01 accounting-documents:invoice_lines lane:0', 2, '2026-11-20 02:00:37.024345', '2026-11-20 02:00:37.099731', '2026-11-20 02:00:37.351641', 'COMPLETED', 1, 1, 0, 1, 0, 0, 0, 0, 'COMPLETED', '', '2026-11-20 02:00:37.394974'),
	(19, 5, '09 order-data:orders lane:0', 2, '2026-11-20 02:00:39.791188', '2026-11-20 02:00:39.801244', '2026-11-20 02:00:40.059637', 'COMPLETED', 1, 1, 0, 1, 0, 0, 0, 0, 'COMPLETED', '', '2026-11-20 02:00:40.071812'),
	(6, 3, '01 accounting-documents:invoice_lines', 2, '2026-11-20 02:00:36.940959', '2026-11-20 02:00:36.971365', '2026-11-20 02:00:37.479163', 'COMPLETED', 1, 1, 0, 1, 0, 0, 0, 0, 'COMPLETED', '', '2026-11-20 02:00:37.507688'),
	(18, 3, '09 order-data:orders', 2, '2026-11-20 02:00:39.74329', '2026-11-20 02:00:39.754129', '2026-11-20 02:00:40.090177', 'COMPLETED', 1, 1, 0, 1, 0, 0, 0, 0, 'COMPLETED', '', '2026-11-20 02:00:40.102999'),
	(13, 5, '05 newsletter:newsletter_subscriptions lane:0', 2, '2026-11-20 02:00:38.756263', '2026-11-20 02:00:38.758357', '2026-11-20 02:00:38.934665', 'COMPLETED', 1, 1, 0, 1, 0, 0, 0, 0, 'COMPLETED', '', '2026-11-20 02:00:38.950374'),
	(17, 5, '08 accounting-documents:invoices lane:0', 2, '2026-11-20 02:00:39.625339', '2026-11-20 02:00:39.636417', '2026-11-20 02:00:39.676018', 'COMPLETED', 1, 1, 0, 1, 0, 0, 0, 0, 'COMPLETED', '', '2026-11-20 02:00:39.67926'),
	(16, 3, '08 accounting-documents:invoices', 2, '2026-11-20 02:00:39.601421', '2026-11-20 02:00:39.605627', '2026-11-20 02:00:39.682939', 'COMPLETED', 1, 1, 0, 1, 0, 0, 0, 0, 'COMPLETED', '', '2026-11-20 02:00:39.698676'),
	(23, 5, '11 prospects:customers lane:0', 2, '2026-11-20 02:00:40.666596', '2026-11-20 02:00:40.682739', '2026-11-20 02:00:40.907957', 'COMPLETED', 1, 1, 0, 1, 0, 0, 0, 0, 'COMPLETED', '', '2026-11-20 02:00:40.92292'),
	(25, 4, 'verify-and-seal', 2, '2026-11-20 02:00:41.203736', '2026-11-20 02:00:41.219269', '2026-11-20 02:00:54.73178', 'COMPLETED', 1, 0, 0, 0, 0, 0, 0, 0, 'COMPLETED', '', '2026-11-20 02:00:54.748929'),
	(22, 3, '11 prospects:customers', 2, '2026-11-20 02:00:40.597352', '2026-11-20 02:00:40.610205', '2026-11-20 02:00:40.945312', 'COMPLETED', 1, 1, 0, 1, 0, 0, 0, 0, 'COMPLETED', '', '2026-11-20 02:00:40.956011'),
	(21, 5, '10 order-data:customers lane:0', 2, '2026-11-20 02:00:40.195152', '2026-11-20 02:00:40.221977', '2026-11-20 02:00:40.583236', 'COMPLETED', 1, 1, 0, 1, 0, 0, 0, 0, 'COMPLETED', '', '2026-11-20 02:00:40.587928'),
	(26, 1, 'bundles', 3, '2026-11-22 09:00:56.347441', '2026-11-22 09:00:56.375012', NULL, 'STARTED', 0, 0, 0, 0, 0, 0, 0, 0, 'EXECUTING', '', '2026-11-22 09:00:56.392137'),
	(27, 1, 'bundles lane:0', 3, '2026-11-22 09:00:56.778508', '2026-11-22 09:00:56.945464', NULL, 'STARTED', 0, 0, 0, 0, 0, 0, 0, 0, 'EXECUTING', '', '2026-11-22 09:00:56.960455'),
	(28, 1, 'documents', 4, '2026-11-22 09:01:54.618224', '2026-11-22 09:01:54.677041', NULL, 'STARTED', 0, 0, 0, 0, 0, 0, 0, 0, 'EXECUTING', '', '2026-11-22 09:01:54.677702'),
	(29, 4, 'quarantine', 5, '2026-11-23 02:00:48.643642', '2026-11-23 02:00:48.69805', '2026-11-23 02:00:49.326282', 'COMPLETED', 1, 0, 0, 0, 0, 0, 0, 0, 'COMPLETED', '', '2026-11-23 02:00:49.45233'),
	(30, 4, 'note-what-is-due', 5, '2026-11-23 02:00:49.554899', '2026-11-23 02:00:49.556223', '2026-11-23 02:00:49.826481', 'COMPLETED', 1, 0, 0, 0, 0, 0, 0, 0, 'COMPLETED', '', '2026-11-23 02:00:49.832513'),
	(38, 4, '05 newsletter:newsletter_subscriptions lane:0', 5, '2026-11-23 02:00:50.324543', '2026-11-23 02:00:50.326244', '2026-11-23 02:00:56.244733', 'STOPPED', 1, 1, 0, 1, 0, 0, 0, 0, 'STOPPED', 'org.springframework.batch.core.job.JobInterruptedException', '2026-11-23 02:00:56.327482'),
	(37, 3, '05 newsletter:newsletter_subscriptions', 5, '2026-11-23 02:00:50.31683', '2026-11-23 02:00:50.318111', '2026-11-23 02:00:56.357819', 'STOPPED', 1, 1, 0, 1, 0, 0, 0, 0, 'STOPPED', 'org.springframework.batch.core.job.JobInterruptedException', '2026-11-23 02:00:56.366771'),
	(32, 5, '00 order-data:invoice_lines lane:0', 5, '2026-11-23 02:00:49.955679', '2026-11-23 02:00:49.967429', '2026-11-23 02:00:50.094219', 'COMPLETED', 1, 1, 0, 1, 0, 0, 0, 0, 'COMPLETED', '', '2026-11-23 02:00:50.096987'),
	(31, 3, '00 order-data:invoice_lines', 5, '2026-11-23 02:00:49.852606', '2026-11-23 02:00:49.858122', '2026-11-23 02:00:50.104442', 'COMPLETED', 1, 1, 0, 1, 0, 0, 0, 0, 'COMPLETED', '', '2026-11-23 02:00:50.110326'),
	(39, 4, 'quarantine', 6, '2026-11-23 02:01:41.081727', '2026-11-23 02:01:41.093761', '2026-11-23 02:01:41.603908', 'COMPLETED', 1, 0, 0, 0, 0, 0, 0, 0, 'COMPLETED', '', '2026-11-23 02:01:41.667948'),
	(34, 5, '02 call-recordings:recordings lane:0', 5, '2026-11-23 02:00:50.141223', '2026-11-23 02:00:50.144555', '2026-11-23 02:00:50.193454', 'COMPLETED', 1, 1, 0, 1, 0, 0, 0, 0, 'COMPLETED', '', '2026-11-23 02:00:50.195002'),
	(33, 3, '02 call-recordings:recordings', 5, '2026-11-23 02:00:50.12358', '2026-11-23 02:00:50.130395', '2026-11-23 02:00:50.200421', 'COMPLETED', 1, 1, 0, 1, 0, 0, 0, 0, 'COMPLETED', '', '2026-11-23 02:00:50.203517'),
	(40, 4, 'note-what-is-due', 6, '2026-11-23 02:01:41.87955', '2026-11-23 02:01:41.897478', '2026-11-23 02:01:42.40764', 'COMPLETED', 1, 0, 0, 0, 0, 0, 0, 0, 'COMPLETED', '', '2026-11-23 02:01:42.527374'),
	(41, 1, '07 order-data:invoices', 6, '2026-11-23 02:01:42.63764', '2026-11-23 02:01:42.658012', NULL, 'STARTED', 0, 0, 0, 0, 0, 0, 0, 0, 'EXECUTING', '', '2026-11-23 02:01:42.658218'),
	(36, 5, '03 cookies:cookies lane:0', 5, '2026-11-23 02:00:50.2296', '2026-11-23 02:00:50.232696', '2026-11-23 02:00:50.29611', 'COMPLETED', 1, 1, 0, 1, 0, 0, 0, 0, 'COMPLETED', '', '2026-11-23 02:00:50.304346'),
	(42, 1, '07 order-data:invoices lane:0', 6, '2026-11-23 02:01:43.118349', '2026-11-23 02:01:43.211802', NULL, 'STARTED', 0, 0, 0, 0, 0, 0, 0, 0, 'EXECUTING', '', '2026-11-23 02:01:43.212214'),
	(35, 3, '03 cookies:cookies', 5, '2026-11-23 02:00:50.217025', '2026-11-23 02:00:50.217925', '2026-11-23 02:00:50.306644', 'COMPLETED', 1, 1, 0, 1, 0, 0, 0, 0, 'COMPLETED', '', '2026-11-23 02:00:50.312141');
INSERT INTO oubli.batch_step_execution_context VALUES
	(20, 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAx3CAAAABAAAAADdAAlU2ltcGxlU3RlcEV4ZWN1dGlvblNwbGl0dGVyLkdSSURfU0laRXNyAA5qYXZhLmxhbmcuTG9uZzuL5JDMjyPfAgABSgAFdmFsdWV4cgAQamF2YS5sYW5nLk51bWJlcoaslR0LlOCLAgAAeHAAAAAAAAAAAXQADWJhdGNoLnZlcnNpb250AAU2LjAuNnQADmJhdGNoLnN0ZXBUeXBldAA2b3JnLnNwcmluZ2ZyYW1ld29yay5iYXRjaC5jb3JlLnBhcnRpdGlvbi5QYXJ0aXRpb25TdGVweA==', NULL),
	(1, 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAx3CAAAABAAAAACdAANYmF0Y2gudmVyc2lvbnQABTYuMC42dAAOYmF0Y2guc3RlcFR5cGV0ADpvcmcuc3ByaW5nZnJhbWV3b3JrLmJhdGNoLmNvcmUuc3RlcC5pdGVtLkNodW5rT3JpZW50ZWRTdGVweA==', NULL),
	(7, 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAx3CAAAABAAAAACdAANYmF0Y2gudmVyc2lvbnQABTYuMC42dAAOYmF0Y2guc3RlcFR5cGV0ADpvcmcuc3ByaW5nZnJhbWV3b3JrLmJhdGNoLmNvcmUuc3RlcC5pdGVtLkNodW5rT3JpZW50ZWRTdGVweA==', NULL),
	(2, 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAx3CAAAABAAAAADdAARYmF0Y2gudGFza2xldFR5cGV0ACRmci5vdWJsaS5yZXRlbnRpb24uUXVhcmFudGluZVRhc2tsZXR0AA1iYXRjaC52ZXJzaW9udAAFNi4wLjZ0AA5iYXRjaC5zdGVwVHlwZXQAN29yZy5zcHJpbmdmcmFtZXdvcmsuYmF0Y2guY29yZS5zdGVwLnRhc2tsZXQuVGFza2xldFN0ZXB4', NULL),
	(13, 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAx3CAAAABAAAAACdAANYmF0Y2gudmVyc2lvbnQABTYuMC42dAAOYmF0Y2guc3RlcFR5cGV0ADpvcmcuc3ByaW5nZnJhbWV3b3JrLmJhdGNoLmNvcmUuc3RlcC5pdGVtLkNodW5rT3JpZW50ZWRTdGVweA==', NULL),
	(6, 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAx3CAAAABAAAAADdAAlU2ltcGxlU3RlcEV4ZWN1dGlvblNwbGl0dGVyLkdSSURfU0laRXNyAA5qYXZhLmxhbmcuTG9uZzuL5JDMjyPfAgABSgAFdmFsdWV4cgAQamF2YS5sYW5nLk51bWJlcoaslR0LlOCLAgAAeHAAAAAAAAAAAXQADWJhdGNoLnZlcnNpb250AAU2LjAuNnQADmJhdGNoLnN0ZXBUeXBldAA2b3JnLnNwcmluZ2ZyYW1ld29yay5iYXRjaC5jb3JlLnBhcnRpdGlvbi5QYXJ0aXRpb25TdGVweA==', NULL),
	(3, 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAx3CAAAABAAAAADdAARYmF0Y2gudGFza2xldFR5cGV0ACFmci5vdWJsaS5yZXRlbnRpb24uV2FpdGluZ1Rhc2tsZXR0AA1iYXRjaC52ZXJzaW9udAAFNi4wLjZ0AA5iYXRjaC5zdGVwVHlwZXQAN29yZy5zcHJpbmdmcmFtZXdvcmsuYmF0Y2guY29yZS5zdGVwLnRhc2tsZXQuVGFza2xldFN0ZXB4', NULL),
	(19, 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAx3CAAAABAAAAACdAANYmF0Y2gudmVyc2lvbnQABTYuMC42dAAOYmF0Y2guc3RlcFR5cGV0ADpvcmcuc3ByaW5nZnJhbWV3b3JrLmJhdGNoLmNvcmUuc3RlcC5pdGVtLkNodW5rT3JpZW50ZWRTdGVweA==', NULL),
	(12, 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAx3CAAAABAAAAADdAAlU2ltcGxlU3RlcEV4ZWN1dGlvblNwbGl0dGVyLkdSSURfU0laRXNyAA5qYXZhLmxhbmcuTG9uZzuL5JDMjyPfAgABSgAFdmFsdWV4cgAQamF2YS5sYW5nLk51bWJlcoaslR0LlOCLAgAAeHAAAAAAAAAAAXQADWJhdGNoLnZlcnNpb250AAU2LjAuNnQADmJhdGNoLnN0ZXBUeXBldAA2b3JnLnNwcmluZ2ZyYW1ld29yay5iYXRjaC5jb3JlLnBhcnRpdGlvbi5QYXJ0aXRpb25TdGVweA==', NULL),
	(11, 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAx3CAAAABAAAAACdAANYmF0Y2gudmVyc2lvbnQABTYuMC42dAAOYmF0Y2guc3RlcFR5cGV0ADpvcmcuc3ByaW5nZnJhbWV3b3JrLmJhdGNoLmNvcmUuc3RlcC5pdGVtLkNodW5rT3JpZW50ZWRTdGVweA==', NULL),
	(5, 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAx3CAAAABAAAAACdAANYmF0Y2gudmVyc2lvbnQABTYuMC42dAAOYmF0Y2guc3RlcFR5cGV0ADpvcmcuc3ByaW5nZnJhbWV3b3JrLmJhdGNoLmNvcmUuc3RlcC5pdGVtLkNodW5rT3JpZW50ZWRTdGVweA==', NULL),
	(4, 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAx3CAAAABAAAAADdAAlU2ltcGxlU3RlcEV4ZWN1dGlvblNwbGl0dGVyLkdSSURfU0laRXNyAA5qYXZhLmxhbmcuTG9uZzuL5JDMjyPfAgABSgAFdmFsdWV4cgAQamF2YS5sYW5nLk51bWJlcoaslR0LlOCLAgAAeHAAAAAAAAAAAXQADWJhdGNoLnZlcnNpb250AAU2LjAuNnQADmJhdGNoLnN0ZXBUeXBldAA2b3JnLnNwcmluZ2ZyYW1ld29yay5iYXRjaC5jb3JlLnBhcnRpdGlvbi5QYXJ0aXRpb25TdGVweA==', NULL),
	(10, 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAx3CAAAABAAAAADdAAlU2ltcGxlU3RlcEV4ZWN1dGlvblNwbGl0dGVyLkdSSURfU0laRXNyAA5qYXZhLmxhbmcuTG9uZzuL5JDMjyPfAgABSgAFdmFsdWV4cgAQamF2YS5sYW5nLk51bWJlcoaslR0LlOCLAgAAeHAAAAAAAAAAAXQADWJhdGNoLnZlcnNpb250AAU2LjAuNnQADmJhdGNoLnN0ZXBUeXBldAA2b3JnLnNwcmluZ2ZyYW1ld29yay5iYXRjaC5jb3JlLnBhcnRpdGlvbi5QYXJ0aXRpb25TdGVweA==', NULL),
	(15, 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAx3CAAAABAAAAACdAANYmF0Y2gudmVyc2lvbnQABTYuMC42dAAOYmF0Y2guc3RlcFR5cGV0ADpvcmcuc3ByaW5nZnJhbWV3b3JrLmJhdGNoLmNvcmUuc3RlcC5pdGVtLkNodW5rT3JpZW50ZWRTdGVweA==', NULL),
	(9, 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAx3CAAAABAAAAACdAANYmF0Y2gudmVyc2lvbnQABTYuMC42dAAOYmF0Y2guc3RlcFR5cGV0ADpvcmcuc3ByaW5nZnJhbWV3b3JrLmJhdGNoLmNvcmUuc3RlcC5pdGVtLkNodW5rT3JpZW50ZWRTdGVweA==', NULL),
	(8, 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAx3CAAAABAAAAADdAAlU2ltcGxlU3RlcEV4ZWN1dGlvblNwbGl0dGVyLkdSSURfU0laRXNyAA5qYXZhLmxhbmcuTG9uZzuL5JDMjyPfAgABSgAFdmFsdWV4cgAQamF2YS5sYW5nLk51bWJlcoaslR0LlOCLAgAAeHAAAAAAAAAAAXQADWJhdGNoLnZlcnNpb250AAU2LjAuNnQADmJhdGNoLnN0ZXBUeXBldAA2b3JnLnNwcmluZ2ZyYW1ld29yay5iYXRjaC5jb3JlLnBhcnRpdGlvbi5QYXJ0aXRpb25TdGVweA==', NULL),
	(16, 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAx3CAAAABAAAAADdAAlU2ltcGxlU3RlcEV4ZWN1dGlvblNwbGl0dGVyLkdSSURfU0laRXNyAA5qYXZhLmxhbmcuTG9uZzuL5JDMjyPfAgABSgAFdmFsdWV4cgAQamF2YS5sYW5nLk51bWJlcoaslR0LlOCLAgAAeHAAAAAAAAAAAXQADWJhdGNoLnZlcnNpb250AAU2LjAuNnQADmJhdGNoLnN0ZXBUeXBldAA2b3JnLnNwcmluZ2ZyYW1ld29yay5iYXRjaC5jb3JlLnBhcnRpdGlvbi5QYXJ0aXRpb25TdGVweA==', NULL),
	(18, 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAx3CAAAABAAAAADdAAlU2ltcGxlU3RlcEV4ZWN1dGlvblNwbGl0dGVyLkdSSURfU0laRXNyAA5qYXZhLmxhbmcuTG9uZzuL5JDMjyPfAgABSgAFdmFsdWV4cgAQamF2YS5sYW5nLk51bWJlcoaslR0LlOCLAgAAeHAAAAAAAAAAAXQADWJhdGNoLnZlcnNpb250AAU2LjAuNnQADmJhdGNoLnN0ZXBUeXBldAA2b3JnLnNwcmluZ2ZyYW1ld29yay5iYXRjaC5jb3JlLnBhcnRpdGlvbi5QYXJ0aXRpb25TdGVweA==', NULL),
	(14, 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAx3CAAAABAAAAADdAAlU2ltcGxlU3RlcEV4ZWN1dGlvblNwbGl0dGVyLkdSSURfU0laRXNyAA5qYXZhLmxhbmcuTG9uZzuL5JDMjyPfAgABSgAFdmFsdWV4cgAQamF2YS5sYW5nLk51bWJlcoaslR0LlOCLAgAAeHAAAAAAAAAAAXQADWJhdGNoLnZlcnNpb250AAU2LjAuNnQADmJhdGNoLnN0ZXBUeXBldAA2b3JnLnNwcmluZ2ZyYW1ld29yay5iYXRjaC5jb3JlLnBhcnRpdGlvbi5QYXJ0aXRpb25TdGVweA==', NULL),
	(17, 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAx3CAAAABAAAAACdAANYmF0Y2gudmVyc2lvbnQABTYuMC42dAAOYmF0Y2guc3RlcFR5cGV0ADpvcmcuc3ByaW5nZnJhbWV3b3JrLmJhdGNoLmNvcmUuc3RlcC5pdGVtLkNodW5rT3JpZW50ZWRTdGVweA==', NULL),
	(21, 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAx3CAAAABAAAAACdAANYmF0Y2gudmVyc2lvbnQABTYuMC42dAAOYmF0Y2guc3RlcFR5cGV0ADpvcmcuc3ByaW5nZnJhbWV3b3JrLmJhdGNoLmNvcmUuc3RlcC5pdGVtLkNodW5rT3JpZW50ZWRTdGVweA==', NULL),
	(29, 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAx3CAAAABAAAAADdAARYmF0Y2gudGFza2xldFR5cGV0ACRmci5vdWJsaS5yZXRlbnRpb24uUXVhcmFudGluZVRhc2tsZXR0AA1iYXRjaC52ZXJzaW9udAAFNi4wLjZ0AA5iYXRjaC5zdGVwVHlwZXQAN29yZy5zcHJpbmdmcmFtZXdvcmsuYmF0Y2guY29yZS5zdGVwLnRhc2tsZXQuVGFza2xldFN0ZXB4', NULL),
	(23, 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAx3CAAAABAAAAACdAANYmF0Y2gudmVyc2lvbnQABTYuMC42dAAOYmF0Y2guc3RlcFR5cGV0ADpvcmcuc3ByaW5nZnJhbWV3b3JrLmJhdGNoLmNvcmUuc3RlcC5pdGVtLkNodW5rT3JpZW50ZWRTdGVweA==', NULL),
	(30, 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAx3CAAAABAAAAADdAARYmF0Y2gudGFza2xldFR5cGV0ACFmci5vdWJsaS5yZXRlbnRpb24uV2FpdGluZ1Rhc2tsZXR0AA1iYXRjaC52ZXJzaW9udAAFNi4wLjZ0AA5iYXRjaC5zdGVwVHlwZXQAN29yZy5zcHJpbmdmcmFtZXdvcmsuYmF0Y2guY29yZS5zdGVwLnRhc2tsZXQuVGFza2xldFN0ZXB4', NULL),
	(22, 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAx3CAAAABAAAAADdAAlU2ltcGxlU3RlcEV4ZWN1dGlvblNwbGl0dGVyLkdSSURfU0laRXNyAA5qYXZhLmxhbmcuTG9uZzuL5JDMjyPfAgABSgAFdmFsdWV4cgAQamF2YS5sYW5nLk51bWJlcoaslR0LlOCLAgAAeHAAAAAAAAAAAXQADWJhdGNoLnZlcnNpb250AAU2LjAuNnQADmJhdGNoLnN0ZXBUeXBldAA2b3JnLnNwcmluZ2ZyYW1ld29yay5iYXRjaC5jb3JlLnBhcnRpdGlvbi5QYXJ0aXRpb25TdGVweA==', NULL),
	(24, 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAx3CAAAABAAAAACdAANYmF0Y2gudmVyc2lvbnQABTYuMC42dAAOYmF0Y2guc3RlcFR5cGV0ADpvcmcuc3ByaW5nZnJhbWV3b3JrLmJhdGNoLmNvcmUuc3RlcC5pdGVtLkNodW5rT3JpZW50ZWRTdGVweA==', NULL),
	(25, 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAx3CAAAABAAAAADdAARYmF0Y2gudGFza2xldFR5cGV0ADtmci5vdWJsaS5yZXRlbnRpb24uUHVyZ2VKb2IkJExhbWJkYSQxMTYxLzB4MDAwMDdmZTBiOTQ2Y2RhMHQADWJhdGNoLnZlcnNpb250AAU2LjAuNnQADmJhdGNoLnN0ZXBUeXBldAA3b3JnLnNwcmluZ2ZyYW1ld29yay5iYXRjaC5jb3JlLnN0ZXAudGFza2xldC5UYXNrbGV0U3RlcHg=', NULL),
	(26, 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAx3CAAAABAAAAADdAAlU2ltcGxlU3RlcEV4ZWN1dGlvblNwbGl0dGVyLkdSSURfU0laRXNyAA5qYXZhLmxhbmcuTG9uZzuL5JDMjyPfAgABSgAFdmFsdWV4cgAQamF2YS5sYW5nLk51bWJlcoaslR0LlOCLAgAAeHAAAAAAAAAAAXQADWJhdGNoLnZlcnNpb250AAU2LjAuNnQADmJhdGNoLnN0ZXBUeXBldAA2b3JnLnNwcmluZ2ZyYW1ld29yay5iYXRjaC5jb3JlLnBhcnRpdGlvbi5QYXJ0aXRpb25TdGVweA==', NULL),
	(27, 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAx3CAAAABAAAAACdAANYmF0Y2gudmVyc2lvbnQABTYuMC42dAAOYmF0Y2guc3RlcFR5cGV0ADpvcmcuc3ByaW5nZnJhbWV3b3JrLmJhdGNoLmNvcmUuc3RlcC5pdGVtLkNodW5rT3JpZW50ZWRTdGVweA==', NULL),
	(28, 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAx3CAAAABAAAAACdAANYmF0Y2gudmVyc2lvbnQABTYuMC42dAAOYmF0Y2guc3RlcFR5cGV0ADpvcmcuc3ByaW5nZnJhbWV3b3JrLmJhdGNoLmNvcmUuc3RlcC5pdGVtLkNodW5rT3JpZW50ZWRTdGVweA==', NULL),
	(32, 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAx3CAAAABAAAAACdAANYmF0Y2gudmVyc2lvbnQABTYuMC42dAAOYmF0Y2guc3RlcFR5cGV0ADpvcmcuc3ByaW5nZnJhbWV3b3JrLmJhdGNoLmNvcmUuc3RlcC5pdGVtLkNodW5rT3JpZW50ZWRTdGVweA==', NULL),
	(31, 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAx3CAAAABAAAAADdAAlU2ltcGxlU3RlcEV4ZWN1dGlvblNwbGl0dGVyLkdSSURfU0laRXNyAA5qYXZhLmxhbmcuTG9uZzuL5JDMjyPfAgABSgAFdmFsdWV4cgAQamF2YS5sYW5nLk51bWJlcoaslR0LlOCLAgAAeHAAAAAAAAAAAXQADWJhdGNoLnZlcnNpb250AAU2LjAuNnQADmJhdGNoLnN0ZXBUeXBldAA2b3JnLnNwcmluZ2ZyYW1ld29yay5iYXRjaC5jb3JlLnBhcnRpdGlvbi5QYXJ0aXRpb25TdGVweA==', NULL),
	(37, 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAx3CAAAABAAAAADdAAlU2ltcGxlU3RlcEV4ZWN1dGlvblNwbGl0dGVyLkdSSURfU0laRXNyAA5qYXZhLmxhbmcuTG9uZzuL5JDMjyPfAgABSgAFdmFsdWV4cgAQamF2YS5sYW5nLk51bWJlcoaslR0LlOCLAgAAeHAAAAAAAAAAAXQADWJhdGNoLnZlcnNpb250AAU2LjAuNnQADmJhdGNoLnN0ZXBUeXBldAA2b3JnLnNwcmluZ2ZyYW1ld29yay5iYXRjaC5jb3JlLnBhcnRpdGlvbi5QYXJ0aXRpb25TdGVweA==', NULL),
	(34, 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAx3CAAAABAAAAACdAANYmF0Y2gudmVyc2lvbnQABTYuMC42dAAOYmF0Y2guc3RlcFR5cGV0ADpvcmcuc3ByaW5nZnJhbWV3b3JrLmJhdGNoLmNvcmUuc3RlcC5pdGVtLkNodW5rT3JpZW50ZWRTdGVweA==', NULL),
	(33, 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAx3CAAAABAAAAADdAAlU2ltcGxlU3RlcEV4ZWN1dGlvblNwbGl0dGVyLkdSSURfU0laRXNyAA5qYXZhLmxhbmcuTG9uZzuL5JDMjyPfAgABSgAFdmFsdWV4cgAQamF2YS5sYW5nLk51bWJlcoaslR0LlOCLAgAAeHAAAAAAAAAAAXQADWJhdGNoLnZlcnNpb250AAU2LjAuNnQADmJhdGNoLnN0ZXBUeXBldAA2b3JnLnNwcmluZ2ZyYW1ld29yay5iYXRjaC5jb3JlLnBhcnRpdGlvbi5QYXJ0aXRpb25TdGVweA==', NULL),
	(39, 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAx3CAAAABAAAAADdAARYmF0Y2gudGFza2xldFR5cGV0ACRmci5vdWJsaS5yZXRlbnRpb24uUXVhcmFudGluZVRhc2tsZXR0AA1iYXRjaC52ZXJzaW9udAAFNi4wLjZ0AA5iYXRjaC5zdGVwVHlwZXQAN29yZy5zcHJpbmdmcmFtZXdvcmsuYmF0Y2guY29yZS5zdGVwLnRhc2tsZXQuVGFza2xldFN0ZXB4', NULL),
	(40, 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAx3CAAAABAAAAADdAARYmF0Y2gudGFza2xldFR5cGV0ACFmci5vdWJsaS5yZXRlbnRpb24uV2FpdGluZ1Rhc2tsZXR0AA1iYXRjaC52ZXJzaW9udAAFNi4wLjZ0AA5iYXRjaC5zdGVwVHlwZXQAN29yZy5zcHJpbmdmcmFtZXdvcmsuYmF0Y2guY29yZS5zdGVwLnRhc2tsZXQuVGFza2xldFN0ZXB4', NULL),
	(36, 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAx3CAAAABAAAAACdAANYmF0Y2gudmVyc2lvbnQABTYuMC42dAAOYmF0Y2guc3RlcFR5cGV0ADpvcmcuc3ByaW5nZnJhbWV3b3JrLmJhdGNoLmNvcmUuc3RlcC5pdGVtLkNodW5rT3JpZW50ZWRTdGVweA==', NULL),
	(35, 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAx3CAAAABAAAAADdAAlU2ltcGxlU3RlcEV4ZWN1dGlvblNwbGl0dGVyLkdSSURfU0laRXNyAA5qYXZhLmxhbmcuTG9uZzuL5JDMjyPfAgABSgAFdmFsdWV4cgAQamF2YS5sYW5nLk51bWJlcoaslR0LlOCLAgAAeHAAAAAAAAAAAXQADWJhdGNoLnZlcnNpb250AAU2LjAuNnQADmJhdGNoLnN0ZXBUeXBldAA2b3JnLnNwcmluZ2ZyYW1ld29yay5iYXRjaC5jb3JlLnBhcnRpdGlvbi5QYXJ0aXRpb25TdGVweA==', NULL),
	(41, 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAx3CAAAABAAAAADdAAlU2ltcGxlU3RlcEV4ZWN1dGlvblNwbGl0dGVyLkdSSURfU0laRXNyAA5qYXZhLmxhbmcuTG9uZzuL5JDMjyPfAgABSgAFdmFsdWV4cgAQamF2YS5sYW5nLk51bWJlcoaslR0LlOCLAgAAeHAAAAAAAAAAAXQADWJhdGNoLnZlcnNpb250AAU2LjAuNnQADmJhdGNoLnN0ZXBUeXBldAA2b3JnLnNwcmluZ2ZyYW1ld29yay5iYXRjaC5jb3JlLnBhcnRpdGlvbi5QYXJ0aXRpb25TdGVweA==', NULL),
	(42, 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAB3CAAAABAAAAAAeA==', NULL),
	(38, 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAx3CAAAABAAAAACdAANYmF0Y2gudmVyc2lvbnQABTYuMC42dAAOYmF0Y2guc3RlcFR5cGV0ADpvcmcuc3ByaW5nZnJhbWV3b3JrLmJhdGNoLmNvcmUuc3RlcC5pdGVtLkNodW5rT3JpZW50ZWRTdGVweA==', NULL);
INSERT INTO oubli.departed_event VALUES
	('prospects', '13', '2023-01-01', 1, NULL),
	('prospects', '5', '2026-01-02', 3, NULL);
INSERT INTO oubli.destroyed_document VALUES
	('invoices', 'E', '1', '2014-06-01', 1);
INSERT INTO oubli.document_approval VALUES
	('invoices', '4', 'Cabinet', '2026-11-19', 'test-operator', '2026-11-19 09:02:05.242744+00');
INSERT INTO oubli.erasure VALUES
	(2, 'done', 2, '2026-11-21 09:02:50.893521+00'),
	(5, 'held', 4, '2026-11-21 09:06:36.553956+00'),
	(7, 'started', NULL, '2026-11-22 09:02:25.820953+00');
INSERT INTO oubli.file_removal OVERRIDING SYSTEM VALUE VALUES
	(1, 1, 'recordings', '1', NULL, '2026-11-20 02:00:37.787132+00', '2026-11-20 02:00:41.0952+00', 'removed'),
	(2, 5, 'recordings', '5', 'f.ogg', '2026-11-22 09:02:26.582404+00', NULL, NULL),
	(3, 6, 'recordings', '4', 'h.ogg', '2026-11-23 02:00:50.153574+00', NULL, NULL),
	(4, 6, 'recordings', '6', 'k.ogg', '2026-11-23 02:00:50.153574+00', NULL, NULL);
INSERT INTO oubli.flyway_schema_history VALUES
	(0, NULL, '<< Flyway Schema Creation >>', 'SCHEMA', '"oubli"', NULL, 'postgres', '2026-11-19 09:00:34.322088', 0, true),
	(1, '1', 'batch metadata', 'JDBC', 'fr.oubli.database.BatchMetadata', NULL, 'postgres', '2026-11-19 09:00:34.751898', 193, true),
	(2, '2', 'runs and evidence', 'SQL', 'V2__runs_and_evidence.sql', 1641225777, 'postgres', '2026-11-19 09:00:35.151212', 216, true),
	(3, '3', 'holds quarantine plans', 'SQL', 'V3__holds_quarantine_plans.sql', 277784038, 'postgres', '2026-11-19 09:00:35.973745', 182, true),
	(4, '4', 'intermediate archive', 'SQL', 'V4__intermediate_archive.sql', 1013221193, 'postgres', '2026-11-19 09:00:36.215321', 48, true),
	(5, '5', 'requests', 'SQL', 'V5__requests.sql', 49079438, 'postgres', '2026-11-19 09:00:36.289072', 246, true),
	(6, '6', 'answers', 'SQL', 'V6__answers.sql', -1301731130, 'postgres', '2026-11-19 09:00:36.595829', 150, true),
	(7, '8', 'ages of what remains', 'SQL', 'V8__ages_of_what_remains.sql', 1345645387, 'postgres', '2026-11-19 09:00:36.856107', 37, true),
	(8, '9', 'accounting', 'SQL', 'V9__accounting.sql', 1918978015, 'postgres', '2026-11-19 09:00:36.91685', 130, true),
	(9, '10', 'destroyed numbers stay', 'SQL', 'V10__destroyed_numbers_stay.sql', -1519068591, 'postgres', '2026-11-19 09:00:37.125916', 35, true),
	(10, '11', 'looks', 'SQL', 'V11__looks.sql', 1939479505, 'postgres', '2026-11-19 09:00:37.231615', 176, true),
	(11, '12', 'what a person no longer has', 'SQL', 'V12__what_a_person_no_longer_has.sql', -1139294111, 'postgres', '2026-11-19 09:00:37.438523', 97, true),
	(12, '13', 'persons without a clock', 'SQL', 'V13__persons_without_a_clock.sql', 571839320, 'postgres', '2026-11-19 09:00:37.609537', 32, true),
	(13, '14', 'identities of rows', 'SQL', 'V14__identities_of_rows.sql', -68519212, 'postgres', '2026-11-19 09:00:37.701337', 56, true),
	(14, '15', 'rows that others refer to', 'SQL', 'V15__rows_that_others_refer_to.sql', 952609326, 'postgres', '2026-11-19 09:00:37.81348', 21, true);
INSERT INTO oubli.hold OVERRIDING SYSTEM VALUE VALUES
	(1, 'hold', 'subject', 'customers', '2', 'claim announced', 'counsel', '2027-06-30', '2026-11-19 09:00:39.91035+00', 'test-operator', NULL, NULL, NULL),
	(2, 'hold', 'row', 'cookies', '2', 'to be looked at', 'counsel', '2027-06-30', '2026-11-19 09:00:59.306868+00', 'test-operator', '2026-11-19 09:01:16.630823+00', 'test-operator', NULL),
	(3, 'restriction', 'subject', 'customers', '7', 'accuracy contested', 'test-operator', '2027-06-30', '2026-11-21 09:05:25.178876+00', 'test-operator', NULL, NULL, 4),
	(4, 'restriction', 'row', 'orders', '7', 'accuracy contested', 'test-operator', '2027-06-30', '2026-11-21 09:05:25.178876+00', 'test-operator', NULL, NULL, 4);
INSERT INTO oubli.ledger_entry VALUES
	(1, 1, '2026-11-20 02:00:36.613727+00', 'order-data', 'f8c566bd98ed1fa10266667389f06721d7cfeb8126bff78a45198180c921ace0', 'invoice_lines', 'archive', '2021-11-19', 1, '{"(1,1)"}', '', '25ef10e6c781712b6c12492d1fbc170a5a956985938f3a711f519dd1965fb0ce'),
	(2, 1, '2026-11-20 02:00:37.266782+00', 'accounting-documents', 'f8c566bd98ed1fa10266667389f06721d7cfeb8126bff78a45198180c921ace0', 'invoice_lines', 'delete', '2015-12-31', 1, '{"(4,1)"}', '25ef10e6c781712b6c12492d1fbc170a5a956985938f3a711f519dd1965fb0ce', '960afec5980ea71c194754767be051427c1e52c42614479d0a4d7303c6dd6675'),
	(3, 1, '2026-11-20 02:00:37.817443+00', 'call-recordings', 'f8c566bd98ed1fa10266667389f06721d7cfeb8126bff78a45198180c921ace0', 'recordings', 'delete', '2026-05-19', 1, '{1}', '960afec5980ea71c194754767be051427c1e52c42614479d0a4d7303c6dd6675', 'ac9846e9b415669b01b7720af3b76597298a0a897f337fa8abcb30aff8f64f5c'),
	(4, 1, '2026-11-20 02:00:38.710236+00', 'cookies', 'f8c566bd98ed1fa10266667389f06721d7cfeb8126bff78a45198180c921ace0', 'cookies', 'delete', '2025-10-19', 3, '{1,2,6}', 'ac9846e9b415669b01b7720af3b76597298a0a897f337fa8abcb30aff8f64f5c', 'ed1d0743b769f575646f80f5e2b56ad095f9f8b6466d90b291ce5f6ff46e160a'),
	(5, 1, '2026-11-20 02:00:38.834688+00', 'newsletter', 'f8c566bd98ed1fa10266667389f06721d7cfeb8126bff78a45198180c921ace0', 'newsletter_subscriptions', 'delete', '2023-11-19', 1, '{4}', 'ed1d0743b769f575646f80f5e2b56ad095f9f8b6466d90b291ce5f6ff46e160a', 'dd3dcafde73c9115cc9da7dd1630af39998e3c3853814d8b11497932d7c3658d'),
	(6, 1, '2026-11-20 02:00:39.515456+00', 'order-data', 'f8c566bd98ed1fa10266667389f06721d7cfeb8126bff78a45198180c921ace0', 'invoices', 'archive', '2021-11-19', 1, '{1}', 'dd3dcafde73c9115cc9da7dd1630af39998e3c3853814d8b11497932d7c3658d', 'd350c28042baea379525fee0c55fa18f0d4dddce5815f8f414c51ac168976610'),
	(7, 1, '2026-11-20 02:00:39.655811+00', 'accounting-documents', 'f8c566bd98ed1fa10266667389f06721d7cfeb8126bff78a45198180c921ace0', 'invoices', 'delete', '2015-12-31', 1, '{4}', 'd350c28042baea379525fee0c55fa18f0d4dddce5815f8f414c51ac168976610', '19ca835e34a38b1fd3bcfa003f4161b58df98771e619f19d825525f7aaa74dbe'),
	(8, 1, '2026-11-20 02:00:39.9728+00', 'order-data', 'f8c566bd98ed1fa10266667389f06721d7cfeb8126bff78a45198180c921ace0', 'orders', 'anonymise', '2021-11-19', 3, '{1,12,13}', '19ca835e34a38b1fd3bcfa003f4161b58df98771e619f19d825525f7aaa74dbe', '21c4a914931c3bf4d23c4de837c8ef077f4892fb3836b35ccb2be63295668c0d'),
	(9, 1, '2026-11-20 02:00:40.492429+00', 'order-data', 'f8c566bd98ed1fa10266667389f06721d7cfeb8126bff78a45198180c921ace0', 'customers', 'anonymise', '2021-11-19', 1, '{1}', '21c4a914931c3bf4d23c4de837c8ef077f4892fb3836b35ccb2be63295668c0d', '53f2cf43d50df15860bb0b2202df503ecf97f706fad888e130a5ff7193200f48'),
	(10, 1, '2026-11-20 02:00:40.50192+00', 'order-data', 'f8c566bd98ed1fa10266667389f06721d7cfeb8126bff78a45198180c921ace0', 'customers', 'anonymise', '2021-11-19', 1, '{10}', '53f2cf43d50df15860bb0b2202df503ecf97f706fad888e130a5ff7193200f48', '7e080f5b9813d69ffba047ab1cb1e42f20f2bf4de0415c4ebaf8c220cb5c5169'),
	(11, 1, '2026-11-20 02:00:40.842227+00', 'prospects', 'f8c566bd98ed1fa10266667389f06721d7cfeb8126bff78a45198180c921ace0', 'customers', 'anonymise', '2022-11-19', 1, '{11}', '7e080f5b9813d69ffba047ab1cb1e42f20f2bf4de0415c4ebaf8c220cb5c5169', '58700259bf417c09c810fc8513a5c3f83abf9ef3bcb35bc4eb2f15e10afbe2f4'),
	(12, 2, '2026-11-21 09:02:47.636575+00', 'order-data', 'f8c566bd98ed1fa10266667389f06721d7cfeb8126bff78a45198180c921ace0', 'invoice_lines', 'archive', '2026-11-21', 1, '{"(3,1)"}', '58700259bf417c09c810fc8513a5c3f83abf9ef3bcb35bc4eb2f15e10afbe2f4', '3b2d776367664d4aec7c92c082578902b2e276f49f52f2cbcb73d34a5390200a'),
	(13, 2, '2026-11-21 09:02:47.859773+00', 'cookies', 'f8c566bd98ed1fa10266667389f06721d7cfeb8126bff78a45198180c921ace0', 'cookies', 'delete', '2026-11-21', 1, '{8}', '3b2d776367664d4aec7c92c082578902b2e276f49f52f2cbcb73d34a5390200a', '5e29af43ec831e630c68e18fdb1242587a1b6e50d70020ce74023ad3e64fef0d'),
	(14, 2, '2026-11-21 09:02:47.963575+00', 'order-data', 'f8c566bd98ed1fa10266667389f06721d7cfeb8126bff78a45198180c921ace0', 'invoices', 'archive', '2026-11-21', 1, '{3}', '5e29af43ec831e630c68e18fdb1242587a1b6e50d70020ce74023ad3e64fef0d', '61a9d57473826272f12978aa2dffce8fe9ac63b1d2307916a362039441db74e9'),
	(15, 2, '2026-11-21 09:02:48.097542+00', 'order-data', 'f8c566bd98ed1fa10266667389f06721d7cfeb8126bff78a45198180c921ace0', 'orders', 'anonymise', '2026-11-21', 1, '{4}', '61a9d57473826272f12978aa2dffce8fe9ac63b1d2307916a362039441db74e9', '71015a0a5b27608155d468ac661ff9cdf7c197066274d48df9e81f1a65835d29'),
	(16, 2, '2026-11-21 09:02:48.741905+00', 'order-data', 'f8c566bd98ed1fa10266667389f06721d7cfeb8126bff78a45198180c921ace0', 'customers', 'anonymise', '2026-11-21', 1, '{4}', '71015a0a5b27608155d468ac661ff9cdf7c197066274d48df9e81f1a65835d29', 'cac61890fec11938bc7ba9736eae5576c8abb90697f53b781282fb784ed0038e'),
	(17, 3, '2026-11-21 09:04:18.317629+00', 'objection', 'f8c566bd98ed1fa10266667389f06721d7cfeb8126bff78a45198180c921ace0', 'consents', 'withdraw', '2026-11-21', 1, '{2}', 'cac61890fec11938bc7ba9736eae5576c8abb90697f53b781282fb784ed0038e', '946cd62c20347821283da07dc6bc44dbb5cc08e5ce1efdf2853ffb02bd7b5135'),
	(18, 3, '2026-11-21 09:04:18.809995+00', 'newsletter', 'f8c566bd98ed1fa10266667389f06721d7cfeb8126bff78a45198180c921ace0', 'newsletter_subscriptions', 'delete', '2026-11-21', 1, '{2}', '946cd62c20347821283da07dc6bc44dbb5cc08e5ce1efdf2853ffb02bd7b5135', 'feae8d848b477a7de4a802b1505a1a059479a96c8437d622c27fb32e7293d674'),
	(19, 5, '2026-11-22 09:02:26.809842+00', 'call-recordings', 'f8c566bd98ed1fa10266667389f06721d7cfeb8126bff78a45198180c921ace0', 'recordings', 'delete', '2026-11-22', 1, '{5}', 'feae8d848b477a7de4a802b1505a1a059479a96c8437d622c27fb32e7293d674', 'f27dfd411ac541d9ce1835452a5db7a7a4282ce23f8ff8189d7eb1de9e203871'),
	(20, 5, '2026-11-22 09:02:26.853276+00', 'cookies', 'f8c566bd98ed1fa10266667389f06721d7cfeb8126bff78a45198180c921ace0', 'cookies', 'delete', '2026-11-22', 1, '{7}', 'f27dfd411ac541d9ce1835452a5db7a7a4282ce23f8ff8189d7eb1de9e203871', '0cbe3280666d43f56e9596113461109b4e28dd59a595b2611b84894331a4aaf1'),
	(21, 6, '2026-11-23 02:00:50.072403+00', 'order-data', 'f8c566bd98ed1fa10266667389f06721d7cfeb8126bff78a45198180c921ace0', 'invoice_lines', 'archive', '2021-11-22', 1, '{"(6,1)"}', '0cbe3280666d43f56e9596113461109b4e28dd59a595b2611b84894331a4aaf1', '1f36740e41e4bec2927c31f34f595c054bc23af2e5353f0a566e341a302b1bc6'),
	(22, 6, '2026-11-23 02:00:50.162495+00', 'call-recordings', 'f8c566bd98ed1fa10266667389f06721d7cfeb8126bff78a45198180c921ace0', 'recordings', 'delete', '2026-05-22', 2, '{4,6}', '1f36740e41e4bec2927c31f34f595c054bc23af2e5353f0a566e341a302b1bc6', '0a204a4ab14d60369f24fbf935a70a2552da2b2c9ed139a87a8f2da09e9c65c8'),
	(23, 6, '2026-11-23 02:00:50.290808+00', 'cookies', 'f8c566bd98ed1fa10266667389f06721d7cfeb8126bff78a45198180c921ace0', 'cookies', 'delete', '2025-10-22', 1, '{3}', '0a204a4ab14d60369f24fbf935a70a2552da2b2c9ed139a87a8f2da09e9c65c8', 'b133b992f6a2bc66b23af87992f8d141947b47b3e9a842b80ab0b2fda41c3881'),
	(24, 6, '2026-11-23 02:00:56.200432+00', 'newsletter', 'f8c566bd98ed1fa10266667389f06721d7cfeb8126bff78a45198180c921ace0', 'newsletter_subscriptions', 'delete', '2023-11-22', 1, '{3}', 'b133b992f6a2bc66b23af87992f8d141947b47b3e9a842b80ab0b2fda41c3881', '34065764c158a89f96d5c0675ad969d63d50a56a1db519d6dac9cad002016d1e');
INSERT INTO oubli.look VALUES
	('order-data', 'invoice_lines', 'f8c566bd98ed1fa10266667389f06721d7cfeb8126bff78a45198180c921ace0', '06814f5efe855496e5bdd82d90ac470789a5bb1c64d4e2e5fd399a8464e56155', '2021-11-19', '2026-11-20', '2026-11-20', 1),
	('order-data', 'invoices', 'f8c566bd98ed1fa10266667389f06721d7cfeb8126bff78a45198180c921ace0', '06814f5efe855496e5bdd82d90ac470789a5bb1c64d4e2e5fd399a8464e56155', '2021-11-19', '2026-11-20', '2026-11-20', 1),
	('order-data', 'orders', 'f8c566bd98ed1fa10266667389f06721d7cfeb8126bff78a45198180c921ace0', '06814f5efe855496e5bdd82d90ac470789a5bb1c64d4e2e5fd399a8464e56155', '2021-11-19', '2026-11-20', '2026-11-20', 1),
	('order-data', 'customers', 'f8c566bd98ed1fa10266667389f06721d7cfeb8126bff78a45198180c921ace0', '06814f5efe855496e5bdd82d90ac470789a5bb1c64d4e2e5fd399a8464e56155', '2021-11-19', '2026-11-20', '2026-11-20', 1),
	('prospects', 'customers', 'f8c566bd98ed1fa10266667389f06721d7cfeb8126bff78a45198180c921ace0', '06814f5efe855496e5bdd82d90ac470789a5bb1c64d4e2e5fd399a8464e56155', '2022-11-19', '2026-11-20', '2026-11-20', 1);
INSERT INTO oubli.notice VALUES
	(2, 'Hébergeur Exemple', '2026-11-21', NULL),
	(4, 'Hébergeur Exemple', '2026-11-21', NULL);
INSERT INTO oubli.plan VALUES
	('d9b385458900d7ef', '2026-11-23', 'f8c566bd98ed1fa10266667389f06721d7cfeb8126bff78a45198180c921ace0', '06814f5efe855496e5bdd82d90ac470789a5bb1c64d4e2e5fd399a8464e56155', NULL, 'rule                  collection                action     cutoff      stored  due  held  restricted  quarantined  oldest due
order-data            invoice_lines             archive    2021-11-22       3    2     1           0            0  2019-05-01
accounting-documents  invoice_lines             delete     2015-12-31       3    1     1           0            0  2014-06-02
call-recordings       recordings                delete     2026-05-22       4    3     1           0            0  2026-05-01
cookies               cookies                   delete     2025-10-22       4    1     0           0            2  2025-10-22
consent-proof         consents                  delete     2022-11-22       3    0     0           0            0
newsletter            newsletter_subscriptions  delete     2023-11-22       2    1     0           0            0  2023-11-22
closed-disputes       disputes                  delete     2021-11-22       2    0     0           0            0
order-data            invoices                  archive    2021-11-22       3    2     1           0            0  2019-05-01
accounting-documents  invoices                  delete     2015-12-31       3    1     1           0            0  2014-06-02
order-data            orders                    anonymise  2021-11-22      13    3     2           0            1  2019-05-01
order-data            customers                 anonymise  2021-11-22      13    3     2           0            1  2019-05-01
prospects             customers                 anonymise  2022-11-22      13    0     0           0            0
accounting-documents  archive.invoices          delete     2015-12-31       4    0     0           0            0
accounting-documents  archive.invoice_lines     delete     2015-12-31       4    0     0           0            0', '2026-11-23 02:00:13.54286+00', 'test-operator');
INSERT INTO oubli.quarantine VALUES
	('cookies', 'cookies', '5', 'anchor in the future', '2026-11-20 02:00:34.818932+00', 6),
	('cookies', 'cookies', '9', 'anchor missing', '2026-11-20 02:00:34.818932+00', 6),
	('order-data', 'orders', '9', 'anchor in the future', '2026-11-20 02:00:34.818932+00', 6),
	('order-data', 'customers', '9', 'anchor in the future', '2026-11-20 02:00:34.818932+00', 6);
INSERT INTO oubli.request OVERRIDING SYSTEM VALUE VALUES
	(1, 'access', 'email', 'person', '2026-11-18', 'all', 'verified', 'call back', 'test-operator', '2026-11-21', NULL, 0, '2026-12-18', NULL, NULL, NULL, NULL, NULL, 'test-operator', '2026-11-21 09:00:22.716877+00'),
	(2, 'erasure', 'email', 'person', '2026-11-18', 'all', 'closed', 'call back', 'test-operator', '2026-11-21', NULL, 0, '2026-12-18', NULL, NULL, '2026-11-21', 'erased, told by post', NULL, 'test-operator', '2026-11-21 09:01:51.890091+00'),
	(3, 'objection', 'email', 'person', '2026-11-18', 'email', 'closed', 'call back', 'test-operator', '2026-11-21', NULL, 0, '2026-12-18', NULL, NULL, '2026-11-21', 'withdrawn', NULL, 'test-operator', '2026-11-21 09:03:38.133911+00'),
	(4, 'restriction', 'email', 'person', '2026-11-18', 'all', 'verified', 'call back', 'test-operator', '2026-11-21', NULL, 0, '2026-12-18', NULL, NULL, NULL, NULL, NULL, 'test-operator', '2026-11-21 09:04:48.580216+00'),
	(5, 'erasure', 'email', 'person', '2026-11-19', 'all', 'verified', 'call back', 'test-operator', '2026-11-21', NULL, 0, '2026-12-21', NULL, NULL, NULL, NULL, NULL, 'test-operator', '2026-11-21 09:05:47.483246+00'),
	(6, 'access', 'email', 'person', '2026-11-19', 'all', 'suspended', NULL, NULL, NULL, '2026-11-21', 0, '2026-12-21', NULL, NULL, NULL, NULL, NULL, 'test-operator', '2026-11-21 09:06:53.854852+00'),
	(7, 'erasure', 'email', 'person', '2026-11-20', 'all', 'verified', 'call back', 'test-operator', '2026-11-21', NULL, 0, '2026-12-21', NULL, NULL, NULL, NULL, NULL, 'test-operator', '2026-11-21 09:07:27.609165+00');
INSERT INTO oubli.request_event OVERRIDING SYSTEM VALUE VALUES
	(1, 1, '2026-11-21 09:00:22.841263+00', 'test-operator', 'opened', 'access by email'),
	(2, 1, '2026-11-21 09:00:51.995735+00', 'test-operator', 'match rejected', 'customers:12'),
	(3, 1, '2026-11-21 09:01:19.683138+00', 'test-operator', 'identity verified', 'call back'),
	(4, 2, '2026-11-21 09:01:52.006015+00', 'test-operator', 'opened', 'erasure by email'),
	(5, 2, '2026-11-21 09:02:20.304378+00', 'test-operator', 'identity verified', 'call back'),
	(6, 2, '2026-11-21 09:02:50.90772+00', 'test-operator', 'erased', 'done'),
	(7, 2, '2026-11-21 09:02:51.134911+00', 'test-operator', 'reply written', 'reponse-2026-11-21.html'),
	(8, 2, '2026-11-21 09:03:14.623851+00', 'test-operator', 'closed', 'erased, told by post'),
	(9, 3, '2026-11-21 09:03:38.246266+00', 'test-operator', 'opened', 'objection by email'),
	(10, 3, '2026-11-21 09:03:55.609845+00', 'test-operator', 'identity verified', 'call back'),
	(11, 3, '2026-11-21 09:04:19.370155+00', 'test-operator', 'marketing stopped', 'email'),
	(12, 3, '2026-11-21 09:04:19.538461+00', 'test-operator', 'reply written', 'reponse-2026-11-21.html'),
	(13, 3, '2026-11-21 09:04:33.480071+00', 'test-operator', 'closed', 'withdrawn'),
	(14, 4, '2026-11-21 09:04:48.703582+00', 'test-operator', 'opened', 'restriction by email'),
	(15, 4, '2026-11-21 09:05:05.120096+00', 'test-operator', 'identity verified', 'call back'),
	(16, 4, '2026-11-21 09:05:25.309747+00', 'test-operator', 'restricted', 'accuracy contested'),
	(17, 4, '2026-11-21 09:05:26.475432+00', 'test-operator', 'reply written', 'reponse-2026-11-21.html'),
	(18, 5, '2026-11-21 09:05:47.563798+00', 'test-operator', 'opened', 'erasure by email'),
	(19, 5, '2026-11-21 09:06:08.736251+00', 'test-operator', 'identity verified', 'call back'),
	(20, 5, '2026-11-21 09:06:36.563582+00', 'test-operator', 'erased', 'held'),
	(21, 5, '2026-11-21 09:06:36.665685+00', 'test-operator', 'reply written', 'reponse-2026-11-21.html'),
	(22, 6, '2026-11-21 09:06:54.034589+00', 'test-operator', 'opened', 'access by email'),
	(23, 6, '2026-11-21 09:07:07.747811+00', 'test-operator', 'suspended', 'another address'),
	(24, 7, '2026-11-21 09:07:27.677656+00', 'test-operator', 'opened', 'erasure by email'),
	(25, 7, '2026-11-21 09:07:40.683494+00', 'test-operator', 'identity verified', 'call back'),
	(26, 1, '2026-11-22 09:00:59.766625+00', 'test-operator', 'bundle written', 'access-1.zip, not encrypted');
INSERT INTO oubli.request_identity VALUES
	(1, 'email', 'chloe@example.fr', false),
	(1, 'phone_number', '+33600000003', false),
	(3, 'email', 'elise@example.fr', false),
	(4, 'email', 'gaelle@example.fr', false),
	(5, 'email', 'bruno@example.fr', false),
	(5, 'name', 'Bruno Deux', true),
	(5, 'phone_number', '+33600000002', false),
	(6, 'email', 'ines@example.fr', false),
	(7, 'email', 'farid@example.fr', false),
	(7, 'name', 'Farid Six', true),
	(7, 'phone_number', '+33600000006', false);
INSERT INTO oubli.request_match VALUES
	(1, 'customers', '3', 'email', 'confirmed'),
	(1, 'orders', '3', 'email', 'confirmed'),
	(1, 'newsletter_subscriptions', '1', 'email', 'confirmed'),
	(1, 'recordings', '3', 'customer_id', 'confirmed'),
	(1, 'cookies', '4', 'customer_id', 'confirmed'),
	(1, 'consents', '1', 'customer_id', 'confirmed'),
	(1, 'disputes', '2', 'customer_id', 'confirmed'),
	(1, 'customers', '12', 'phone', 'rejected'),
	(2, 'customers', '4', 'email', 'confirmed'),
	(2, 'orders', '4', 'email', 'confirmed'),
	(2, 'invoices', '3', 'order_id', 'confirmed'),
	(2, 'invoice_lines', '(3,1)', 'invoice_id', 'confirmed'),
	(2, 'cookies', '8', 'customer_id', 'confirmed'),
	(2, 'consents', '3', 'customer_id', 'confirmed'),
	(3, 'customers', '5', 'email', 'confirmed'),
	(3, 'orders', '5', 'email', 'confirmed'),
	(3, 'newsletter_subscriptions', '2', 'email', 'confirmed'),
	(3, 'consents', '2', 'customer_id', 'confirmed'),
	(4, 'customers', '7', 'email', 'confirmed'),
	(4, 'orders', '7', 'email', 'confirmed'),
	(5, 'customers', '2', 'email', 'confirmed'),
	(5, 'orders', '2', 'email', 'confirmed'),
	(5, 'invoices', '2', 'order_id', 'confirmed'),
	(5, 'invoice_lines', '(2,1)', 'invoice_id', 'confirmed'),
	(5, 'recordings', '2', 'customer_id', 'confirmed'),
	(6, 'customers', '9', 'email', 'confirmed'),
	(6, 'orders', '9', 'email', 'confirmed'),
	(7, 'customers', '6', 'email', 'confirmed'),
	(7, 'orders', '6', 'email', 'confirmed'),
	(7, 'recordings', '5', 'customer_id', 'confirmed'),
	(7, 'cookies', '7', 'customer_id', 'confirmed');
INSERT INTO oubli.request_outcome VALUES
	(2, 0, 'cookies', 'erased', 1, NULL, NULL, NULL),
	(2, 1, 'customers', 'erased', 1, NULL, NULL, NULL),
	(2, 2, 'orders', 'erased', 1, NULL, NULL, NULL),
	(2, 3, 'invoice_lines', 'archived', 1, 'legal obligation (Code de commerce art. L123-22)', '2034-12-31', 'le service comptable seul'),
	(2, 4, 'invoices', 'archived', 1, 'legal obligation (Code de commerce art. L123-22)', '2034-12-31', 'le service comptable seul'),
	(2, 5, 'consents', 'kept', 1, 'legal obligation (GDPR art. 7(1))', '2028-06-01', 'le service qui en a besoin'),
	(3, 0, 'consents', 'withdrawn', 1, NULL, NULL, NULL),
	(3, 1, 'newsletter_subscriptions', 'erased', 1, NULL, NULL, NULL),
	(4, 0, 'customers', 'restricted', 1, NULL, NULL, NULL),
	(4, 1, 'orders', 'restricted', 1, NULL, NULL, NULL),
	(5, 0, 'invoice_lines', 'kept', 1, 'mesure de conservation enregistrée (RGPD art. 17(3))', NULL, 'le service qui en a besoin'),
	(5, 1, 'recordings', 'kept', 1, 'mesure de conservation enregistrée (RGPD art. 17(3))', NULL, 'le service qui en a besoin'),
	(5, 2, 'invoices', 'kept', 1, 'mesure de conservation enregistrée (RGPD art. 17(3))', NULL, 'le service qui en a besoin'),
	(5, 3, 'orders', 'kept', 1, 'mesure de conservation enregistrée (RGPD art. 17(3))', NULL, 'le service qui en a besoin'),
	(5, 4, 'customers', 'kept', 1, 'mesure de conservation enregistrée (RGPD art. 17(3))', NULL, 'le service qui en a besoin');
INSERT INTO oubli.run OVERRIDING SYSTEM VALUE VALUES
	(1, '2026-11-20', 'lock-shop', 'f8c566bd98ed1fa10266667389f06721d7cfeb8126bff78a45198180c921ace0', '06814f5efe855496e5bdd82d90ac470789a5bb1c64d4e2e5fd399a8464e56155', NULL, NULL, 'test-operator', '2026-11-20 02:00:24.121421+00', '2026-11-20 02:00:54.693907+00', 'done', NULL, 0),
	(2, '2026-11-21', 'lock-shop', 'f8c566bd98ed1fa10266667389f06721d7cfeb8126bff78a45198180c921ace0', '06814f5efe855496e5bdd82d90ac470789a5bb1c64d4e2e5fd399a8464e56155', 'request 2', NULL, 'test-operator', '2026-11-21 09:02:47.179173+00', '2026-11-21 09:02:49.827146+00', 'done', NULL, NULL),
	(3, '2026-11-21', 'lock-shop', 'f8c566bd98ed1fa10266667389f06721d7cfeb8126bff78a45198180c921ace0', '06814f5efe855496e5bdd82d90ac470789a5bb1c64d4e2e5fd399a8464e56155', 'request 3', NULL, 'test-operator', '2026-11-21 09:04:17.475229+00', '2026-11-21 09:04:19.307234+00', 'done', NULL, NULL),
	(4, '2026-11-21', 'lock-shop', 'f8c566bd98ed1fa10266667389f06721d7cfeb8126bff78a45198180c921ace0', '06814f5efe855496e5bdd82d90ac470789a5bb1c64d4e2e5fd399a8464e56155', 'request 5', NULL, 'test-operator', '2026-11-21 09:06:35.545412+00', '2026-11-21 09:06:36.219208+00', 'done', NULL, NULL),
	(5, '2026-11-22', 'lock-shop', 'f8c566bd98ed1fa10266667389f06721d7cfeb8126bff78a45198180c921ace0', '06814f5efe855496e5bdd82d90ac470789a5bb1c64d4e2e5fd399a8464e56155', 'request 7', NULL, 'test-operator', '2026-11-22 09:02:26.20547+00', '2026-11-23 02:00:37.968965+00', 'interrupted', NULL, NULL),
	(6, '2026-11-23', 'lock-shop', 'f8c566bd98ed1fa10266667389f06721d7cfeb8126bff78a45198180c921ace0', '06814f5efe855496e5bdd82d90ac470789a5bb1c64d4e2e5fd399a8464e56155', NULL, NULL, 'test-operator', '2026-11-23 02:00:39.715571+00', NULL, 'stopped', NULL, NULL);
INSERT INTO oubli.run_age VALUES
	(1, 3, '2026-05-20', '2026-06-03', 2, false),
	(1, 3, '2026-06-04', '2026-06-18', 0, false),
	(1, 3, '2026-06-19', '2026-07-04', 0, false),
	(1, 3, '2026-07-05', '2026-07-19', 0, false),
	(1, 3, '2026-07-20', '2026-08-04', 0, false),
	(1, 3, '2026-08-05', '2026-08-19', 0, false),
	(1, 3, '2026-08-20', '2026-09-03', 0, false),
	(1, 3, '2026-09-04', '2026-09-19', 0, false),
	(1, 3, '2026-09-20', '2026-10-04', 2, false),
	(1, 3, '2026-10-05', '2026-10-20', 0, false),
	(1, 3, '2026-10-21', '2026-11-04', 0, false),
	(1, 3, '2026-11-05', '2026-11-20', 0, false),
	(1, 4, '2025-10-20', '2025-11-21', 1, false),
	(1, 4, '2025-11-22', '2025-12-24', 0, false),
	(1, 4, '2025-12-25', '2026-01-26', 0, false),
	(1, 4, '2026-01-27', '2026-02-28', 0, false),
	(1, 4, '2026-03-01', '2026-04-02', 0, false),
	(1, 4, '2026-04-03', '2026-05-05', 0, false),
	(1, 4, '2026-05-06', '2026-06-07', 0, false),
	(1, 4, '2026-06-08', '2026-07-10', 0, false),
	(1, 4, '2026-07-11', '2026-08-12', 0, false),
	(1, 4, '2026-08-13', '2026-09-14', 0, false),
	(1, 4, '2026-09-15', '2026-10-17', 3, false),
	(1, 4, '2026-10-18', '2026-11-20', 0, false),
	(1, 5, '2022-11-20', '2023-03-20', 0, false),
	(1, 5, '2023-03-21', '2023-07-20', 0, false),
	(1, 5, '2023-07-21', '2023-11-19', 0, false),
	(1, 5, '2023-11-20', '2024-03-20', 0, false),
	(1, 5, '2024-03-21', '2024-07-20', 1, false),
	(1, 5, '2024-07-21', '2024-11-19', 0, false),
	(1, 5, '2024-11-20', '2025-03-20', 0, false),
	(1, 5, '2025-03-21', '2025-07-20', 2, false),
	(1, 5, '2025-07-21', '2025-11-19', 0, false),
	(1, 5, '2025-11-20', '2026-03-21', 0, false),
	(1, 5, '2026-03-22', '2026-07-21', 0, false),
	(1, 5, '2026-07-22', '2026-11-20', 0, false),
	(1, 6, '2023-11-20', '2024-02-18', 1, false),
	(1, 6, '2024-02-19', '2024-05-19', 0, false),
	(1, 6, '2024-05-20', '2024-08-19', 0, false),
	(1, 6, '2024-08-20', '2024-11-18', 0, false),
	(1, 6, '2024-11-19', '2025-02-18', 0, false),
	(1, 6, '2025-02-19', '2025-05-20', 0, false),
	(1, 6, '2025-05-21', '2025-08-19', 0, false),
	(1, 6, '2025-08-20', '2025-11-19', 0, false),
	(1, 6, '2025-11-20', '2026-02-18', 2, false),
	(1, 6, '2026-02-19', '2026-05-21', 0, false),
	(1, 6, '2026-05-22', '2026-08-20', 0, false),
	(1, 6, '2026-08-21', '2026-11-20', 0, false),
	(1, 7, '2021-11-20', '2022-04-20', 0, false),
	(1, 7, '2022-04-21', '2022-09-19', 0, false),
	(1, 7, '2022-09-20', '2023-02-18', 0, false),
	(1, 7, '2023-02-19', '2023-07-21', 0, false),
	(1, 7, '2023-07-22', '2023-12-20', 0, false),
	(1, 7, '2023-12-21', '2024-05-20', 1, false),
	(1, 7, '2024-05-21', '2024-10-19', 0, false),
	(1, 7, '2024-10-20', '2025-03-21', 0, false),
	(1, 7, '2025-03-22', '2025-08-20', 0, false),
	(1, 7, '2025-08-21', '2026-01-19', 0, false),
	(1, 7, '2026-01-20', '2026-06-20', 0, false),
	(1, 7, '2026-06-21', '2026-11-20', 0, false),
	(1, 9, '2016-01-01', '2016-11-26', 0, false),
	(1, 9, '2016-11-27', '2017-10-23', 0, false),
	(1, 9, '2017-10-24', '2018-09-20', 0, false),
	(1, 9, '2018-09-21', '2019-08-17', 1, false),
	(1, 9, '2019-08-18', '2020-07-14', 0, false),
	(1, 9, '2020-07-15', '2021-06-10', 0, false),
	(1, 9, '2021-06-11', '2022-05-07', 1, false),
	(1, 9, '2022-05-08', '2023-04-04', 0, false),
	(1, 9, '2023-04-05', '2024-02-29', 0, false),
	(1, 9, '2024-03-01', '2025-01-26', 1, false),
	(1, 9, '2025-01-27', '2025-12-23', 0, false),
	(1, 9, '2025-12-24', '2026-11-20', 0, false),
	(1, 11, '2021-11-20', '2022-04-20', 1, false),
	(1, 11, '2022-04-21', '2022-09-19', 0, false),
	(1, 11, '2022-09-20', '2023-02-18', 0, false),
	(1, 11, '2023-02-19', '2023-07-21', 0, false),
	(1, 11, '2023-07-22', '2023-12-20', 0, false),
	(1, 11, '2023-12-21', '2024-05-20', 0, false),
	(1, 11, '2024-05-21', '2024-10-19', 4, false),
	(1, 11, '2024-10-20', '2025-03-21', 0, false),
	(1, 11, '2025-03-22', '2025-08-20', 1, false),
	(1, 11, '2025-08-21', '2026-01-19', 1, false),
	(1, 11, '2026-01-20', '2026-06-20', 0, false),
	(1, 11, '2026-06-21', '2026-11-20', 0, false),
	(1, 12, '2022-11-20', '2023-03-20', 0, false),
	(1, 12, '2023-03-21', '2023-07-20', 0, false),
	(1, 12, '2023-07-21', '2023-11-19', 0, false),
	(1, 12, '2023-11-20', '2024-03-20', 0, false),
	(1, 12, '2024-03-21', '2024-07-20', 0, false),
	(1, 12, '2024-07-21', '2024-11-19', 0, false),
	(1, 12, '2024-11-20', '2025-03-20', 0, false),
	(1, 12, '2025-03-21', '2025-07-20', 0, false),
	(1, 12, '2025-07-21', '2025-11-19', 0, false),
	(1, 12, '2025-11-20', '2026-03-21', 0, false),
	(1, 12, '2026-03-22', '2026-07-21', 0, false),
	(1, 12, '2026-07-22', '2026-11-20', 0, false),
	(1, 13, '2016-01-01', '2016-11-26', 0, false),
	(1, 13, '2016-11-27', '2017-10-23', 0, false),
	(1, 13, '2017-10-24', '2018-09-20', 0, false),
	(1, 13, '2018-09-21', '2019-08-17', 0, false),
	(1, 13, '2019-08-18', '2020-07-14', 1, false),
	(1, 13, '2020-07-15', '2021-06-10', 0, false),
	(1, 13, '2021-06-11', '2022-05-07', 0, false),
	(1, 13, '2022-05-08', '2023-04-04', 0, false),
	(1, 13, '2023-04-05', '2024-02-29', 0, false),
	(1, 13, '2024-03-01', '2025-01-26', 0, false),
	(1, 13, '2025-01-27', '2025-12-23', 0, false),
	(1, 13, '2025-12-24', '2026-11-20', 0, false),
	(1, 14, '2016-01-01', '2016-11-26', 0, false),
	(1, 14, '2016-11-27', '2017-10-23', 0, false),
	(1, 14, '2017-10-24', '2018-09-20', 0, false),
	(1, 14, '2018-09-21', '2019-08-17', 0, false),
	(1, 14, '2019-08-18', '2020-07-14', 1, false),
	(1, 14, '2020-07-15', '2021-06-10', 0, false),
	(1, 14, '2021-06-11', '2022-05-07', 0, false),
	(1, 14, '2022-05-08', '2023-04-04', 0, false),
	(1, 14, '2023-04-05', '2024-02-29', 0, false),
	(1, 14, '2024-03-01', '2025-01-26', 0, false),
	(1, 14, '2025-01-27', '2025-12-23', 0, false),
	(1, 14, '2025-12-24', '2026-11-20', 0, false);
INSERT INTO oubli.run_result VALUES
	(1, 1, 'order-data', 'invoice_lines', 'archive', '2021-11-19', 6, 2, 1, 1, 0, 0, 1, NULL, 980, NULL, 0),
	(1, 2, 'accounting-documents', 'invoice_lines', 'delete', '2015-12-31', 6, 2, 1, 1, 0, 0, 1, NULL, 526, NULL, 0),
	(1, 3, 'call-recordings', 'recordings', 'delete', '2026-05-19', 6, 2, 1, 1, 0, 0, 1, '2026-05-01', 451, NULL, 0),
	(1, 4, 'cookies', 'cookies', 'delete', '2025-10-19', 9, 3, 3, 0, 0, 2, 0, '2025-10-22', 333, NULL, 0),
	(1, 5, 'consent-proof', 'consents', 'delete', '2022-11-19', 3, 0, 0, 0, 0, 0, 0, '2024-06-01', 0, NULL, 0),
	(1, 6, 'newsletter', 'newsletter_subscriptions', 'delete', '2023-11-19', 4, 1, 1, 0, 0, 0, 0, '2023-11-22', 292, NULL, 0),
	(1, 7, 'closed-disputes', 'disputes', 'delete', '2021-11-19', 2, 0, 0, 0, 0, 0, 0, '2024-01-01', 0, NULL, 0),
	(1, 8, 'order-data', 'invoices', 'archive', '2021-11-19', 6, 2, 1, 1, 0, 0, 1, NULL, 387, NULL, 0),
	(1, 9, 'accounting-documents', 'invoices', 'delete', '2015-12-31', 6, 2, 1, 1, 0, 0, 1, '2014-06-02', 85, NULL, 0),
	(1, 10, 'order-data', 'orders', 'anonymise', '2021-11-19', 13, 5, 3, 2, 0, 1, 2, NULL, 331, NULL, 0),
	(1, 11, 'order-data', 'customers', 'anonymise', '2021-11-19', 13, 3, 2, 2, 0, 1, 2, NULL, 430, NULL, 0),
	(1, 12, 'prospects', 'customers', 'anonymise', '2022-11-19', 13, 1, 1, 0, 0, 0, 0, NULL, 300, NULL, 0),
	(1, 13, 'accounting-documents', 'archive.invoices', 'delete', '2015-12-31', 0, 0, 0, 0, 0, 0, 0, '2020-03-02', 0, NULL, 0),
	(1, 14, 'accounting-documents', 'archive.invoice_lines', 'delete', '2015-12-31', 0, 0, 0, 0, 0, 0, 0, '2020-03-02', 0, NULL, 0);
INSERT INTO oubli.seal VALUES
	(1, 1, 1, 11, 11, 15, '909a7e8a006ef1dd7b3b7f9f43f8927f123d7c92bc7f8f42590e3be66d232049', '', '2026-11-20 02:00:43+00', 'oubli-seal: 1
sequence: 1
run: 1
first-entry: 1
last-entry: 11
entries: 11
rows: 15
merkle-root: 909a7e8a006ef1dd7b3b7f9f43f8927f123d7c92bc7f8f42590e3be66d232049
previous-seal: none
sealed-at: 2026-11-20T02:00:43Z
', 'd618fbf9d2f2f8931e01aa01699825e58462cf365fd5f05b35bb8e383bf195df', 'lSUJiZ5Rmq6bmHTkoezZqcHNwBL93P7TbybF6MbSSm6nWl8Nh624UbYN1NUWs0jZbCBxGIvoytumYSdRv2MzDA==', 'MCowBQYDK2VwAyEAX935BajKZbLhhMtm4Rid+OIPupQKc/uRT09AICcu74Y='),
	(2, 2, 12, 16, 5, 5, '6adc5af852baa153e5615d9b37be2aeba8ea64db9facad0d0f1329cf1ed92348', 'd618fbf9d2f2f8931e01aa01699825e58462cf365fd5f05b35bb8e383bf195df', '2026-11-21 09:02:49+00', 'oubli-seal: 1
sequence: 2
run: 2
first-entry: 12
last-entry: 16
entries: 5
rows: 5
merkle-root: 6adc5af852baa153e5615d9b37be2aeba8ea64db9facad0d0f1329cf1ed92348
previous-seal: d618fbf9d2f2f8931e01aa01699825e58462cf365fd5f05b35bb8e383bf195df
sealed-at: 2026-11-21T09:02:49Z
', 'c84d37bf54995324646df62736ab2df76c5faf6732441f16be45bd53ec2b4165', 'yRPASJonCG9VGwpq4G8FmbM2DY81uNYWmR7Kz3HQulbyUWn5L9CPzrag0ZVIMIAb3FnKb0hOMTV/zTbUlJuQBg==', 'MCowBQYDK2VwAyEAX935BajKZbLhhMtm4Rid+OIPupQKc/uRT09AICcu74Y='),
	(3, 3, 17, 18, 2, 2, '79eb390ec97d9f65c5d53a605eb0229b7cd4971eaa4f994dd8dc78847c6b26c1', 'c84d37bf54995324646df62736ab2df76c5faf6732441f16be45bd53ec2b4165', '2026-11-21 09:04:19+00', 'oubli-seal: 1
sequence: 3
run: 3
first-entry: 17
last-entry: 18
entries: 2
rows: 2
merkle-root: 79eb390ec97d9f65c5d53a605eb0229b7cd4971eaa4f994dd8dc78847c6b26c1
previous-seal: c84d37bf54995324646df62736ab2df76c5faf6732441f16be45bd53ec2b4165
sealed-at: 2026-11-21T09:04:19Z
', '78696e7e5184ef074ce8bea2dc6ed487236dcc31d9f2528921ea4b06abcba160', 'c6CIHTkXVNqYFvJ1NHkJiWLj2asirAXG+qUx6GKFB9oHD4YCv4rE7amINsJtoudSVIVk/YeJfetOXAfBYj+ZDA==', 'MCowBQYDK2VwAyEAX935BajKZbLhhMtm4Rid+OIPupQKc/uRT09AICcu74Y='),
	(4, 4, 0, 0, 0, 0, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', '78696e7e5184ef074ce8bea2dc6ed487236dcc31d9f2528921ea4b06abcba160', '2026-11-21 09:06:36+00', 'oubli-seal: 1
sequence: 4
run: 4
first-entry: 0
last-entry: 0
entries: 0
rows: 0
merkle-root: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
previous-seal: 78696e7e5184ef074ce8bea2dc6ed487236dcc31d9f2528921ea4b06abcba160
sealed-at: 2026-11-21T09:06:36Z
', '8b6ca16696e5817d1f75bf5ac08b44eac4b1dd1b5b358769df20c4d3fd959948', 'OTZHt7KpBDxpFV/BqMLzZroozscTCk/WFARg4H9px+VCTQNVwpNZ2FeeC9707U0kT27ktsp1B+NleFUMkZM3Cw==', 'MCowBQYDK2VwAyEAX935BajKZbLhhMtm4Rid+OIPupQKc/uRT09AICcu74Y='),
	(5, 5, 19, 20, 2, 2, 'a350a78c6143ec1c76e02c36d608dfb097626d3c71f9ed6f6f686bc35ea29e9b', '8b6ca16696e5817d1f75bf5ac08b44eac4b1dd1b5b358769df20c4d3fd959948', '2026-11-23 02:00:37+00', 'oubli-seal: 1
sequence: 5
run: 5
first-entry: 19
last-entry: 20
entries: 2
rows: 2
merkle-root: a350a78c6143ec1c76e02c36d608dfb097626d3c71f9ed6f6f686bc35ea29e9b
previous-seal: 8b6ca16696e5817d1f75bf5ac08b44eac4b1dd1b5b358769df20c4d3fd959948
sealed-at: 2026-11-23T02:00:37Z
', 'be1ded5aff61b22f99af4e288489edaf65a5d8eec1b70f3572683022fc0f0653', 'dy7T45Zcb72Xj/0n14c2MIj3vL3DSPWROpywaBIuChb/tfvBNcH0ZtXkwV/bkqLIes/I5SDqyCNdOVful6SbDQ==', 'MCowBQYDK2VwAyEAX935BajKZbLhhMtm4Rid+OIPupQKc/uRT09AICcu74Y=');
INSERT INTO oubli.suppression VALUES
	('email', '4c607c076b6f21d0cc5f47c483a74c487a04e1ee3e43f228df568c6ea4ffd262', 'erasure', 'all', 2, '2026-11-21 09:02:46.205794+00'),
	('phone_number', 'ccd914c6e73e647a9aaf5dec84c70ce1dfbdf60850de5b0e7b5421e4415b5bbc', 'erasure', 'all', 2, '2026-11-21 09:02:46.205794+00'),
	('email', '80e302e1a5910203bb058fefe597c3fbebad37463cb6b45bef847304776621a2', 'objection', 'email', 3, '2026-11-21 09:04:17.525731+00'),
	('phone_number', '0714ae1a6d3ec1881701eae895bfc178d8d1947b0dd856eb5384414792e03154', 'objection', 'email', 3, '2026-11-21 09:04:17.525731+00'),
	('email', 'f2e71d4dd8dd6ec67219589098dfa8c39e9db623ee3541db4b173f7903c5a6f6', 'erasure', 'all', 5, '2026-11-21 09:06:35.407815+00'),
	('phone_number', 'f63b63e9acbcfff13287d090be86559837a2eb151b4751c8735523fd1739ce07', 'erasure', 'all', 5, '2026-11-21 09:06:35.407815+00'),
	('email', '21ff928789bb6eeea767a17a6d267fc4db7355c3c2fcc85ea6c8a864f31e662c', 'erasure', 'all', 7, '2026-11-22 09:02:25.820953+00'),
	('phone_number', 'bd10c4f526dd95bd5fd692a3c5df4d767c5917d0c27c943082227a54923f8512', 'erasure', 'all', 7, '2026-11-22 09:02:25.820953+00');
INSERT INTO oubli.waiting VALUES
	('order-data', 'invoice_lines', '(2,1)', 1),
	('order-data', 'invoices', '2', 1),
	('order-data', 'orders', '2', 1),
	('order-data', 'orders', '10', 1),
	('order-data', 'orders', '9', 1),
	('order-data', 'customers', '2', 1),
	('order-data', 'customers', '10', 1),
	('order-data', 'customers', '9', 1),
	('order-data', 'invoice_lines', '(6,1)', 6),
	('order-data', 'invoices', '6', 6),
	('order-data', 'orders', '8', 6),
	('order-data', 'customers', '8', 6);
INSERT INTO public.consents VALUES
	(1, 3, 'email', '2025-06-01 08:00:00+00', NULL),
	(3, 4, 'sms', '2024-06-01 08:00:00+00', NULL),
	(2, 5, 'email', '2025-06-02 08:00:00+00', '2026-11-21 09:04:17.525731+00');
INSERT INTO public.cookies VALUES
	(4, 3, 'c4', '2026-10-01 08:00:00+00'),
	(5, NULL, 'c5', '2031-01-01 09:00:00+00'),
	(9, NULL, 'c9', NULL);
INSERT INTO public.customers VALUES
	(2, 'bruno@example.fr', 'Bruno Deux', '+33600000002', '2015-02-05 08:00:00+00'),
	(3, 'chloe@example.fr', 'Chloé Trois', '+33600000003', '2023-03-05 08:00:00+00'),
	(5, 'elise@example.fr', 'Élise Cinq', '+33600000005', '2023-05-05 07:00:00+00'),
	(6, 'farid@example.fr', 'Farid Six', '+33600000006', '2023-06-05 07:00:00+00'),
	(7, 'gaelle@example.fr', 'Gaëlle Sept', '+33600000007', '2023-07-05 07:00:00+00'),
	(8, 'hugo@example.fr', 'Hugo Huit', '+33600000008', '2021-08-05 07:00:00+00'),
	(9, 'ines@example.fr', 'Inès Neuf', '+33600000009', '2023-09-05 07:00:00+00'),
	(12, 'lea@example.fr', 'Léa Douze', '+33600000003', '2024-12-05 08:00:00+00'),
	(13, 'marc@example.fr', 'Marc Treize', '+33600000013', '2021-01-01 08:00:00+00'),
	(1, 'erased-1@invalid', NULL, NULL, '2015-01-05 08:00:00+00'),
	(10, 'julie@example.fr', 'Julie Dix', NULL, '2018-10-05 07:00:00+00'),
	(11, 'erased-11@invalid', NULL, NULL, '2022-11-05 08:00:00+00'),
	(4, 'erased-4@invalid', NULL, NULL, '2023-04-05 07:00:00+00');
INSERT INTO public.disputes VALUES
	(1, 10, 'open', NULL),
	(2, 3, 'closed', '2024-01-01');
INSERT INTO public.invoice_lines VALUES
	(2, 1, 'Serrure', 20.00, 100.00, 20.00),
	(5, 1, 'Serrure', 20.00, 100.00, 20.00);
INSERT INTO public.invoices VALUES
	(2, 2, 2, 'invoice', 'F', 2, '2019-05-02', NULL, '411002', 'Bruno Deux', 100.00, 20.00, 120.00, '2019-05-03'),
	(5, NULL, NULL, 'invoice', 'E', 2, '2014-06-02', NULL, '411902', 'Old Two', 100.00, 20.00, 120.00, '2014-06-03'),
	(6, 8, 8, 'invoice', 'F', 4, '2021-11-23', NULL, '411008', 'Hugo Huit', 100.00, 20.00, 120.00, '2021-11-24');
INSERT INTO public.newsletter_subscriptions VALUES
	(1, 3, 'chloe@example.fr', '2026-01-01 09:00:00+00');
INSERT INTO public.orders VALUES
	(2, 2, 'done', '2019-05-01 08:00:00+00', 'bruno@example.fr', 'Bruno Deux'),
	(3, 3, 'done', '2025-06-01 08:00:00+00', 'chloe@example.fr', 'Chloé Trois'),
	(5, 5, 'done', '2024-06-02 08:00:00+00', 'elise@example.fr', 'Élise Cinq'),
	(6, 6, 'done', '2024-06-03 08:00:00+00', 'farid@example.fr', 'Farid Six'),
	(7, 7, 'done', '2024-06-04 08:00:00+00', 'gaelle@example.fr', 'Gaëlle Sept'),
	(8, 8, 'done', '2021-11-22 09:00:00+00', 'hugo@example.fr', 'Hugo Huit'),
	(9, 9, 'done', '2031-01-01 09:00:00+00', 'ines@example.fr', 'Inès Neuf'),
	(10, 10, 'done', '2020-10-10 08:00:00+00', 'julie@example.fr', 'Julie Dix'),
	(11, 12, 'done', '2025-12-06 09:00:00+00', 'lea@example.fr', 'Léa Douze'),
	(1, 1, 'done', '2019-12-31 23:00:00+00', NULL, NULL),
	(12, NULL, 'done', '2020-03-31 22:00:00+00', NULL, NULL),
	(13, 1, 'test', '2026-03-31 22:00:00+00', NULL, NULL),
	(4, 4, 'done', '2024-03-31 22:00:00+00', NULL, NULL);
INSERT INTO public.recordings VALUES
	(2, 2, '+33600000002', '2026-05-01 08:00:00+00', 'b.ogg'),
	(3, 3, '+33600000003', '2026-10-01 08:00:00+00', 'c.ogg');
SELECT pg_catalog.setval('oubli.batch_job_execution_seq', 6, true);
SELECT pg_catalog.setval('oubli.batch_job_instance_seq', 5, true);
SELECT pg_catalog.setval('oubli.batch_step_execution_seq', 42, true);
SELECT pg_catalog.setval('oubli.file_removal_id_seq', 4, true);
SELECT pg_catalog.setval('oubli.hold_id_seq', 4, true);
SELECT pg_catalog.setval('oubli.request_event_id_seq', 26, true);
SELECT pg_catalog.setval('oubli.request_id_seq', 7, true);
SELECT pg_catalog.setval('oubli.run_id_seq', 6, true);
ALTER TABLE ONLY oubli.archive
    ADD CONSTRAINT archive_pkey PRIMARY KEY (collection, row_key);
ALTER TABLE ONLY oubli.batch_job_execution_context
    ADD CONSTRAINT batch_job_execution_context_pkey PRIMARY KEY (job_execution_id);
ALTER TABLE ONLY oubli.batch_job_execution
    ADD CONSTRAINT batch_job_execution_pkey PRIMARY KEY (job_execution_id);
ALTER TABLE ONLY oubli.batch_job_instance
    ADD CONSTRAINT batch_job_instance_pkey PRIMARY KEY (job_instance_id);
ALTER TABLE ONLY oubli.batch_step_execution_context
    ADD CONSTRAINT batch_step_execution_context_pkey PRIMARY KEY (step_execution_id);
ALTER TABLE ONLY oubli.batch_step_execution
    ADD CONSTRAINT batch_step_execution_pkey PRIMARY KEY (step_execution_id);
ALTER TABLE ONLY oubli.departed_event
    ADD CONSTRAINT departed_event_pkey PRIMARY KEY (rule, subject_key);
ALTER TABLE ONLY oubli.document_approval
    ADD CONSTRAINT document_approval_pkey PRIMARY KEY (collection, row_key);
ALTER TABLE ONLY oubli.erasure
    ADD CONSTRAINT erasure_pkey PRIMARY KEY (request);
ALTER TABLE ONLY oubli.file_removal
    ADD CONSTRAINT file_removal_pkey PRIMARY KEY (id);
ALTER TABLE ONLY oubli.flyway_schema_history
    ADD CONSTRAINT flyway_schema_history_pk PRIMARY KEY (installed_rank);
ALTER TABLE ONLY oubli.hold
    ADD CONSTRAINT hold_pkey PRIMARY KEY (id);
ALTER TABLE ONLY oubli.batch_job_instance
    ADD CONSTRAINT job_inst_un UNIQUE (job_name, job_key);
ALTER TABLE ONLY oubli.ledger_entry
    ADD CONSTRAINT ledger_entry_digest_key UNIQUE (digest);
ALTER TABLE ONLY oubli.ledger_entry
    ADD CONSTRAINT ledger_entry_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY oubli.look
    ADD CONSTRAINT look_pkey PRIMARY KEY (rule, collection);
ALTER TABLE ONLY oubli.notice
    ADD CONSTRAINT notice_pkey PRIMARY KEY (request, recipient);
ALTER TABLE ONLY oubli.plan
    ADD CONSTRAINT plan_pkey PRIMARY KEY (hash);
ALTER TABLE ONLY oubli.quarantine
    ADD CONSTRAINT quarantine_pkey PRIMARY KEY (rule, collection, row_key);
ALTER TABLE ONLY oubli.request_event
    ADD CONSTRAINT request_event_pkey PRIMARY KEY (id);
ALTER TABLE ONLY oubli.request_identity
    ADD CONSTRAINT request_identity_pkey PRIMARY KEY (request, kind, value);
ALTER TABLE ONLY oubli.request_match
    ADD CONSTRAINT request_match_pkey PRIMARY KEY (request, collection, row_key);
ALTER TABLE ONLY oubli.request_outcome
    ADD CONSTRAINT request_outcome_pkey PRIMARY KEY (request, "position");
ALTER TABLE ONLY oubli.request
    ADD CONSTRAINT request_pkey PRIMARY KEY (id);
ALTER TABLE ONLY oubli.residue
    ADD CONSTRAINT residue_pkey PRIMARY KEY (request, place);
ALTER TABLE ONLY oubli.run_age
    ADD CONSTRAINT run_age_pkey PRIMARY KEY (run, "position", first_day);
ALTER TABLE ONLY oubli.run
    ADD CONSTRAINT run_pkey PRIMARY KEY (id);
ALTER TABLE ONLY oubli.run_result
    ADD CONSTRAINT run_result_pkey PRIMARY KEY (run, "position");
ALTER TABLE ONLY oubli.seal
    ADD CONSTRAINT seal_digest_key UNIQUE (digest);
ALTER TABLE ONLY oubli.seal
    ADD CONSTRAINT seal_pkey PRIMARY KEY (run);
ALTER TABLE ONLY oubli.seal
    ADD CONSTRAINT seal_sequence_key UNIQUE (sequence);
ALTER TABLE ONLY oubli.suppression
    ADD CONSTRAINT suppression_pkey PRIMARY KEY (kind, digest, reason, channel);
ALTER TABLE ONLY oubli.waiting
    ADD CONSTRAINT waiting_pkey PRIMARY KEY (rule, collection, row_key);
ALTER TABLE ONLY public.consents
    ADD CONSTRAINT consents_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cookies
    ADD CONSTRAINT cookies_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.customers
    ADD CONSTRAINT customers_email_key UNIQUE (email);
ALTER TABLE ONLY public.customers
    ADD CONSTRAINT customers_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.disputes
    ADD CONSTRAINT disputes_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.invoice_lines
    ADD CONSTRAINT invoice_lines_pkey PRIMARY KEY (invoice_id, line_no);
ALTER TABLE ONLY public.invoices
    ADD CONSTRAINT invoices_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.invoices
    ADD CONSTRAINT invoices_series_number_key UNIQUE (series, number);
ALTER TABLE ONLY public.newsletter_subscriptions
    ADD CONSTRAINT newsletter_subscriptions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.orders
    ADD CONSTRAINT orders_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.recordings
    ADD CONSTRAINT recordings_file_path_key UNIQUE (file_path);
ALTER TABLE ONLY public.recordings
    ADD CONSTRAINT recordings_pkey PRIMARY KEY (id);
CREATE INDEX archive_collection_linked_key_idx ON oubli.archive USING btree (collection, linked_key) WHERE (linked_key IS NOT NULL);
CREATE INDEX archive_governed_by_collection_anchor_idx ON oubli.archive USING btree (governed_by, collection, anchor);
CREATE INDEX departed_event_rule_excepted_on_idx ON oubli.departed_event USING btree (rule, excepted_on) WHERE (excepted_on IS NOT NULL);
CREATE INDEX departed_event_rule_last_day_idx ON oubli.departed_event USING btree (rule, last_day);
CREATE INDEX departed_event_run_idx ON oubli.departed_event USING btree (run);
CREATE INDEX destroyed_document_collection_series_idx ON oubli.destroyed_document USING btree (collection, series);
CREATE INDEX file_removal_id_idx ON oubli.file_removal USING btree (id) WHERE (removed_at IS NULL);
CREATE INDEX flyway_schema_history_s_idx ON oubli.flyway_schema_history USING btree (success);
CREATE INDEX hold_collection_row_key_idx ON oubli.hold USING btree (collection, row_key) WHERE (released_at IS NULL);
CREATE INDEX hold_request_idx ON oubli.hold USING btree (request) WHERE (released_at IS NULL);
CREATE INDEX ledger_entry_collection_rule_idx ON oubli.ledger_entry USING btree (collection, rule);
CREATE INDEX ledger_entry_run_idx ON oubli.ledger_entry USING btree (run);
CREATE INDEX request_deadline_idx ON oubli.request USING btree (deadline) WHERE (ended_on IS NULL);
CREATE INDEX request_event_request_idx ON oubli.request_event USING btree (request);
CREATE INDEX request_match_collection_row_key_idx ON oubli.request_match USING btree (collection, row_key) WHERE (state <> 'rejected'::text);
CREATE INDEX consents_customer_id_idx ON public.consents USING btree (customer_id);
CREATE INDEX consents_granted_at_idx ON public.consents USING btree (granted_at);
CREATE INDEX cookies_customer_id_idx ON public.cookies USING btree (customer_id);
CREATE INDEX cookies_set_at_idx ON public.cookies USING btree (set_at);
CREATE INDEX customers_lower_idx ON public.customers USING btree (lower(btrim(email)));
CREATE INDEX disputes_closed_on_idx ON public.disputes USING btree (closed_on);
CREATE INDEX disputes_customer_id_idx ON public.disputes USING btree (customer_id);
CREATE INDEX invoices_corrects_id_idx ON public.invoices USING btree (corrects_id);
CREATE INDEX invoices_customer_id_idx ON public.invoices USING btree (customer_id);
CREATE INDEX invoices_issued_on_idx ON public.invoices USING btree (issued_on);
CREATE INDEX invoices_order_id_idx ON public.invoices USING btree (order_id);
CREATE INDEX newsletter_subscriptions_customer_id_idx ON public.newsletter_subscriptions USING btree (customer_id);
CREATE INDEX newsletter_subscriptions_last_opened_at_idx ON public.newsletter_subscriptions USING btree (last_opened_at);
CREATE INDEX newsletter_subscriptions_lower_idx ON public.newsletter_subscriptions USING btree (lower(btrim(email)));
CREATE INDEX orders_customer_id_ordered_at_idx ON public.orders USING btree (customer_id, ordered_at);
CREATE INDEX orders_lower_idx ON public.orders USING btree (lower(btrim(email)));
CREATE INDEX recordings_customer_id_idx ON public.recordings USING btree (customer_id);
CREATE INDEX recordings_started_at_idx ON public.recordings USING btree (started_at);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON oubli.destroyed_document FOR EACH ROW EXECUTE FUNCTION oubli.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON oubli.ledger_entry FOR EACH ROW EXECUTE FUNCTION oubli.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON oubli.request_event FOR EACH ROW EXECUTE FUNCTION oubli.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON oubli.seal FOR EACH ROW EXECUTE FUNCTION oubli.refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON oubli.destroyed_document FOR EACH STATEMENT EXECUTE FUNCTION oubli.refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON oubli.ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION oubli.refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON oubli.request_event FOR EACH STATEMENT EXECUTE FUNCTION oubli.refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON oubli.seal FOR EACH STATEMENT EXECUTE FUNCTION oubli.refuse_change();
ALTER TABLE ONLY oubli.archive
    ADD CONSTRAINT archive_run_fkey FOREIGN KEY (run) REFERENCES oubli.run(id);
ALTER TABLE ONLY oubli.departed_event
    ADD CONSTRAINT departed_event_run_fkey FOREIGN KEY (run) REFERENCES oubli.run(id);
ALTER TABLE ONLY oubli.destroyed_document
    ADD CONSTRAINT destroyed_document_run_fkey FOREIGN KEY (run) REFERENCES oubli.run(id);
ALTER TABLE ONLY oubli.erasure
    ADD CONSTRAINT erasure_request_fkey FOREIGN KEY (request) REFERENCES oubli.request(id);
ALTER TABLE ONLY oubli.erasure
    ADD CONSTRAINT erasure_run_fkey FOREIGN KEY (run) REFERENCES oubli.run(id);
ALTER TABLE ONLY oubli.file_removal
    ADD CONSTRAINT file_removal_run_fkey FOREIGN KEY (run) REFERENCES oubli.run(id);
ALTER TABLE ONLY oubli.hold
    ADD CONSTRAINT hold_request_fkey FOREIGN KEY (request) REFERENCES oubli.request(id);
ALTER TABLE ONLY oubli.batch_job_execution_context
    ADD CONSTRAINT job_exec_ctx_fk FOREIGN KEY (job_execution_id) REFERENCES oubli.batch_job_execution(job_execution_id);
ALTER TABLE ONLY oubli.batch_job_execution_params
    ADD CONSTRAINT job_exec_params_fk FOREIGN KEY (job_execution_id) REFERENCES oubli.batch_job_execution(job_execution_id);
ALTER TABLE ONLY oubli.batch_step_execution
    ADD CONSTRAINT job_exec_step_fk FOREIGN KEY (job_execution_id) REFERENCES oubli.batch_job_execution(job_execution_id);
ALTER TABLE ONLY oubli.batch_job_execution
    ADD CONSTRAINT job_inst_exec_fk FOREIGN KEY (job_instance_id) REFERENCES oubli.batch_job_instance(job_instance_id);
ALTER TABLE ONLY oubli.ledger_entry
    ADD CONSTRAINT ledger_entry_run_fkey FOREIGN KEY (run) REFERENCES oubli.run(id);
ALTER TABLE ONLY oubli.look
    ADD CONSTRAINT look_run_fkey FOREIGN KEY (run) REFERENCES oubli.run(id);
ALTER TABLE ONLY oubli.notice
    ADD CONSTRAINT notice_request_fkey FOREIGN KEY (request) REFERENCES oubli.request(id);
ALTER TABLE ONLY oubli.quarantine
    ADD CONSTRAINT quarantine_run_fkey FOREIGN KEY (run) REFERENCES oubli.run(id);
ALTER TABLE ONLY oubli.request_event
    ADD CONSTRAINT request_event_request_fkey FOREIGN KEY (request) REFERENCES oubli.request(id);
ALTER TABLE ONLY oubli.request_identity
    ADD CONSTRAINT request_identity_request_fkey FOREIGN KEY (request) REFERENCES oubli.request(id);
ALTER TABLE ONLY oubli.request_match
    ADD CONSTRAINT request_match_request_fkey FOREIGN KEY (request) REFERENCES oubli.request(id);
ALTER TABLE ONLY oubli.request_outcome
    ADD CONSTRAINT request_outcome_request_fkey FOREIGN KEY (request) REFERENCES oubli.request(id);
ALTER TABLE ONLY oubli.residue
    ADD CONSTRAINT residue_request_fkey FOREIGN KEY (request) REFERENCES oubli.request(id) ON DELETE CASCADE;
ALTER TABLE ONLY oubli.run_age
    ADD CONSTRAINT run_age_run_fkey FOREIGN KEY (run) REFERENCES oubli.run(id);
ALTER TABLE ONLY oubli.run_result
    ADD CONSTRAINT run_result_run_fkey FOREIGN KEY (run) REFERENCES oubli.run(id);
ALTER TABLE ONLY oubli.seal
    ADD CONSTRAINT seal_run_fkey FOREIGN KEY (run) REFERENCES oubli.run(id);
ALTER TABLE ONLY oubli.batch_step_execution_context
    ADD CONSTRAINT step_exec_ctx_fk FOREIGN KEY (step_execution_id) REFERENCES oubli.batch_step_execution(step_execution_id);
ALTER TABLE ONLY oubli.suppression
    ADD CONSTRAINT suppression_request_fkey FOREIGN KEY (request) REFERENCES oubli.request(id);
ALTER TABLE ONLY oubli.waiting
    ADD CONSTRAINT waiting_run_fkey FOREIGN KEY (run) REFERENCES oubli.run(id);
ALTER TABLE ONLY public.consents
    ADD CONSTRAINT consents_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES public.customers(id);
ALTER TABLE ONLY public.cookies
    ADD CONSTRAINT cookies_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES public.customers(id);
ALTER TABLE ONLY public.disputes
    ADD CONSTRAINT disputes_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES public.customers(id);
ALTER TABLE ONLY public.invoice_lines
    ADD CONSTRAINT invoice_lines_invoice_id_fkey FOREIGN KEY (invoice_id) REFERENCES public.invoices(id);
ALTER TABLE ONLY public.invoices
    ADD CONSTRAINT invoices_corrects_id_fkey FOREIGN KEY (corrects_id) REFERENCES public.invoices(id);
ALTER TABLE ONLY public.invoices
    ADD CONSTRAINT invoices_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES public.customers(id);
ALTER TABLE ONLY public.invoices
    ADD CONSTRAINT invoices_order_id_fkey FOREIGN KEY (order_id) REFERENCES public.orders(id);
ALTER TABLE ONLY public.newsletter_subscriptions
    ADD CONSTRAINT newsletter_subscriptions_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES public.customers(id);
ALTER TABLE ONLY public.orders
    ADD CONSTRAINT orders_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES public.customers(id);
ALTER TABLE ONLY public.recordings
    ADD CONSTRAINT recordings_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES public.customers(id);
CREATE POLICY accountants_read ON oubli.archive FOR SELECT USING (oubli.is_accountant());
ALTER TABLE oubli.archive ENABLE ROW LEVEL SECURITY;
GRANT USAGE ON SCHEMA oubli TO oubli_accountant;
GRANT SELECT ON TABLE oubli.archive TO oubli_accountant;
