package fr.oubli.setup.draft;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.DataMapFile;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.datamap.Reference;
import fr.oubli.setup.clues.Judge;
import fr.oubli.setup.clues.Proposal;
import fr.oubli.setup.ties.ValueProbe;
import fr.oubli.testing.Shop;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.yaml.snakeyaml.Yaml;

/** Maps go both ways: Fides reads what is drafted, and what Fides publishes is read. */
class FidesIT {

  private static final Path RESOURCES = Path.of("src/test/resources/draft");

  /** Keys of the Fides model that a draft uses; any other key would be ours and not Fides'. */
  private static final Set<String> DATASET =
      Set.of("fides_key", "organization_fides_key", "name", "fides_meta", "collections");

  private static final Set<String> COLLECTION = Set.of("name", "fields");
  private static final Set<String> FIELD = Set.of("name", "data_categories", "fides_meta");
  private static final Set<String> META =
      Set.of("primary_key", "identity", "confirmed", "references");
  private static final Set<String> REFERENCE = Set.of("dataset", "field", "direction");
  private static final String KEY = "[A-Za-z0-9_.<>-]+";

  private static Set<String> taxonomy() throws IOException {
    return Files.readAllLines(RESOURCES.resolve("data-categories.txt")).stream()
        .filter(line -> !line.startsWith("#"))
        .collect(Collectors.toSet());
  }

  @Test
  void everythingThatIsDraftedIsOfTheFidesModelAndTaxonomy() throws IOException {
    String text;
    try (Shop database = Shop.fresh()) {
      database.jdbc().execute("drop schema public cascade");
      database.jdbc().execute("create schema public");
      new ResourceDatabasePopulator(
              new ClassPathResource("draft/torture.sql"),
              new ClassPathResource("draft/torture-rows.sql"))
          .execute(database.dataSource());
      Surveyor surveyor = new Surveyor(database.dataSource());
      Sampler sampler = new Sampler(database.dataSource(), 1000, LocalDate.of(2026, 11, 24));
      text =
          MapText.of(
              surveyor.draft(
                  surveyor.schemas(List.of()),
                  sampler::look,
                  ValueProbe.of(database.dataSource(), 1000)));
    }
    Map<String, List<Map<String, Object>>> root = new Yaml().load(text);
    Set<String> taxonomy = taxonomy();
    List<String> faults = new ArrayList<>();
    int fields = 0;

    assertThat(root).containsOnlyKeys("dataset");
    for (Map<String, Object> dataset : root.getOrDefault("dataset", List.of())) {
      assertThat(DATASET).containsAll(dataset.keySet());
      assertThat(String.valueOf(dataset.get("fides_key"))).matches(KEY);
      for (Map<String, Object> collection : blocks(dataset, "collections")) {
        assertThat(COLLECTION).containsAll(collection.keySet());
        for (Map<String, Object> field : blocks(collection, "fields")) {
          fields++;
          check(field, taxonomy, faults);
        }
      }
    }
    assertThat(faults).isEmpty();
    assertThat(fields).isGreaterThan(150);
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> blocks(Map<String, Object> block, String key) {
    return (List<Map<String, Object>>) block.getOrDefault(key, List.of());
  }

  @SuppressWarnings("unchecked")
  private static void check(Map<String, Object> field, Set<String> taxonomy, List<String> faults) {
    Map<String, Object> meta =
        (Map<String, Object>) field.getOrDefault("fides_meta", Map.<String, Object>of());
    List<String> categories =
        (List<String>) field.getOrDefault("data_categories", List.<String>of());
    if (!FIELD.containsAll(field.keySet())
        || !META.containsAll(meta.keySet())
        || !taxonomy.containsAll(categories)) {
      faults.add(field.toString());
    }
    for (Map<String, Object> reference : blocks(meta, "references")) {
      if (!reference.keySet().containsAll(REFERENCE)
          || !Set.of("dataset", "field", "direction", "tie", "when").containsAll(reference.keySet())
          || !String.valueOf(reference.get("dataset")).matches(KEY)) {
        faults.add(reference.toString());
      }
    }
  }

  @Test
  void everyCategoryThatAWordCanProposeIsOfTheTaxonomy() throws IOException {
    Set<String> taxonomy = taxonomy();
    List<String> unknown;
    try (InputStream names = Judge.class.getResourceAsStream("names.txt")) {
      unknown =
          new String(names.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
              .lines()
              .filter(line -> line.contains(":") && !line.startsWith("#"))
              .map(line -> line.substring(0, line.indexOf(':')))
              .filter(category -> !taxonomy.contains(category))
              .toList();
    }
    assertThat(unknown).isEmpty();
    assertThat(taxonomy).contains(Proposal.TECHNICAL).hasSize(85);
  }

  @Test
  void aDatasetInTheShapeThatFidesPublishesIsReadAsItIs() {
    DataMap map = DataMapFile.read(RESOURCES.resolve("fides-dataset.yml"));

    assertThat(map.required("reader").schema()).isEqualTo("lending");
    assertThat(map.required("reader").primaryKey())
        .extracting(Field::name)
        .containsExactly("card_no");
    assertThat(map.required("loan").field("reader_no").orElseThrow().references())
        .containsExactly(new Reference("reader", "card_no"));
  }

  @Test
  void tablesOfOneNameAreToldApartAndKeysOfSeveralColumnsAreLeftToAPerson() throws IOException {
    try (Shop database = Shop.fresh()) {
      database
          .jdbc()
          .execute(
              """
              drop schema public cascade; create schema public; create schema other;
              create table tenants (tenant int primary key);
              create table people (tenant int references tenants, no int, name text, "on" boolean,
                "a ""b"": #c" text, primary key (tenant, no));
              create table visits (id int primary key, tenant int, no int,
                foreign key (tenant, no) references people);
              create table other.visits (id int primary key, email text);
              create table other.tenants (tenant int primary key);
              create table other_tenants (id int primary key);
              create table other.stays (id int primary key, visit_id int references other.visits);
              """);
      Surveyor surveyor = new Surveyor(database.dataSource());
      Draft draft =
          surveyor.draft(surveyor.schemas(List.of()), UnaryOperator.identity(), ValueProbe.none());
      String text = MapText.of(draft);
      DataMap map = DataMapFile.read(Files.writeString(Files.createTempFile("map", ".yml"), text));

      assertThat(map.required("visits").schema()).isEqualTo("public");
      assertThat(map.required("other_visits").schema()).isEqualTo("other");
      assertThat(map.required("stays").field("visit_id").orElseThrow().references())
          .containsExactly(new Reference("other_visits", "id"));
      assertThat(map.required("visits").field("no").orElseThrow().references()).isEmpty();
      assertThat(text)
          .contains(
              "# DECIDE: other.tenants is not mapped: a policy would call it other_tenants, as it"
                  + " calls public.other_tenants",
              "DECIDE: part of a key of several columns to people (tenant, no); a reference joins by"
                  + " one column alone, and no is not unique there");
      assertThat(map.required("people").fields())
          .extracting(Field::name)
          .containsExactly("tenant", "no", "name", "on", "a \"b\": #c");
    }
  }
}
