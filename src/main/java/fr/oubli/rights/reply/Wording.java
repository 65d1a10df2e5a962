package fr.oubli.rights.reply;

import fr.oubli.model.datacontroller.Controller;
import fr.oubli.platform.output.Typography;
import fr.oubli.rights.reply.CategoryOutcome.Kind;
import fr.oubli.rights.reply.Letter.Enclosure;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.Right;
import fr.oubli.rights.suppression.SuppressionList;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The French sentences of a letter, by right and by what it tells. */
final class Wording {

  private static final String OPENING =
      "L'archive est protégée par une phrase secrète que nous vous transmettons par un autre moyen."
          + " Elle s'ouvre avec 7-Zip, ou un autre logiciel qui lit les ZIP chiffrés en AES-256 ;"
          + " l'Explorateur de Windows ne sait pas l'ouvrir.";

  private static final String SELF_OPENING =
      "Le plus simple est d'enregistrer le fichier %s sur votre appareil et de l'ouvrir dans un"
          + " navigateur : il vous demande une phrase secrète, que nous vous transmettons par un"
          + " autre moyen, et s'ouvre sans rien installer, même sans connexion. L'archive contient"
          + " la même chose et s'ouvre par la même phrase, avec 7-Zip ou un autre logiciel qui lit"
          + " les ZIP chiffrés en AES-256.";

  private final Letter letter;
  private final Request request;
  private final Labels labels;
  private final LocalDate today;

  private final Controller controller;

  Wording(Letter letter, Letterhead head) {
    this.letter = letter;
    this.request = letter.request();
    this.labels = head.labels();
    this.today = head.today();
    this.controller = head.controller();
  }

  private static String day(LocalDate day) {
    return Typography.day(day);
  }

