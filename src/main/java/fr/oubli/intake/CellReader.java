package fr.oubli.intake;

import fr.oubli.model.feed.CellForm;
import fr.oubli.schema.catalog.Column;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the cells of one column into what PostgreSQL takes for the columns that they go to. What is
 * said against a cell tells nothing of what stands in it.
 */
final class CellReader {

  /** Why a cell cannot be taken. */
  static final class Misfit extends Exception {

    private static final long serialVersionUID = 1L;

    Misfit(String what) {
      super(what, null, false, false);
    }
  }

  /**
   * What was read.
   *
   * @param text as PostgreSQL reads it
   * @param day on which it is; null where it is no date
   */
  record Value(String text, @Nullable LocalDate day) {}

  /** How many digits a column takes before its decimals, and how many decimals. */
  private record Digits(int whole, int decimals) {}

  private static final Pattern NUMERIC = Pattern.compile("numeric\\((\\d+),(-?\\d+)\\)");
  private static final Pattern BLANK = Pattern.compile("[\\s\\h]");
  private static final Pattern BETWEEN_DAY_AND_TIME = Pattern.compile("(?<=[0-9]) (?=[0-9])");
  private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]{1,40}([.,][0-9]{1,40})?");
  private static final Map<String, String> BOOLEANS =
      Map.of("true", "true", "false", "false", "1", "true", "0", "false");
  private static final int FEWEST_DIGITS = 7;
  private static final int MOST_DIGITS = 20;
  private static final int LONGEST_PHONE = 40;
  private static final int FIRST_YEAR = 1000;
  private static final int LAST_YEAR = 9999;

  private final CellForm form;
  private final List<Column> columns;
  private final List<Digits> numerics;
  private final ZoneId zone;

  /**
   * @param columns those that the cell goes to
   * @param zone of times that say none
   */
  CellReader(CellForm form, List<Column> columns, ZoneId zone) {
    this.form = form;
    this.columns = List.copyOf(columns);
    this.numerics = columns.stream().flatMap(column -> digits(column).stream()).toList();
    this.zone = zone;
  }

  private static Optional<Digits> digits(Column column) {
    Matcher declared = NUMERIC.matcher(column.type());
    if (!declared.matches()) {
      return Optional.empty();
    }
    int decimals = Integer.parseInt(declared.group(2));
    return Optional.of(new Digits(Integer.parseInt(declared.group(1)) - decimals, decimals));
  }

  /** Null where the cell is empty. */
  @Nullable Value read(String cell) throws Misfit {
    String text = cell.strip();
    if (text.isEmpty()) {
      if (form.required()) {
        throw new Misfit("is empty");
      }
      return null;
    }
    if (text.indexOf('\0') >= 0) {
      throw new Misfit("has a NUL byte");
    }
    return switch (form.type()) {
      case BOOLEAN -> new Value(truth(text), null);
      case TEXT -> new Value(fitting(meant(text)), null);
      case EMAIL -> new Value(fitting(email(text)), null);
      case PHONE -> new Value(fitting(phone(text)), null);
      case NUMBER -> new Value(number(meant(text)), null);
      case DATE -> {
        LocalDate day = day(text);
        yield new Value(day.toString(), day);
      }
      case TIMESTAMP -> {
        Instant moment = moment(text);
        yield new Value(moment.toString(), LocalDate.ofInstant(moment, zone));
      }
    };
  }

  private String meant(String text) throws Misfit {
    Map<String, String> values = form.writing().values();
    if (values.isEmpty()) {
      return text;
    }
    String means = values.get(text);
    if (means == null) {
      throw new Misfit("is none of the words that the mapping lists");
    }
    return means;
  }

  private String truth(String text) throws Misfit {
    Map<String, String> values = form.writing().values();
    String means =
        values.isEmpty() ? BOOLEANS.get(text.toLowerCase(Locale.ROOT)) : values.get(text);
    if (means == null) {
      throw new Misfit("is neither true nor false");
    }
    return means;
  }

  private String fitting(String text) throws Misfit {
    int length = text.codePointCount(0, text.length());
    for (Column column : columns) {
      Integer most = column.maxLength();
      if (most != null && length > most) {
        throw new Misfit("is longer than " + most + " characters");
      }
    }
    return text;
  }

  private static String email(String text) throws Misfit {
    int sign = text.indexOf('@');
    if (sign < 1 || sign == text.length() - 1 || BLANK.matcher(text).find()) {
      throw new Misfit("is no e-mail address");
    }
    return text.toLowerCase(Locale.ROOT);
  }

  private static String phone(String text) throws Misfit {
    int digits = 0;
    int first = -1;
    boolean several = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits++;
        several |= first >= 0 && c != first;
        first = first < 0 ? c : first;
      }
    }
    // A number made of one digit alone stands for none.
    if (digits < FEWEST_DIGITS
        || digits > MOST_DIGITS
        || text.length() > LONGEST_PHONE
        || !several) {
      throw new Misfit("is no telephone number");
    }
    return text;
  }

  private String number(String text) throws Misfit {
    char other = form.writing().decimal() == '.' ? ',' : '.';
    if (!NUMBER.matcher(text).matches() || text.indexOf(other) >= 0) {
      throw new Misfit("is no number");
    }
    BigDecimal number = new BigDecimal(text.replace(',', '.'));
    for (Column column : columns) {
      fits(number, column);
    }
    for (Digits most : numerics) {
      if (number.stripTrailingZeros().scale() > most.decimals()) {
        throw new Misfit("has more than " + most.decimals() + " decimals");
      }
      if (number.precision() - number.scale() > most.whole()) {
        throw new Misfit("is too large");
      }
    }
    return number.toPlainString();
  }

  private static void fits(BigDecimal number, Column column) throws Misfit {
    int bits =
        switch (column.baseType()) {
          case "int2" -> Short.SIZE;
          case "int4" -> Integer.SIZE;
          case "int8" -> Long.SIZE;
          default -> 0;
        };
    if (bits > 0) {
      if (number.stripTrailingZeros().scale() > 0) {
        throw new Misfit("is no whole number");
      }
      BigInteger whole = number.toBigInteger();
      if (whole.bitLength() >= bits) {
        throw new Misfit("is too large");
      }
    }
  }

  private LocalDate day(String text) throws Misfit {
    DateTimeFormatter format = form.writing().format();
    try {
      return credible(
          LocalDate.parse(text, format == null ? DateTimeFormatter.ISO_LOCAL_DATE : format));
    } catch (DateTimeException e) {
      throw new Misfit("is no date as the mapping writes it");
    }
  }

  private Instant moment(String text) throws Misfit {
    DateTimeFormatter format = form.writing().format();
    try {
      TemporalAccessor read =
          format == null
              ? DateTimeFormatter.ISO_DATE_TIME.parse(
                  BETWEEN_DAY_AND_TIME.matcher(text).replaceFirst("T"))
              : format.parse(text);
      // To ask for an offset that is not there costs more than all else.
      if (read.isSupported(ChronoField.OFFSET_SECONDS)) {
        OffsetDateTime offset = OffsetDateTime.from(read);
        credible(offset.toLocalDate());
        return offset.toInstant();
      }
      LocalDateTime local = LocalDateTime.from(read);
      credible(local.toLocalDate());
      List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
      if (offsets.isEmpty()) {
        throw new Misfit("is a time that the clocks left out that night");
      }
      return local.toInstant(offsets.get(0));
    } catch (DateTimeException e) {
      throw new Misfit("is no time as the mapping writes it");
    }
  }

  private static LocalDate credible(LocalDate day) throws Misfit {
    if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
      throw new Misfit("is in a year that no event was in");
    }
    return day;
  }
}
