package fr.oubli.model.policy.mask;

/** SQL of type jsonb that several masks share. */
final class Json {

  static final String NULL = "'null'::jsonb";

  private Json() {}

  /** A JSON value as text, without the quotes that JSON puts around one. */
  static String text(String value) {
    return "(" + value + " #>> array[]::text[])";
  }
}
