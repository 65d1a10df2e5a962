package fr.oubli.model.datamap;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a field says of who a person is.
 *
 * @param kind such as {@code email} or {@code phone_number}
 * @param confirmed false where somebody only claimed it: such a value identifies nobody
 */
public record Identity(String kind, boolean confirmed) {

  private static final Pattern UNCONFIRMED =
      Pattern.compile(
          "(^|_)(un(confirmed|verified|validated)|not_confirmed|pending|new|next|requested|claimed"
              + "|tentative|non_(confirme|verifie)e?|en_attente|nouve(au|l|lle)|demandee?)(_|$)");

  /** Whether a column's name says that nobody has confirmed its value yet. */
  public static boolean looksUnconfirmed(String column) {
    String words = column.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    return UNCONFIRMED.matcher(words).find();
  }
}
