package fr.oubli;

import fr.oubli.testing.Company;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The folder of the inputs: files as they should be, and files and paths as nobody should give.
 *
 * @param files their right contents by their names
 */
record FuzzFolder(FuzzText text, Path folder, Map<String, String> files) {

  static FuzzFolder of(FuzzText text, Company company, Map<String, String> csv) throws IOException {
    Path folder = Files.createDirectories(company.folder().resolve("inputs"));
    Map<String, String> files = new HashMap<>(csv);
    for (String name : List.of("policy.yml", "datamap.yml", "controller.yml")) {
      String right = Files.readString(Path.of("jobs", name));
      files.put(name, right);
      Files.writeString(folder.resolve("good-" + name), right);
    }
    return new FuzzFolder(text, folder, files);
  }

  /** What a file should be. */
  String right(String name) {
    return String.valueOf(files.get(name));
  }

  String good(String name) {
    return folder.resolve("good-" + name).toString();
  }

  String mutated(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.write(file, text.mutated(right(name)));
    return file.toString();
  }

  String mutatedOf(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(java.util.Objects.requireNonNull(file.getParent()));
    return Files.write(file, text.mutated(content)).toString();
  }

  /** The same, with its first line as it should be, so that what follows is read. */
  String mutatedBehindTheFirstLine(String name, String content) throws IOException {
    int end = content.indexOf('\n') + 1;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(content.substring(0, end).getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(text.mutated(content.substring(end)));
    return Files.write(folder.resolve(name), bytes.toByteArray()).toString();
  }

  List<String> with(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--policy", good("policy.yml"), "--datamap", good("datamap.yml")));
    return all;
  }

  String oddPath() {
    String taken = folder.resolve("good-policy.yml").toString();
    return text.any(
        List.of(
            "",
            ".",
            "/",
            "/dev/null",
            "/dev/full",
            "/proc/self/mem",
            taken,
            taken + "/below",
            folder.toString(),
            folder.resolve("not-there").toString(),
            folder + "/" + "x".repeat(300),
            folder + "/" + "x/".repeat(3000),
            folder + "/é \u202e'\"",
            folder + "/loop",
            text.word()));
  }
}
