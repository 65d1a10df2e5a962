package fr.oubli.rights.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/** The scripts of pages for a person, and how a page's own policy names the one that may run. */
final class PageScript {

  /** Looks for words in the records of a page; defines a function and runs nothing. */
  static final String FIND = resource("find.js");

  private PageScript() {}

  /** The hash by which a policy lets a script run that stands in its page. */
  static String hash(String script) {
    return "sha256-" + Base64.getEncoder().encodeToString(sha256(script));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static String resource(String name) {
    try (InputStream stream =
        Objects.requireNonNull(PageScript.class.getResourceAsStream(name), name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
