package fr.oubli.platform.database;

/** What a database that is only read has of Oubli's own tables. */
public enum OwnSchema {
  /** There is no such schema: no run was here. */
  ABSENT,
  /** It is of an earlier version; the next job that works here brings it up to date. */
  OLDER,
  /** The role may not read it. */
  CLOSED,
  /** It is up to date. */
  CURRENT
}
