package fr.oubli.demo;

import javax.sql.DataSource;

/** Generates the demo inside PostgreSQL. */
public final class DemoData {

  private DemoData() {}

  static boolean isEmpty(DataSource dataSource) {
    return false;
  }

  static void load(DataSource dataSource, DemoSettings settings) {}
}
