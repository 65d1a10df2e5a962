package fr.oubli.rights.version;

import fr.oubli.decision.Enforcement;
import fr.oubli.decision.SessionTables;
import fr.oubli.decision.person.TiedPeople;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Acceptances;
import fr.oubli.model.policy.Policy;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How many people stand on which version of the published policy: each on the one that they
 * accepted last, whatever accounts they have.
 */
public final class VersionCounts {

  /**
   * A version that was registered, or that somebody accepted.
   *
   * @param from null where nobody registered it
   * @param people who accepted it last
   */
  public record VersionCount(String version, @Nullable LocalDate from, long people) {

    public boolean registered() {
      return from != null;
    }
  }

  /**
   * What was counted.
   *
   * @param asked whether the policy says where acceptances stand
   * @param counted whether they were counted: not by a role that may not read them, nor by a night
   *     of which they are too many
   */
  public record Counted(boolean asked, boolean counted, List<VersionCount> versions) {

    public static final Counted NOTHING = new Counted(false, false, List.of());

    public Counted {
      versions = List.copyOf(versions);
    }

    /** How many versions people accepted that nobody registered. */
    public long unregistered() {
      return versions.stream().filter(version -> !version.registered()).count();
    }
  }

  private static final Counted UNCOUNTED = new Counted(true, false, List.of());

  private final DataSource dataSource;
  private final Policy policy;
  private final DataMap map;

  public VersionCounts(DataSource dataSource, Policy policy, DataMap map) {
    this.dataSource = dataSource;
    this.policy = policy;
    this.map = map;
  }

  /**
   * @param most where there are more acceptances, or more people, none is counted
   */
  public Counted count(long most) {
    Acceptances acceptances = policy.acceptances();
    if (acceptances == null || policy.subject() == null) {
      return Counted.NOTHING;
    }
    Catalog catalog = Catalog.read(dataSource, map);
    String collection = map.required(acceptances.collection()).name();
    MappedSchema schema = new MappedSchema(policy, map, catalog);
    return mayCount(schema, Set.of(collection, schema.subjectRule().collection()), most)
        ? Objects.requireNonNull(
            new TransactionTemplate(new JdbcTransactionManager(dataSource))
                .execute(status -> counted(schema, acceptances, collection)))
        : UNCOUNTED;
  }

  private boolean mayCount(MappedSchema schema, Set<String> read, long most) {
    JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    return is(jdbc, "select has_database_privilege(current_database(), 'temporary')")
        && read.stream().allMatch(name -> mayRead(jdbc, schema, name))
        && (most == Long.MAX_VALUE
            || read.stream().allMatch(name -> isWithin(jdbc, schema, name, most)));
  }

  private static boolean mayRead(JdbcTemplate jdbc, MappedSchema schema, String collection) {
    return is(
        jdbc, "select has_table_privilege(?, 'select')", SqlName.of(schema.table(collection)));
  }

  private static boolean isWithin(
      JdbcTemplate jdbc, MappedSchema schema, String collection, long most) {
    Sql question =
        Sql.format(
            "select not exists (select from {} offset {})",
            schema.from(collection, "t"),
            Sql.of("?", most));
    return is(jdbc, question.text(), question.values().toArray());
  }

  private static boolean is(JdbcTemplate jdbc, String question, Object... values) {
    return Boolean.TRUE.equals(jdbc.queryForObject(question, Boolean.class, values));
  }

  private Counted counted(MappedSchema schema, Acceptances acceptances, String collection) {
    JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    jdbc.execute(Enforcement.ROOM);
    SessionTables.allow(jdbc);
    TiedPeople people = TiedPeople.gather(schema, map, jdbc, List.of(collection));
    Sql latest =
        Sql.format(
            """
            select coalesce(v.version, c.version) as version, v.from_day,
              coalesce(c.people, 0) as people
            from oubli.policy_version v full join (
              select version, count(*) as people from (
                select distinct on (r.person) {}::text as version
                from {} join {} on {} where {} is not null
                order by r.person, {} desc nulls last, 1 desc) last
              group by version) c on c.version = v.version
            order by v.from_day nulls first, 1""",
            schema.column("t", acceptances.version()),
            schema.from(collection, "t"),
            people.rows("r"),
            people.isOf("r", collection, "t"),
            schema.column("t", acceptances.version()),
            schema.date("t", acceptances.accepted()));
    return new Counted(
        true, true, jdbc.query(latest.text(), VersionCounts::version, latest.values().toArray()));
  }

  private static VersionCount version(ResultSet row, int number) throws SQLException {
    return new VersionCount(
        Objects.requireNonNull(row.getString("version")),
        row.getObject("from_day", LocalDate.class),
        row.getLong("people"));
  }
}
