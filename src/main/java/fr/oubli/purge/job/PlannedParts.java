package fr.oubli.purge.job;

import fr.oubli.decision.Enforcement;
import fr.oubli.decision.statement.PlannedRows;
import fr.oubli.schema.sql.Slice;
import fr.oubli.schema.sql.Sql;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;

/** The rows of an approved plan, in the parts in which the plan keeps them. */
record PlannedParts(JdbcTemplate jdbc, Enforcement enforcement) implements SliceSource {

  @Override
  public List<Slice> slices() {
    PlannedRows plan = Objects.requireNonNull(enforcement.plan());
    Sql parts = plan.parts();
    return jdbc.query(
        parts.text(),
        (row, number) ->
            plan.slice(enforcement.relation(), row.getInt("part"), row.getInt("row_count")),
        parts.values().toArray());
  }
}
