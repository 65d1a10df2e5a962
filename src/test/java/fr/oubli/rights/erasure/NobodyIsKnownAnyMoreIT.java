package fr.oubli.rights.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.model.datacontroller.ControllerFile;
import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.PolicyFile;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.registers.hold.HoldRegister;
import fr.oubli.registers.hold.HoldRegister.Scope;
import fr.oubli.registers.recording.RecordingFiles;
import fr.oubli.rights.access.SubjectExport;
import fr.oubli.rights.erasure.SubjectErase.Erased;
import fr.oubli.rights.reply.Answer;
import fr.oubli.rights.reply.CategoryOutcome;
import fr.oubli.rights.reply.FileDigest;
import fr.oubli.rights.reply.KeptFiles;
import fr.oubli.rights.reply.Letterhead;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.RefusalGround;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.RequestSteps;
import fr.oubli.rights.request.Right;
import fr.oubli.rights.request.SubjectIdentities;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.Keys;
import fr.oubli.testing.Company;
import fr.oubli.testing.Desk;
import fr.oubli.testing.Neighbourhood;
import fr.oubli.testing.Neighbourhood.Person;
import fr.oubli.testing.OubliProcess;
import fr.oubli.testing.Plain;
import fr.oubli.testing.RawFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A person is written wherever a person can be: in every column, in earlier requests, notes, means
 * of identification, letters, bundles, statistics. After an erasure and the nights in which the
 * periods end, nothing knows them but what the reply lists with its end.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NobodyIsKnownAnyMoreIT {

  private static final LocalDate NIGHT = Desk.TODAY.plusDays(3);

  private final Company company = new Company();
  private final Policy policy = shortPolicy();
  private final Desk desk = new Desk(company, policy, Company.map(), Desk.TODAY);
  private final RequestSteps steps = desk.register().steps();
  private final Path replies = company.folder().resolve("replies");
  private final Path bundles = company.folder().resolve("bundles");
  private final Person person = new Neighbourhood(company, 4).people(6).get(1);

  @AfterAll
  void close() {
    company.close();
  }

  private Path policyFile() {
    return company.folder().resolve("policy.yml");
  }

  /** The shipped policy, but that what requests know ends a day after, in the files as well. */
  private Policy shortPolicy() {
    try {
      String limits = "from-rows: 500";
      Files.writeString(
          policyFile(),
          Files.readString(Path.of("jobs/policy.yml"))
              .replace(
                  limits,
                  limits
                      + ", requests-kept: P1D, letters-kept: P1D, bundles-kept: P1D,"
                      + " rewrite: { tables: all, between: 00:00-24:00 }"));
      return PolicyFile.read(policyFile());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Set<String> markers() {
    return Set.of(
        person.email(),
        person.phone(),
        person.phone().replace("+33", "0"),
        person.name(),
        person.lastName());
  }

  /** Whatever letters it is written with. */
  private boolean knows(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return markers().stream().anyMatch(marker -> lower.contains(marker.toLowerCase(Locale.ROOT)));
  }

  private Identity email() {
    return Identity.email(person.email());
  }

  private Request asked(Right right) {
    Request request = desk.verified(right, email());
    return steps.verify(request.id(), "rappelée au " + person.phone(), Desk.TODAY);
  }

  private List<Path> letter(long request, List<CategoryOutcome> outcomes) {
    return new Answer(
            company.dataSource(),
            new Letterhead(
                ControllerFile.read(Path.of("jobs/controller.yml"), Company.map()),
                Company.map(),
                replies,
                Desk.TODAY,
                policy.limits().requests()),
            desk.register().history(),
            new SubjectIdentities(
                company.jdbc(),
                Company.map(),
                Catalog.read(company.dataSource(), Company.map()),
                policy.subject()))
        .write(desk.register().get(request), outcomes);
  }

  /** Writes the person into every column of their rows that the map calls personal. */
  private void writeEverywhere(long request) {
    Catalog catalog = Catalog.read(company.dataSource(), Company.map());
    for (Collection collection : Company.map().collections()) {
      Table table = catalog.table(collection);
      for (Field field : collection.fields()) {
        Column column = table.column(field.name());
        boolean free =
            column.isText()
                && field.categories().stream().anyMatch(each -> each.startsWith("user"))
                && field.identity() == null
                && field.claim() == null
                && field.references().isEmpty()
                && !column.name().equals("file_path")
                && !collection.name().startsWith("invoice");
        if (free) {
          company
              .jdbc()
              .update(
                  "update %s t set %s = ? where exists (select from oubli.request_match m where m.request = %d and m.collection = '%s' and m.row_key = %s and m.state = 'confirmed')"
                      .formatted(
                          SqlName.of(table),
                          SqlName.of(column),
                          request,
                          collection.name(),
                          Keys.text("t", table)),
                  person.name() + " " + person.email() + " " + person.phone());
        }
      }
    }
  }

  private long answeredAccess() {
    Request access = asked(Right.ACCESS);
    writeEverywhere(access.id());
    Path bundle =
        new SubjectExport(
                company.dataSource(),
                policy,
                Company.map(),
                ControllerFile.read(Path.of("jobs/controller.yml"), Company.map()),
                new RecordingFiles(company.recordings()),
                bundles,
                Desk.TODAY)
            .write(access, null);
    new KeptFiles(company.dataSource())
        .bundle(
            access.id(),
            bundles,
            bundle,
            FileDigest.of(bundle),
            Desk.TODAY,
            Desk.TODAY.plus(policy.limits().requests().bundles()));
    desk.register().history().note(access.id(), Right.ACCESS.step(), "" + bundle.getFileName());
    letter(access.id(), List.of());
    steps.close(access.id(), "envoyé à " + person.email(), Desk.TODAY);
    return access.id();
  }

  private long refusedObjection() {
    Request request = desk.letter(Right.OBJECTION, email());
    steps.suspend(request.id(), "qui est au " + person.phone() + " ?", Desk.TODAY);
    letter(request.id(), List.of());
    steps.resume(request.id(), Desk.TODAY);
    steps.extend(request.id(), person.name() + " écrit beaucoup", Desk.TODAY);
    steps.refuse(
        request.id(), RefusalGround.EXCESSIVE, person.email() + " a écrit 20 fois", Desk.TODAY);
    letter(request.id(), List.of());
    return request.id();
  }

  private void releasedHold() {
    HoldRegister holds = new HoldRegister(company.dataSource());
    long hold =
        holds.add(
            Scope.COLLECTION,
            "cookies",
            null,
            "plainte de " + person.name(),
            "Legal",
            Desk.TODAY,
            "test");
    company
        .jdbc()
        .update(
            "update oubli.hold set released_at = ?::date, released_by = 'test' where id = ?",
            Desk.TODAY,
            hold);
  }

  private Set<String> tablesThatKnow() {
    Set<String> tables = new TreeSet<>();
    company
        .dump()
        .forEach(
            (table, rows) -> {
              if (knows(rows)) {
                tables.add(table);
              }
            });
    if (knows(
        ""
            + company.text(
                "select string_agg(s::text, ' ') from pg_stats s where schemaname in ('public', 'oubli')"))) {
      tables.add("pg_stats");
    }
    return tables;
  }

  /** What the letter lists as kept, each with its end. */
  private static Set<String> keptPlaces(Erased erased) {
    Set<String> places = new TreeSet<>();
    for (CategoryOutcome outcome : erased.outcomes()) {
      switch (outcome.kind()) {
        case ARCHIVED -> places.add("oubli.archive");
        case KEPT -> places.add("public." + outcome.collection());
        default -> {}
      }
    }
    return places;
  }

  /** The tables whose files, or those of their indexes and long values, have the person's name. */
  private Set<String> rawFilesThatKnow() {
    RawFiles files = new RawFiles(company.jdbc());
    Set<String> found = new TreeSet<>();
    markers().forEach(marker -> found.addAll(files.with(marker).keySet()));
    return found;
  }

  private static boolean isOf(Set<String> tables, String file) {
    String name = file.replace("long values of ", "");
    return tables.stream().anyMatch(table -> name.startsWith(table.replace("public.", "")));
  }

  private Set<String> filesThatKnow() throws IOException {
    Set<String> found = new TreeSet<>();
    try (Stream<Path> all = Files.walk(company.folder())) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = company.folder().relativize(file).toString();
        if (knows(name) || knows(Files.readString(file, StandardCharsets.ISO_8859_1))) {
          found.add(name);
        }
      }
    }
    return found;
  }

  @Test
  void afterAnErasureAndTheNightsThatEndThePeriodsNothingKnowsThePerson() throws Exception {
    long access = answeredAccess();
    long refused = refusedObjection();
    releasedHold();
    company.purge(policy, Company.map(), Desk.TODAY);
    company.jdbc().execute("analyze");
    assertThat(tablesThatKnow())
        .contains("oubli.request_identity", "oubli.request_note", "oubli.request", "pg_stats")
        .doesNotContain("oubli.request_event");
    Request erasure = asked(Right.ERASURE);
    company.jdbc().execute("analyze");

    Erased erased = desk.erasure().erase(erasure.id());
    desk.register().history().note(erasure.id(), Right.ERASURE.step(), erased.state().stored());
    String letter = Plain.file(letter(erasure.id(), erased.outcomes()).get(1));
    desk.register().identities().forget(erasure.id());

    assertThat(erased.residues()).isEmpty();
    assertThat(erased.state()).isEqualTo(ErasureState.DONE);
    assertThat(letter)
        .contains(
            "pendant 1 jour après sa clôture",
            "nos lettres sur votre demande n° " + access + ", jusqu'au 24 novembre 2026 inclus",
            "les motifs du refus de votre demande n° "
                + refused
                + ", jusqu'au 24 novembre 2026 inclus",
            "une copie de cette lettre jusqu'au 24 novembre 2026 inclus");
    assertThat(erased.remarks())
        .anyMatch(line -> line.contains("oubli.request.outcome of request " + refused))
        .anyMatch(line -> line.contains("of request " + refused + ", until 2026-11-24"))
        .anyMatch(line -> line.contains("of request " + erasure.id() + ", while it needs "))
        .noneMatch(line -> line.contains("of request " + access));
    Set<String> listed = keptPlaces(erased);
    Set<String> ending = new TreeSet<>(listed);
    ending.addAll(
        Set.of("oubli.hold", "oubli.request", "oubli.request_note", "oubli.request_addressee"));
    assertThat(tablesThatKnow()).isSubsetOf(ending);

    steps.close(erasure.id(), "envoyé à " + person.email(), Desk.TODAY);
    assertThat(filesThatKnow()).isNotEmpty();
    assertThat(rawFilesThatKnow())
        .contains("oubli.request", "oubli.request_identity", "oubli.request_note", "pg_statistic");
    OubliProcess night =
        company.command(
            "nightly-purge",
            "--policy",
            "" + policyFile(),
            "--as-of",
            "" + NIGHT,
            "--reports",
            "" + company.reports(),
            "--recordings",
            "" + company.recordings());
    // Neighbours have rows without a date, which are in quarantine.
    assertThat(night.code()).isEqualTo(ExitCode.QUARANTINE.code());
    assertThat(night.output())
        .anyMatch(line -> line.endsWith("letters and bundles, whose period is over, are removed"));
    assertThat(night.output()).noneMatch(line -> line.contains("should have gone"));
    assertThat(knows(night.output() + " " + night.errors())).isFalse();

    assertThat(tablesThatKnow()).isSubsetOf(listed);
    assertThat(filesThatKnow()).isEmpty();
    assertThat(night.output())
        .anyMatch(
            line ->
                line.startsWith("rewritten by VACUUM FULL")
                    && line.endsWith(", oubli.registers, pg_statistic"));
    assertThat(rawFilesThatKnow()).allMatch(file -> isOf(listed, file));
    assertThat(Files.exists(replies.resolve("demande-" + erasure.id()))).isFalse();
    assertThat(
            company.text(
                "select string_agg(step, ', ' order by id) from oubli.request_event where noted"))
        .contains("identity verified", "suspended", "extended", "refused", "closed");
    assertThat(
            company.count(
                "oubli.request_event where step = 'file removed' and note like '%sha256%'"))
        .isEqualTo(company.count("oubli.request_event where step like 'file %'"))
        .isPositive();
  }
}
