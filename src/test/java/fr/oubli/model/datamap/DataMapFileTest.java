package fr.oubli.model.datamap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataMapFileTest {

  private static final String SHOP =
      """
      dataset:
        - fides_key: shop
          name: Shop
          collections:
            - name: customers
              fields:
                - { name: id, data_categories: [user.unique_id], fides_meta: { primary_key: true } }
                - { name: email, data_categories: [user.contact.email], fides_meta: { identity: email } }
                - name: region_id
                  fides_meta:
                    references: [ { dataset: shop, field: regions.id, direction: to } ]
            - name: sales.orders
              fields:
                - { name: id, fidesops_meta: { primary_key: True, length: 40 } }
                - name: customer_id
                  fides_meta:
                    references:
                      - { dataset: shop, field: customers.id, direction: from }
                      - { dataset: elsewhere_entirely, field: people.id }
            - name: regions
              fields:
                - name: id
                  fides_meta: { primary_key: true }
        - fides_key: billing
          fides_meta: { namespace: { schema: accounts } }
          collections:
            - name: invoices
              fields:
                - { name: number, fides_meta: { primary_key: true } }
                - name: order_id
                  fides_meta: { references: [ { dataset: shop, field: sales.orders.id } ] }
      """;

  @TempDir private Path folder;

  @Test
  void collectionsOfAllDatasetsAreMerged() throws IOException {
    DataMap map = read(SHOP);

    assertThat(map.key()).isEqualTo("shop");
    assertThat(map.sha256()).hasSize(64);
    assertThat(map.collections().stream().map(each -> each.schema() + "." + each.name()))
        .containsExactly("public.customers", "sales.orders", "public.regions", "accounts.invoices");
  }

  @Test
  void aFieldHasItsCategoriesItsKeyAndItsIdentity() throws IOException {
    Collection customers = read(SHOP).required("customers");

    assertThat(customers.primaryKey().stream().map(Field::name)).containsExactly("id");
    assertThat(customers.identities("email").stream().map(Field::name)).containsExactly("email");
    assertThat(customers.field("email").orElseThrow().categories())
        .containsExactly("user.contact.email");
    assertThat(customers.field("email").orElseThrow().place().line()).isEqualTo(8);
  }

  @Test
  void aReferenceGoesFromChildToParent() throws IOException {
    DataMap map = read(SHOP);

    assertThat(references(map, "orders", "customer_id"))
        .containsExactly(new Reference("customers", "id"));
    assertThat(references(map, "invoices", "order_id"))
        .containsExactly(new Reference("orders", "id"));
  }

  @Test
  void theDirectionOfASearchDoesNotTurnAForeignKeyRound() throws IOException {
    DataMap map = read(SHOP);

    assertThat(references(map, "customers", "region_id"))
        .containsExactly(new Reference("regions", "id"));
    assertThat(references(map, "regions", "id")).isEmpty();
  }

  @Test
  void aReferenceWrittenOnTheParentIsTurnedRound() throws IOException {
    DataMap map = read(twoTables("primary_key: true, ", "b.a_code, direction: to", ""));

    assertThat(references(map, "b", "a_code")).containsExactly(new Reference("a", "code"));
    assertThat(references(map, "a", "code")).isEmpty();
  }

  @Test
  void theDirectionDecidesWhereNeitherFieldIsAKey() throws IOException {
    DataMap to = read(twoTables("", "b.a_code, direction: to", ""));
    DataMap from = read(twoTables("", "b.a_code, direction: from", ""));

    assertThat(references(to, "b", "a_code")).containsExactly(new Reference("a", "code"));
    assertThat(references(from, "a", "code")).containsExactly(new Reference("b", "a_code"));
  }

  @Test
  void aFieldWithoutCategoriesTakesThoseOfItsCollection() throws IOException {
    DataMap map =
        read(
            """
            dataset:
              - fides_key: shop
                data_categories: [system]
                collections:
                  - name: notes
                    data_categories: [user.content]
                    description: null
                    fields:
                      - { name: body, data_categories: null, fields: null }
                      - { name: size, data_categories: [system.operations] }
                  - name: other
                    fields:
                      - { name: id }
            """);

    assertThat(map.required("notes").field("body").orElseThrow().categories())
        .containsExactly("user.content");
    assertThat(map.required("notes").field("size").orElseThrow().personal()).isFalse();
    assertThat(map.required("other").field("id").orElseThrow().categories())
        .containsExactly("system");
  }

  @Test
  void aPathInAJsonColumnIsAFieldOfItsOwn() throws IOException {
    Collection people =
        read("""
            dataset:
              - fides_key: shop
                collections:
                  - name: people
                    fields:
                      - name: profile
                        fides_meta: { data_type: object }
                        fields:
                          - { name: city, data_categories: [user.contact.address.city] }
                          - name: more
                            fields:
                              - { name: age, data_categories: [user.demographic] }
            """)
            .required("people");

    assertThat(people.fields())
        .extracting(Field::name)
        .containsExactly("profile", "profile.city", "profile.more.age");
    assertThat(people.fields())
        .extracting(Field::column)
        .containsExactly("profile", "profile", "profile");
    assertThat(people.field("profile").orElseThrow().categories()).isEmpty();
    assertThat(people.field("profile.more.age").orElseThrow().categories())
        .containsExactly("user.demographic");
  }

  @Test
  void everyKeyOfTheFidesModelIsAccepted() throws IOException {
    assertThat(
            read("""
                dataset:
                  - fides_key: shop
                    organization_fides_key: default_organization
                    tags: [a]
                    name: Shop
                    description: All of it
                    meta: { anything: { at: all } }
                    data_purposes: [billing]
                    fides_meta: { resource_id: x, after: [y], redact: name, namespace: { database: d } }
                    collections:
                      - name: t
                        description: A table
                        data_purposes: [billing]
                        fides_meta:
                          after: [shop.u]
                          erase_after: [shop.u]
                          skip_processing: false
                          partitioning: { field: x }
                          masking_strategy_override: { strategy: delete }
                          redact: name
                        fields:
                          - name: c
                            description: A column
                            data_purposes: [billing]
                            fides_meta:
                              data_type: string
                              return_all_elements: false
                              read_only: true
                              custom_request_field: x
                              redact: name
                              masking_strategy_override: { strategy: null_rewrite }
                """)
                .collections())
        .hasSize(1);
  }

  @Test
  void everyFaultIsToldInTheOrderOfTheLines() throws IOException {
    assertThat(
            faults(
                """
                dataset:
                  - fides_kei: shop
                    collections:
                      - name: a
                        fields:
                          - { name: id, data_category: [user] }
                          - { name: id, data_categories: [usr.name] }
                          - { name: x, fides_meta: { primary_key: perhaps, lenght: 4 } }
                          - { data_categories: [user] }
                      - name: a
                        fields: []
                      - fields: [ { name: y } ]
                      - name: b
                """))
        .containsExactly(
            "2: unknown key 'fides_kei' in an item of 'dataset'; did you mean 'fides_key'?",
            "2: missing key 'fides_key' in an item of 'dataset'; add fides_key: my_database",
            "6: unknown key 'data_category' in an item of 'fields'; did you mean 'data_categories'?",
            "7: unknown category 'usr.name'; did you mean 'user.name'?",
            "7: field 'id' of 'a' is mapped twice; keep one",
            "8: unknown key 'lenght' in 'fides_meta'; did you mean 'length'?",
            "8: 'primary_key' is 'perhaps', not true or false; write true or false",
            "9: missing key 'name' in an item of 'fields'; add name: the_column",
            "10: collection 'a' is mapped twice; keep one; the first is on line 4",
            "11: 'fields' is an empty list; list every column of the table",
            "12: missing key 'name' in an item of 'collections'; add name: the_table",
            "13: missing key 'fields' in an item of 'collections'; add fields: [ ... ]");
  }

  @Test
  void aReferenceToNothingIsAFault() throws IOException {
    assertThat(faults(twoTables("", "c.a_code", ", { dataset: shop, field: b.a_cod }")))
        .containsExactly(
            "6: the reference 'c.a_code' names no mapped collection;"
                + " write collection.field, and map the collection",
            "6: the reference 'b.a_cod' names no field of 'b'; did you mean 'a_code'?");
    assertThat(faults(twoTables("", "nothing", ", { dataset: shopp, field: b.a_code }")))
        .containsExactly(
            "6: the reference 'nothing' names no mapped collection;"
                + " write collection.field, and map the collection",
            "6: unknown dataset 'shopp'; did you mean 'shop'?");
    assertThat(faults(twoTables("", "b.a_code, direction: up", ", { field: b.a_code }")))
        .containsExactly(
            "6: direction 'up' is neither from nor to;"
                + " write from, or leave it out, where this field points at the other",
            "6: missing key 'dataset' in an item of 'references'; add dataset: its fides_key");
  }

  @Test
  void aMapWithoutDatasetIsRefused() throws IOException {
    assertThat(faults("datasets: []\n"))
        .containsExactly(
            "1: unknown key 'datasets'; did you mean 'dataset'?",
            "1: missing key 'dataset'; add dataset: [ ... ]");
    assertThat(faults("- fides_key: shop\n"))
        .containsExactly(
            "1: the file is a list, not a block of keys; write its keys indented below it");
    assertThat(faults("dataset: []\n"))
        .containsExactly("1: 'dataset' is an empty list; describe at least one database");
  }

  private static String twoTables(String meta, String target, String more) {
    return """
        dataset:
          - fides_key: shop
            collections:
              - name: a
                fields:
                  - { name: code, fides_meta: { %sreferences: [ { dataset: shop, field: %s }%s ] } }
              - name: b
                fields: [ { name: a_code } ]
        """
        .formatted(meta, target, more);
  }

  private static List<Reference> references(DataMap map, String collection, String field) {
    return map.required(collection).field(field).orElseThrow().references();
  }

  private DataMap read(String text) throws IOException {
    return DataMapFile.read(Files.writeString(folder.resolve("map.yml"), text));
  }

  private List<String> faults(String text) {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> read(text));
    assertThat(refusal.code()).isEqualTo(ExitCode.INVALID);
    String file = folder.resolve("map.yml") + ":";
    assertThat(refusal.lines()).allMatch(line -> line.startsWith(file));
    return refusal.lines().stream().map(line -> line.substring(file.length())).toList();
  }
}
