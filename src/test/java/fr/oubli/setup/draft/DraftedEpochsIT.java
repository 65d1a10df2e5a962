package fr.oubli.setup.draft;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.testing.Foreign;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Numbers that count from 1970 are found by their names and values, and asked where these differ.
 */
class DraftedEpochsIT {

  private final Drafts drafts = new Drafts();

  @AfterEach
  void close() {
    drafts.close();
  }

  private static String users(String column, String value) {
    return """
        create table users (id bigint primary key, email text not null, %s);
        insert into users select i, 'user' || i || '@ex.org', %s from generate_series(1, 30) i;
        """
        .formatted(column, value);
  }

  private List<String> field(Draft draft, String name) {
    return Drafts.field(draft, "users", name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "created_at int not null | 1500000000 + i * 86400 | created_at | seconds",
        "created bigint | (1500000000 + i * 86400)::bigint * 1000 | created | milliseconds",
        "login_ts numeric | (1500000000 + i * 86400)::bigint * 1000000 | login_ts | microseconds",
        "timecreated bigint | case when i % 3 > 0 then 1500000000 + i else 0 end | timecreated | seconds",
        "expires int | 2000000000 + i | expires | seconds",
        "\"lastLoginTime\" float8 | 1500000000.25 + i | lastLoginTime | seconds"
      })
  void aCountIsProposedInItsUnit(String column, String value, String name, String unit) {
    assertThat(field(drafts.draft(users(column, value)), name))
        .contains("# counts from 1970: all of the sample would be dates from 1980 to 2300")
        .last()
        .asString()
        .contains("epoch: " + unit);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "created_at int | 0 | created_at | no value other than 0 was looked at",
        "created_at bigint | null::bigint | created_at | no value other than 0 was looked at",
        "seen_at bigint | case when i % 3 > 0 then 1500000000 + i else i end | seen_at | 66 % of the sample look like seconds since 1970",
        "seen_at bigint | 1500000000000 / case when i % 4 > 0 then 1 else 1000 end | seen_at | 76 % of the sample look like milliseconds since 1970"
      })
  void whatTheValuesLeaveOpenIsAsked(String column, String value, String name, String why) {
    List<String> lines = field(drafts.draft(users(column, value)), name);

    assertThat(lines)
        .anyMatch(
            line ->
                line.startsWith("# DECIDE: ")
                    && line.contains(why)
                    && line.contains("does it count from 1970?"));
    assertThat(lines).last().asString().doesNotContain("epoch");
  }

  @Test
  void withoutASampleEachNameThatSpeaksOfADateIsAsked() {
    Draft draft = drafts.unsampled(users("created_at int", "1500000000 + i"));

    assertThat(field(draft, "created_at"))
        .anyMatch(line -> line.startsWith("# DECIDE: ") && line.contains("1970"));
  }

  /** Lengths of time, numbers of things, days that are written as numbers, keys. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "expires_in int | 3600 | expires_in",
        "login_count int | 1500000000 + i | login_count",
        "born_on int | 19800101 + i | born_on",
        "amount bigint | 1500000000 + i | amount",
        "response_time int | 120 + i | response_time",
        "created_by bigint | 1500000000 + i | created_by",
        "siret bigint | 1500000000 + i | siret"
      })
  void otherNumbersAreNoDates(String column, String value, String name) {
    assertThat(field(drafts.draft(users(column, value)), name))
        .noneMatch(line -> line.contains("1970") || line.contains("epoch"));
  }

  /** What is drafted starts a clock, and a night goes by it. */
  @Test
  void aClockStartsByIt() {
    Draft draft =
        drafts.draft(
            """
            create table users (id bigint primary key, email text not null, created_at int not null);
            insert into users values (1, 'old@ex.org', 1400000000), (2, 'new@ex.org', 1790000000);
            """);
    Foreign database = drafts.database();
    String policy = PolicyText.of(draft);
    assertThat(policy).contains("starts: { latest: [users.created_at], per: subject }");
    database.map(MapText.of(draft));
    database.policy(
        policy.replace("at-most: DECIDE", "at-most: P3Y").replace("DECIDE: ", "")
            + "limits: { share-of-collection: 100% }\n");

    assertThat(database.problems()).isEmpty();
    database.purge("2026-11-24");
    assertThat(database.ids("users")).isEqualTo("2");
  }
}
