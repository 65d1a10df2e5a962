package fr.oubli.model.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The example policy with one thing wrong in each, and what must be said of it. */
final class WrongPolicies {

  /**
   * @param bySchema whether a JSON Schema can see it: not where one part contradicts another
   */
  record Wrong(String text, boolean bySchema, List<String> faults) {
    @Override
    public String toString() {
      return String.join(" | ", faults);
    }
  }

  private static final String CONDITIONS =
      "write the values between brackets, such as [test]; null stands for a missing value; or"
          + " present, missing, or { not: [test] }, { before: 2020-01-01 }, { after: 2019-12-31 },"
          + " { above: 100 }, { below: 500 }";

  private WrongPolicies() {}

  static Stream<Wrong> all() {
    return Stream.of(heads(), clocks(), periods(), rules(), holds(), masks(), limits(), books())
        .flatMap(wrongs -> wrongs);
  }

  static Stream<Wrong> bySchema() {
    return all().filter(Wrong::bySchema);
  }

  /** The example policy written otherwise, and still right. */
  static Stream<String> rightOnes() {
    return Stream.of(
        changed("P6M", "P1Y6M10D"),
        changed("P6M", "P26W"),
        changed("[orders.ordered_at]", "[{ orders.ordered_at: any-party }]"),
        changed("20%", "0.5 %"),
        changed("20%", "100%"),
        changed("from-rows: 500", "rewrite: { tables: all, between: 22:30-04:00 }"),
        changed("from-rows: 500", "rewrite: { tables: [orders], between: 00:00-24:00 }"),
        changed("from-rows: 500", "rewrite: { tables: all, between: 00:00-00:00 }"),
        changed("from-rows: 500", "pace: full"),
        changed("from-rows: 500", "pace: gentle"),
        changed("from-rows: 500", "pace: { log: 500kB }"),
        changed("close: 12-31", "close: 02-29"),
        changed("to: 100", "to: 0.05"),
        changed("to: 100", "to: month"),
        changed("{ archive: [number, issued_on] }", "archive"),
        changed("{ archive: [number, issued_on] }", "{ anonymise: [number, issued_on] }"),
        changed("user.name: null_rewrite", "user: { strategy: null_rewrite }"),
        changed("value: \"erased-{key}@invalid\"", "value: 0"),
        changed("{ recordings: file_path }", "{ recordings: [file_path, id] }"),
        changed(
            "{ recordings: file_path }",
            "{ recordings: { columns: file_path, schemes: { s3: handed-on, https: refused } } }"),
        accounting("only: { invoices.status: [1, 2] }, number: number"),
        accounting("number: { column: number, written: '{letters}{yyMM}-{counter}' }"),
        accounting("number: { column: n, written: ['F{yy}-{counter}', A], restarts: yearly }")
            .replace("A]", "'A{yyyy}{counter}']"),
        changed("[test]", "[test, 1, true, null]"),
        changed("[test]", "present"),
        changed("[test]", "missing"),
        changed("[test]", "{ not: [test, null] }"),
        changed("[test]", "{ after: 2019-12-31, before: 2021-01-01, above: -1, below: 2.5 }"),
        changed(
            "{ orders.status: [test] }",
            "{ any-of: [ { orders.status: [test] }, { all-of: [ { orders.status: present } ] } ] }"),
        changed("Europe/Paris", "UTC"),
        changed("zone: Europe/Paris", "zone: Europe/Paris\nphone-region: DE"),
        changed("cites: \"CNIL guidance\"", "cites: { fr: CNIL, en: guidance }"),
        changed("cites: \"CNIL guidance\"", "cites: CNIL\n    label: Prospects"),
        changed(
            "cites: \"CNIL guidance\"",
            "cites: CNIL\n    label: { fr: Prospects, en: Leads, you: Vous, one: a, many: b }"),
        changed("policy-silent: true", "policy-silent: false"));
  }

