package fr.oubli.platform.database;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** A process of its own that opens the embedded database, writes a row, and waits to be killed. */
final class HomeHolder {

  private HomeHolder() {}

  public static void main(String[] arguments) throws InterruptedException {
    Database database = Database.open(DatabaseSettings.from(Map.of(), Path.of(arguments[0]), 2));
    JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
    jdbc.execute("create table if not exists public.kept (n int)");
    jdbc.execute("set synchronous_commit = on; insert into public.kept values (1)");
    System.out.println("ready");
    Thread.sleep(120_000);
  }
}
