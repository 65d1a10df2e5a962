package fr.oubli.model.datamap;

/**
 * A table as a map writes it: {@code table}, {@code schema.table}, each in double quotes or not.
 */
record TableName(String schema, String table) {

  static TableName of(String written, String defaultSchema) {
    int dot = point(written);
    return dot < 0
        ? new TableName(defaultSchema, plain(written))
        : new TableName(plain(written.substring(0, dot)), plain(written.substring(dot + 1)));
  }

  /** The point between the two, which is in no quotes. */
  private static int point(String written) {
    boolean quoted = false;
    for (int i = 0; i < written.length(); i++) {
      quoted ^= written.charAt(i) == '"';
      if (!quoted && written.charAt(i) == '.') {
        return i;
      }
    }
    return -1;
  }

  private static String plain(String name) {
    boolean quoted = name.length() > 2 && name.startsWith("\"") && name.endsWith("\"");
    return quoted ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
  }
}