  private static Stream<Wrong> heads() {
    return Stream.of(
        seen("zone: Europe/Paris", "", "1: missing key 'zone'; add zone: Europe/Paris"),
        seen(
            "policy: ou-serrurier",
            "policy:",
            "1: 'policy' is empty, not a single value; write one value"),
        unseen(
            "Europe/Paris",
            "Europe/Pari",
            "2: unknown time zone 'Europe/Pari'; did you mean 'Europe/Paris'?"),
        seen(
            "Europe/Paris",
            "+01:00",
            "2: unknown time zone '+01:00'; write a region such as Europe/Paris"),
        seen(
            "zone: Europe/Paris",
            "zone: Europe/Paris\nphone-region: fr",
            "3: unknown telephone region 'fr'; write the two capital letters of a country, such as FR"),
        unseen(
            "zone: Europe/Paris",
            "zone: Europe/Paris\nphone-region: XX",
            "3: unknown telephone region 'XX'; write the two capital letters of a country, such as FR"),
        seen(
            "  collection: customers\n",
            "",
            "3: missing key 'collection' in 'subject'; add collection: customers"),
        seen(
            "[email]",
            "[]",
            "5: 'same-person-by' is an empty list; name a kind such as [email], or leave it out"),
        seen(
            "same-person-by: [email]",
            "same-person-by: email",
            "5: 'same-person-by' is 'email', not a list; write it between brackets, such as [a, b]"),
        seen(
            "[email]",
            "[email, email]",
            "5: 'same-person-by' lists 'email' twice; list it only once"),
        seen(
            "close: 12-31",
            "close: 31-12",
            "7: 'close' is '31-12', not a day of the year; write month and day, such as 12-31"),
        seen(
            "from: 2016-01-01",
            "from: 01/01/2016",
            "8: 'from' is '01/01/2016', not a date; write year, month and day, such as 2016-01-01"),
        seen(
            ", to: 2017-06-30",
            "",
            "8: missing key 'to' in an item of 'irregular'; add to: 2016-01-01"),
        unseen(
            "to: 2017-06-30",
            "to: 2015-06-30",
            "8: the irregular year from 2016-01-01 ends before it starts; write its first day, then its last"),
        unseen(
            "2017-06-30 } ]",
            "2017-06-30 }, { from: 2017-06-30, to: 2018-06-30 } ]",
            "8: the irregular year from 2017-06-30 starts before the one above it ends; write irregular years in order, without overlap"),
        unseen(
            "zone: Europe/Paris",
            "zone: Europe/Paris\nzone: Europe/Paris",
            "3: key 'zone' is written twice; keep one; the first is on line 2"),
        seen(
            "files: { recordings: file_path }",
            "files: { recordings: [] }",
            "45: 'recordings' is an empty list; name a column such as [file_path]"),
        seen(
            "files: { recordings: file_path }",
            "files: { recordings: [file_path, file_path] }",
            "45: 'recordings' lists 'file_path' twice; list it only once"),
        seen(
            "files: { recordings: file_path }",
            "files: { recordings: { schemes: { s3: refused } } }",
            "45: missing key 'columns' in 'recordings'; add columns: [file_path]"),
        seen(
            "files: { recordings: file_path }",
            "files: { recordings: { columns: [file_path], schemes: { s3: handed_on } } }",
            "45: 'handed_on' is nothing that can become of an address; did you mean 'handed-on'?"),
        seen(
            "files: { recordings: file_path }",
            "files: { recordings: { columns: [file_path], schemes: { S3: handed-on } } }",
            "45: 'S3' is no scheme of an address; write what stands before the colon in small letters, such as s3 or https"),
        seen(
            "files: { recordings: file_path }",
            "files: { recordings: { columns: [file_path], scheme: { s3: handed-on } } }",
            "45: unknown key 'scheme' in 'recordings'; did you mean 'schemes'?"));
  }

  /** The example policy with accounting documents, in a line of its own. */
  private static String accounting(String said) {
    return changed(
        "files: { recordings: file_path }",
        "files: { recordings: file_path }\naccounting: { documents: invoices, issued: issued_on,"
            + " excl-tax: total, tax: total, "
            + said
            + " }");
  }

