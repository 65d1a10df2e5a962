-- A map that everybody may edit, with diaries, traces and messages, in the shape of such services. Written for this test.
create table users (
  id bigserial primary key, email varchar not null, pass_crypt varchar not null, creation_time timestamp not null, display_name varchar not null,
  data_public boolean not null default false, description text not null default '', home_lat double precision, home_lon double precision,
  home_zoom smallint default 3, pass_salt varchar, email_valid boolean not null default false, new_email varchar, creation_address inet,
  languages varchar, status varchar not null default 'pending', terms_agreed timestamp, consider_pd boolean not null default false,
  auth_uid varchar, auth_provider varchar, changesets_count int not null default 0, traces_count int not null default 0,
  image_use_gravatar boolean not null default false, home_tile bigint, company text, home_location_name varchar);
create table oauth_applications (
  id bigserial primary key, owner_type varchar not null, owner_id bigint not null, name varchar not null, uid varchar not null, secret varchar not null,
  redirect_uri text not null, scopes varchar not null default '', confidential boolean not null default true, created_at timestamp not null);
create table oauth_access_tokens (
  id bigserial primary key, resource_owner_id bigint not null references users, application_id bigint not null references oauth_applications,
  token varchar not null, refresh_token varchar, expires_in int, revoked_at timestamp, created_at timestamp not null, scopes varchar);
create table user_roles (
  id serial primary key, user_id bigint not null references users, role varchar not null, created_at timestamp, granter_id bigint not null references users);
create table user_preferences (user_id bigint not null references users, k varchar not null, v varchar not null, primary key (user_id, k));
create table user_blocks (
  id serial primary key, user_id bigint not null references users, creator_id bigint not null references users, reason text not null,
  ends_at timestamp not null, needs_view boolean not null default false, revoker_id bigint references users, created_at timestamp, reason_format varchar);
create table user_mutes (
  id bigserial primary key, owner_id bigint not null references users, subject_id bigint not null references users, created_at timestamp not null);
create table friends (
  id bigserial primary key, user_id bigint not null references users, friend_user_id bigint not null references users, created_at timestamp);
create table messages (
  id bigserial primary key, from_user_id bigint not null references users, title varchar not null, body text not null, sent_on timestamp not null,
  message_read boolean not null default false, to_user_id bigint not null references users, to_user_visible boolean not null default true,
  from_user_visible boolean not null default true, body_format varchar, muted boolean not null default false);
create table changesets (
  id bigserial primary key, user_id bigint not null references users, created_at timestamp not null, min_lat int, max_lat int, min_lon int, max_lon int,
  closed_at timestamp not null, num_changes int not null default 0);
create table changeset_tags (changeset_id bigint not null references changesets, k varchar not null, v varchar not null, primary key (changeset_id, k));
create table changeset_comments (
  id serial primary key, changeset_id bigint not null references changesets, author_id bigint not null references users, body text not null,
  created_at timestamp not null, visible boolean not null);
create table changesets_subscribers (
  subscriber_id bigint not null references users, changeset_id bigint not null references changesets, primary key (subscriber_id, changeset_id));
create table nodes (
  node_id bigint not null, version bigint not null, changeset_id bigint not null references changesets, visible boolean not null,
  tile bigint not null, redaction_id int, "timestamp" timestamp not null, primary key (node_id, version));
create table diary_entries (
  id bigserial primary key, user_id bigint not null references users, title varchar not null, body text not null, created_at timestamp not null,
  latitude double precision, longitude double precision, language_code varchar not null default 'en', visible boolean not null default true);
create table diary_comments (
  id bigserial primary key, diary_entry_id bigint not null references diary_entries, user_id bigint not null references users, body text not null,
  created_at timestamp not null, visible boolean not null default true);
create table gpx_files (
  id bigserial primary key, user_id bigint not null references users, visible boolean not null default true, name varchar not null default '', size bigint,
  latitude double precision, longitude double precision, created_at timestamp not null, description varchar not null default '', visibility varchar not null);
create table gps_points (
  id bigserial primary key, gpx_id bigint not null references gpx_files, trackid int not null, latitude int not null, longitude int not null,
  altitude double precision, "timestamp" timestamp, tile bigint);
create table notes (
  id bigserial primary key, latitude int not null, longitude int not null, tile bigint not null, status varchar not null, created_at timestamp not null,
  closed_at timestamp, description text, user_id bigint references users, user_ip inet);
create table note_comments (
  id bigserial primary key, note_id bigint not null references notes, visible boolean not null, created_at timestamp not null, author_ip inet,
  author_id bigint references users, body text, event varchar);
create table issues (
  id serial primary key, reportable_type varchar not null, reportable_id int not null, reported_user_id bigint references users, status varchar not null,
  assigned_role varchar not null, resolved_at timestamp, resolved_by bigint references users, updated_by bigint references users, created_at timestamp not null);
create table reports (
  id serial primary key, issue_id int not null references issues, user_id bigint not null references users, details text not null, category varchar not null,
  created_at timestamp not null);
create table redactions (
  id serial primary key, title varchar, description text, created_at timestamp, user_id bigint not null references users, description_format varchar);
create table acls (id bigserial primary key, address inet, k varchar not null, v varchar, domain varchar, mx varchar);
create table languages (code varchar primary key, english_name varchar not null, native_name varchar);
