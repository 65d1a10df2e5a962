package fr.oubli.model.feed;

import fr.oubli.model.yaml.Document;
import fr.oubli.model.yaml.Faults;
import fr.oubli.model.yaml.Mapping;
import fr.oubli.model.yaml.NearestWord;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a mapping file. */
public final class FeedMappingFile {

  private static final Map<String, Charset> CHARSETS =
      Map.of(
          "UTF-8",
          StandardCharsets.UTF_8,
          "ISO-8859-1",
          StandardCharsets.ISO_8859_1,
          "ISO-8859-15",
          Charset.forName("ISO-8859-15"),
          "windows-1252",
          Charset.forName("windows-1252"));
  private static final Map<String, Character> SEPARATORS =
      Map.of(";", ';', ",", ',', "tab", '\t', "|", '|');

  private final Faults faults;

  private FeedMappingFile(Faults faults) {
    this.faults = faults;
  }

  /**
   * @throws fr.oubli.platform.exit.Refusal with one line per fault
   */
  public static FeedMapping read(Path path) {
    Document document = Document.read(path);
    FeedMappingFile reading = new FeedMappingFile(document.faults());
    FeedMapping mapping =
        document.root().asMapping().map(root -> reading.mapping(root, document)).orElse(null);
    document.faults().refuseIfAny();
    if (mapping == null) {
      throw new IllegalStateException("a mapping without a fault is there");
    }
    return mapping;
  }

  private FeedMapping mapping(Mapping root, Document document) {
    root.knowing("feed", "separator", "charset", "last-line", "files");
    String name = root.requiredText("feed", "feed: site").orElse("");
    char separator = oneOf(root, "separator", SEPARATORS, ";");
    Charset charset = oneOf(root, "charset", CHARSETS, "UTF-8");
    boolean open = oneOf(root, "last-line", Map.of("ended", false, "open", true), "ended");
    List<FeedFile> files = new ArrayList<>();
    root.requiredMapping("files", "files: with each kind of file below it")
        .ifPresent(
            kinds ->
                kinds.entries().stream()
                    .flatMap(
                        kind ->
                            kind.value().asMapping().stream()
                                .map(block -> new FeedFileReader(faults).file(kind, block)))
                    .forEach(files::add));
    if (files.isEmpty() && faults.isEmpty()) {
      faults.add(root.placeOf("files"), "'files' has no kind of file", "describe at least one");
    }
    noHeaderTwice(files);
    return new FeedMapping(
        name, separator, charset, open, files, document.file(), document.sha256());
  }

  /** A file is known by its columns alone. */
  private void noHeaderTwice(List<FeedFile> files) {
    Set<Set<String>> seen = new HashSet<>();
    for (FeedFile file : files) {
      if (!seen.add(new HashSet<>(file.columns()))) {
        faults.add(
            file.place(),
            "'" + file.name() + "' has the columns of another kind of file",
            "let one of them have a column more, since a file is known by its columns");
      }
    }
  }

  private <T> T oneOf(Mapping block, String key, Map<String, T> known, String usual) {
    String word = block.text(key).orElse(usual);
    T found = known.get(word);
    if (found != null) {
      return found;
    }
    List<String> words = known.keySet().stream().sorted().toList();
    faults.add(
        block.placeOf(key),
        "'" + key + "' is '" + word + "'",
        NearestWord.mend(word, words, "write " + String.join(", ", words)));
    return java.util.Objects.requireNonNull(known.get(usual));
  }
}