  private static Stream<Wrong> books() {
    return Stream.of(
        book(true, "number: []", "'number' is a list, not a single value; write one value"),
        book(
            true,
            "number: { written: '{counter}' }",
            "missing key 'column' in 'number'; add column: the column of the number"),
        book(
            true,
            "number: { column: number }",
            "missing key 'written' in 'number'; add written: \"FA{yyMM}-{counter}\""),
        book(
            false,
            "number: { column: number, written: 'FA{yyMM}' }",
            "'FA{yyMM}' has not exactly one {counter}; write it once"),
        book(
            false,
            "number: { column: number, written: 'FA{aa}-{counter}' }",
            "'FA{aa}-{counter}' has {aa}, which stands for nothing; the words are counter, letters,"
                + " any, yyyy, yy, MM, dd, yyMM, yyyyMM, yyyyMMdd"),
        book(
            false,
            "number: { column: number, written: 'FA{yymm}-{counter}' }",
            "'FA{yymm}-{counter}' has {yymm}, which stands for nothing; did you mean 'yyMM'?"),
        book(
            false,
            "number: { column: number, written: 'FA{yyMM-{counter}' }",
            "'FA{yyMM-{counter}' has a brace too many; write such as {yyMM}-{counter}"),
        book(
            true,
            "number: { column: number, written: '{counter}', restarts: daily }",
            "'daily' is no time at which a counter starts anew; write yearly, monthly, each-series,"
                + " or leave it out where the counter runs on"),
        book(
            false,
            "number: { column: number, written: 'FA{yy}-{counter}', restarts: monthly }",
            "the counter starts anew, but the number does not say the year and the month;"
                + " write it in 'written' as {yyMM}, or name a 'series' that tells them apart,"
                + " with restarts: each-series"),
        book(
            false,
            "number: number, only: { orders.status: [done] }",
            "'only' of accounting speaks of 'orders', not of 'invoices'; name columns of 'invoices'"),
        book(
            true,
            "number: number, only: [1]",
            "'only' is a list, not a block of keys; write its keys indented below it"));
  }

  private static Wrong book(boolean bySchema, String said, String fault) {
    return new Wrong(accounting(said), bySchema, List.of("46: " + fault));
  }

