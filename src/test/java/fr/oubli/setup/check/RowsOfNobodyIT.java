package fr.oubli.setup.check;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.testing.Foreign;
import fr.oubli.testing.ShortMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows of a clerk reach the people with whose letters the clerk dealt, in any of many tables. */
class RowsOfNobodyIT {

  private static final int LETTERS = 60;

  private static final String TABLES =
      """
      create table people (id int primary key, email text);
      create table clerks (id int primary key, name text);
      create table memos (id int primary key, clerk_id int references clerks, body text);
      do $$ begin
        for i in 1..60 loop
          execute format('create table letters_%s (id int primary key,
            clerk_id int references clerks, person_id int references people, body text)', i);
        end loop;
      end $$;
      insert into people values (1, 'a@ex.org');
      insert into clerks select i, 'Jeanne ' || i from generate_series(1, 4) i;
      insert into letters_3 values (1, 1, 1, 'hello'), (2, 3, null, 'to nobody'),
        (3, 1, null, 'to nobody');
      insert into letters_58 values (1, 2, 1, 'hello'), (2, 4, null, 'to nobody');
      insert into memos values (1, 1, 'x'), (2, 2, 'x'), (3, 3, 'x'), (4, 4, 'x'), (5, null, 'x');
      """;

  private static final String POLICY =
      """
      policy: clerks
      language: 2
      zone: Europe/Paris
      subject: { collection: people, same-person-by: [email] }
      rules: {}
      """;

  private static ShortMap map() {
    ShortMap map =
        new ShortMap()
            .collection("people", "id !", "email @email #user.contact.email")
            .collection("clerks", "id !", "name #user.name")
            .collection("memos", "id !", "clerk_id >clerks.id", "body #user.content");
    for (int i = 1; i <= LETTERS; i++) {
      map.collection(
          "letters_" + i,
          "id !",
          "clerk_id >clerks.id",
          "person_id >people.id owner",
          "body #user.content");
    }
    return map;
  }

  private static Map<String, String> counted(Foreign base) {
    DataMap map = base.map();
    RowsOfNobody nobody =
        new RowsOfNobody(
            base.dataSource(), new MappedSchema(base.policy(), map, base.catalog(), false));
    Map<String, String> counts = new LinkedHashMap<>();
    map.collections().forEach(each -> counts.put(each.name(), nobody.count(each)));
    return counts;
  }

  @Test
  void aTieThroughTheLastOfManyTablesCountsLikeOneThroughTheFirst() {
    try (Foreign base = new Foreign(TABLES, map().toString(), POLICY)) {
      assertThat(counted(base))
          .containsEntry("clerks", "2")
          .containsEntry("memos", "3")
          .containsEntry("letters_3", "2")
          .containsEntry("letters_58", "1")
          .containsEntry("letters_59", "0");
    }
  }
}
