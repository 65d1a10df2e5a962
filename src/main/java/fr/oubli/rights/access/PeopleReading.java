package fr.oubli.rights.access;

import fr.oubli.decision.RequestedEnds;
import fr.oubli.decision.RequestedEnds.End;
import fr.oubli.model.datamap.Collection;
import fr.oubli.model.policy.Policy;
import fr.oubli.platform.database.DatabaseIdentity;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.registers.recording.FileStore;
import fr.oubli.rights.request.Matches;
import fr.oubli.rights.request.Right;
import fr.oubli.rights.request.SearchReach;
import fr.oubli.rights.version.AcceptedVersions;
import fr.oubli.rights.version.AcceptedVersions.AcceptedVersion;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.gate.PeriodsInData;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * What the bundles of several people of one right are written from: one snapshot of the database,
 * in which each question is asked once for all of them. They have to be read in the order of their
 * requests' numbers; who fails is passed over.
 */
final class PeopleReading implements AutoCloseable {

  /** How many rows the server sends at a time. */
  private static final int ROWS_AT_ONCE = 200;

  private final Connection connection;
  private final SubjectExport export;
  private final Right right;
  private final Map<Long, SearchReach> reaches;
  private final Map<Long, Set<String>> held;
  private final List<SectionReading> sections;
  private final String database;
  private final @Nullable Map<Long, List<End>> ends;
  private final Map<Long, List<AcceptedVersion>> accepted;

  private PeopleReading(
      Connection connection, SubjectExport export, Right right, List<Long> requests) {
    this.connection = connection;
    this.export = export;
    this.right = right;
    DataSource here = new SingleConnectionDataSource(connection, true);
    JdbcTemplate jdbc = new JdbcTemplate(here);
    // Days and moments as the people lived them.
    jdbc.queryForList("select set_config('TimeZone', ?, true)", export.policy().zone().getId());
    this.database = DatabaseIdentity.of(here);
    Catalog catalog = Catalog.read(here, export.map());
    this.reaches =
        SearchReach.ofAll(jdbc, export.map(), catalog, export.policy().subject(), requests);
    this.held = new Matches(here).confirmedCollections(requests);
    Set<String> named = new HashSet<>();
    held.values().forEach(named::addAll);
    reaches.values().forEach(reach -> named.addAll(reach.searched()));
    this.sections =
        new BundleSections(export.policy(), export.map(), catalog, requests, named)
            .of(right).stream()
                .map(
                    section ->
                        new SectionReading(
                            connection, section, export.policy().files().get(section.collection())))
                .toList();
    this.ends = right == Right.ACCESS ? ends(here, catalog, requests) : null;
    this.accepted =
        right == Right.ACCESS
            ? new AcceptedVersions(jdbc, export.policy(), export.map(), catalog).of(requests)
            : Map.of();
  }

  /** Null where rows have no period that the policy could read: the page then tells none. */
  private @Nullable Map<Long, List<End>> ends(
      DataSource here, Catalog catalog, List<Long> requests) {
    Set<String> theirs = new HashSet<>();
    held.values().forEach(theirs::addAll);
    JdbcTemplate jdbc = new JdbcTemplate(here);
    jdbc.setFetchSize(ROWS_AT_ONCE);
    try {
      Policy read = PeriodsInData.read(here, catalog, export.map(), export.policy());
      return new RequestedEnds(jdbc, read, export.map(), catalog, export.today())
          .of(requests, theirs);
    } catch (Refusal noPeriod) {
      return null;
    }
  }

  /** Opens a snapshot, which lasts until it is closed. */
  static PeopleReading open(SubjectExport export, Right right, List<Long> requests) {
    try {
      return open(export.dataSource().getConnection(), export, right, requests);
    } catch (SQLException e) {
      throw translated(e);
    }
  }

  private static PeopleReading open(
      Connection connection, SubjectExport export, Right right, List<Long> requests)
      throws SQLException {
    try {
      connection.setAutoCommit(false);
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      return new PeopleReading(connection, export, right, requests);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private static DataAccessException translated(SQLException failure) {
    return new UncategorizedSQLException("the snapshot of a bundle", null, failure);
  }

  /** What the bundle of one of them is written from. */
  PersonReading of(long request) {
    SearchReach reach = Objects.requireNonNull(reaches.get(request), "not one of these people");
    Set<String> theirs = held.getOrDefault(request, Set.of());
    Set<String> named = new HashSet<>(theirs);
    named.addAll(reach.searched());
    List<SectionReading> shown =
        sections.stream().filter(each -> isShown(each.section(), named)).toList();
    List<Collection> notSearched = right == Right.ACCESS ? reach.notSearched() : List.of();
    FileStore store = export.files();
    List<End> own = ends == null ? null : ends.getOrDefault(request, List.of());
    BesideRows beside = new BesideRows(own, accepted.getOrDefault(request, List.of()));
    return new PersonReading(request, shown, notSearched, theirs, store, database, beside);
  }

  /** Archives, and what is portable, are shown whoever it is; else where somebody looked. */
  private boolean isShown(BundleSection section, Set<String> named) {
    return right == Right.PORTABILITY
        || !section.name().equals(section.collection())
        || named.contains(section.collection());
  }

  @Override
  public void close() {
    try (connection) {
      sections.forEach(SectionReading::close);
      connection.rollback();
      connection.setAutoCommit(true);
      connection.setReadOnly(false);
    } catch (SQLException e) {
      throw translated(e);
    }
  }
}
