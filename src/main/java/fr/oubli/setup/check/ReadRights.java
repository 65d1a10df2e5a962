package fr.oubli.setup.check;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Tells all tables that a role may not read at once, before the first of them ends the check. */
final class ReadRights {

  private ReadRights() {}

  static void refuseUnreadable(DataSource dataSource, DataMap map) {
    List<String> named =
        map.collections().stream().map(each -> each.schema() + "." + each.name()).toList();
    JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    List<String> closed =
        jdbc.queryForList(
            """
            select format('%I.%I', n.nspname, c.relname)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname || '.' || c.relname = any (?) and c.relkind in ('r', 'p')
              and not (has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select'))
            order by 1""",
            String.class, (Object) named.toArray(String[]::new));
    if (!closed.isEmpty()) {
      String role = jdbc.queryForObject("select current_user::text", String.class);
      throw new Refusal(
          ExitCode.INVALID,
          "role %s may not read %s; grant it usage on their schema and select on them"
              .formatted(role, String.join(", ", closed)));
    }
  }
}
