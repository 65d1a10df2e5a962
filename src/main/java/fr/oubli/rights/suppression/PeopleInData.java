package fr.oubli.rights.suppression;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.policy.Policy;
import fr.oubli.rights.request.Identity;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.Sql;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Every e-mail and telephone number by which the mapped tables and their archive know somebody. */
record PeopleInData(DataSource dataSource, MappedSchema schema, DataMap map) {

  private static final List<String> KINDS = List.of(Identity.EMAIL, Identity.PHONE);
  private static final int ROWS_AT_A_TIME = 10_000;

  static PeopleInData of(DataSource dataSource, Policy policy, DataMap map) {
    Catalog catalog = Catalog.read(dataSource, map);
    return new PeopleInData(dataSource, new MappedSchema(policy, map, catalog), map);
  }

  /** Gives each, of a table no more than once. They are read as they come and not held. */
  void each(Consumer<Identity> taker) {
    new TransactionTemplate(new JdbcTransactionManager(dataSource))
        .executeWithoutResult(
            status ->
                map.collections()
                    .forEach(collection -> KINDS.forEach(kind -> each(collection, kind, taker))));
  }

  private void each(Collection collection, String kind, Consumer<Identity> taker) {
    for (Sql identity : schema.identities("t", collection.name(), kind)) {
      read(
          Sql.format(
              "select distinct {} as value from {}", identity, schema.from(collection.name(), "t")),
          taker);
    }
    for (Field field : collection.identities(kind)) {
      read(
          Sql.of(
              "select distinct content ->> ? as value from oubli.archive where collection = ?",
              field.name(),
              collection.name()),
          taker);
    }
  }

  private void read(Sql sql, Consumer<Identity> taker) {
    JdbcTemplate streaming = new JdbcTemplate(dataSource);
    streaming.setFetchSize(ROWS_AT_A_TIME);
    streaming.query(
        sql.text(),
        row -> {
          String value = row.getString("value");
          if (value != null) {
            Spellings.read(value).ifPresent(taker);
          }
        },
        sql.values().toArray());
  }
}
