package fr.oubli.model.yaml;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A YAML file as a tree of values that know their line.
 *
 * @param file as the user wrote the path
 * @param sha256 of the file's bytes, in hexadecimal
 * @param faults found so far; readers add theirs
 */
public record Document(String file, String sha256, Value root, Faults faults) {

  private static final int LARGEST = 3 * 1024 * 1024;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /**
   * @throws Refusal in one line when the file cannot be read, or is not YAML at all
   */
  public static Document read(Path path) {
    String file = path.toString();
    byte[] bytes = bytes(path);
    Node node = compose(file, text(file, bytes));
    Faults faults = new Faults();
    return new Document(file, sha256(bytes), new Tree(file, faults).root(node), faults);
  }

  private static byte[] bytes(Path path) {
    if (Files.isDirectory(path)) {
      throw refusal(path + ": is a directory; name the file in it");
    }
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw refusal(path + ": larger than 3 MiB; is it the right file?");
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw refusal(path + ": no such file; check the path");
    } catch (AccessDeniedException e) {
      throw refusal(path + ": may not be read; check its permissions");
    } catch (IOException e) {
      throw refusal(path + ": cannot be read (" + e.getMessage() + "); check the path");
    }
  }

  private static String text(String file, byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw refusal(file + ": is not UTF-8 text; save it as UTF-8");
    }
  }

  private static Node compose(String file, String text) {
    try {
      LoaderOptions options = new LoaderOptions();
      options.setMaxAliasesForCollections(Integer.MAX_VALUE); // Tree bounds what they stand for
      Node node = new Yaml(options).compose(new StringReader(text));
      if (node == null) {
        throw refusal(file + ": is empty; is it the right file?");
      }
      return node;
    } catch (YAMLException e) {
      throw refusal(Malformed.fault(file, text, e).toString());
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static Refusal refusal(String line) {
    return new Refusal(ExitCode.INVALID, line);
  }
}