  private static Stream<Wrong> clocks() {
    return Stream.of(
        unseen(
            "subject:\n  collection: customers\n  same-person-by: [email]\n",
            "",
            "10: the clock is a person's latest event, but the policy has no 'subject'; add subject: { collection: customers }"),
        unseen(
            "fiscal-years:\n  close: 12-31\n  irregular: [ { from: 2016-01-01, to: 2017-06-30 } ]\n",
            "",
            "18: the clock is a fiscal year's end, but the policy has no 'fiscal-years'; add fiscal-years: { close: 12-31 }"),
        seen(" per: subject,", "", "13: missing key 'per' in 'starts'; add per: subject"),
        seen(
            "per: subject",
            "per: order",
            "13: unknown 'per: order'; write per: subject, the only one"),
        seen(
            "latest: [orders.ordered_at]",
            "latest: [{ orders.ordered_at: everybody }]",
            "13: 'orders.ordered_at: everybody' says nothing of whose clock it starts;"
                + " write { orders.ordered_at: any-party }, or the column alone for its owner"),
        seen(
            "latest: [orders.ordered_at]",
            "latest: [{ ordered_at: any-party }]",
            "13: 'ordered_at' is not a column; write collection.column"),
        seen(
            "latest: [orders.ordered_at]",
            "latest: []",
            "13: 'latest' is an empty list; name the events, such as [orders.ordered_at]"),
        seen(
            "latest: [orders.ordered_at]",
            "latest: [ordered_at]",
            "13: 'ordered_at' is not a column; write collection.column"),
        seen(
            "{ orders.status: [test] }",
            "{ orders.status: test }",
            "13: 'orders.status' is filtered by 'test', not by a list; " + CONDITIONS),
        seen(
            "{ orders.status: [test] }",
            "{ orders.status: {} }",
            "13: 'orders.status' has no condition; " + CONDITIONS),
        seen(
            "{ orders.status: [test] }",
            "{ orders.status: { nor: [test] } }",
            "13: unknown key 'nor' in 'orders.status'; did you mean 'not'?"),
        seen(
            "{ orders.status: [test] }",
            "{ orders.status: { not: test } }",
            "13: 'not' is 'test', not a list; write it between brackets, such as [a, b]"),
        seen(
            "{ orders.status: [test] }",
            "{ orders.status: { before: 2020 } }",
            "13: 'before: 2020' is no day; write before: 2020-01-01"),
        seen(
            "{ orders.status: [test] }",
            "{ orders.status: { above: many } }",
            "13: 'above: many' is no number; write above: 100"),
        unseen(
            "{ orders.status: [test] }",
            "{ orders.status: { after: 2020-01-01, before: 2020-01-02 } }",
            "13: no value of 'orders.status' is after 2020-01-01 and before 2020-01-02; exchange the two, or correct one"),
        unseen(
            "{ orders.status: [test] }",
            "{ orders.status: { above: 5, below: 5.0 } }",
            "13: no value of 'orders.status' is above 5 and below 5.0; exchange the two, or correct one"),
        seen(
            "{ orders.status: [test] }",
            "{ any-of: [] }",
            "13: 'any-of' is an empty list; write any-of: [ { orders.status: [test] }, { … } ]"),
        seen(
            "{ orders.status: [test] }",
            "{ all-of: [orders.status] }",
            "13: 'all-of' lists what is no block of conditions; write all-of: [ { orders.status: [test] }, { … } ]"),
        unseen(
            "{ orders.status: [test] }",
            "{ any-of: [ { orders.status: [test] }, { customers.city: missing } ] }",
            "13: 'ignoring' names 'customers', which has no event of this clock; name a collection of 'latest'",
            "13: 'any-of' of 'ignoring' names several collections, and each event is judged by itself; write the conditions of one collection in each any-of"),
        seen(
            "{ orders.status: [test] }",
            "{ orders.status: [] }",
            "13: 'orders.status' is an empty list; write the values, such as [test]"),
        unseen(
            "{ orders.status: [test] }",
            "{ invoices.status: [test] }",
            "13: 'ignoring' names 'invoices', which has no event of this clock; name a collection of 'latest'"),
        unseen(
            "invoices.corrects_id",
            "orders.corrects_id",
            "21: 'together-with' links 'orders', not the clock's collection; name a column of 'invoices'"),
        seen(
            "{ row: recordings.started_at }",
            "{ row: recordings.started_at, latest: [recordings.started_at], per: subject }",
            "29: 'starts' has row and latest; keep one"),
        seen(
            "{ row: recordings.started_at }",
            "{ rows: recordings.started_at }",
            "29: 'starts' has no clock; did you mean 'row'?"),
        seen(
            "{ row: recordings.started_at }",
            "{ never: 1 }",
            "29: 'starts' has no clock; write exactly one of row, end, latest, latest-end, fiscal-year-end, refused"),
        seen(
            "{ row: recordings.started_at }",
            "{ row: recordings.started_at, per: subject }",
            "29: unknown key 'per' in 'starts'; the keys here are row"),
        seen(
            "{ row: recordings.started_at }",
            "{ end: started_at }",
            "29: 'started_at' is not a column; write collection.column"),
        seen(
            "{ row: recordings.started_at }",
            "{ ends: recordings.started_at }",
            "29: 'starts' has no clock; did you mean 'end'?"),
        seen(
            "{ row: recordings.started_at }",
            "{ row: recordings.started_at, end: recordings.started_at }",
            "29: 'starts' has row and end; keep one"),
        seen(
            "{ row: recordings.started_at }",
            "{ end: [recordings.started_at] }",
            "29: 'end' is a list, not a single value; write one value"),
        seen(
            "{ row: recordings.started_at }",
            "{ latest-end: [recordings.started_at] }",
            "29: missing key 'per' in 'starts'; add per: subject"),
        seen(
            "{ row: recordings.started_at }",
            "{ latest-end: [], per: subject }",
            "29: 'latest-end' is an empty list; name the ends, such as [memberships.until]"),
        seen(
            "latest: [orders.ordered_at]",
            "latest: [orders.ordered_at], latest-end: [{ orders.id: required }]",
            "13: 'orders.id' is an end, which is missing as long as it goes on; leave required out, or name it in latest"),
        unseen(
            "latest: [orders.ordered_at]",
            "latest: [orders.ordered_at], latest-end: [orders.ordered_at]",
            "13: 'orders.ordered_at' is in 'latest' and in 'latest-end'; keep it in 'latest-end' if it says that something ended, else in 'latest'"),
        seen(
            "latest: [orders.ordered_at]",
            "latest: [{ orders.ordered_at: [any-party, require] }]",
            "13: 'orders.ordered_at: require' says nothing of whose clock it starts;"
                + " write { orders.ordered_at: any-party }, or the column alone for its owner"));
  }

