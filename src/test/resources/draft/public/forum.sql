-- A discussion board in the shape that Rails applications of that kind have. Written for this test.
create table users (
  id serial primary key, username varchar(60) not null, username_lower varchar(60) not null, name varchar,
  created_at timestamp not null, updated_at timestamp not null, seen_notification_id bigint not null default 0,
  last_posted_at timestamp, password_hash varchar(64), salt varchar(32), active boolean not null default false,
  last_seen_at timestamp, admin boolean not null default false, last_emailed_at timestamp,
  trust_level int not null, approved boolean not null default false, approved_by_id int, approved_at timestamp,
  previous_visit_at timestamp, suspended_at timestamp, suspended_till timestamp, date_of_birth date,
  views int not null default 0, flag_level int not null default 0, ip_address inet, moderator boolean default false,
  title varchar, uploaded_avatar_id int, locale varchar(10), primary_group_id int, registration_ip_address inet,
  staged boolean not null default false, secure_identifier varchar);
create table user_emails (
  id serial primary key, user_id int not null references users, email varchar(513) not null,
  "primary" boolean not null default false, created_at timestamp not null, updated_at timestamp not null);
create table email_change_requests (
  id serial primary key, user_id int not null references users, old_email varchar, new_email varchar not null,
  old_email_token_id int, change_state int not null, requested_by_user_id int);
create table email_tokens (
  id serial primary key, user_id int not null references users, email varchar not null, token_hash varchar not null,
  confirmed boolean not null default false, expired boolean not null default false, created_at timestamp not null, scope int);
create table user_profiles (
  user_id int primary key references users, location varchar(3000), website varchar(3000), bio_raw text,
  bio_cooked text, dismissed_banner_key int, badge_granted_title boolean, card_background_upload_id int, views int not null default 0);
create table user_auth_tokens (
  id serial primary key, user_id int not null references users, auth_token varchar not null, prev_auth_token varchar not null,
  user_agent varchar, auth_token_seen boolean not null default false, client_ip inet, rotated_at timestamp not null, seen_at timestamp);
create table user_associated_accounts (
  id bigserial primary key, provider_name varchar not null, provider_uid varchar not null, user_id int references users,
  last_used timestamp, info jsonb, credentials jsonb, extra jsonb);
create table categories (
  id serial primary key, name varchar(50) not null, color varchar(6) not null, topic_id int, topic_count int not null default 0,
  created_at timestamp not null, updated_at timestamp not null, user_id int not null references users, slug varchar not null,
  description text, position int, email_in varchar, parent_category_id int references categories);
create table topics (
  id serial primary key, title varchar not null, last_posted_at timestamp, created_at timestamp not null, views int not null default 0,
  posts_count int not null default 0, user_id int references users, last_post_user_id int not null references users,
  reply_count int not null default 0, featured_user1_id int references users, featured_user2_id int references users,
  deleted_at timestamp, highest_post_number int not null default 0, like_count int not null default 0,
  category_id int references categories, visible boolean not null default true, slug varchar, deleted_by_id int references users,
  archetype varchar not null default 'regular', excerpt varchar);
create table posts (
  id serial primary key, user_id int references users, topic_id int not null references topics, post_number int not null,
  raw text not null, cooked text not null, created_at timestamp not null, updated_at timestamp not null,
  reply_to_post_number int, reply_count int not null default 0, deleted_at timestamp, like_count int not null default 0,
  reply_to_user_id int references users, deleted_by_id int references users, last_editor_id int references users,
  hidden boolean not null default false, edit_reason varchar, locked_by_id int references users, word_count int);
create table post_actions (
  id serial primary key, post_id int not null references posts, user_id int not null references users,
  post_action_type_id int not null, created_at timestamp not null, deleted_by_id int references users,
  agreed_by_id int references users, deferred_by_id int references users, staff_took_action boolean not null default false);
create table post_revisions (
  id serial primary key, user_id int references users, post_id int references posts, modifications text, number int,
  created_at timestamp not null, hidden boolean not null default false);
create table notifications (
  id bigserial primary key, notification_type int not null, user_id int not null references users, data varchar(1000) not null,
  read boolean not null default false, created_at timestamp not null, topic_id int references topics, post_number int);
create table user_histories (
  id serial primary key, action int not null, acting_user_id int references users, target_user_id int references users,
  details text, created_at timestamp not null, context varchar, ip_address varchar, email varchar, subject text,
  previous_value text, new_value text, topic_id int references topics, admin_only boolean default false);
create table invites (
  id serial primary key, invite_key varchar(32) not null, email varchar, invited_by_id int not null references users,
  created_at timestamp not null, redemption_count int not null default 0, expires_at timestamp not null, custom_message text);
create table ignored_users (
  id bigserial primary key, user_id int not null references users, ignored_user_id int not null references users,
  created_at timestamp not null, expiring_at timestamp not null);
create table uploads (
  id serial primary key, user_id int not null references users, original_filename varchar not null, filesize bigint not null,
  width int, height int, url varchar not null, created_at timestamp not null, sha1 varchar(40), extension varchar(10));
create table bookmarks (
  id bigserial primary key, user_id int not null references users, name varchar(100), reminder_at timestamp,
  created_at timestamp not null, bookmarkable_id int, bookmarkable_type varchar);
create table search_logs (
  id serial primary key, term varchar not null, user_id int references users, ip_address inet, search_result_id int,
  search_type int not null, created_at timestamp not null, user_agent varchar(2000));
create table screened_emails (
  id serial primary key, email varchar not null, action_type int not null, match_count int not null default 0, ip_address inet);
create table groups (
  id serial primary key, name varchar not null, created_at timestamp not null, automatic boolean not null default false,
  user_count int not null default 0, title varchar, full_name varchar, bio_raw text, incoming_email varchar);
create table group_users (
  id serial primary key, group_id int not null references groups, user_id int not null references users,
  owner boolean not null default false, created_at timestamp not null, notification_level int not null);
create table site_settings (id serial primary key, name varchar not null, data_type int not null, value text);
create table tags (id serial primary key, name varchar not null, topic_count int not null default 0, description varchar);
create table api_keys (
  id serial primary key, user_id int references users, created_by_id int references users, key_hash varchar not null,
  truncated_key varchar not null, description text, last_used_at timestamp, created_at timestamp not null, revoked_at timestamp);
