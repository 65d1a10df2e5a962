package fr.oubli.schema.gate;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.testing.Foreign;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words of a policy and of a map that the tables cannot take: one line, with its mend. */
@TestInstance(Lifecycle.PER_CLASS)
class WordsOnTablesIT {

  private static final String MAP =
      """
      dataset:
        - fides_key: d
          collections:
            - name: items
              fields:
                - { name: id, fides_meta: { primary_key: true } }
                - { name: at }
                - { name: n, data_categories: [user.content] }
                - { name: code, data_categories: [user.content] }
                - { name: login, data_categories: [user.content] }
                - { name: tags, data_categories: [user.content] }
                - { name: ip, data_categories: [user.content] }
                - { name: low, data_categories: [user.content] }
                - name: more
                  fields: [{ name: list, data_categories: [user.content] }]
      """;

  private static final String POLICY =
      """
      policy: items
      language: 2
      zone: Europe/Paris
      rules:
        items:
          cites: "1 year"
          basis: contract
          only: { items.n: [1] }
          starts: { row: items.at }
          keep: { at-most: P1Y }
          then: { items: anonymise }
      anonymise:
        user.content: preserve
        items.n: null_rewrite
      """;

  private final Foreign base =
      new Foreign(
          """
          create table items (id int primary key, at date, n int, code varchar(5) not null,
            login text not null unique, tags text[] not null unique, ip text not null,
            low text generated always as (lower(login)) stored, more jsonb);
          insert into items (id, at, n, code, login, tags, ip, more)
          values (1, '2020-01-01', 1, 'a', 'b', '{c}', '10.0.0.1', '{"list": ["x"]}');""",
          MAP,
          POLICY);

  @AfterAll
  void close() {
    base.close();
  }

  private void isOneLine(String policy, String line) {
    base.policy(policy);
    assertThat(base.problems())
        .singleElement()
        .asString()
        .satisfies(told -> assertThat(told.replace(base.folder() + "/", "")).isEqualTo(line));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "items.n: { strategy: keep_domain, value: x }"
            + "|items.n is integer and cannot take keep_domain; give the column another strategy",
        "items.n: truncate_network"
            + "|items.n is integer and cannot take truncate_network; give the column another strategy",
        "items.n: pseudonym"
            + "|items.n is integer and cannot take a pseudonym of 32 characters; give the column another strategy",
        "items.n: empty_rewrite"
            + "|items.n is integer and no array, and cannot take empty_rewrite; give the column another strategy",
        "items.n: { strategy: string_rewrite, value: x }"
            + "|items.n is integer and cannot take string_rewrite; give the column another strategy",
        "items.code: { strategy: keep_domain, value: 'erased' }"
            + "|items.code holds 5 characters, keep_domain may write 14; give the column another strategy",
        "items.code: truncate_network"
            + "|items.code holds 5 characters, fewer than an address; give the column another strategy",
        "items.code: pseudonym"
            + "|items.code is character varying(5) and cannot take a pseudonym of 32 characters; give the column another strategy",
        "items.login: { strategy: keep_domain, value: 'erased' }"
            + "|items.login is UNIQUE, and the value has no {key} to tell rows apart; give the column another strategy",
        "items.login: truncate_network"
            + "|items.login is UNIQUE, and many addresses are in one network; give the column another strategy",
        "items.login: { strategy: generalise, keep: 2 }"
            + "|items.login is UNIQUE and cannot be generalised; give the column another strategy",
        "items.tags: empty_rewrite"
            + "|items.tags is UNIQUE and cannot be empty in every row; give the column another strategy",
        "items.low: null_rewrite"
            + "|items.low is set by PostgreSQL alone and cannot be rewritten; write preserve: PostgreSQL computes it again from what is masked",
        "items.more.list: empty_rewrite"
            + "|items.more.list is in a JSON column; use null_rewrite there"
      })
  void aMaskThatAColumnCannotTake(String mask, String line) {
    isOneLine(POLICY.replace("items.n: null_rewrite", mask), "foreign-policy.yml:14: " + line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "items.n: [many]" + "|'many' is no value of items.n, which is integer; correct it",
        "items.n: ['01']" + "|'01' is never the value of items.n, which is integer; write '1'",
        "items.n: { after: 2020-01-01 }"
            + "|items.n is compared with a day, and is integer; use before and after on a column of such values, or list values: items.n: [value]",
        "items.login: { above: 5 }"
            + "|items.login is compared with a number, and is text; use above and below on a column of such values, or list values: items.login: [value]",
        "items.at: ['01/01/2020']"
            + "|'01/01/2020' is never the value of items.at, which is date; write '2020-01-01'"
      })
  void aConditionThatAColumnCannotMeet(String only, String line) {
    isOneLine(POLICY.replace("items.n: [1]", only), "foreign-policy.yml:5: " + line);
  }
}
