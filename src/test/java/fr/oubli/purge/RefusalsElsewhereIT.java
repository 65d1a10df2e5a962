package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.testing.Foreign;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Choices of another company, whose tables nobody ordered for it. */
class RefusalsElsewhereIT {

  private static final String MAP =
      """
      dataset:
        - fides_key: d
          collections:
            - name: choices
              fields:
                - { name: id, fides_meta: { primary_key: true } }
                - { name: device }
                - { name: yes }
                - { name: chosen }
            - name: marks
              fields:
                - { name: id, fides_meta: { primary_key: true } }
                - { name: device }
                - { name: set_at }
      """;

  private static final String POLICY =
      """
      policy: marks
      language: 2
      zone: Europe/Paris
      rules:
        refused:
          cites: "a withdrawal takes effect"
          basis: consent
          starts: { refused: choices.chosen, accepted: "yes", same: [device], set: set_at }
          then: { marks: delete }
        choices:
          cites: "1 year"
          basis: consent
          starts: { row: choices.chosen }
          keep: { at-most: P1Y }
          then: { choices: delete }
      """;

  private final Foreign base = new Foreign();

  @AfterEach
  void close() {
    base.close();
  }

  private void tables(String type, String map) {
    base.tables(
        """
        create table choices (id int primary key, device int, "yes" boolean, chosen %1$s);
        create table marks (id int primary key, device int, set_at %1$s);"""
            .formatted(type));
    base.map(map.replace("name: yes", "name: \"yes\""));
    base.policy(POLICY);
  }

  /** A night was missed, and the choice is over by the one that follows: it is asked first. */
  @Test
  void whatWasRefusedGoesBeforeTheChoiceThatSaysSo() {
    tables("date", MAP);
    base.execute(
        """
        insert into choices values (1, 7, false, '2020-01-01');
        insert into marks values (1, 7, '2020-06-01'), (2, 8, '2020-06-01')""");

    assertThat(base.purge("2026-11-23").results())
        .extracting(result -> result.collection() + " " + result.done())
        .containsExactly("marks 1", "choices 1");

    assertThat(base.text("select string_agg(id::text, ' ') from marks")).isEqualTo("2");
  }

  /** Seconds and milliseconds are both numbers, which say nothing of each other. */
  @Test
  void momentsThatCountInOtherUnitsAreNotCompared() {
    tables(
        "bigint",
        MAP.replace("{ name: chosen }", "{ name: chosen, fides_meta: { epoch: seconds } }")
            .replace("{ name: set_at }", "{ name: set_at, fides_meta: { epoch: milliseconds } }"));

    assertThat(base.problems())
        .singleElement()
        .asString()
        .contains(
            "choices.chosen and marks.set_at are written as dates in two ways, which are not"
                + " compared");
  }

  /** The policy's zone is one that a map may say too. */
  @Test
  void theSameZoneSaidOrNotIsOne() {
    tables("timestamp", MAP.replace("{ name: set_at }", zone("Europe/Paris")));
    assertThat(base.problems()).isEmpty();

    tables("timestamp", MAP.replace("{ name: set_at }", zone("UTC")));
    assertThat(base.problems()).singleElement().asString().contains("in two ways");
  }

  private static String zone(String name) {
    return "{ name: set_at, fides_meta: { written-in: %s } }".formatted(name);
  }
}
