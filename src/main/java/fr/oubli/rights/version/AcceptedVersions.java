package fr.oubli.rights.version;

import fr.oubli.decision.clock.Days;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Acceptances;
import fr.oubli.model.policy.Policy;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Which versions of the published policy people accepted, by the rows found for their requests. */
public record AcceptedVersions(JdbcTemplate jdbc, Policy policy, DataMap map, Catalog catalog) {

  /**
   * A version that somebody accepted.
   *
   * @param acceptedOn null where the row has no day
   * @param sha256 of the text; null, as all that follows, where nobody registered the version
   */
  public record AcceptedVersion(
      String version,
      @Nullable LocalDate acceptedOn,
      @Nullable String sha256,
      @Nullable LocalDate from,
      @Nullable String changed) {}

  /** By request, in the order of the days; nothing where the policy names no acceptances. */
  public Map<Long, List<AcceptedVersion>> of(List<Long> requests) {
    Map<Long, List<AcceptedVersion>> accepted = new TreeMap<>();
    Acceptances acceptances = policy.acceptances();
    if (acceptances != null) {
      Sql sql = asked(acceptances, requests);
      RowCallbackHandler each =
          row ->
              accepted
                  .computeIfAbsent(row.getLong("request"), any -> new ArrayList<>())
                  .add(read(row));
      jdbc.query(sql.text(), each, sql.values().toArray());
    }
    return accepted;
  }

  private Sql asked(Acceptances acceptances, List<Long> requests) {
    MappedSchema schema = new MappedSchema(policy, map, catalog);
    String collection = map.required(acceptances.collection()).name();
    Table table = schema.table(collection);
    // No day is computed from today.
    Days days = new Days(LocalDate.EPOCH, policy.zone());
    return Sql.format(
        """
        select m.request, a.version, a.accepted_on, v.sha256, v.from_day, v.changed
        from oubli.request_match m
        join lateral (select {}::text as version, {} as accepted_on from {} where {}) a on true
        left join oubli.policy_version v on v.version = a.version
        where m.request = any({}) and m.collection = {} and m.state = 'confirmed'
          and a.version is not null
        order by m.request, a.accepted_on nulls first, a.version""",
        schema.column("t", acceptances.version()),
        days.dayOf(
            schema.date("t", acceptances.accepted()), schema.reading(acceptances.accepted())),
        schema.from(collection, "t"),
        Keys.is("t", table, "m.row_key"),
        Sql.of("?", (Object) requests.toArray(Long[]::new)),
        Sql.of("?", collection));
  }

  private static AcceptedVersion read(ResultSet row) throws SQLException {
    return new AcceptedVersion(
        Objects.requireNonNull(row.getString("version")),
        row.getObject("accepted_on", LocalDate.class),
        row.getString("sha256"),
        row.getObject("from_day", LocalDate.class),
        row.getString("changed"));
  }
}
