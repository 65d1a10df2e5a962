package fr.oubli.setup.draft;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.DataMapFile;
import fr.oubli.model.datamap.Field;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.Table;
import fr.oubli.setup.clues.Judge;
import fr.oubli.setup.clues.PersonalLooking;
import fr.oubli.setup.clues.Proposal;
import fr.oubli.setup.clues.TableFacts;
import fr.oubli.setup.clues.TableFactsReader;
import fr.oubli.setup.demo.DemoData;
import fr.oubli.setup.demo.DemoSettings;
import fr.oubli.testing.Company;
import fr.oubli.testing.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** Drafts beside maps that people made: what was found, and what was found in vain. */
class AccuracyIT {

  private static final Path RESOURCES = Path.of("src/test/resources");
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
  private static final int LEAST_FOUND = 95;
  private static final int MOST_FALSE = 5;

  private final Shop database = Shop.fresh();

  @AfterEach
  void close() {
    database.close();
  }

  private void load(String... scripts) {
    database.jdbc().execute("drop schema public cascade");
    database.jdbc().execute("create schema public");
    for (String script : scripts) {
      new ResourceDatabasePopulator(new ClassPathResource(script)).execute(database.dataSource());
    }
  }

  @Test
  void theWholesalerIsReadAsItsMapReadsIt() {
    load("northwind/schema.sql");
    assertAccurate(
        proposals(database.dataSource(), "public"),
        mapped(RESOURCES.resolve("northwind/datamap.yml")));
  }

  @Test
  void namesThatMisleadAndNamesThatSayNothingAreReadByTheirValues() throws IOException {
    load("draft/torture.sql", "draft/torture-rows.sql");
    assertAccurate(
        proposals(database.dataSource(), "public", "rh"),
        written(RESOURCES.resolve("draft/torture-truth.csv")));
  }

  @Test
  void theBookingServiceIsReadAsItsOwnMapReadsIt() {
    try (Company company = new Company()) {
      DemoData.load(
          company.dataSource(), new DemoSettings(200, 42, TODAY, false, company.recordings()));
      assertAccurate(
          proposals(company.dataSource(), "public"), mapped(Path.of("jobs/datamap.yml")));
    }
  }

  @Test
  void peopleWhoCanBeFoundAndDidSomethingComeBeforeThoseWhoAreOnlyNamed() {
    load("draft/music-shop.sql");
    assertThat(subjects("public")).containsExactly("subscriber", "employee", "artist");
  }

  @Test
  void aStateIsPartOfAnAddressBesideItsTownAlone() {
    load("draft/music-shop.sql");
    assertThat(proposals(database.dataSource(), "public"))
        .filteredOn(each -> "user.contact.address.state".equals(each.category()))
        .extracting(each -> each.table().name() + "." + each.column().name())
        .containsExactlyInAnyOrder(
            "subscriber.state",
            "purchase.billing_state",
            "delivery_address.province",
            "delivery_address.state");
  }

  @Test
  void nobodyIsFoundByTheExtensionOfASwitchboard() {
    load("draft/music-shop.sql");
    assertThat(proposals(database.dataSource(), "public"))
        .filteredOn(each -> each.table().name().equals("employee"))
        .filteredOn(each -> "user.contact.phone_number".equals(each.category()))
        .extracting(each -> each.column().name() + " " + each.identity())
        .containsExactly("extension null", "work_phone phone_number");
  }

  @Test
  void namesAloneFindWhatIsNamed() {
    load("draft/torture.sql", "draft/torture-rows.sql");

    assertThat(PersonalLooking.of(database.dataSource(), tables(database.dataSource(), "public")))
        .allMatch(Proposal::personal)
        .extracting(each -> each.table().name() + "." + each.column().name())
        .contains("clients.mel", "Customer.DOB", "t_dat.c2", "sessions.user_id")
        .doesNotContain("t_dat.c7", "product.product_name", "settings.mail_server");
  }

  private static List<Table> tables(DataSource source, String... schemas) {
    return Catalog.of(source, List.of(schemas)).tables().stream().filter(Table::holdsRows).toList();
  }

  private static List<Proposal> proposals(DataSource source, String... schemas) {
    return judge(source, schemas).proposals();
  }

  private List<String> subjects(String schema) {
    return judge(database.dataSource(), schema).subjects().stream()
        .map(each -> each.table().name())
        .toList();
  }

  private static Judge judge(DataSource source, String... schemas) {
    Sampler sampler = new Sampler(source, 1000, TODAY);
    List<TableFacts> facts = new TableFactsReader(source).read(tables(source, schemas));
    List<TableFacts> looked = facts.stream().map(sampler::look).toList();
    assertThat(sampler.unread()).isEmpty();
    return new Judge(looked);
  }

  /** By column, its category; empty for what says nothing of a person. */
  private static Map<String, String> mapped(Path file) {
    Map<String, String> truth = new HashMap<>();
    DataMap map = DataMapFile.read(file);
    for (Collection collection : map.collections()) {
      for (Field field : collection.fields()) {
        truth.put(
            collection.name() + "." + field.name(),
            field.personal() ? field.categories().get(0) : "");
      }
    }
    return truth;
  }

  private static Map<String, String> written(Path file) throws IOException {
    Map<String, String> truth = new HashMap<>();
    for (String line : Files.readAllLines(file)) {
      if (!line.startsWith("#")) {
        String[] parts = line.split(";", -1);
        truth.put(parts[0], parts[1].equals("-") ? "" : parts[1]);
      }
    }
    return truth;
  }

  private static void assertAccurate(List<Proposal> proposals, Map<String, String> truth) {
    Measure measure = Measure.of(proposals, truth);
    assertThat(measure.judged()).as("%s", measure).isEqualTo(truth.size());
    assertThat(measure.percentFound()).as("%s", measure).isGreaterThanOrEqualTo(LEAST_FOUND);
    assertThat(measure.percentFalse()).as("%s", measure).isLessThanOrEqualTo(MOST_FALSE);
  }
}
