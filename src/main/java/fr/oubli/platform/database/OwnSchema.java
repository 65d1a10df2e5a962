package fr.oubli.platform.database;

/** What a database that is only looked at has of Oubli's own tables. */
public enum OwnSchema {
  /** No run was here. */
  ABSENT,
  /** The next job that works here brings it up to date. */
  OLDER,
  /** The role may not look into it. */
  CLOSED,
  CURRENT
}
