package fr.oubli.rights.access;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.DataMapFile;
import fr.oubli.model.datamap.Disclosure;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.policy.PolicyFile;
import fr.oubli.model.policy.Rule;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FrenchTest {

  private static final Rule RULE =
      PolicyFile.read(Path.of("jobs/policy.yml")).rules().stream()
          .filter(rule -> rule.name().equals("order-data"))
          .findFirst()
          .orElseThrow();

  private static DataMap orders(@Nullable String description, @Nullable String label) {
    Collection orders = DataMapFile.read(Path.of("jobs/datamap.yml")).required("orders");
    Field clock =
        new Field(
            List.of("ordered_at"),
            List.of(),
            false,
            null,
            List.of(),
            new Disclosure(label, false, false),
            orders.place());
    return new DataMap(
        "shop",
        "",
        List.of(
            new Collection(
                "orders", "public", "orders", List.of(clock), description, orders.place())));
  }

  @Test
  void aClockIsSaidInTheWordsThatTheMapHas() {
    assertThat(French.kept(RULE, orders("Vos commandes", "Date")))
        .endsWith("de vos évènements : « Vos commandes, Date »");
    assertThat(French.kept(RULE, orders(null, "Date de commande")))
        .endsWith("« Date de commande »");
    assertThat(French.kept(RULE, orders("Vos commandes", null)))
        .endsWith("« Vos commandes (orders.ordered_at) »");
    assertThat(French.kept(RULE, orders(null, null))).endsWith("« orders.ordered_at »");
  }
}
