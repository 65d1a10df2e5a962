package fr.oubli.reports;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.registers.hold.HoldRegister;
import fr.oubli.registers.hold.HoldRegister.Scope;
import fr.oubli.testing.Company;
import fr.oubli.testing.OubliProcess;
import fr.oubli.testing.Workbook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A marker of its own in every text column of every mapped table, and in what people wrote into
 * Oubli's registers: what any report tells of them is told here.
 */
class EveryReportIT {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
  private static final String MARK = "zzmark";
  private static final Pattern MARKED = Pattern.compile(MARK + "[a-z_]+");

  /** Accountants know documents by them, and these name nobody. */
  private static final Set<String> ACCOUNTANTS =
      Set.of(MARK + "_invoices_series_", MARK + "_invoices_customer_account_");

  private final Company company = new Company();
  private final Set<String> planted = new TreeSet<>();

  @AfterEach
  void close() {
    company.close();
  }

  private record Column(String name, String type, boolean nullable, @Nullable String allowed) {}

  @BeforeEach
  void plantInEveryColumn() throws IOException {
    for (var collection : Company.map().collections()) {
      int times = 0;
      for (String day : new String[] {"2010-02-03", "2018-02-03", "2026-10-11"}) {
        plant(collection.name(), day, times++);
      }
    }
    // Two due rows whose file is there and is not, and a file that no row names.
    Files.writeString(company.recordings().resolve(MARK + "_recordings_file_path_0"), "voice");
    Files.writeString(company.recordings().resolve("unknown.wav"), "voice");
    company.jdbc().execute("update cookies set set_at = null where id = 3");
    company.jdbc().execute("update disputes set status = 'closed'");
    registers();
  }

  private void plant(String table, String day, int number) {
    List<Object> row = new ArrayList<>();
    for (Column column : columns(table)) {
      String value = value(table, column, day, number);
      if (value != null) {
        row.add(column.name());
        row.add(value);
      }
    }
    company.insert(table, row.toArray());
  }

  private @Nullable String value(String table, Column column, String day, int number) {
    String marker = MARK + "_" + table + "_" + column.name() + "_";
    return switch (column.type()) {
      case "text" -> {
        if (column.allowed() != null) {
          yield column.allowed();
        }
        planted.add(marker);
        yield marker + number;
      }
      case "date", "timestamp with time zone" -> column.name().equals("withdrawn_at") ? null : day;
      case "boolean" -> "true";
      case "inet" -> "192.0.2.1";
      // Numbers and references: each row belongs to the others that were planted with it.
      case "bigint" -> column.name().equals("corrects_id") ? null : "" + (number + 1);
      default -> column.name().equals("line_no") ? "" + (number + 1) : zeroOrOne(column.name());
    };
  }

  /** So that totals add up and every check of a range holds. */
  private static String zeroOrOne(String column) {
    return column.endsWith("tax") && !column.contains("excl") && !column.contains("incl")
        ? "0"
        : "1";
  }

  private List<Column> columns(String table) {
    return company
        .jdbc()
        .query(
            """
            select a.attname, format_type(a.atttypid, null), not a.attnotnull,
              (select substring(pg_get_constraintdef(c.oid) from '''([^'']+)''')
                from pg_constraint c where c.conrelid = a.attrelid and c.contype = 'c'
                and c.conkey = array[a.attnum])
            from pg_attribute a where a.attrelid = ?::regclass and a.attnum > 0
              and a.attidentity = '' and not a.attisdropped order by a.attnum""",
            (row, number) ->
                new Column(row.getString(1), row.getString(2), row.getBoolean(3), row.getString(4)),
            table);
  }

