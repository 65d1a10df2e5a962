package fr.oubli.schema.sql;

import fr.oubli.model.policy.FileColumns;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells an address, such as {@code s3://bucket/1.pdf}, from a path in the folder of files. A colon
 * alone makes no address: names of files have colons too.
 */
public final class FileAddress {

  private static final String ADDRESS =
      "^\\s*([a-z][a-z0-9+.-]+://|(data|urn|blob|cid|file|gridfs):)";
  private static final String SCHEME = "^\\s*([A-Za-z][A-Za-z0-9+.-]+):";

  private static final Pattern IS_ADDRESS = Pattern.compile(ADDRESS, Pattern.CASE_INSENSITIVE);
  private static final Pattern ITS_SCHEME = Pattern.compile(SCHEME);

  private FileAddress() {}

  /** Whether a value is an address, in whatever scheme. */
  public static boolean is(String value) {
    return IS_ADDRESS.matcher(value).find();
  }

  /** The scheme of an address, in small letters; empty where the value is none. */
  public static String scheme(String value) {
    Matcher scheme = ITS_SCHEME.matcher(value);
    return is(value) && scheme.find() ? scheme.group(1).toLowerCase(Locale.ROOT) : "";
  }

  /** A condition: the value is an address. It is false for a missing one. */
  public static Sql is(Sql value) {
    return Sql.format("coalesce({}::text ~* '" + ADDRESS + "', false)", value);
  }

  /** The scheme of an address, in small letters. */
  public static Sql scheme(Sql value) {
    return Sql.format("lower(substring({}::text from '" + SCHEME + "'))", value);
  }

  /** A condition: the value is an address of which the policy does not say that it is handed on. */
  public static Sql refused(Sql value, FileColumns files) {
    return files.handedOn().isEmpty()
        ? is(value)
        : Sql.format(
            "({} and {} not in ({}))",
            is(value),
            scheme(value),
            Sql.list(files.handedOn().stream().map(scheme -> Sql.of("?", scheme)).toList()));
  }
}
