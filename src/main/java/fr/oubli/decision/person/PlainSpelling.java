package fr.oubli.decision.person;

import fr.oubli.schema.sql.Sql;
import java.text.Normalizer;

/**
 * The form in which a request compares what names a person: one for composed and decomposed
 * letters, full and half width, capitals, tabs and no-break spaces, signs that nobody sees, kinds
 * of dashes and of apostrophes. PostgreSQL has the same form as {@code oubli.plain_spelling}.
 *
 * <p>By night two rows are one person's where {@code lower(btrim(...))} of their identities is the
 * same, since an index on it has to serve. So a request takes such rows as the person's, and
 * proposes those that are the same in this form alone.
 */
public final class PlainSpelling {

  private static final String UNSEEN =
      "\u00AD\u034F\u061C\u180E\u200B\u200C\u200D\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2060"
          + "\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\u206A\u206B\u206C\u206D\u206E\u206F\uFEFF";

  private static final String BLANKS = "\t\n\u000B\f\r\u0085\u1680\u2028\u2029 ";
  private static final String DASHES = "\u2010\u2012\u2013\u2014\u2015\u2212";
  private static final String APOSTROPHES = "\u2018\u2019\u02BC";

  private PlainSpelling() {}

  /** A text in this form. */
  public static String of(String written) {
    StringBuilder plain = new StringBuilder();
    Normalizer.normalize(seen(written), Normalizer.Form.NFKC)
        .codePoints()
        .map(PlainSpelling::plain)
        .forEach(sign -> append(plain, sign));
    return withoutLastBlank(plain);
  }

  /** The text as a letter can show it: composed, without what nobody sees, with single blanks. */
  public static String readable(String written) {
    StringBuilder readable = new StringBuilder();
    Normalizer.normalize(seen(written), Normalizer.Form.NFC)
        .codePoints()
        .map(sign -> Character.isSpaceChar(sign) || BLANKS.indexOf(sign) >= 0 ? ' ' : sign)
        .forEach(sign -> append(readable, sign));
    return withoutLastBlank(readable);
  }

  private static String seen(String written) {
    StringBuilder seen = new StringBuilder();
    written.codePoints().filter(sign -> UNSEEN.indexOf(sign) < 0).forEach(seen::appendCodePoint);
    return seen.toString();
  }

  private static int plain(int sign) {
    if (BLANKS.indexOf(sign) >= 0) {
      return ' ';
    }
    if (DASHES.indexOf(sign) >= 0) {
      return '-';
    }
    return APOSTROPHES.indexOf(sign) >= 0 ? '\'' : Character.toLowerCase(sign);
  }

  /** One blank stands for several, and none at the beginning. */
  private static void append(StringBuilder text, int sign) {
    int last = text.length() - 1;
    if (sign != ' ' || (last >= 0 && text.charAt(last) != ' ')) {
      text.appendCodePoint(sign);
    }
  }

  private static String withoutLastBlank(StringBuilder text) {
    int last = text.length() - 1;
    return last >= 0 && text.charAt(last) == ' ' ? text.substring(0, last) : text.toString();
  }

  /** A value in this form. */
  public static Sql of(Sql value) {
    return Sql.format("oubli.plain_spelling({})", value);
  }

  /** A condition, quickly asked: the value has signs in which it could differ from this form. */
  public static Sql mayDiffer(Sql value) {
    return Sql.format(
        "(octet_length({}) > char_length({}) or {} ~ '[[:cntrl:]]')", value, value, value);
  }
}
