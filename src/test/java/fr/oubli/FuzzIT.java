package fr.oubli;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.FuzzHost.Answer;
import fr.oubli.FuzzInputs.Input;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Right;
import fr.oubli.testing.Company;
import fr.oubli.testing.Desk;
import fr.oubli.testing.Neighbourhood;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whatever is wrong in what people give, a command ends with a code of the table, says why in plain
 * lines, and has changed nothing when it refused. {@code -Doubli.fuzz=10000} tries more inputs,
 * {@code -Doubli.seed} says where to begin.
 */
class FuzzIT {

  private static final int INPUTS = Integer.getInteger("oubli.fuzz", 25);
  private static final long FIRST = Long.getLong("oubli.seed", 0);

  /** A command that hangs does so for ever; on a busy machine a night takes its time. */
  private static final int SECONDS = 30;

  /** What a person asks for is told to a person. */
  private static final Set<String> HELP = Set.of("-h", "--help", "-V", "--version");

  private static final Set<Integer> CODES = Set.of(0, 1, 2, 3, 4, 75);
  private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]");

  private final Company company = new Company();

  @BeforeEach
  void rows() {
    new Neighbourhood(company, 3).people(12);
    company
        .jdbc()
        .execute(
            "insert into cookies (kind, name, value, set_at) values ('functional', 'n', 'v', '2020-01-01')");
    Desk desk = new Desk(company);
    String email = String.valueOf(company.text("select min(email) from customers"));
    for (Right right :
        List.of(Right.ACCESS, Right.ERASURE, Right.RECTIFICATION, Right.RESTRICTION)) {
      desk.verified(right, Identity.email(email));
    }
  }

  @AfterEach
  void close() {
    company.close();
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(company.environment());
    environment.put("OUBLI_REPORTS", company.reports().toString());
    environment.put("OUBLI_RECORDINGS", company.recordings().toString());
    environment.put("OUBLI_POLICY", Path.of("jobs/policy.yml").toAbsolutePath().toString());
    environment.put("OUBLI_DATAMAP", Path.of("jobs/datamap.yml").toAbsolutePath().toString());
    environment.put("OUBLI_CONTROLLER", Path.of("jobs/controller.yml").toAbsolutePath().toString());
    return environment;
  }

  @Test
  void whateverIsWrongIsSaidInPlainLinesAndChangesNothing() throws Exception {
    List<String> found = new ArrayList<>();
    Map<String, Integer> counts = new TreeMap<>();
    Path root = Files.createDirectories(company.folder().resolve("root"));
    try (FuzzHost host = new FuzzHost(root, environment())) {
      Map<String, String> csv = csv(host);
      for (long seed = FIRST; seed < FIRST + INPUTS; seed++) {
        Random random = new Random(seed * 0x9E3779B97F4A7C15L);
        random.nextLong();
        Input input = input(random, csv);
        if (!done(input.before())) {
          continue;
        }
        Map<String, String> stored = stored();
        Set<String> files = files();
        long start = System.nanoTime();
        Answer answer = host.run(input.variables(), input.arguments(), SECONDS);
        long millis = (System.nanoTime() - start) / 1_000_000;
        List<String> faults = faults(answer);
        if (answer != null
            && input.arguments().contains("--json")
            && Collections.disjoint(input.arguments(), HELP)) {
          document(answer.out()).ifPresent(faults::add);
        }
        if (answer == null) {
          settle(host);
        } else if (answer.code() != 0 && answer.code() != 3) {
          faults.addAll(changes(input, stored, files));
        }
        input.after().forEach(company.jdbc()::execute);
        counts.merge(
            input.kind() + " " + (answer == null ? "none" : answer.code()), 1, Integer::sum);
        if (!faults.isEmpty()) {
          found.add(
              "-Doubli.fuzz=1 -Doubli.seed=%d: %s %s %s (%d ms)%n%s%n%s"
                  .formatted(
                      seed,
                      input.kind(),
                      input.variables(),
                      short500(input.arguments().toString()),
                      millis,
                      faults,
                      answer == null ? "" : short500(answer.err() + answer.out())));
          keep(seed);
          if (Boolean.getBoolean("oubli.tell")) {
            System.out.println(found.get(found.size() - 1));
          }
        }
      }
    }
    System.out.println(counts);
    assertThat(found).isEmpty();
  }

  /** What a command that refused has changed all the same. */
  private List<String> changes(Input input, Map<String, String> stored, Set<String> files)
      throws IOException {
    List<String> changes = new ArrayList<>(difference(stored, stored()));
    Set<String> now = files();
    now.removeAll(files);
    now.forEach(file -> changes.add("left " + file));
    if (input.arguments().get(0).equals("feed")) {
      // The register tells of a file that was refused, and of its bad lines where they are.
      changes.removeIf(
          each -> each.startsWith("changed oubli.feed") || each.startsWith("left root/rejected"));
    }
    return changes;
  }

  /** A night that was killed is ended by the next one; no other input is to be blamed for it. */
  private static void settle(FuzzHost host) throws IOException, InterruptedException {
    host.run(Map.of(), List.of("nightly-purge", "--as-of", FuzzInputs.DAY), 120);
  }

  /** What is wrong with what a program is told; nothing where it is told nothing. */
  private static Optional<String> document(String out) {
    try {
      return out.isBlank() || JsonMapper.shared().readTree(out).isObject()
          ? Optional.empty()
          : Optional.of("no JSON object");
    } catch (JacksonException e) {
      return Optional.of("no JSON");
    }
  }

  private Input input(Random random, Map<String, String> csv) throws IOException {
    FuzzText text = new FuzzText(random);
    String url = String.valueOf(company.environment().get("OUBLI_DATABASE_URL"));
    return new FuzzInputs(text, FuzzFolder.of(text, company, csv), url).next();
  }

  /** A table of that name may be there already. */
  private boolean done(List<String> statements) {
    try {
      statements.forEach(company.jdbc()::execute);
      return true;
    } catch (org.springframework.dao.DataAccessException e) {
      return false;
    }
  }

  /** What the inputs of an input that found something were. */
  private void keep(long seed) throws IOException {
    Path kept = Path.of("target", "fuzz", "" + seed);
    org.springframework.util.FileSystemUtils.copyRecursively(
        company.folder().resolve("inputs"), kept);
  }

  /** Lists as the product itself writes them. */
  private Map<String, String> csv(FuzzHost host) throws Exception {
    Answer invoices =
        Objects.requireNonNull(
            host.run(Map.of(), List.of("invoice-report", "--as-of", "2026-11-23"), 60));
    assertThat(invoices.code()).as(invoices.err()).isIn(0, 3);
    Map<String, String> csv = new HashMap<>();
    try (Stream<Path> files = Files.walk(company.reports())) {
      Path file =
          files
              .filter(each -> each.getFileName().toString().startsWith("factures-"))
              .filter(each -> each.toString().endsWith(".csv"))
              .findFirst()
              .orElseThrow();
      csv.put("factures.csv", Files.readString(file));
    }
    csv.put(
        "objets.csv",
        """
        numéro;collection;clé;colonne;adresse;demandé le;supprimé le;supprimé par
        1;documents;1;url;s3://b/1;2026-11-20;2026-11-23;moi
        """);
    return csv;
  }

  private static List<String> faults(@org.jspecify.annotations.Nullable Answer answer) {
    List<String> faults = new ArrayList<>();
    if (answer == null) {
      faults.add("no answer within " + SECONDS + " s");
      return faults;
    }
    if (!CODES.contains(answer.code())) {
      faults.add("code " + answer.code());
    }
    String all = answer.err() + answer.out();
    for (String piece :
        List.of(
            "Exception",
            "\tat ",
            "java.lang",
            "java.io",
            "java.nio",
            "java.util",
            "oubli failed")) {
      if (all.contains(piece)) {
        faults.add("told " + piece);
      }
    }
    if (answer.code() != 0
        && answer.code() != 3
        && answer.err().isBlank()
        && answer.out().isBlank()) {
      faults.add("told nothing");
    }
    if (CONTROL.matcher(answer.err()).find()) {
      faults.add("told a control character");
    }
    return faults;
  }

  /** Everything of the business, and of the registers what a refusal may not touch. */
  private Map<String, String> stored() {
    Map<String, String> sums = new TreeMap<>();
    company
        .jdbc()
        .queryForList(
            "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname in ('public', 'oubli')"
                + " and tablename !~ '^(batch_|plan$|planned_rows|schema_history|flyway)'",
            String.class)
        .forEach(
            table ->
                sums.put(
                    table,
                    String.valueOf(
                        company.text(
                            "select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from "
                                + table
                                + " t"))));
    return sums;
  }

  private static List<String> difference(Map<String, String> before, Map<String, String> after) {
    List<String> changed = new ArrayList<>();
    before.forEach(
        (table, sum) -> {
          if (!sum.equals(after.get(table))) {
            changed.add("changed " + table);
          }
        });
    return changed;
  }

  private Set<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(company.folder())) {
      Set<String> found = new TreeSet<>();
      files
          .map(file -> company.folder().relativize(file).toString())
          .filter(file -> !file.startsWith("inputs") && !file.endsWith("oubli.log"))
          .forEach(found::add);
      return found;
    }
  }

  private static String short500(String text) {
    return text.length() > 500 ? text.substring(0, 500) + "…" : text;
  }
}
