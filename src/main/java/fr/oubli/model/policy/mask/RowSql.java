package fr.oubli.model.policy.mask;

/** The row that a mask is applied to, in SQL. */
public interface RowSql {

  /** The primary key as text; the parts of a composite key stand between hyphens. */
  String key();

  /** A constant of the policy, quoted. */
  String literal(String constant);

  /**
   * A setting of the session, which holds what no statement may show. Where the statement writes,
   * it fails without the setting; where it only asks, the setting is then null.
   */
  String secret(String setting);
}
