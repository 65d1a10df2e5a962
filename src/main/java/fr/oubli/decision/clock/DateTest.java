package fr.oubli.decision.clock;

import fr.oubli.schema.sql.DateReading;
import fr.oubli.schema.sql.Sql;

/** A condition on the dates that start a clock. */
public interface DateTest {

  Sql on(Sql date, DateReading type);
}
