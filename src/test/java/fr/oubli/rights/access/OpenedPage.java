package fr.oubli.rights.access;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Opens a page that opens by itself, as its own script does in a browser. Nothing here is of what
 * encrypted it: the key is derived as RFC 8018 writes it, hash by hash.
 */
record OpenedPage(String html) {

  private static final Map<String, byte[]> KEYS = new ConcurrentHashMap<>();

  private static final Pattern BLOCK =
      Pattern.compile("<script type=\"text/plain\">([^<]*)</script>");

  /** What stands in the page beside what is encrypted. */
  String shell() {
    return BLOCK.matcher(html).replaceAll("");
  }

  /** The one script that runs. */
  String script() {
    String start = "<script>";
    int from = shell().indexOf(start) + start.length();
    return shell().substring(from, shell().indexOf("</script>", from));
  }

  String attribute(String name) {
    Matcher attribute = Pattern.compile(name + "=\"([^\"]*)\"").matcher(html);
    if (!attribute.find()) {
      throw new AssertionError("no " + name);
    }
    return attribute.group(1);
  }

  /** The blocks as they stand there, each in base64. */
  List<String> blocks() {
    List<String> blocks = new ArrayList<>();
    Matcher block = BLOCK.matcher(html);
    while (block.find()) {
      blocks.add(block.group(1));
    }
    return blocks;
  }

  /**
   * The files by their names.
   *
   * @throws GeneralSecurityException where the passphrase is not the page's, or a block is not
   *     where it was
   */
  Map<String, byte[]> files(String passphrase) throws GeneralSecurityException {
    byte[] key =
        key(passphrase, attribute("data-salt"), Integer.parseInt(attribute("data-iterations")));
    List<String> blocks = blocks();
    Map<String, byte[]> files = new TreeMap<>();
    for (JsonNode file :
        JsonMapper.shared().readTree(decrypted(key, blocks.get(blocks.size() - 1), "list"))) {
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      int first = file.get("first").asInt();
      for (int i = first; i < first + file.get("blocks").asInt(); i++) {
        content.writeBytes(decrypted(key, blocks.get(i), "" + i));
      }
      if (content.size() != file.get("bytes").asInt()) {
        throw new AssertionError(file + " has " + content.size());
      }
      files.put(file.get("name").asString(), content.toByteArray());
    }
    return files;
  }

  /** A key takes seconds, and several changed copies of a page are opened with the same. */
  private static byte[] key(String passphrase, String salt, int iterations) {
    return KEYS.computeIfAbsent(
        passphrase + " " + salt + " " + iterations,
        any -> {
          try {
            return derived(
                passphrase.getBytes(StandardCharsets.UTF_8),
                Base64.getDecoder().decode(salt),
                iterations);
          } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  /** PBKDF2 with HMAC-SHA-256, whose one block is a key of 256 bits. */
  private static byte[] derived(byte[] passphrase, byte[] salt, int iterations)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(passphrase, "HmacSHA256"));
    byte[] one = mac.doFinal(ByteBuffer.allocate(salt.length + 4).put(salt).putInt(1).array());
    byte[] key = one.clone();
    for (int i = 1; i < iterations; i++) {
      one = mac.doFinal(one);
      for (int j = 0; j < key.length; j++) {
        key[j] ^= one[j];
      }
    }
    return key;
  }

  private static byte[] decrypted(byte[] key, String block, String place)
      throws GeneralSecurityException {
    byte[] bytes = Base64.getDecoder().decode(block);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(key, "AES"),
        new GCMParameterSpec(128, Arrays.copyOf(bytes, 12)));
    cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
    return cipher.doFinal(bytes, 12, bytes.length - 12);
  }
}
