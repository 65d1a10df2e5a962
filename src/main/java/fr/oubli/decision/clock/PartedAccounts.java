package fr.oubli.decision.clock;

import fr.oubli.decision.person.PersonLink;
import fr.oubli.decision.person.PersonLinks;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;

/**
 * What the accounts of one person have to remember of each other once no identity ties them any
 * more. Where none of the person's rows has its date, that counts today for whoever loses these
 * rows; an account that keeps them has them still, and somebody has to mend the date.
 */
public record PartedAccounts(MappedSchema schema, PersonClockSql clock) {

  /** Whether rows may tell of their person by no date, so that it matters whose they are. */
  public boolean mayDiffer() {
    return clock.mayBeUndated();
  }

  /** The day that another account of the person has to remember, of what this one told. */
  public Sql dayForOthers(String account) {
    return new DayToRemember(clock).of(account, ownUndated(account));
  }

  /** The day that the account has to remember itself, of what was told by its identity alone. */
  public Sql dayForItself(String account) {
    return new DayToRemember(clock).of(account, ownUndated(account).not());
  }

  private Sql ownUndated(String account) {
    String people = schema.subjectRule().collection();
    List<Sql> found = new ArrayList<>();
    for (EventDate event : clock.events()) {
      if (event.mayBeUndated()) {
        for (PersonLink link :
            new PersonLinks(schema, people, event.collection(), event.ties()).ofOwner()) {
          found.add(
              link.exists(
                  account,
                  LookupStyle.PROBES,
                  row -> Sql.all(clock.counts(row, event), event.isUndated(row))));
        }
      }
    }
    return Sql.any(found);
  }
}
