package fr.oubli.rights.access;

import fr.oubli.model.datamap.Field;
import fr.oubli.model.yaml.Label;
import fr.oubli.schema.catalog.Table;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Currency;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a person reads for the values of a field: words for codes, amounts with their currency, days
 * as they are written in French. Programs read the values themselves, in {@code donnees.json}.
 *
 * @param type of the column, as the catalogue has it; empty where the field is inside a column
 */
record ValueWords(Field field, String type) {

  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,30}(\\.\\d{1,30})?");
  private static final Pattern MOMENT =
      Pattern.compile("(\\d{4}-\\d{2}-\\d{2})(?:[ T](\\d{2}:\\d{2}):\\d{2}\\S*)?");

  static ValueWords of(Field field, Table table) {
    return new ValueWords(field, field.inside() ? "" : table.column(field.column()).baseType());
  }

  /** As the page shows it. */
  String shown(String stored) {
    Label word = field.disclosure().wording().values().get(stored);
    if (word != null) {
      return word.toPerson();
    }
    Currency currency = field.disclosure().wording().money();
    if (currency != null && NUMBER.matcher(stored).matches()) {
      return money(new BigDecimal(stored), currency);
    }
    return switch (type) {
      case "bool" -> truth(stored);
      case "numeric", "float4", "float8" -> stored.replace('.', ',');
      default -> French.value(stored);
    };
  }

  private static String truth(String stored) {
    return switch (stored) {
      case "true" -> "oui";
      case "false" -> "non";
      default -> stored;
    };
  }

  private static String money(BigDecimal amount, Currency currency) {
    NumberFormat format = NumberFormat.getCurrencyInstance(Locale.FRANCE);
    format.setCurrency(currency);
    format.setMinimumFractionDigits(Math.max(0, currency.getDefaultFractionDigits()));
    format.setMaximumFractionDigits(
        Math.max(amount.stripTrailingZeros().scale(), format.getMinimumFractionDigits()));
    return format.format(amount);
  }

  /** As a spreadsheet in French takes it: numbers and days keep their type. */
  @Nullable Object cell(@Nullable String stored) {
    if (stored == null) {
      return null;
    }
    Label word = field.disclosure().wording().values().get(stored);
    if (word != null) {
      return word.toPerson();
    }
    return switch (type) {
      case "bool" -> truth(stored);
      case "int2", "int4", "int8", "numeric" ->
          NUMBER.matcher(stored).matches() ? new BigDecimal(stored) : stored;
      case "date", "timestamp", "timestamptz" -> moment(stored);
      default -> stored;
    };
  }

  private static Object moment(String stored) {
    Matcher moment = MOMENT.matcher(stored);
    if (!moment.matches()) {
      return stored;
    }
    return moment.group(2) == null
        ? LocalDate.parse(moment.group(1))
        : LocalDateTime.parse(moment.group(1) + "T" + moment.group(2));
  }
}
