package fr.oubli.rights.suppression;

import fr.oubli.model.session.Session;
import fr.oubli.platform.console.Prose;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.rights.suppression.ObjectionsTold.Read;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a processor is told of the list, and what it tells. */
record ListExchange(Session session, DataSource dataSource, String processor) {

  /**
   * What a processor's file brought.
   *
   * @param entered those that were new, or of a later day
   */
  record Imported(String file, String processor, int objections, int entered) {

    String line() {
      return "%s: %s, %d of them new or of a later day"
          .formatted(file, Prose.count(objections, "objection"), entered);
    }
  }

  private Path home() {
    return session.places().home();
  }

  private ZoneId zone() {
    return session.policy().zone();
  }

  ListExport.Told export(Path file) {
    SuppressionKey theirs = ProcessorKeys.in(home()).readOrMake(processor);
    ListExport export = new ListExport(dataSource, processor, zone());
    ListedDigests listed = ListedDigests.read(dataSource);
    if (!listed.isEmpty()) {
      SuppressionList list = SuppressionList.in(dataSource, home(), session.policy());
      Set<ListExport.Made> made = new LinkedHashSet<>();
      PeopleInData.of(dataSource, session.policy(), session.map())
          .each(identity -> list.again(identity, theirs, listed).forEach(made::add));
      export.add(made);
    }
    return export.write(file);
  }

  /**
   * @throws Refusal with the line of each fault; nothing was entered then
   */
  Imported importFrom(Path file, String channel) {
    ProcessorKeys keys = ProcessorKeys.in(home());
    keys.file(processor);
    LocalDate today = LocalDate.now(zone());
    Spellings spellings = Spellings.of(session.policy());
    Read read = new ObjectionsTold(file, channel, today).read(spellings::entered);
    List<String> faults = new ArrayList<>(read.faults());
    if (read.digests() && !keys.has(processor)) {
      faults.add(
          "%s: digests are under a key of %s, and there is none; make one with suppression export"
              .formatted(file, processor));
    }
    if (!faults.isEmpty()) {
      throw new Refusal(ExitCode.INVALID, faults);
    }
    SuppressionList list = SuppressionList.in(dataSource, home(), session.policy());
    Integer entered =
        new TransactionTemplate(new JdbcTransactionManager(dataSource))
            .execute(
                status ->
                    list.told(
                        read.objections(),
                        read.digests() ? processor : null,
                        processor,
                        new SuppressionList.Days(today, zone())));
    return new Imported(
        file.toString(), processor, read.objections().size(), Objects.requireNonNull(entered));
  }
}
