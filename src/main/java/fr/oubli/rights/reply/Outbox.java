package fr.oubli.rights.reply;

import fr.oubli.platform.output.WholeFile;
import fr.oubli.rights.request.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of one letter: each has a name of its own, is never replaced, and its digest goes into
 * the request's history, so that what was sent can be shown.
 */
final class Outbox {

  private final Path folder;
  private final String mark;
  private final String register;
  private final List<Path> files = new ArrayList<>();
  private final List<String> digests = new ArrayList<>();
  private final List<KeptFiles.Written> kept = new ArrayList<>();

  /**
   * @param root where the folders of the requests are
   * @param number of the letter among those of its request
   * @param register the beginning of the identity of the database that has the request
   */
  Outbox(Path root, Request request, int number, String register) {
    this.folder = root.resolve("demande-" + request.id());
    this.register = register;
    this.mark = request.id() + "-" + number;
  }

  /** The letter's own number, as its first page carries it. */
  String mark() {
    return mark;
  }

  /** Of which register the request's number is: two databases count alike. */
  String register() {
    return register;
  }

  void put(String what, String ending, String content) {
    put(what, ending, out -> out.write(content.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * @param what the kind of file, before the number
   * @param ending what follows the number
   */
  void put(String what, String ending, WholeFile.Content content) {
    byte[] bytes = bytes(content);
    Path file =
        WholeFile.writePrivateBeside(
            folder.resolve(what + "-" + mark + ending), out -> out.write(bytes));
    files.add(file);
    String sha256 = FileDigest.of(bytes);
    kept.add(new KeptFiles.Written(folder.getFileName() + "/" + file.getFileName(), sha256));
    digests.add(file.getFileName() + " sha256 " + sha256);
  }

  private static byte[] bytes(WholeFile.Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      content.writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  List<Path> files() {
    return List.copyOf(files);
  }

  /** Each file below the root, for the register of what is kept. */
  List<KeptFiles.Written> kept() {
    return List.copyOf(kept);
  }

  /** Each file with its digest, for the history. */
  String digests() {
    return String.join("; ", digests);
  }
}
