package fr.oubli.rights.reply;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which values each rectification changed, for as long as its request is open: the letter and the
 * notices name them, and nothing else keeps what was there before.
 */
public final class CorrectionRegister {

  private final JdbcClient jdbc;

  public CorrectionRegister(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /** Notes a value, in the transaction that changes it. */
  public void note(long request, String key, CorrectedValue value) {
    if (Objects.equals(value.was(), value.becomes())) {
      return;
    }
    jdbc.sql(
            "insert into oubli.request_correction (request, collection, row_key, field, was,"
                + " becomes) values (?, ?, ?, ?, ?, ?)")
        .params(
            Arrays.asList(
                request, value.collection(), key, value.field(), value.was(), value.becomes()))
        .update();
  }

  List<CorrectedValue> of(long request) {
    return jdbc.sql(
            "select collection, field, was, becomes from oubli.request_correction"
                + " where request = ? order by id")
        .param(request)
        .query(
            (row, number) ->
                new CorrectedValue(
                    row.getString("collection"),
                    row.getString("field"),
                    row.getString("was"),
                    row.getString("becomes")))
        .list();
  }
}
