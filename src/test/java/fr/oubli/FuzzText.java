package fr.oubli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Texts that nobody should write, made from texts that somebody did. */
record FuzzText(Random random) {

  private static final List<String> HOSTILE =
      List.of(
          "",
          " ",
          "null",
          "~",
          "[]",
          "{}",
          "[[]]",
          "{a: {b: {c: d}}}",
          "-1",
          "0",
          "99999999999999999999",
          "1e400",
          ".nan",
          "true",
          "P0D",
          "P-1Y",
          "P1Y",
          "P99999999999Y",
          "PT5M",
          "P1Y6M3D",
          "2026-02-30",
          "2026-11-23",
          "9999999-01-01",
          "'; drop table customers; --",
          "\"",
          "'",
          "%s%n%d",
          "{0} {key}",
          "${jndi:ldap://x}",
          "../../etc/passwd",
          "/dev/null/x",
          "customers",
          "customers.id",
          "customers.email",
          "orders.ordered_at",
          "nobody.knows",
          "oubli.hold",
          "pg_catalog.pg_class",
          "é\u0301\u202eabc",
          "\u0000",
          "\u001b[31mred",
          "line\nfeed",
          "tab\there",
          "\uD83D\uDE00",
          "*a",
          "&a [*a, *a]",
          "<<: *a",
          "!!java.net.URL x",
          "- - - -",
          "? : ?",
          "|",
          ">-",
          "%TAG ! x",
          "user.contact.email",
          "user.",
          "delete",
          "anonymise",
          "archive: [x]",
          "{ latest: [orders.ordered_at], per: subject }",
          "=1+1",
          "@sum(a1)",
          "\ufeff");

  String hostile() {
    return switch (random.nextInt(24)) {
      case 0 -> "a".repeat(1 + random.nextInt(400));
      case 1 -> "long".repeat(20_000);
      case 2 -> "[".repeat(1 + random.nextInt(3_000));
      case 3 -> noise(1 + random.nextInt(12));
      default -> any(HOSTILE);
    };
  }

  /** The same, where a word of a command line is asked for: none can hold a zero. */
  String word() {
    String hostile = hostile().replace("\u0000", "0");
    return hostile.length() > 5_000 ? hostile.substring(0, 5_000) : hostile;
  }

  private String noise(int length) {
    StringBuilder noise = new StringBuilder();
    for (int i = 0; i < length; i++) {
      noise.appendCodePoint(
          random.nextInt(5) == 0 ? 0xa0 + random.nextInt(0x500) : 32 + random.nextInt(95));
    }
    return noise.toString();
  }

  <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /** A file's bytes after one to three changes. */
  byte[] mutated(String text) {
    String changed = text;
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      changed = once(changed);
    }
    byte[] bytes = changed.getBytes(StandardCharsets.UTF_8);
    if (random.nextInt(25) == 0 && bytes.length > 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private String once(String text) {
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    int at = random.nextInt(lines.size());
    switch (random.nextInt(18)) {
      case 0 -> lines.remove(at);
      case 1 -> lines.add(at, lines.get(random.nextInt(lines.size())));
      case 2 -> lines.set(at, "  " + lines.get(at));
      case 3 -> lines.set(at, lines.get(at).strip());
      case 4 -> lines.set(at, lines.get(at) + " " + hostile());
      case 5 -> {
        return text.substring(0, random.nextInt(text.length() + 1));
      }
      case 6 -> lines.set(at, lines.get(at).replaceFirst("[:;,{}\\[\\]\"]", ""));
      default -> lines.set(at, replaced(lines.get(at)));
    }
    return String.join("\n", lines);
  }

  /** One word of a line becomes another. */
  private String replaced(String line) {
    List<int[]> words = new ArrayList<>();
    var matcher = java.util.regex.Pattern.compile("[\\p{L}\\p{N}_.@-]+").matcher(line);
    while (matcher.find()) {
      words.add(new int[] {matcher.start(), matcher.end()});
    }
    if (words.isEmpty()) {
      return line + hostile();
    }
    int[] word = any(words);
    String hostile =
        random.nextInt(6) == 0 ? line.substring(word[0], word[1]) + hostile() : hostile();
    // Half of them are quoted: what reads the words gets to see them, and not only what reads YAML.
    return line.substring(0, word[0])
        + (random.nextBoolean() ? quoted(hostile) : hostile)
        + line.substring(word[1]);
  }

  /** As JSON and YAML have it. */
  static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.chars()
        .forEach(
            c ->
                out.append(
                    c < 32 || c == '"' || c == '\\' || c > 126
                        ? "\\u%04x".formatted(c)
                        : String.valueOf((char) c)));
    return out.append('"').toString();
  }
}
