package fr.oubli.rights.access;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Clock;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.FiscalYearClock;
import fr.oubli.model.policy.Keep;
import fr.oubli.model.policy.PersonClock;
import fr.oubli.model.policy.RefusalClock;
import fr.oubli.model.policy.RowClock;
import fr.oubli.model.policy.Rule;
import fr.oubli.platform.output.Typography;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Days, periods and clocks in the words of the person who reads. */
public final class French {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/uuuu");
  private static final Pattern INSTANT =
      Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})(?:[ T](\\d{2}:\\d{2}):\\d{2}\\S*)?");

  private static final Pattern VOWEL = Pattern.compile("[aeiouyàâéèêëîïôûh]");

  private French() {}

  /** What something is of: de portabilité, d'accès. */
  static String of(String noun) {
    return (VOWEL.matcher(noun).lookingAt() ? "d'" : "de ") + noun;
  }

  static String day(LocalDate day) {
    return DAY.format(day);
  }

  static String rows(long count) {
    return Typography.count(count, "enregistrement", "enregistrements");
  }

  /** Several things as a sentence names them: a, b et c. */
  static String and(List<String> words) {
    int last = words.size() - 1;
    return last < 1
        ? String.join("", words)
        : String.join(", ", words.subList(0, last)) + " et " + words.get(last);
  }

  /** Days and moments as they are written in French; anything else as it is. */
  static String value(String text) {
    Matcher instant = INSTANT.matcher(text);
    if (instant.matches()) {
      String day = instant.group(3) + "/" + instant.group(2) + "/" + instant.group(1);
      return instant.group(4) == null ? day : day + " " + instant.group(4);
    }
    return text;
  }

  static String period(Period period) {
    return Typography.period(period);
  }

  /** How long a rule keeps, and from when. */
  public static String kept(Rule rule, DataMap map) {
    if (rule.keep().isAtOnce()) {
      return "jusqu'à la nuit qui suit votre refus ou votre retrait";
    }
    String bound = rule.keep().bound() == Keep.Bound.AT_MOST ? "" : "au moins ";
    return bound + length(rule.keep(), map) + " " + from(rule.starts(), map);
  }

  private static String length(Keep keep, DataMap map) {
    return keep.inData()
        .map(data -> data.map(new FrenchDataPeriod(quoted(data.column(), map), keep.bound())))
        .orElseGet(() -> period(keep.period()));
  }

  private static String from(Clock clock, DataMap map) {
    return clock.map(
        new Clock.Cases<>() {
          @Override
          public String row(RowClock clock) {
            return clock.ended()
                ? "à compter de la fin : "
                    + quoted(clock.column(), map)
                    + " ; tant qu'elle est absente ou à venir, le délai ne court pas"
                : "à compter de la date : " + quoted(clock.column(), map);
          }

          @Override
          public String person(PersonClock clock) {
            return "à compter du plus récent de vos évènements : "
                + clock.columns().stream()
                    .map(
                        event ->
                            (clock.ends().contains(event) ? "fin : " : "") + quoted(event, map))
                    .collect(Collectors.joining(", "))
                + (clock.ends().isEmpty()
                    ? ""
                    : " ; tant qu'une fin est absente ou à venir, le délai ne court pas");
          }

          @Override
          public String fiscalYear(FiscalYearClock clock) {
            return "à compter de la clôture de l'exercice comptable du document";
          }

          @Override
          public String refusal(RefusalClock clock) {
            return "à compter de votre refus ou de votre retrait";
          }
        });
  }

  /** In the words of the map; a name of the database where it has none. */
  private static String quoted(ColumnName name, DataMap map) {
    Optional<Collection> collection = map.collection(name.collection());
    String column =
        collection
            .flatMap(each -> each.field(name.column()))
            .map(field -> field.disclosure().label())
            .orElse(null);
    String table = collection.map(Collection::description).orElse(null);
    if (table == null) {
      return "« " + (column == null ? name : column) + " »";
    }
    return "« " + table + (column == null ? " (" + name + ")" : ", " + column) + " »";
  }
}
