package fr.oubli.rights.request;

import java.util.Locale;

/** On what a refusal can rest; the facts are said beside it, and the controller proves them. */
public enum RefusalGround {
  UNFOUNDED("elle est manifestement infondée (RGPD, article 12(5))"),
  /** A first request can be: CJEU C-526/24. */
  EXCESSIVE("elle est excessive (RGPD, article 12(5))"),
  IDENTITY(
      "nous n'avons pas pu établir que vous êtes la personne dont ces données parlent (RGPD,"
          + " article 12(2))"),
  OTHERS(
      "y donner suite porterait atteinte aux droits et libertés d'autres personnes (RGPD, articles"
          + " 15(4) et 20(4))"),
  CONDITIONS("les conditions dans lesquelles ce droit s'exerce ne sont pas réunies");

  private final String french;

  RefusalGround(String french) {
    this.french = french;
  }

  /** As the letter says it, after a comma. */
  public String french() {
    return french;
  }

  String stored() {
    return name().toLowerCase(Locale.ROOT);
  }

  static RefusalGround of(String stored) {
    return valueOf(stored.toUpperCase(Locale.ROOT));
  }
}