  private static Stream<Wrong> periods() {
    return Stream.of(
        period("PT5H"),
        period("5Y"),
        period("P"),
        period("P-5Y"),
        period("p5y"),
        period("P1000Y"),
        period("P1.5Y"),
        period("5 years"),
        noTime("P0D"),
        noTime("P0Y0M"),
        noTime("P0W"),
        seen(
            "{ at-most: P6M }",
            "{ at-most: P6M, at-least: P1M }",
            "30: 'keep' has both at-most and at-least; write at-most for a promise, at-least for a legal minimum"),
        seen(
            "{ at-most: P6M }",
            "{ atmost: P6M }",
            "30: unknown key 'atmost' in 'keep'; did you mean 'at-most'?",
            "30: 'keep' has neither at-most nor at-least; write at-most for a promise, at-least for a legal minimum"));
  }

  private static Wrong noTime(String written) {
    return seen(
        "P6M",
        written,
        "30: '"
            + written
            + "' is no time at all: rows would go on the day on which they come; write a day or more, such as P1D");
  }

  private static Wrong period(String written) {
    return seen(
        "P6M",
        written,
        "30: '"
            + written
            + "' is not a calendar period; write years, months, weeks or days, such as P5Y, P13M or P30D");
  }

  private static Stream<Wrong> rules() {
    return Stream.of(
        seen(
            "  call-recordings:",
            "  call recordings:",
            "25: 'call recordings' cannot name a rule; use at most 60 letters, digits, - and _"),
        unseen(
            "  call-recordings:",
            "  order-data:",
            "25: key 'order-data' is written twice; keep one; the first is on line 10"),
        seen(
            "cites: \"CNIL guidance\"",
            "cites: { fr: CNIL, es: guía }",
            "26: unknown key 'es' in 'cites'; did you mean 'en'?",
            "26: missing key 'en' in 'cites'; add en: \"policy, section 4\""),
        seen(
            "    basis: contract\n",
            "",
            "10: missing key 'basis' in 'order-data'; add basis: contract"),
        seen(
            "policy-silent: true",
            "policy-silent: maybe",
            "28: 'policy-silent' is 'maybe', not true or false; write true or false"),
        seen(
            "policy-silent: true",
            "policysilent: true",
            "28: unknown key 'policysilent' in 'call-recordings'; did you mean 'policy-silent'?"),
        seen(
            "{ recordings: delete }",
            "{ recordings: deleet }",
            "31: unknown action 'deleet'; did you mean 'delete'?"),
        seen(
            "{ recordings: delete }",
            "{}",
            "31: 'then' names no collection; write { collection: delete }"),
        seen(
            "{ archive: [number, issued_on] }",
            "{ archive: [] }",
            "24: 'archive' is an empty list; name the columns to keep, or write archive alone for all"),
        seen(
            "{ archive: [number, issued_on] }",
            "{ archive: number }",
            "24: 'archive' is 'number', not a list; write it between brackets, such as [a, b]"),
        seen(
            "{ archive: [number, issued_on] }",
            "{ delete: [number] }",
            "24: 'delete' acts on whole rows, and names columns; write delete alone, or anonymise:"
                + " [the columns to mask]"),
        seen(
            "{ archive: [number, issued_on] }",
            "{ anonymize: [number] }",
            "24: unknown key 'anonymize' in 'invoices'; did you mean 'anonymise'?"),
        seen(
            "{ archive: [number, issued_on] }",
            "{ anonymise: [] }",
            "24: 'anonymise' is an empty list; name the columns of this stage, or write anonymise"
                + " alone for all"),
        seen(
            "{ archive: [number, issued_on] }",
            "{ anonymise: number }",
            "24: 'anonymise' is 'number', not a list; write it between brackets, such as [a, b]"),
        seen(
            "{ archive: [number, issued_on] }",
            "{ anonymise: [number, number] }",
            "24: 'anonymise' lists 'number' twice; list it only once"),
        seen(
            "{ archive: [number, issued_on] }",
            "{ anonymise: [number], archive: [number] }",
            "24: one collection is archived and anonymised by one rule; give one of the two a rule"
                + " of its own"),
        seen(
            "    then: { recordings: delete }",
            "    unless-has: [orders]\n    then: { recordings: delete }",
            "31: 'unless-has' asks what a person has, but the clock is not per person; use starts: { latest: [...], per: subject }, or remove it"),
        seen(
            "    then: { recordings: delete }",
            "    needs: { recordings: [id] }\n    then: { recordings: delete }",
            "31: 'needs' belongs to a minimum, and this rule keeps at most; use keep: { at-least: ... }, or remove it"),
        unseen(
            "    then: { recordings: delete }",
            "    announced: P6M\n    then: { recordings: delete }",
            "31: 'announced' is not shorter than the period; write a shorter one, such as P60D"),
        seen(
            "    then: { recordings: delete }",
            "    announced: soon\n    then: { recordings: delete }",
            "31: 'soon' is not a calendar period; write years, months, weeks or days, such as P5Y, P13M or P30D"),
        unseen(
            "needs: { invoices: [number] }",
            "announced: P60D",
            "23: 'announced' asks people before their inactivity ends something, and this clock goes by fiscal years; remove it"),
        unseen(
            "needs: { invoices: [number] }",
            "needs: { orders: [number] }",
            "23: 'needs' names 'orders', on which this rule does not act; name a collection of 'then'"),
        seen(
            "needs: { invoices: [number] }",
            "needs: { invoices: [] }",
            "23: 'invoices' is an empty list; name the columns"),
        seen(
            "unless-has: [orders]",
            "unless-has: []",
            "15: 'unless-has' is an empty list; name a collection, or leave it out"));
  }

