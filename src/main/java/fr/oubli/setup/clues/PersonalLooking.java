package fr.oubli.setup.clues;

import fr.oubli.schema.catalog.Table;
import java.util.List;
import javax.sql.DataSource;

/** Columns that look personal by their names, types, keys and comments; no value is looked at. */
public final class PersonalLooking {

  private PersonalLooking() {}

  /**
   * @param tables whole tables: a column is judged among the others of its table
   */
  public static List<Proposal> of(DataSource dataSource, List<Table> tables) {
    return new Judge(new TableFactsReader(dataSource).read(tables))
        .proposals().stream().filter(Proposal::personal).toList();
  }
}
