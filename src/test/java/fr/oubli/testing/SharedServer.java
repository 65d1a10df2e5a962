package fr.oubli.testing;

import org.springframework.core.io.ClassPathResource;

/**
 * The PostgreSQL server of the fixtures, one for each JVM: three of its databases get their
 * business tables or none, and every fixture gets a copy of one.
 */
final class SharedServer {

  /** The small tables of {@link Shop}. */
  static final String SHOP = "shop";

  /** The shipped tables of {@link Company}. */
  static final String COMPANY = "company";

  /** No tables but those of the schema oubli, for {@link Foreign}. */
  static final String BARE = Cluster.BARE;

  private static final Cluster CLUSTER = start();

  private SharedServer() {}

  private static Cluster start() {
    Cluster cluster = new Cluster(false);
    furnishShop(cluster);
    cluster.furnish(COMPANY, BusinessTables.scripts());
    new org.springframework.jdbc.core.JdbcTemplate(cluster.source(BARE))
        .execute("drop schema public cascade; create schema public");
    return cluster;
  }

  static void furnishShop(Cluster cluster) {
    cluster.furnish(SHOP, new ClassPathResource("shop/schema.sql"));
  }

  static Cluster cluster() {
    return CLUSTER;
  }

  static String copyOf(String database) {
    return CLUSTER.copyOf(database);
  }

  /** A new database without any table or schema. */
  static String empty() {
    return copyOf("template0");
  }

  static int port() {
    return CLUSTER.port();
  }

  static void drop(String database) {
    CLUSTER.drop(database);
  }

  static org.postgresql.ds.PGSimpleDataSource source(String database) {
    return CLUSTER.source(database);
  }
}
