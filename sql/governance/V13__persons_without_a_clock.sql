-- No rule ends a person for whom no clock ever starts. Whoever reads the report of a night must know
-- how many they are; since counting them reads everybody, it is not done each night.

alter table oubli.run add column unreached bigint check (unreached >= 0);
comment on column oubli.run.unreached is
  'Persons of whom something is left and for whom no clock of any rule ever started; null where this run did not count them.';