  String subject() {
    String right = "votre demande n° %d du %s, droit %s";
    String about = right.formatted(request.id(), day(request.receivedOn()), name(request.right()));
    return switch (letter.kind()) {
      case DOUBT -> "Vérification de votre identité avant la réponse à " + about;
      case EXTENSION -> "Délai de notre réponse à " + about;
      case REFUSAL -> "Refus motivé de " + about;
      case ANSWER, EARLIER -> "Réponse à " + about;
      case LIFT_ANNOUNCED -> "Fin prochaine de la limitation née de " + about;
      case LIFTED -> "Fin de la limitation née de " + about;
    };
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

  /** What the letter says before the list of what was done. */
  List<String> paragraphs() {
    return switch (letter.kind()) {
      case DOUBT -> doubted();
      case EXTENSION -> extended();
      case REFUSAL -> refused();
      case EARLIER -> answeredEarlier();
      case LIFT_ANNOUNCED -> announced();
      case LIFTED -> lifted();
      case ANSWER ->
          letter.nothing() && request.right() != Right.OBJECTION ? nothingHeld() : carriedOut();
    };
  }

  private String reason() {
    return letter.reason().strip().replaceFirst("\\.$", "");
  }

  private List<String> refused() {
    return List.of(
        "Nous ne donnons pas suite à votre demande"
            + (request.ground() == null ? "" : ", car " + request.ground().french())
            + ".",
        "Les faits sur lesquels nous nous fondons, et dont la preuve nous incombe : "
            + reason()
            + ".",
        "Vous pouvez contester cette décision auprès de la CNIL ou devant le juge, aux adresses"
            + " indiquées ci-dessous.");
  }

  private List<String> doubted() {
    return List.of(
        "Avant de répondre, nous devons nous assurer de votre identité : " + reason() + ".",
        "Le délai de réponse est suspendu depuis le "
            + day(Objects.requireNonNull(request.suspendedOn()))
            + " et reprendra dès que ce doute sera levé. Un justificatif que vous nous adresseriez"
            + " sera détruit aussitôt votre identité confirmée.");
  }

  private List<String> extended() {
    return List.of(
        "Nous avons besoin de plus de temps pour vous répondre, pour le motif suivant : "
            + reason()
            + ".",
        "Comme le permet l'article 12(3) du RGPD, nous vous répondrons au plus tard le "
            + day(request.deadline())
            + ".");
  }

  private List<String> answeredEarlier() {
    return List.of(
        "Vous exercez par cette demande le même droit que par "
            + reason()
            + ". Cette réponse vaut pour vos deux demandes.",
        "Si elle ne vous est pas parvenue, ou si vous demandiez autre chose, écrivez-nous.");
  }

  private List<String> announced() {
    return List.of(
        "À votre demande, nous nous bornons pour le moment à conserver vos données. Cette"
            + " limitation prendra fin, pour le motif suivant : "
            + reason()
            + ".",
        "Vos données seront alors de nouveau utilisées, et effacées aux échéances prévues. Si vous"
            + " n'êtes pas d'accord, écrivez-nous avant.");
  }

  private List<String> lifted() {
    return List.of(
        "La limitation de l'usage de vos données, dont nous vous avons annoncé la fin, est levée"
            + " depuis le "
            + day(today)
            + ".",
        "Vos données sont de nouveau utilisées, et seront effacées aux échéances prévues.");
  }

  private boolean hasBundle() {
    return request.right() == Right.ACCESS || request.right() == Right.PORTABILITY;
  }

  private List<String> nothingHeld() {
    List<String> paragraphs = new ArrayList<>();
    paragraphs.add("Nous avons cherché, et n'avons trouvé aucune donnée qui vous concerne.");
    if (hasBundle()) {
      paragraphs.add(
          "Vous trouverez ci-joint une archive qui dit où nous avons cherché (la page à ouvrir en"
              + " premier est LISEZ-MOI.html).");
    }
    return withOpening(paragraphs);
  }

  private List<String> withOpening(List<String> paragraphs) {
    Enclosure enclosure = letter.enclosure();
    if (enclosure == null || !enclosure.encrypted()) {
      return paragraphs;
    }
    List<String> all = new ArrayList<>(paragraphs);
    List<String> files = enclosure.files();
    all.add(files.size() == 1 ? OPENING : SELF_OPENING.formatted(files.get(1)));
    return all;
  }

  private List<String> carriedOut() {
    return switch (request.right()) {
      case ACCESS ->
          withOpening(
              List.of(
                  "Vous trouverez ci-joint une archive qui contient les données que nous détenons"
                      + " sur vous, avec une page à ouvrir en premier (LISEZ-MOI.html). "
                      + leftOut()));
      case PORTABILITY ->
          withOpening(
              List.of(
                  "Vous trouverez ci-joint les données que vous nous avez fournies, dans un format"
                      + " structuré et lisible par une machine (CSV et JSON), que vous pouvez"
                      + " transmettre à un autre responsable de traitement.",
                  "N'y figurent pas les données que nous avons produites nous-mêmes, ni celles que"
                      + " nous ne détenons que parce que la loi l'exige : le droit d'accès (RGPD,"
                      + " article 15) vous les montre."));
      case ERASURE -> erased();
      case RECTIFICATION ->
          List.of(
              letter.corrections().isEmpty()
                  ? "Les données que vous nous aviez signalées ont été rectifiées."
                  : "Nous avons rectifié vos données comme suit.");
      case OBJECTION -> objection();
      case RESTRICTION ->
          List.of(
              "Les données suivantes sont désormais seulement conservées : elles ne sont plus"
                  + " utilisées ni effacées sans votre accord, sauf pour la défense de droits en"
                  + " justice. Nous vous préviendrons avant de lever cette limitation.");
    };
  }

  /** What an access bundle does not hold, by category, with the reason. */
  private String leftOut() {
    Map<String, List<String>> byReason = new LinkedHashMap<>();
    letter.outcomes().stream()
        .filter(outcome -> outcome.kind() == Kind.WITHHELD)
        .forEach(
            outcome ->
                byReason
                    .computeIfAbsent(
                        Typography.within(labels.of(outcome.collection())),
                        key -> new ArrayList<>())
                    .add(String.valueOf(outcome.basis())));
    return byReason.isEmpty()
        ? "Rien n'en a été retiré."
        : byReason.entrySet().stream()
            .map(entry -> entry.getKey() + " (" + String.join(" ; ", entry.getValue()) + ")")
            .collect(Collectors.joining(" ; ", "Elle ne contient pas : ", "."));
  }

  private List<String> erased() {
    boolean gone = letter.any(Kind.ERASED);
    boolean kept = letter.any(Kind.KEPT) || letter.any(Kind.ARCHIVED);
    if (!kept) {
      return List.of(
          gone
              ? "Nous avons effacé vos données, catégorie par catégorie, comme suit."
              : "Vos données ont été traitées comme suit, catégorie par catégorie.");
    }
    return List.of(
        (gone ? "Nous avons effacé une partie de vos données. Le reste est conservé" : KEPT)
            + " parce qu'un texte nous y oblige ou nous y autorise : le tableau dit pour chaque"
            + " catégorie lequel, jusqu'à quand, et qui peut encore lire ces données.");
  }

  private static final String KEPT =
      "Nous n'avons pas pu effacer vos données dès maintenant. Elles sont conservées";

  private List<String> objection() {
    if (request.scope().equals(SuppressionList.TRANSFER)) {
      return List.of(
          "Vos données ne seront pas transmises à l'acquéreur de notre activité.",
          "Une empreinte de vos coordonnées est conservée dans une liste d'opposition, à cette seule"
              + " fin.");
    }
    return List.of(
        "Vous ne recevrez plus de prospection de notre part, " + channel(request.scope()) + ".",
        "Les messages nécessaires à vos commandes (confirmations, factures) continuent de vous être"
            + " adressés. Une empreinte de vos coordonnées est conservée dans une liste d'opposition,"
            + " à cette seule fin.");
  }

  /** By which way marketing came, as a sentence ends with it. */
  private static String channel(String scope) {
    return switch (scope) {
      case "all" -> "quel que soit le canal";
      case "email" -> "par courriel";
      case "sms" -> "par SMS";
      case "phone" -> "par téléphone";
      case "post" -> "par courrier postal";
      case "push" -> "par notification sur vos appareils";
      default -> "par le canal « " + scope + " »";
    };
  }

  /** Each corrected value: the category, the field, what it is now and what it was. */
  List<Map<String, Object>> corrections() {
    if (letter.kind() != LetterKind.ANSWER) {
      return List.of();
    }
    return letter.corrections().stream()
        .map(
            value ->
                Map.<String, Object>of(
                    "label",
                    labels.of(value.collection())
                        + ", "
                        + labels.field(value.collection(), value.field()),
                    "words",
                    value.words(labels)))
        .toList();
  }

  List<String> enclosures() {
    Enclosure enclosure = letter.enclosure();
    return enclosure == null ? List.of() : enclosure.files();
  }

  /** Until when copies of what was erased are kept; what was erased before is gone by then too. */
  private String backups() {
    return controller
        .goneFromBackups(today)
        .map(
            gone ->
                "Nos sauvegardes peuvent contenir encore ce qui a été effacé : cela en aura disparu"
                    + " au plus tard le "
                    + day(gone)
                    + ".")
        .orElse(
            "Nos sauvegardes peuvent contenir encore ce qui a été effacé. Leur durée de conservation"
                + " n'est pas déclarée : nous ne pouvons pas vous dire quand cela en aura disparu.");
  }

  /** What the letter says after the list of what was done. */
  List<String> after(List<String> recipients) {
    if (letter.kind() != LetterKind.ANSWER && letter.kind() != LetterKind.LIFTED) {
      return List.of();
    }
    List<String> after = new ArrayList<>();
    if (letter.any(Kind.LEFT)) {
      after.add("Une partie de votre demande reste à traiter ; nous vous écrirons de nouveau.");
    }
    if (letter.any(Kind.UNSEARCHED)) {
      after.add(
          "Nous n'avons pas pu chercher vos données partout : cela reste à faire pour les catégories"
              + " signalées ci-dessus. Si vous pensez y figurer, dites-nous à quelle occasion ;"
              + " nous vous écrirons de nouveau.");
    }
    if (!recipients.isEmpty()) {
      after.add(
          "Nous en informons "
              + (recipients.size() == 1
                  ? "le destinataire de ces données : "
                  : "les destinataires de ces données : ")
              + String.join(", ", recipients)
              + ".");
    }
    if (request.right() == Right.ERASURE) {
      if (letter.any(Kind.ERASED)) {
        after.add(backups());
      }
      after.add(
          "Une empreinte de vos coordonnées est conservée dans une liste d'exclusion, à seule fin de"
              + " ne pas vous ajouter de nouveau à nos fichiers.");
    }
    return after;
  }
}
