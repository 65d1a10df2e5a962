package fr.oubli.decision;

import fr.oubli.catalog.Column;

/** A condition on a date that bears on a clock. */
interface DateTest {

  Sql on(Sql date, Column type);
}
