package fr.oubli.rights.access;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.DataMapFile;
import fr.oubli.model.datamap.Disclosure;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.policy.PolicyFile;
import fr.oubli.model.policy.Rule;
import java.io.IOException;
import java.nio.file.Files;
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

  private static String kept(String keep) throws IOException {
    Path file =
        Files.writeString(
            Files.createTempFile("policy", ".yml"),
            """
            policy: shop
            zone: Europe/Paris
            rules:
              orders:
                cites: a contract
                basis: contract
                starts: { row: orders.ordered_at }
                keep: %s
                then: { orders: delete }
            """
                .formatted(keep));
    String kept =
        French.kept(PolicyFile.read(file).rules().get(0), orders("Vos commandes", "date"));
    Files.delete(file);
    return kept;
  }

  @Test
  void aPeriodThatStandsInTheDataIsToldByItsColumn() throws IOException {
    assertThat(kept("{ at-most: { by: orders.status, paid: P3Y, test: P30D, else: strictest } }"))
        .isEqualTo(
            "3 ans (paid), 30 jours (test), sinon la plus courte, selon « Vos commandes"
                + " (orders.status) », à compter de la date : « Vos commandes, date »");
    assertThat(kept("{ at-least: { months: orders.months, missing: P1Y } }"))
        .isEqualTo(
            "au moins le nombre de mois de « Vos commandes (orders.months) », à défaut 1 an, à"
                + " compter de la date : « Vos commandes, date »");
  }
}