  private void registers() {
    new HoldRegister(company.dataSource())
        .add(Scope.ROW, "cookies", "1", MARK + "_hold_reason_", "Legal", TODAY.minusDays(1), "me");
    company
        .jdbc()
        .execute(
            """
            insert into oubli.request (kind, channel, quality, received_on, deadline, opened_by,
                outcome, reply, identity_means, ended_on, state)
              values ('access', 'email', 'person', '2026-10-01', '2026-11-02', 'me',
                'M_outcome_', 'M_reply_', 'M_means_', '2026-10-05', 'closed');
            insert into oubli.request_identity select id, 'email', 'M_identity_' from oubli.request;
            insert into oubli.notice select id, 'Support SA', '2026-10-05' from oubli.request"""
                .replace("M_", MARK + "_request_"));
  }

  private Map<String, String> everything() throws Exception {
    Map<String, String> told = new LinkedHashMap<>();
    String metrics = company.folder().resolve("oubli.prom").toString();
    String recordings = company.recordings().toString();
    run(told, "nightly-purge", "--dry-run", "--recordings", recordings);
    run(told, "nightly-purge", "--recordings", recordings, "--metrics", metrics);
    run(told, "destruction-record", "--run", "1");
    run(told, "processing-register");
    run(told, "request-report");
    run(told, "invoice-report");
    run(told, "compliance-report", "--lang", "en");
    OubliProcess verify = company.command("verify-ledger", "--seals", company.reports().toString());
    verify.finish(ExitCode.DONE);
    told.put("verify-ledger", String.join("\n", verify.output()));
    told.put("metrics", Files.readString(Path.of(metrics)));
    try (Stream<Path> files = Files.walk(company.reports())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        told.put(
            String.valueOf(file.getFileName()),
            file
                + (file.toString().endsWith(".xlsx")
                    ? Workbook.read(file).text()
                    : new String(Files.readAllBytes(file), StandardCharsets.UTF_8)));
      }
    }
    return told;
  }

  private void run(Map<String, String> told, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(arguments));
    command.addAll(List.of("--as-of", TODAY.toString(), "--reports", company.reports().toString()));
    OubliProcess process = company.command(command.toArray(String[]::new));
    String output = String.join("\n", process.output()) + String.join("\n", process.errors());
    assertThat(process.code()).as("%s: %s", command, output).isIn(0, 3);
    told.merge(arguments[0], output, String::concat);
  }

  @Test
  void noReportTellsWhatItsReaderDoesNotNeed() throws Exception {
    assertThat(planted).hasSizeGreaterThan(50);

    Map<String, String> told = everything();

    assertThat(told.keySet())
        .contains(
            "nightly-purge",
            "verify-ledger",
            "metrics",
            "index.html",
            "retention-compliance.csv",
            "recordings-orphans.csv",
            "requests.csv",
            "processing-register.html",
            "processing-register.csv",
            "processing-register.xlsx",
            "destruction-record-1.html",
            "destruction-record-1.csv",
            "factures-exercice-clos-2026-12-31.csv",
            "factures-synthese.csv",
            "factures-numerotation.csv",
            "seal-1.txt");
    told.forEach(
        (report, text) -> {
          Set<String> markers = new TreeSet<>(markers(text));
          // The name of a published text, of which the page counts how many accepted it.
          if (report.endsWith(".html") || report.equals("compliance-report")) {
            markers.remove("zzmark_policy_acceptances_policy_version_");
          }
          if (report.startsWith("factures-exercice")) {
            assertThat(markers).as(report).isEqualTo(ACCOUNTANTS);
          } else if (report.startsWith("factures-n") || report.equals("invoice-report")) {
            assertThat(ACCOUNTANTS).as(report).containsAll(markers);
          } else {
            assertThat(markers).as(report).isEmpty();
          }
        });
    assertThat(company.count("oubli.archive")).isPositive();
    assertThat(company.count("oubli.quarantine")).isPositive();
    assertThat(company.count("oubli.destroyed_document")).isPositive();
    assertThat(told.get("recordings-orphans.csv")).contains("unknown.wav", "fichier absent");
  }

  private static Set<String> markers(String text) {
    Set<String> markers = new TreeSet<>();
    Matcher found = MARKED.matcher(text);
    while (found.find()) {
      markers.add(found.group());
    }
    return markers;
  }
}
