package fr.oubli.decision.clock;

import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.sql.Sql;

/** A condition on a date that bears on a clock. */
public interface DateTest {

  Sql on(Sql date, Column type);
}
