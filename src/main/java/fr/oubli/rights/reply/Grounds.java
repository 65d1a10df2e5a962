package fr.oubli.rights.reply;

import fr.oubli.decision.RequestDecisions;
import fr.oubli.model.policy.HoldRule;
import fr.oubli.model.policy.LegalBasis;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import java.util.Map;
import java.util.Optional;

/** Why rows are kept, in the words of the person whose they are. */
public record Grounds(Policy policy) {

  /** Why rows of others stay, in which the person is a party. */
  public static final String OTHERS_BASIS = "donnée d'une autre personne (RGPD art. 15(4))";

  /** What people and other requests registered, and the words for it. */
  private static final Map<String, String> REGISTERED =
      Map.of(
          "hold",
          "mesure de conservation enregistrée (RGPD art. 17(3))",
          "restriction",
          "limitation du traitement (RGPD art. 18)",
          "open request",
          "demande d'accès en cours de traitement",
          RequestDecisions.REFUSED_FILE,
          "fichier déposé hors de nos dossiers, à supprimer d'abord",
          RequestDecisions.IMPOSSIBLE_FILE,
          "fichier dont l'emplacement est mal noté, à corriger d'abord",
          RequestDecisions.OTHERS_RECORD,
          OTHERS_BASIS,
          "accountant's approval",
          "accord du service comptable attendu avant l'élimination");

  /** The words for what people and requests registered; empty for what the policy itself says. */
  public static Optional<String> registered(String ground) {
    return Optional.ofNullable(REGISTERED.get(ground));
  }

  /** The words for any ground, with the legal basis where it has one. */
  public String of(String ground) {
    return registered(ground)
        .or(
            () ->
                policy.holds().stream()
                    .filter(hold -> hold.name().equals(ground))
                    .map(HoldRule::basis)
                    .map(LegalBasis::french)
                    .findFirst())
        .or(() -> policy.rule(ground).map(Rule::basis).map(LegalBasis::french))
        .orElse("ces données sont encore nécessaires");
  }
}
