package fr.oubli.setup.clues;

/** What the rows of a table are about. */
enum TableSubject {
  /** Each row is a person, by the table's name or comment. */
  PERSON,
  /** Rows name a person in columns of their own: a supplier's contact, a letter's recipient. */
  NAMES_PERSON,
  /** Rows belong to a person that they refer to: an order. */
  OF_PERSON,
  /** Rows are part of a row that belongs to a person: an order's line. */
  BELOW,
  /** No person is in sight. */
  OTHER;

  boolean personal() {
    return this != OTHER;
  }

  boolean namesPerson() {
    return this == PERSON || this == NAMES_PERSON;
  }
}
