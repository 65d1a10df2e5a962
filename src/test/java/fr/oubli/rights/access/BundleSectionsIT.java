package fr.oubli.rights.access;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Disclosure;
import fr.oubli.model.datamap.Field;
import fr.oubli.rights.request.Right;
import fr.oubli.rights.request.SearchReach;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.testing.Company;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BundleSectionsIT {

  private final Company company = new Company();

  @AfterEach
  void close() {
    company.close();
  }

  private static Collection listOfStates() {
    Collection any = Company.map().required("customers");
    Field code =
        new Field(List.of("code"), List.of(), true, null, List.of(), Disclosure.NONE, any.place());
    return new Collection("us_states", "public", "us_states", List.of(code), null, any.place());
  }

  private static DataMap map() {
    List<Collection> collections = new ArrayList<>(Company.map().collections());
    collections.add(listOfStates());
    return new DataMap(Company.map().key(), Company.map().sha256(), collections);
  }

  private List<String> sections(Set<String> found) {
    company.jdbc().execute("create table if not exists us_states (code text primary key)");
    DataMap map = map();
    return new BundleSections(
            Company.policy(), map, Catalog.read(company.dataSource(), map), List.of(1L), found)
        .of(Right.ACCESS).stream()
            .map(BundleSection::name)
            .filter(name -> !name.startsWith("archive."))
            .toList();
  }

  @Test
  void whatCanHoldAPersonIsThereWithoutRowsAndAListOfStatesIsNot() {
    Set<String> kinds = Set.of("email", "phone_number");
    SearchReach reach = new SearchReach(map(), Company.policy().subject(), kinds);

    assertThat(sections(reach.searched()))
        .containsExactlyElementsOf(
            Company.map().collections().stream().map(Collection::name).toList());
    assertThat(reach.notSearched()).isEmpty();
  }

  @Test
  void whereOnlyAnotherKindOfIdentityIsCarriedNobodyIsLookedFor() {
    SearchReach reach = new SearchReach(map(), Company.policy().subject(), Set.of("email"));

    assertThat(reach.notSearched())
        .extracting(Collection::name)
        .allMatch(name -> !reach.searched().contains(name));
    assertThat(reach.searched()).contains("customers", "orders", "invoice_lines");
  }

  @Test
  void aRowThatSomebodyFoundIsThereWhereverItIs() {
    assertThat(sections(Set.of("us_states"))).contains("us_states");
  }
}
