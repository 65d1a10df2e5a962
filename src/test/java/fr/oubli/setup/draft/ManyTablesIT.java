package fr.oubli.setup.draft;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.setup.ties.ValueProbe;
import fr.oubli.testing.Foreign;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A draft of a large schema; {@code -Doubli.tables=1000} for as many tables as the largest of
 * companies' applications have.
 */
class ManyTablesIT {

  private static final int TABLES = Integer.getInteger("oubli.tables", 400);

  @Test
  void manyTablesAreDraftedInAMinute() {
    try (Foreign database = new Foreign()) {
      database.execute(
          """
          create table users (id int primary key, email text, role text);
          insert into users select i, 'p' || i || '@ex.org', 'customer' from generate_series(1, 50) i;
          """);
      for (int i = 0; i < TABLES; i++) {
        database.execute(table(i));
      }
      Surveyor surveyor = new Surveyor(database.dataSource());
      Sampler sampler = new Sampler(database.dataSource(), 1000, LocalDate.of(2026, 11, 24));

      Instant start = Instant.now();
      Draft draft =
          surveyor.draft(
              List.of("public"), sampler::look, ValueProbe.of(database.dataSource(), 1000));
      String map = MapText.of(draft);
      String policy = PolicyText.of(draft);

      assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofMinutes(1));
      assertThat(draft.mapped()).hasSize(TABLES + 1);
      assertThat(map).contains("field: users.id, direction: from, tie: owner");
      assertThat(policy).contains("subject: { collection: users }");
    }
  }

  /** Rows of somebody, typed in by another, below those of a table before it. */
  private static String table(int number) {
    String parent = number == 0 ? "users" : name(number / 2);
    return """
        create table %s (id int primary key, user_id int references users, created_by int references users,
          parent_id int references %s, helper_id int, item_type text, item_id int, title text, email text,
          phone text, amount numeric, made_at timestamptz);
        insert into %1$s select i, i, 1, null, i, 'User', i, 'title ' || i, 'p' || i || '@ex.org',
          '06123456' || (10 + i), 1, '2020-01-01' from generate_series(1, 50) i;
        """
        .formatted(name(number), parent);
  }

  private static String name(int number) {
    return "rows_"
        + (char) ('a' + number / 100)
        + (char) ('a' + number / 10 % 10)
        + (char) ('a' + number % 10);
  }
}
