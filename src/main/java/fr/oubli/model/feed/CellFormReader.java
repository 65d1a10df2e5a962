package fr.oubli.model.feed;

import fr.oubli.model.yaml.Faults;
import fr.oubli.model.yaml.Mapping;
import fr.oubli.model.yaml.NearestWord;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the columns of a file. */
final class CellFormReader {

  /** What an own file of bad lines has before the columns of the file. */
  static final List<String> RESERVED = List.of("line", "why");

  private final Faults faults;

  CellFormReader(Faults faults) {
    this.faults = faults;
  }

  List<CellForm> cells(Mapping columns) {
    return columns.entries().stream()
        .flatMap(entry -> entry.value().asMapping().stream().map(block -> cell(entry, block)))
        .toList();
  }

  private CellForm cell(Mapping.Entry entry, Mapping block) {
    block.knowing("type", "required", "format", "decimal", "values");
    if (RESERVED.contains(entry.key())) {
      faults.add(
          entry.place(),
          "a file of bad lines begins with a column '" + entry.key() + "' of its own",
          "have the column called otherwise");
    }
    CellType type = block.text("type").map(word -> type(word, block)).orElse(CellType.TEXT);
    Map<String, String> values = new LinkedHashMap<>();
    block
        .mapping("values")
        .ifPresent(
            words ->
                words
                    .entries()
                    .forEach(
                        word ->
                            word.value().asText().ifPresent(text -> values.put(word.key(), text))));
    if (type == CellType.BOOLEAN) {
      booleans(block, values);
    }
    return new CellForm(
        entry.key(),
        type,
        block.flag("required"),
        new CellForm.Writing(format(block, type), decimal(block, type), values),
        entry.place());
  }

  private CellType type(String word, Mapping block) {
    return CellType.of(word)
        .orElseGet(
            () -> {
              List<String> words = CellType.words();
              faults.add(
                  block.placeOf("type"),
                  "'type' is '" + word + "'",
                  NearestWord.mend(word, words, "write one of " + String.join(", ", words)));
              return CellType.TEXT;
            });
  }

  private void booleans(Mapping block, Map<String, String> values) {
    values.forEach(
        (word, means) -> {
          if (!means.equals("true") && !means.equals("false")) {
            faults.add(
                block.placeOf("values"),
                "'" + word + "' is '" + means + "'",
                "write true or false");
          }
        });
  }

  private @Nullable DateTimeFormatter format(Mapping block, CellType type) {
    String pattern = block.text("format").orElse(null);
    if (pattern == null) {
      return null;
    }
    if (!type.dated()) {
      misplaced(block, "format", "type: date or type: timestamp");
      return null;
    }
    try {
      DateTimeFormatter format =
          DateTimeFormatter.ofPattern(pattern.replace('y', 'u'), Locale.ROOT)
              .withResolverStyle(ResolverStyle.STRICT);
      boolean day = pattern.contains("d") && pattern.contains("M") && pattern.contains("y");
      if (day && pattern.contains("H") == (type == CellType.TIMESTAMP)) {
        return format;
      }
    } catch (IllegalArgumentException e) {
      // It is told below like one that is read and says no day.
    }
    faults.add(
        block.placeOf("format"),
        "'format' is '" + pattern + "', which does not say a " + type.word(),
        type == CellType.DATE
            ? "write it as dd/MM/yyyy"
            : "write it as dd/MM/yyyy HH:mm, with XXX behind it where the cell has an offset");
    return null;
  }

  private char decimal(Mapping block, CellType type) {
    String text = block.text("decimal").orElse(null);
    if (text == null) {
      return '.';
    }
    if (type != CellType.NUMBER) {
      misplaced(block, "decimal", "type: number");
    } else if (!text.equals(",") && !text.equals(".")) {
      faults.add(block.placeOf("decimal"), "'decimal' is '" + text + "'", "write \",\" or \".\"");
    }
    return text.charAt(0);
  }

  private void misplaced(Mapping block, String key, String where) {
    faults.add(block.placeOf(key), "'" + key + "' says nothing here", "it belongs to " + where);
  }
}