  private static Stream<Wrong> holds() {
    return Stream.of(
        seen(
            "    basis: \"establishment of legal claims\"\n",
            "",
            "33: missing key 'basis' in 'open-dispute'; add basis: \"why it must be kept\""),
        seen(
            "{ disputes.status: [open] }",
            "{}",
            "35: 'while' has no condition; write { collection.column: [value] }"),
        unseen(
            "{ disputes.status: [open] }",
            "{ disputes.status: [open], orders.status: [open] }",
            "35: 'while' names several collections; write one hold per collection"),
        seen(
            "{ disputes.status: [open] }",
            "{ status: [open] }",
            "35: 'status' is not a column; write collection.column"),
        seen(
            "orders: all",
            "orders: everything",
            "36: 'orders' is kept as 'everything'; write all, or the columns between brackets"),
        seen(
            "[first_name, last_name, email]",
            "[]",
            "36: 'customers' is an empty list; name the columns needed, or write all"),
        seen(
            "keeps: { orders: all, customers: [first_name, last_name, email] }",
            "keeps: {}",
            "36: 'keeps' names no collection; write { collection: all }"));
  }

  private static Stream<Wrong> masks() {
    String postal = "{ strategy: generalise, keep: 2 }";
    return Stream.of(
        seen(
            "user.name: null_rewrite",
            "user.name: null_rewrit",
            "38: unknown strategy 'null_rewrit'; did you mean 'null_rewrite'?"),
        seen(
            "user.name: null_rewrite",
            "name: null_rewrite",
            "38: 'name' is neither a category nor a column; write such as user.contact.email or collection.column"),
        seen(
            "user.name: null_rewrite",
            "user.name: string_rewrite",
            "38: 'string_rewrite' alone is not enough; write { strategy: string_rewrite, value: \"erased\" }"),
        seen(
            "user.name: null_rewrite",
            "user.name: { strategy: null_rewrite, value: x }",
            "38: unknown key 'value' in 'user.name'; the keys here are strategy"),
        seen(
            "user.name: null_rewrite",
            "user.name: { value: x }",
            "38: missing key 'strategy' in 'user.name'; add strategy: null_rewrite, string_rewrite, random_string_rewrite, generalise, empty_rewrite, truncate_network, keep_domain, pseudonym, preserve"),
        seen(
            "user.name: null_rewrite",
            "user.name: { strategy: truncate_network, ipv4: 99 }",
            "38: 'ipv4' is '99'; write a whole number from 1 to 24"),
        seen(
            "user.name: null_rewrite",
            "user.name: { strategy: truncate_network, ipv6: /48 }",
            "38: 'ipv6' is '/48'; write a whole number from 1 to 64"),
        seen(
            "user.name: null_rewrite",
            "user.name: { strategy: keep_domain, value: \"erased@here\" }",
            "38: 'value' is 'erased@here', and what is kept is the domain after it; write what stands before the @ alone, such as \"erased-{key}\""),
        seen(
            "user.name: null_rewrite",
            "user.name: { strategy: pseudonym, key: secret }",
            "38: unknown key 'key' in 'user.name'; the keys here are strategy"),
        seen(
            "user.name: null_rewrite",
            "user.name: { strategy: empty_rewrite, value: x }",
            "38: unknown key 'value' in 'user.name'; the keys here are strategy"),
        seen(
            "length: 20", "length: 8", "43: 'length' is '8'; write a whole number from 12 to 9999"),
        seen(
            "length: 20",
            "size: 20",
            "43: unknown key 'size' in 'user.device.cookie_id'; the keys here are strategy, length",
            "43: missing key 'length' in 'user.device.cookie_id'; add length: 20"),
        seen(
            postal,
            "{ strategy: generalise, keep: 0 }",
            "40: 'keep' is '0'; write a whole number from 1 to 9999"),
        seen(
            postal,
            "{ strategy: generalise }",
            "40: 'generalise' has neither keep nor to; write keep for text, to for a date or a number"),
        seen(
            postal,
            "{ strategy: generalise, keep: 2, to: year }",
            "40: 'generalise' has both keep and to; write keep for text, to for a date or a number"),
        seen(
            "to: quarter",
            "to: week",
            "41: 'to' is 'week'; write month, quarter, year or a positive number"),
        seen(
            "to: 100",
            "to: -100",
            "42: 'to' is '-100'; write month, quarter, year or a positive number"),
        seen(
            "to: 100",
            "to: 0",
            "42: 'to' is '0'; write month, quarter, year or a positive number"));
  }

