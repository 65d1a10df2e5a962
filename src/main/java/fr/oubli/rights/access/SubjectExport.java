package fr.oubli.rights.access;

import fr.oubli.model.datacontroller.Controller;
import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.platform.database.DatabaseIdentity;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.platform.output.WholeFile;
import fr.oubli.platform.output.WholePair;
import fr.oubli.registers.recording.RecordingFiles;
import fr.oubli.rights.reply.CategoryOutcome;
import fr.oubli.rights.reply.CategoryOutcome.Kind;
import fr.oubli.rights.request.Matches;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.Right;
import fr.oubli.rights.request.SearchReach;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.sql.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes the bundle of one request, whole or not at all, from one snapshot of the database. What
 * goes into it is chosen by {@link BundleSections}; it is encrypted by {@link Bag}.
 *
 * @param folder where bundles go
 * @param today the day that the page and the bag carry
 */
public record SubjectExport(
    DataSource dataSource,
    Policy policy,
    DataMap map,
    Controller controller,
    RecordingFiles files,
    Path folder,
    LocalDate today) {

  private static final int ROWS_AT_ONCE = 1_000;

  /**
   * @param passphrase null for a bundle that anybody can open
   * @return a new file: one that was there is never overwritten, as somebody may have been told its
   *     passphrase
   * @throws Refusal when a recording's file is missing, named by its row; no bundle is left then
   */
  public Path write(Request request, char @Nullable [] passphrase) {
    return write(request, passphrase, true);
  }

  /**
   * @param compressed false to measure what compression costs
   */
  public Path write(Request request, char @Nullable [] passphrase, boolean compressed) {
    return write(request, packing -> zip(packing, passphrase, compressed));
  }

  /**
   * @param passphrase null where the form needs none
   */
  WrittenFiles write(Request request, char @Nullable [] passphrase, BundleForm form) {
    return form == BundleForm.SELF_OPENING
        ? write(request, packing -> selfOpening(packing, Objects.requireNonNull(passphrase)))
        : new WrittenFiles(write(request, passphrase), null);
  }

  private Path zip(Packing packing, char @Nullable [] passphrase, boolean compressed) {
    String name = name(packing.request());
    return WholeFile.writePrivateBeside(
        folder.resolve(name + ".zip"),
        out -> {
          try (Bag bag = new Bag(out, name, passphrase, compressed)) {
            pack(bag, packing);
          }
        });
  }

  private WrittenFiles selfOpening(Packing packing, char[] passphrase) {
    Request request = packing.request();
    String name = name(request);
    SelfOpeningPage.Heading heading =
        new SelfOpeningPage.Heading(
            controller.name(), French.of(request.right().french()), request.id());
    return WrittenFiles.of(
        WholePair.writePrivateBeside(
            folder.resolve(name + ".zip"),
            folder.resolve(name + ".html"),
            (zip, html) -> {
              SelfOpeningPage page = new SelfOpeningPage(html, passphrase, heading);
              try (Bag bag = new Bag(zip, name, passphrase, true, page)) {
                pack(bag, packing);
              }
              page.finish();
            }));
  }

  /** What goes into a bundle, and the snapshot that it is read from. */
  private record Packing(
      Request request,
      List<BundleSection> sections,
      List<Collection> unsearched,
      JdbcTemplate jdbc) {}

  private <T> T write(Request request, Function<Packing, T> writing) {
    List<BundleSection> sections = sections(request);
    List<Collection> unsearched = notSearched(request);
    JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    jdbc.setFetchSize(ROWS_AT_ONCE);
    TransactionTemplate snapshot = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    snapshot.setReadOnly(true);
    snapshot.setIsolationLevel(TransactionTemplate.ISOLATION_REPEATABLE_READ);
    return Objects.requireNonNull(
        snapshot.execute(
            status -> {
              // Days and moments as the person lived them.
              jdbc.queryForList("select set_config('TimeZone', ?, true)", policy.zone().getId());
              sections.forEach(files(jdbc)::refuseMissing);
              return writing.apply(new Packing(request, sections, unsearched, jdbc));
            }));
  }

  /** The last day on which a bundle of today is kept. */
  LocalDate keptUntil() {
    return today.plus(policy.limits().requests().bundles());
  }

  static String name(Request request) {
    return "%s-%d".formatted(request.right().name().toLowerCase(Locale.ROOT), request.id());
  }

  /** Reads what a bundle would hold and writes none, to measure what the queries alone cost. */
  public long read(Request request) {
    JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    long[] rows = {0};
    for (BundleSection section : sections(request)) {
      for (Sql sql : List.of(section.texts(), section.objects())) {
        jdbc.query(
            sql.text(),
            row -> {
              rows[0]++;
            },
            sql.values().toArray());
      }
    }
    return rows[0];
  }

  private List<BundleSection> sections(Request request) {
    Set<String> named = new HashSet<>(new Matches(dataSource).confirmedCollections(request.id()));
    named.addAll(reach(request).searched());
    return new BundleSections(policy, map, Catalog.read(dataSource, map), request.id(), named)
        .of(request.right());
  }

  private SearchReach reach(Request request) {
    return SearchReach.of(
        new JdbcTemplate(dataSource),
        map,
        Catalog.read(dataSource, map),
        policy.subject(),
        request.id());
  }

  /** The collections in which the person could not be looked for; access alone is told of them. */
  List<Collection> notSearched(Request request) {
    return request.right() == Right.ACCESS ? reach(request).notSearched() : List.of();
  }

  /**
   * What the bundle does not hold: the fields that speak of others, files that are elsewhere, and
   * the collections in which nobody could be looked for. Access alone is told of them.
   */
  List<CategoryOutcome> leftOut(Request request) {
    if (request.right() != Right.ACCESS) {
      return List.of();
    }
    Set<String> held = Set.copyOf(new Matches(dataSource).confirmedCollections(request.id()));
    List<CategoryOutcome> leftOut = new ArrayList<>();
    for (BundleSection section : sections(request)) {
      if (held.contains(section.collection()) && section.name().equals(section.collection())) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        section.columns().stream()
            .filter(shown -> !shown.masked().isEmpty())
            .forEach(
                shown ->
                    fields
                        .computeIfAbsent(shown.masked(), why -> new ArrayList<>())
                        .add(shown.field().label()));
        fields.forEach(
            (why, labels) ->
                leftOut.add(withheld(section.name(), String.join(", ", labels) + " : " + why)));
      }
    }
    filesElsewhere(request)
        .forEach(
            name -> leftOut.add(withheld(name, "fichiers qui se trouvent aux adresses indiquées")));
    notSearched(request)
        .forEach(
            collection -> leftOut.add(CategoryOutcome.of(collection.name(), Kind.UNSEARCHED, 0)));
    return leftOut;
  }

  private static CategoryOutcome withheld(String collection, String why) {
    return new CategoryOutcome(collection, Kind.WITHHELD, 0, why, null, null);
  }

  /** The collections of which files are at an address, and so not in the bundle. */
  List<String> filesElsewhere(Request request) {
    SectionFiles named = files(new JdbcTemplate(dataSource));
    return sections(request).stream()
        .filter(section -> !named.elsewhere(section).isEmpty())
        .map(BundleSection::name)
        .toList();
  }

  private SectionFiles files(JdbcTemplate jdbc) {
    return new SectionFiles(jdbc, files, policy.files());
  }

  private void pack(Bag bag, Packing packing) throws IOException {
    Request request = packing.request();
    try {
      Bundle bundle = new Bundle(packing.jdbc(), bag, files(packing.jdbc()));
      for (BundleSection section : packing.sections()) {
        bundle.add(section);
      }
      List<BundleSection> filled = bundle.filled();
      if (!filled.isEmpty()) {
        bag.add("csv-metadata.json", to -> to.write(FileDescription.of(filled)));
      }
      SearchReport report = new SearchReport(bundle.chapters(), packing.unsearched());
      if (request.right() == Right.ACCESS) {
        bag.add(SearchReport.FILE, to -> to.write(report.json()));
      }
      bag.add(
          "index.html",
          to -> new BundlePage(controller, policy, map).write(request, today, report, to));
      bag.finish(about(request));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private Map<String, String> about(Request request) {
    Map<String, String> about = new LinkedHashMap<>();
    about.put("Source-Organization", controller.name());
    about.put("Organization-Address", controller.address());
    about.put("Contact-Email", controller.officer());
    about.put("External-Identifier", "request-" + request.id());
    // Requests of another database are counted alike.
    about.put("Internal-Sender-Identifier", "database " + DatabaseIdentity.of(dataSource));
    about.put("Bagging-Date", today.toString());
    return about;
  }
}
