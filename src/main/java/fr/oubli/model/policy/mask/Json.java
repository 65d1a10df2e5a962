package fr.oubli.model.policy.mask;

/** SQL of type jsonb that several masks share. */
final class Json {

  static final String NULL = "'null'::jsonb";

  private Json() {}

  /** What is written over a JSON value; an empty text stays as it is. */
  static String over(String value, String masked) {
    return "case when %s then %s else %s end"
        .formatted(ColumnValue.isEmpty(text(value)), value, masked);
  }

  /** A JSON value as text, without the quotes that JSON puts around one. */
  static String text(String value) {
    return "(" + value + " #>> array[]::text[])";
  }
}