  private static Stream<Wrong> limits() {
    return Stream.of(
        share("0.2"),
        share("120%"),
        share("-5%"),
        share("some"),
        seen(
            "from-rows: 500",
            "from-rows: -1",
            "46: 'from-rows' is '-1', not a number of rows; write a whole number, such as 500"),
        seen(
            "from-rows: 500",
            "look-at-everything-every-days: 0",
            "46: 'look-at-everything-every-days' is '0', not a number of days; write a whole number from 1, such as 500"),
        seen(
            "from-rows: 500",
            "look-at-everything-below-rows: many",
            "46: 'look-at-everything-below-rows' is 'many', not a number of rows; write a whole number, such as 500"),
        seen(
            "from-rows: 500",
            "partitions-wholly-due: keep",
            "46: 'partitions-wholly-due' is 'keep'; write drop, or empty to delete their rows one range after the other"),
        seen(
            "from-rows: 500",
            "rows: 500",
            "46: unknown key 'rows' in 'limits'; the keys here are share-of-collection, from-rows, look-at-everything-every-days, look-at-everything-below-rows, partitions-wholly-due, requests-kept, letters-kept, bundles-kept, feeds-kept, suppressions-kept, rewrite, pace"),
        unseen(
            "from-rows: 500",
            "suppressions-kept: P35M",
            "46: 'suppressions-kept' is P35M, and an objection is kept for three years at least (CNIL); write P3Y or more, or leave it out"),
        seen(
            "from-rows: 500",
            "rewrite: all",
            "46: 'rewrite' is 'all', not a block of keys; write its keys indented below it"),
        seen(
            "from-rows: 500",
            "rewrite: { tables: all }",
            "46: missing key 'between' in 'rewrite'; add between: 02:00-05:00"),
        seen(
            "from-rows: 500",
            "rewrite: { between: 02:00-05:00 }",
            "46: missing key 'tables' in 'rewrite'; add tables: all, or a list of collections"),
        seen(
            "from-rows: 500",
            "rewrite: { tables: orders, between: 02:00-05:00 }",
            "46: 'tables' is 'orders'; write all, or the collections between brackets, such as [messages]"),
        seen(
            "from-rows: 500",
            "rewrite: { tables: [], between: 02:00-05:00 }",
            "46: 'tables' is an empty list; name a collection such as [messages], or write all"),
        seen(
            "from-rows: 500",
            "pace: slow",
            "46: 'pace' is 'slow'; write full, gentle, or what others may feel, such as { commit: 20ms }"),
        seen(
            "from-rows: 500",
            "pace: { commits: 20ms }",
            "46: unknown key 'commits' in 'pace'; did you mean 'commit'?"),
        seen(
            "from-rows: 500",
            "pace: { commit: 20 }",
            "46: 'commit' is '20', not a time; write milliseconds or seconds, such as 20ms"),
        seen(
            "from-rows: 500",
            "pace: { replicas: 0s }",
            "46: 'replicas' is '0s', not a time; write milliseconds or seconds, such as 10s"),
        seen(
            "from-rows: 500",
            "pace: { log: 16MB/s }",
            "46: 'log' is '16MB/s', not a size; write kilobytes or megabytes a second, such as 16MB"),
        seen(
            "from-rows: 500",
            "pace: {}",
            "46: 'pace' is empty; write gentle, or a key such as log"),
        window(true, "2:00-5:00"),
        window(true, "02:00-25:00"),
        window(true, "night"),
        window(true, "24:00-02:00"),
        window(false, "02:00-02:00"));
  }

  private static Wrong window(boolean bySchema, String written) {
    return new Wrong(
        changed("from-rows: 500", "rewrite: { tables: all, between: '" + written + "' }"),
        bySchema,
        List.of(
            "46: 'between' is '"
                + written
                + "', not a window of hours; write when it opens and when it closes, such as 02:00-05:00"));
  }

  private static Wrong share(String written) {
    return seen(
        "20%",
        written,
        "46: 'share-of-collection' is '"
            + written
            + "', not a percentage; write from 0% to 100%, such as 20%");
  }

  private static Wrong seen(String right, String wrong, String... faults) {
    return new Wrong(changed(right, wrong), true, List.of(faults));
  }

  private static Wrong unseen(String right, String wrong, String... faults) {
    return new Wrong(changed(right, wrong), false, List.of(faults));
  }

  private static String changed(String right, String wrong) {
    String text = example();
    if (!text.contains(right)) {
      throw new IllegalArgumentException("the example has no " + right);
    }
    return text.replace(right, wrong);
  }

  static String example() {
    try {
      return Files.readString(Path.of("src/test/resources/policy/shop.yml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
