package fr.oubli.rights.access;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.model.datacontroller.ControllerFile;
import fr.oubli.registers.recording.RecordingFiles;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.Right;
import fr.oubli.testing.Company;
import fr.oubli.testing.Desk;
import fr.oubli.testing.Neighbourhood;
import fr.oubli.testing.Neighbourhood.Person;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import net.lingala.zip4j.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Bundles of several people, read together: each holds what it holds when read alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeopleTogetherIT {

  private final Company company = new Company();
  private final Desk desk = new Desk(company);
  private final List<Person> people = new ArrayList<>();
  @TempDir private Path folder;

  @BeforeAll
  void aNeighbourhood() {
    people.addAll(new Neighbourhood(company, 5).people(6));
    company.purge(LocalDate.of(2026, 10, 1));
    company
        .jdbc()
        .update(
            "insert into oubli.archive"
                + " (collection, row_key, subject_key, rule, governed_by, anchor, content, run)"
                + " select 'invoices', 'a' || id, id::text, 'order-data', 'accounting-documents',"
                + " date '2015-01-01', jsonb_build_object('number', 'F' || id),"
                + " (select max(id) from oubli.run) from customers");
  }

  @AfterAll
  void close() {
    company.close();
  }

  private SubjectExport export(DataSource source, String where) {
    return new SubjectExport(
        source,
        Company.policy(),
        Company.map(),
        ControllerFile.read(Path.of("jobs/controller.yml"), Company.map()),
        new RecordingFiles(company.recordings()),
        folder.resolve(where),
        Desk.TODAY);
  }

  private List<Request> requests(Right right) {
    List<Request> requests = new ArrayList<>();
    people.forEach(person -> requests.add(desk.verified(right, Identity.email(person.email()))));
    requests.add(desk.verified(right, Identity.email("nobody@example.fr")));
    return requests;
  }

  /** What stands in the files of every bundle of a folder. */
  private Map<String, String> content(String where) throws IOException {
    Path open = folder.resolve(where + "-open");
    try (Stream<Path> bundles = Files.list(folder.resolve(where))) {
      for (Path bundle : bundles.toList()) {
        try (ZipFile zip = new ZipFile(bundle.toFile())) {
          zip.extractAll(open.toString());
        }
      }
    }
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(open)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        content.put("" + open.relativize(file), Files.readString(file));
      }
    }
    return content;
  }

  @ParameterizedTest
  @EnumSource(
      value = Right.class,
      names = {"ACCESS", "PORTABILITY"})
  void eachGetsWhatTheyGetAlone(Right right) throws IOException {
    List<Request> requests = requests(right);
    export(company.dataSource(), right + "-together")
        .writeAll(requests, requests.size(), null, true);
    SubjectExport alone = export(company.dataSource(), right + "-alone");
    requests.forEach(request -> alone.write(request, null));

    Map<String, String> together = content(right + "-together");
    assertThat(together).isEqualTo(content(right + "-alone"));
    assertThat(together.keySet())
        .hasSizeGreaterThan(requests.size() * 5)
        .anyMatch(file -> file.contains("archive.") || right == Right.PORTABILITY);
  }

  /** Counts what is asked. */
  private static final class Counting extends DelegatingDataSource {

    private final AtomicInteger asked = new AtomicInteger();

    Counting(DataSource source) {
      super(source);
    }

    @Override
    public Connection getConnection() throws SQLException {
      Connection connection = super.getConnection();
      return (Connection)
          Proxy.newProxyInstance(
              Connection.class.getClassLoader(),
              new Class<?>[] {Connection.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("prepareStatement")
                    || method.getName().equals("createStatement")) {
                  asked.incrementAndGet();
                }
                try {
                  return method.invoke(connection, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }
  }

  @Test
  void noStatementIsAskedOftenerForMorePeople() {
    List<Request> requests = requests(Right.ACCESS);
    Counting two = new Counting(company.dataSource());
    export(two, "two").writeAll(requests.subList(0, 2), 2, null, true);
    Counting all = new Counting(company.dataSource());
    export(all, "all").writeAll(requests, requests.size(), null, true);

    assertThat(all.asked.get()).isPositive().isLessThanOrEqualTo(two.asked.get() + 40);
    Counting alone = new Counting(company.dataSource());
    export(alone, "each").writeAll(requests, 1, null, true);
    assertThat(alone.asked.get()).isGreaterThan(5 * all.asked.get());
  }

  @Test
  void whereReadingTogetherFailsEachIsReadAlone() {
    List<Request> requests = requests(Right.ACCESS).subList(0, 3);
    SubjectExport export = export(company.dataSource(), "broken");
    BundleAnswer answering =
        new BundleAnswer(company.dataSource(), desk.register(), export, BundleForm.UNENCRYPTED);
    PeoplePage page = new PeoplePage(Right.ACCESS, requests.stream().map(Request::id).toList());
    assertThat(answering.one(requests.get(0).id(), page).file()).exists();
    page.reading(export).close();

    assertThat(answering.one(requests.get(1).id(), page).file()).exists();
    assertThat(page.isUsable()).isFalse();
    assertThat(answering.one(requests.get(2).id(), page).file()).exists();
  }
}
