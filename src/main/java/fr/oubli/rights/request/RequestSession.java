package fr.oubli.rights.request;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.session.Session;
import fr.oubli.platform.database.Database;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command about requests works with: the files, the day, and the register. */
public final class RequestSession {

  @Mixin private Session session = new Session();

  @Option(names = "--as-of", description = "the day it is (default: today, policy's zone)")
  private @Nullable LocalDate asOf;

  @Option(
      names = "--alsace-moselle",
      description = "the two more public holidays of those departments count")
  private boolean alsaceMoselle;

  public Session session() {
    return session;
  }

  public Policy policy() {
    return session.policy();
  }

  public DataMap map() {
    return session.map();
  }

  public Database open() {
    return session.open(1);
  }

  public LocalDate today() {
    return asOf == null ? LocalDate.now(policy().zone()) : asOf;
  }

  /** The day that an option names, or today. */
  public LocalDate dayOr(@Nullable LocalDate day) {
    return day == null ? today() : day;
  }

  /** The last days to answer, where the letters come in. */
  public Deadlines deadlines() {
    return new Deadlines(new PublicHolidays(alsaceMoselle));
  }

  public RequestRegister register(Database database) {
    return new RequestRegister(database.dataSource(), deadlines(), session.operator());
  }
}
