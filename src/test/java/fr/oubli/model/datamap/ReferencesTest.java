package fr.oubli.model.datamap;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.model.datamap.References.Link;
import fr.oubli.model.datamap.References.Step;
import fr.oubli.model.yaml.Place;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferencesTest {

  private static final Step ORDER_CUSTOMER = new Step("orders", "customer_id", "customers", "id");
  private static final Step INVOICE_ORDER = new Step("invoices", "order_id", "orders", "id");
  private static final Step LINE_INVOICE = new Step("lines", "invoice_id", "invoices", "id");
  private static final Step DISPUTE_ORDER = new Step("disputes", "order_id", "orders", "id");

  private final References references =
      map(
              collection("customers"),
              collection("orders", "customer_id>customers"),
              collection("invoices", "customer_id>customers", "order_id>orders", "fix>invoices"),
              collection("lines", "invoice_id>invoices"),
              collection("disputes", "customer_id>customers", "order_id>orders"),
              collection("cookies"))
          .references();

  @Test
  void aWayUpFollowsReferencesFromChildToParent() {
    assertThat(references.pathUp("lines", "orders")).contains(List.of(LINE_INVOICE, INVOICE_ORDER));
  }

  @Test
  void theShortestWayUpWins() {
    assertThat(references.pathUp("lines", "customers"))
        .contains(List.of(LINE_INVOICE, new Step("invoices", "customer_id", "customers", "id")));
  }

  @Test
  void aCollectionReachesItselfWithoutAStep() {
    assertThat(references.pathUp("invoices", "invoices")).contains(List.of());
  }

  @Test
  void aParentDoesNotReachItsChildUpwards() {
    assertThat(references.pathUp("customers", "orders")).isEmpty();
  }

  @Test
  void anUnknownCollectionReachesNothing() {
    assertThat(references.pathUp("nothing", "nothing")).isEmpty();
    assertThat(references.link("nothing", "orders")).isEmpty();
  }

  @Test
  void aLinkGoesUpOnly() {
    assertThat(references.link("disputes", "orders"))
        .contains(new Link(List.of(DISPUTE_ORDER), List.of()));
  }

  @Test
  void aLinkGoesDownOnly() {
    assertThat(references.link("customers", "orders"))
        .contains(new Link(List.of(), List.of(ORDER_CUSTOMER)));
  }

  @Test
  void aLinkGoesUpThenDown() {
    assertThat(references.link("disputes", "lines").map(Link::fromUp))
        .contains(List.of(DISPUTE_ORDER));
  }

  @Test
  void amongEqualLinksTheLowestMeetingWins() {
    assertThat(references.link("disputes", "invoices"))
        .contains(new Link(List.of(DISPUTE_ORDER), List.of(INVOICE_ORDER)));
  }

  @Test
  void unrelatedCollectionsHaveNoLink() {
    assertThat(references.link("disputes", "cookies")).isEmpty();
  }

  @Test
  void aCycleEnds() {
    References cycle =
        map(collection("a", "b_id>b"), collection("b", "a_id>a"), collection("c")).references();
    assertThat(cycle.pathUp("a", "b")).contains(List.of(new Step("a", "b_id", "b", "id")));
    assertThat(cycle.pathUp("a", "c")).isEmpty();
  }

  private static DataMap map(Collection... collections) {
    return new DataMap("test", "00", List.of(collections));
  }

  private static Collection collection(String name, String... references) {
    List<Field> fields = Arrays.stream(references).map(ReferencesTest::field).toList();
    return new Collection(name, "public", name, fields, null, new Place("map.yml", 1));
  }

  private static Field field(String arrow) {
    String[] ends = arrow.split(">", 2);
    List<Reference> to = List.of(new Reference(ends[1], "id"));
    return new Field(
        List.of(ends[0]), List.of(), false, null, to, Disclosure.NONE, new Place("map.yml", 1));
  }
}
