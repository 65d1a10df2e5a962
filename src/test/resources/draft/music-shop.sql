-- Three tables of people: those who are only named and much referred to, those who work here, those
-- who can be found and who bought something.
create table artist (artist_id int primary key, name text not null);
create table album (album_id int primary key, artist_id int not null references artist, title text);
create table video (video_id int primary key, artist_id int not null references artist, title text);
create table award (award_id int primary key, artist_id int not null references artist, title text);
create table employee (
  employee_id int primary key,
  last_name text not null,
  first_name text not null,
  manager_id int references employee,
  hired_on date,
  extension text,
  work_phone text,
  email text);
create table subscriber (
  subscriber_id int primary key,
  first_name text not null,
  last_name text not null,
  email text not null,
  phone text,
  city text,
  state text,
  adviser_id int references employee);
create table purchase (
  purchase_id int primary key,
  subscriber_id int not null references subscriber,
  handled_by int references employee,
  purchased_on timestamp not null,
  state text not null,
  ship_city text,
  billing_city text,
  billing_state text,
  total_state text,
  total numeric(10, 2) not null);
create table delivery_address (
  delivery_address_id int primary key,
  subscriber_id int not null references subscriber,
  zip_code text,
  province text,
  state text);
