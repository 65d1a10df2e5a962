package fr.oubli.rights.reply;

import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.RequestState;
import fr.oubli.rights.request.Right;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The French sentences of a letter, by right and by where the request stands. */
final class Wording {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/uuuu");

  private static final String OPENING =
      "L'archive est protégée par une phrase secrète que nous vous transmettons par un autre moyen."
          + " Elle s'ouvre avec 7-Zip, ou un autre logiciel qui lit les ZIP chiffrés en AES-256 ;"
          + " l'Explorateur de Windows et la commande unzip ne savent pas l'ouvrir.";

  private final Request request;

  Wording(Request request) {
    this.request = request;
  }

  static String day(LocalDate day) {
    return DAY.format(day);
  }

  String subject() {
    return "Votre demande n° %d reçue le %s : droit %s"
        .formatted(request.id(), day(request.receivedOn()), name(request.right()));
  }

  /** The right's name, as it follows the word {@code droit} in a sentence. */
  static String name(Right right) {
    return switch (right) {
      case ACCESS -> "d'accès (RGPD, article 15)";
      case PORTABILITY -> "à la portabilité (RGPD, article 20)";
      case ERASURE -> "à l'effacement (RGPD, article 17)";
      case RECTIFICATION -> "de rectification (RGPD, article 16)";
      case OBJECTION -> "d'opposition (RGPD, article 21)";
      case RESTRICTION -> "à la limitation du traitement (RGPD, article 18)";
    };
  }

  /** Whether a letter can say why nothing was done yet, or why nothing will be. */
  static boolean waits(Request request) {
    return request.state() == RequestState.REFUSED
        || request.state() == RequestState.SUSPENDED
        || (request.extendedOn() != null && !request.state().ended());
  }

  /**
   * What the letter says before the list of what was done.
   *
   * @param done whether the request was carried out
   * @param nothing whether no row is the person's
   * @param encrypted whether what is joined to the letter needs a passphrase
   * @param reason of a refusal, an extension or a doubt; empty where there is none
   */
  List<String> paragraphs(boolean done, boolean nothing, boolean encrypted, String reason) {
    if (request.state() == RequestState.REFUSED) {
      return refused(reason);
    }
    if (request.state() == RequestState.SUSPENDED) {
      return doubted(reason);
    }
    if (!done) {
      return extended(reason);
    }
    List<String> paragraphs =
        new ArrayList<>(
            nothing && request.right() != Right.OBJECTION ? nothingHeld() : carriedOut());
    if (encrypted && hasBundle()) {
      paragraphs.add(OPENING);
    }
    return paragraphs;
  }

  private static List<String> refused(String reason) {
    return List.of(
        "Nous ne pouvons pas donner suite à votre demande, pour le motif suivant : " + reason + ".",
        "Vous pouvez contester cette décision auprès de la CNIL ou devant le juge.");
  }

  private List<String> doubted(String reason) {
    return List.of(
        "Avant de répondre, nous devons nous assurer de votre identité : " + reason + ".",
        "Le délai de réponse est suspendu depuis le "
            + day(Objects.requireNonNull(request.suspendedOn()))
            + " et reprendra dès que ce doute sera levé. Un justificatif que vous nous adresseriez"
            + " sera détruit aussitôt votre identité confirmée.");
  }

  private List<String> extended(String reason) {
    return List.of(
        "Nous avons besoin de plus de temps pour vous répondre, pour le motif suivant : "
            + reason
            + ".",
        "Comme le permet l'article 12(3) du RGPD, nous vous répondrons au plus tard le "
            + day(request.deadline())
            + ".");
  }

  private boolean hasBundle() {
    return request.right() == Right.ACCESS || request.right() == Right.PORTABILITY;
  }

  private List<String> nothingHeld() {
    List<String> paragraphs = new ArrayList<>();
    paragraphs.add("Nous avons cherché, et n'avons trouvé aucune donnée qui vous concerne.");
    if (hasBundle()) {
      paragraphs.add(
          "Vous trouverez ci-joint une archive dont la page (data/index.html) dit où nous avons"
              + " cherché.");
    }
    return paragraphs;
  }

  private List<String> carriedOut() {
    return switch (request.right()) {
      case ACCESS ->
          List.of(
              "Vous trouverez ci-joint une archive qui contient toutes les données que nous détenons"
                  + " sur vous, avec une page à ouvrir en premier (data/index.html).");
      case PORTABILITY ->
          List.of(
              "Vous trouverez ci-joint les données que vous nous avez fournies, dans un format"
                  + " structuré et lisible par une machine (CSV et JSON), que vous pouvez transmettre"
                  + " à un autre responsable de traitement.");
      case ERASURE -> List.of("Vos données ont été traitées comme suit, catégorie par catégorie.");
      case RECTIFICATION -> List.of("Les données suivantes ont été rectifiées.");
      case OBJECTION -> objection();
      case RESTRICTION ->
          List.of(
              "Les données suivantes sont désormais seulement conservées : elles ne sont plus"
                  + " utilisées ni effacées sans votre accord, sauf pour la défense de droits en"
                  + " justice. Nous vous préviendrons avant de lever cette limitation.");
    };
  }

  private List<String> objection() {
    String what =
        request.scope().equals("all")
            ? "Vous ne recevrez plus de prospection de notre part, quel que soit le canal."
            : "Vous ne recevrez plus de prospection de notre part par le canal suivant : "
                + request.scope()
                + ".";
    return List.of(
        what,
        "Les messages nécessaires à vos commandes (confirmations, factures) continuent de vous être"
            + " adressés. Une empreinte de vos coordonnées est conservée dans une liste d'opposition,"
            + " à cette seule fin.");
  }

  /** What the letter says after the list of what was done. */
  List<String> after(List<CategoryOutcome> outcomes, List<String> recipients) {
    List<String> after = new ArrayList<>();
    if (outcomes.stream().anyMatch(outcome -> outcome.kind() == CategoryOutcome.Kind.LEFT)) {
      after.add("Une partie de votre demande reste à traiter ; nous vous écrirons de nouveau.");
    }
    if (outcomes.stream().anyMatch(outcome -> outcome.kind() == CategoryOutcome.Kind.UNSEARCHED)) {
      after.add(
          "Nous n'avons pas pu chercher vos données partout : cela reste à faire pour les catégories"
              + " dont c'est dit ci-dessus. Si vous pensez y figurer, dites-nous à quelle occasion ;"
              + " nous vous écrirons de nouveau.");
    }
    if (!recipients.isEmpty()) {
      after.add(
          "Nous en informons les destinataires de ces données : "
              + String.join(", ", recipients)
              + ".");
    }
    if (request.right() == Right.ERASURE) {
      after.add(
          "Une empreinte de vos coordonnées est conservée dans une liste d'exclusion, à seule fin de"
              + " ne pas vous ajouter de nouveau à nos fichiers.");
    }
    return after;
  }
}
