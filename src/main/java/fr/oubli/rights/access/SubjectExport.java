package fr.oubli.rights.access;

import fr.oubli.model.datacontroller.Controller;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.platform.output.WholeFile;
import fr.oubli.platform.output.WholePair;
import fr.oubli.registers.recording.RecordingFiles;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.Right;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Writes the bundle of one request, whole or not at all, from one snapshot of the database, which
 * those of several people can share. What goes into it is chosen by {@link BundleSections}; it is
 * encrypted by {@link Bag}.
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

  /**
   * @param passphrase null for a bundle that anybody can open
   * @return a new file: one that was there is never overwritten, as somebody may have been told its
   *     passphrase
   * @throws Refusal when a recording's file is missing, named by its row; no bundle is left then
   */
  public Path write(Request request, char @Nullable [] passphrase) {
    try (PeopleReading alone = PeopleReading.open(this, request.right(), List.of(request.id()))) {
      return zip(alone.of(request.id()), request, passphrase, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes the bundles of people of one right, to measure what they cost.
   *
   * @param together how many are read from one snapshot
   * @param compressed false to measure what compression costs
   */
  public void writeAll(
      List<Request> requests, int together, char @Nullable [] passphrase, boolean compressed) {
    eachTogether(
        requests, together, (person, request) -> zip(person, request, passphrase, compressed));
  }

  /** Reads what bundles would hold and writes none, to measure what the queries alone cost. */
  public long readAll(List<Request> requests, int together) {
    long[] rows = {0};
    eachTogether(
        requests,
        together,
        (person, request) -> {
          for (SectionReading section : person.sections()) {
            section.texts(request.id(), row -> rows[0]++);
            section.objects(request.id(), row -> rows[0]++);
          }
        });
    return rows[0];
  }

  /** What is done with each of several people. */
  @FunctionalInterface
  private interface Work {
    void on(PersonReading person, Request request) throws IOException;
  }

  private void eachTogether(List<Request> requests, int together, Work work) {
    for (int from = 0; from < requests.size(); from += together) {
      List<Request> some = requests.subList(from, Math.min(requests.size(), from + together));
      List<Long> ids = some.stream().map(Request::id).toList();
      try (PeopleReading reading = PeopleReading.open(this, some.get(0).right(), ids)) {
        for (Request request : some) {
          work.on(reading.of(request.id()), request);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * @param passphrase null where the form needs none
   */
  WrittenFiles write(
      PersonReading person, Request request, char @Nullable [] passphrase, BundleForm form)
      throws IOException {
    return form == BundleForm.SELF_OPENING
        ? selfOpening(person, request, Objects.requireNonNull(passphrase))
        : new WrittenFiles(zip(person, request, passphrase, true), null);
  }

  private Path zip(
      PersonReading person, Request request, char @Nullable [] passphrase, boolean compressed)
      throws IOException {
    person.refuseMissing();
    String name = name(request);
    return WholeFile.writePrivateBeside(
        folder.resolve(name + ".zip"),
        out -> {
          try (Bag bag = new Bag(out, name, passphrase, compressed)) {
            pack(bag, person, request);
          }
        });
  }

  private WrittenFiles selfOpening(PersonReading person, Request request, char[] passphrase)
      throws IOException {
    person.refuseMissing();
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
                pack(bag, person, request);
              }
              page.finish();
            }));
  }

  /** The last day on which a bundle of today is kept. */
  LocalDate keptUntil() {
    return today.plus(policy.limits().requests().bundles());
  }

  static String name(Request request) {
    return "%s-%d".formatted(request.right().name().toLowerCase(Locale.ROOT), request.id());
  }

  private void pack(Bag bag, PersonReading person, Request request) throws IOException {
    SheetForm form = SheetForm.of(request.right());
    bag.first(new FirstPage(controller, request).html());
    Bundle bundle = new Bundle(person, bag, form);
    for (SectionReading section : person.sections()) {
      bundle.add(section);
    }
    bundle.addAll();
    List<BundleSection> filled = bundle.filled();
    if (!filled.isEmpty()) {
      bag.add("csv-metadata.json", to -> to.write(FileDescription.of(filled, form)));
    }
    SearchReport report =
        new SearchReport(bundle.chapters(), person.notSearched(), person.beside());
    if (request.right() == Right.ACCESS) {
      bag.add(SearchReport.FILE, to -> to.write(report.json()));
    }
    bag.add(
        "index.html",
        to -> new BundlePage(controller, policy, map).write(request, today, report, to));
    bag.finish(about(person));
  }

  private Map<String, String> about(PersonReading person) {
    Map<String, String> about = new LinkedHashMap<>();
    about.put("Source-Organization", controller.name());
    about.put("Organization-Address", controller.address());
    about.put("Contact-Email", controller.officer());
    about.put("External-Identifier", "request-" + person.request());
    // Requests of another database are counted alike.
    about.put("Internal-Sender-Identifier", "database " + person.database());
    about.put("Bagging-Date", today.toString());
    return about;
  }
}
