package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.decision.Eligibilities;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.purge.plan.Unreached;
import fr.oubli.testing.Foreign;
import fr.oubli.testing.Shop;
import fr.oubli.testing.ShortMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Stages beside files, plans, minimums, pseudonyms, conditions and constraints. */
class StagesBesideOthersIT {

  private static final String NIGHT = "2024-01-03";

  private final Foreign base = new Foreign();

  @BeforeEach
  void tables() {
    base.tables(
        """
        create table people (id bigint primary key, name text, nick text);
        create table visits (id bigint primary key, person_id bigint references people,
          photo text, ip text, body text, kind text, seen_on date);
        create index on visits (person_id);
        insert into people values (1, 'Léa', 'l'), (2, 'Max', 'm');
        insert into visits values (1, 1, '1.png', '192.0.2.1', 'one', 'web', '2021-01-02'),
          (2, 2, '2.png', '192.0.2.2', 'two', 'app', '2022-06-01'),
          (3, 2, '3.png', '192.0.2.3', 'three', 'web', '2023-12-01')""");
    base.map(
        new ShortMap()
            .collection("people", "id !", "name #user.name", "nick #user.name")
            .collection(
                "visits",
                "id !",
                "person_id >people.id",
                "photo #user.content",
                "ip #user.device.ip_address",
                "body #user.content",
                "kind",
                "seen_on")
            .toString());
  }

  @AfterEach
  void close() {
    base.close();
  }

  private static String rule(String name, String keep, String then) {
    return """
      %s:
        cites: section 4
        basis: consent
        starts: { row: visits.seen_on }
        keep: { %s }
        then: { visits: %s }
    """
        .formatted(name, keep, then);
  }

  private static String policy(String... rules) {
    return "policy: stages\nlanguage: 2\nzone: Europe/Paris\nsubject: { collection: people }\nrules:\n"
        + String.join("", rules)
        + "anonymise: { user.content: null_rewrite, user.device.ip_address: null_rewrite }\n"
        + "limits: { share-of-collection: 100% }\n";
  }

  private PurgeOutcome night() {
    PurgeOutcome outcome = base.purge(NIGHT);
    assertThat(outcome.code()).as("%s", outcome.remarks()).isEqualTo(ExitCode.DONE);
    assertThat(outcome.results()).allMatch(result -> result.unexplained() == 0);
    return outcome;
  }

  private String rows(String columns) {
    return base.text(
        "select string_agg(v::text, ' ' order by v) from (select " + columns + " from visits) v");
  }

  @Test
  void aFileGoesWithTheStageThatNamesItsColumn() throws IOException {
    for (int i = 1; i <= 3; i++) {
      Files.writeString(base.recordings().resolve(i + ".png"), "x");
    }
    base.policy(
        policy(
                rule("photo", "at-most: P1Y", "{ anonymise: [photo] }"),
                rule("all", "at-most: P2Y", "delete"))
            + "files: { visits: photo }\n");

    assertThat(Foreign.told(night().results())).isEqualTo("delete 1/1/0, anonymise (photo) 2/1/0");

    assertThat(rows("id, photo, ip")).isEqualTo("(2,,192.0.2.2) (3,3.png,192.0.2.3)");
    Path folder = base.recordings();
    assertThat(List.of(1, 2, 3))
        .filteredOn(number -> Files.exists(folder.resolve(number + ".png")))
        .containsExactly(3);
    assertThat(base.purge("2025-01-03").remarks())
        .as("a row whose file went before has none to miss")
        .noneMatch(line -> line.contains("not there"));
    assertThat(rows("id")).isEqualTo("(3)");
  }

  @Test
  void anApprovedPlanOfTwoStagesOfOneRowIsRunWhole() {
    base.policy(
        policy(
            rule("address", "at-most: P1Y", "{ anonymise: [ip] }"),
            rule("text", "at-most: P1Y", "{ anonymise: [body] }"),
            rule("all", "at-most: P2Y", "delete")));
    String plan = Shop.planNamedIn(base.dryRun(NIGHT).remarks());

    PurgeOutcome outcome =
        base.purge(base.policy(), base.map(), base.options(LocalDate.parse(NIGHT), false, plan));

    assertThat(outcome.code()).as("%s", outcome.remarks()).isEqualTo(ExitCode.DONE);
    assertThat(Foreign.told(outcome.results()))
        .isEqualTo("delete 1/1/0, anonymise (ip) 2/1/0, anonymise (body) 2/1/0");
    assertThat(rows("id, ip, body")).isEqualTo("(2,,) (3,192.0.2.3,three)");
  }

