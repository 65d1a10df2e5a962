package fr.oubli.rights.request;

import fr.oubli.evidence.journal.JournalKey;
import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.Policy;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Keyed digests of the rows that a request acts on, as they are before it does. After a restore of
 * an older state keys can be other rows' keys: a row is known again by the digest of all its
 * columns, or, where one of them was changed in between, by the digest of what ties it to others,
 * says whose it is and when it happened.
 *
 * @param key without which no value can be tried against a digest
 */
public record RequestedRowDigests(
    JdbcTemplate jdbc, Policy policy, DataMap map, Catalog catalog, JournalKey key) {

  private static final Logger LOG = LoggerFactory.getLogger(RequestedRowDigests.class);

  private static final String CONFIRMED =
      " from oubli.request_match m join {} on {} where m.request = {} and m.collection = {}"
          + " and m.state = 'confirmed' and m.part <> 'party'";

  /** A replay that was stopped has acted on the row already, which then is another. */
  private static final String DONE_AGAIN =
      " and m.row_key not in (select k from oubli.ledger_entry e join oubli.run r on r.id = e.run"
          + " cross join unnest(e.row_keys::text[]) k"
          + " where r.only_rule = {} and e.collection = {}"
          + " and r.started_at >= (select max(begun_at) from oubli.replay where ended_at is null))";

  /** Keeps the digests of all confirmed rows; those that a request has already stay as they are. */
  public void keep(long request) {
    for (String name : collections(request)) {
      Table table = catalog.table(map.required(name));
      Sql ties = ties(map.required(name), table);
      Sql keep =
          Sql.format(
              "insert into oubli.requested_row (request, collection, row_key, whole, ties)"
                  + " select m.request, m.collection, m.row_key, {}, {}"
                  + CONFIRMED
                  + " on conflict do nothing",
              digest(table.columns()),
              ties,
              rows(table),
              Keys.is("t", table, "m.row_key"),
              Sql.of("?", request),
              Sql.of("?", name));
      jdbc.update(keep.text(), keep.values().toArray());
    }
  }

  /** Keeps how the rows are that stay, once the request has acted. */
  public void done(long request) {
    for (String name : collections(request)) {
      Table table = catalog.table(map.required(name));
      Sql done =
          Sql.format(
              "update oubli.requested_row d set done = {} from {}"
                  + " where d.request = {} and d.collection = {} and {}",
              digest(table.columns()),
              rows(table),
              Sql.of("?", request),
              Sql.of("?", name),
              Keys.is("t", table, "d.row_key"));
      try {
        jdbc.update(done.text(), done.values().toArray());
      } catch (BadSqlGrammarException e) {
        // A column went meanwhile: after a restore the row is known by what it was before.
        LOG.debug("{} is not as it was read", name, e);
      }
    }
  }

  /**
   * Rejects, for good, the confirmed rows that are not the ones on which the request acted: their
   * keys are other rows' keys now, or nobody can tell.
   *
   * @return how many of each collection
   */
  public TreeMap<String, Integer> rejectOthers(long request) {
    TreeMap<String, Integer> rejected = new TreeMap<>();
    for (String name : collections(request)) {
      Table table = catalog.table(map.required(name));
      Sql of = Sql.of("d.request = ? and d.collection = ?", request, name);
      Sql reject =
          Sql.format(
              "with others as (select m.request, m.collection, m.row_key"
                  + CONFIRMED
                  + " and not ("
                  + known("whole")
                  + " or "
                  + known("done")
                  + " or "
                  + known("ties")
                  + ")"
                  + DONE_AGAIN
                  + ")"
                  + " update oubli.request_match m set state = 'rejected' from others o"
                  + " where m.request = o.request and m.collection = o.collection"
                  + " and m.row_key = o.row_key",
              rows(table),
              Keys.is("t", table, "m.row_key"),
              Sql.of("?", request),
              Sql.of("?", name),
              digest(table.columns()),
              of,
              digest(table.columns()),
              of,
              ties(map.required(name), table),
              of,
              Sql.of("?", "request " + request),
              Sql.of("?", name));
      int rows = jdbc.update(reject.text(), reject.values().toArray());
      if (rows > 0) {
        rejected.put(name, rows);
      }
    }
    return rejected;
  }

  /** Hashed once, whatever PostgreSQL thinks of the number of digests. */
  private static String known(String column) {
    return "(m.row_key, {}) in (select d.row_key, d.%1$s from oubli.requested_row d where {} and d.%1$s is not null)"
        .formatted(column);
  }

  private List<String> collections(long request) {
    return jdbc
        .queryForList(
            "select distinct collection from oubli.request_match where request = ?"
                + " and state = 'confirmed' and part <> 'party' order by collection",
            String.class,
            request)
        .stream()
        .filter(name -> map.collection(name).isPresent())
        .toList();
  }

  private static Sql rows(Table table) {
    return Sql.of(SqlName.rowsOf(table) + " t");
  }

  private Sql ties(Collection collection, Table table) {
    Set<String> names = new LinkedHashSet<>();
    collection
        .fields()
        .forEach(
            field -> {
              if (field.identity() != null || !field.references().isEmpty()) {
                names.add(field.column());
              }
            });
    policy.rules().stream()
        .flatMap(rule -> rule.starts().columns().stream())
        .filter(column -> column.collection().equals(collection.name()))
        .map(ColumnName::column)
        .forEach(names::add);
    List<Column> ties =
        table.columns().stream().filter(column -> names.contains(column.name())).toList();
    return ties.isEmpty() ? Sql.of("null::text") : digest(ties);
  }

  private Sql digest(List<Column> columns) {
    List<Column> all = new ArrayList<>(columns);
    return Sql.of(
        "encode(sha256(convert_to(? || (" + Keys.text("t", all) + "), 'UTF8')), 'hex')",
        key.pepper());
  }
}