  /** The law asks to keep addresses for three years; what else the row says need not wait. */
  @Test
  void aMinimumThatIsAStageKeepsWhatItMasksAndNoMore() {
    base.policy(
        policy(
            rule("address", "at-least: P3Y", "{ anonymise: [ip] }"),
            rule("all", "at-most: P6M", "anonymise")));

    assertThat(Foreign.told(night().results())).isEqualTo("anonymise 2/2/1, anonymise (ip) 1/0/0");

    assertThat(rows("id, ip, body")).isEqualTo("(1,,) (2,192.0.2.2,) (3,192.0.2.3,three)");
  }

  @Test
  void aStageOfPseudonymsIsCalledSo() {
    base.policy(
        policy(
                rule("address", "at-most: P1Y", "{ anonymise: [ip] }"),
                rule("text", "at-most: P1Y", "{ anonymise: [body] }"),
                rule("all", "at-most: P5Y", "delete"))
            .replace("ip_address: null_rewrite", "ip_address: pseudonym"));

    assertThat(Foreign.told(night().results()))
        .isEqualTo("delete 0/0/0, pseudonymise (ip) 2/2/0, anonymise (body) 2/2/0");
    assertThat(base.purge(NIGHT).results()).allMatch(result -> result.done() == 0);
  }

  @Test
  void aStageBearsOnTheRowsOfItsCondition() {
    base.policy(
        policy(
            rule("web", "at-most: P1Y }\n    only: { visits.kind: [web]", "{ anonymise: [ip] }"),
            rule("app", "at-most: P1Y }\n    only: { visits.kind: [app]", "{ anonymise: [body] }"),
            rule("all", "at-most: P5Y", "delete")));

    night();

    assertThat(rows("id, ip, body")).isEqualTo("(1,,one) (2,192.0.2.2,) (3,192.0.2.3,three)");
  }

  @Test
  void aRowThatNothingEverEndsIsToldAlsoWhereOneStageHasNothingToDo() {
    base.execute("insert into people values (3, 'Zoé', null)");
    base.policy(
        policy(
                rule("nick", "at-most: P1Y", "{ anonymise: [nick] }"),
                rule("name", "at-most: P2Y", "{ anonymise: [name] }"))
            .replace("row: visits.seen_on", "latest: [visits.seen_on], per: subject")
            .replace("then: { visits:", "then: { people:")
            .replace(
                "anonymise: { user.content", "anonymise: { user.name: null_rewrite, user.content"));

    List<Unreached> unreached =
        new TransactionTemplate(new JdbcTransactionManager(base.dataSource()))
            .execute(
                status ->
                    Unreached.count(
                        base.jdbc(),
                        base.policy(),
                        new Eligibilities(
                            base.policy(), base.map(), base.catalog(), LocalDate.parse(NIGHT))));

    assertThat(unreached).containsExactly(new Unreached("people", true, 1));
  }

  /** Each stage is written alone: a constraint may allow both together and not one. */
  @Test
  void aStageThatAConstraintForbidsIsRefused() {
    base.execute(
        "alter table visits add constraint both_or_none check ((ip is null) = (body is null))");
    base.policy(
        policy(
            rule("address", "at-most: P1Y", "{ anonymise: [ip] }"),
            rule("all", "at-most: P5Y", "delete")));

    assertThat(base.problems())
        .singleElement()
        .asString()
        .contains("masked rows of visits break its constraint both_or_none");

    base.policy(
        policy(
            rule("both", "at-most: P1Y", "{ anonymise: [ip, body] }"),
            rule("all", "at-most: P5Y", "delete")));
    assertThat(base.problems()).isEmpty();
  }
}
