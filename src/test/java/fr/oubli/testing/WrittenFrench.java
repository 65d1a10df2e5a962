package fr.oubli.testing;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads what is written for people in French, and tells each place where a space can break that
 * must not, an apostrophe is straight, a word is English or a name of the database stands bare.
 *
 * @param names of tables, columns and rules that have labels
 */
public record WrittenFrench(Set<String> names) {

  private static final Map<String, Pattern> FAULTS = new LinkedHashMap<>();

  static {
    FAULTS.put("a breaking space before a sign", Pattern.compile("\\S[ \\t\\u202f][:;?!»%€]"));
    FAULTS.put(
        "no space before a sign", Pattern.compile("\\p{L}[;?!](?![\\p{L}\\d=])|\\p{L}:(?=\\s)"));
    FAULTS.put("a breaking space after «", Pattern.compile("«[ \\t\\u202f\\n]"));
    FAULTS.put(
        "a breaking space in a number", Pattern.compile("(?<![\\d ])\\d{1,3} \\d{3}(?!\\d)"));
    FAULTS.put("a breaking space after n°", Pattern.compile("[nN]° \\d"));
    FAULTS.put("a straight apostrophe", Pattern.compile("\\p{L}'\\p{L}"));
    FAULTS.put(
        "an English word",
        Pattern.compile(
            "(?i)(?<![\\p{L}\\d_./@-])(the|of|and|with|for|from|requests?|held|erased|kept|orders?|customers?"
                + "|invoices?|rules?|reports?|none|unknown|deleted?|phone|done|status|rows?|due"
                + "|holds?|null|true|false|closed|open|pending|errors?|missing|consents?|contract|legal"
                + "|erasure|disputes?|recordings?|reviews?|settled|subject|year|years|months|days"
                + "|else|anonymised?|deleting|keeps|waits|limits|rewrite|guidance|from)(?![\\p{L}\\d_/@-]|\\.\\w)"));
  }

  private static final Pattern NOT_PROSE =
      Pattern.compile(
          "(?is)<!--.*?-->|<(style|script|code|pre)\\b.*?</\\1\\s*>"
              + "|<(\\w+)\\b[^>]*\\bdata-value\\b[^>]*>.*?</\\2\\s*>");

  private static final Pattern INLINE = Pattern.compile("(?i)</?(a|b|em|span|strong|i)\\b[^>]*>");
  private static final Pattern TAG = Pattern.compile("<[^>]*>");
  private static final Pattern ADDRESS = Pattern.compile("\\S+@\\S+|\\bhttps?:\\S+");

  /** In a table for people, the columns that programs read. */
  private static final Pattern FOR_PROGRAMS =
      Pattern.compile("(?i)code d.*|signature|.*merkle.*|gelé par");

  public static WrittenFrench of(Policy policy, DataMap map) {
    Set<String> names = new TreeSet<>();
    for (Collection collection : map.collections()) {
      if (map.label(collection.name()).isPresent()) {
        names.add(collection.name());
      }
      collection.fields().stream()
          .filter(field -> field.disclosure().label() != null)
          .map(Field::name)
          .forEach(names::add);
    }
    policy.rules().stream()
        .filter(rule -> rule.label().isPresent())
        .map(Rule::name)
        .forEach(names::add);
    // What is one word may be a word of the language.
    names.removeIf(name -> !name.contains("_") && !name.contains("-"));
    return new WrittenFrench(names);
  }

  /** What is wrong in a file, a line for each place. */
  public List<String> faults(Path file) throws IOException {
    String text = Files.readString(file);
    String name = String.valueOf(file.getFileName());
    return faults(name, name.endsWith(".csv") ? cells(text) : text);
  }

  /** What is wrong in the headings of a table whose cells are a person's own. */
  public List<String> faultsOfHeadings(Path file) throws IOException {
    String first = Files.readString(file).lines().findFirst().orElse("");
    return faults(String.valueOf(file.getFileName()), cells(first));
  }

  /**
   * @param name of the file, which says what it is by its ending
   */
  public List<String> faults(String name, String text) {
    String prose = ADDRESS.matcher(name.endsWith(".html") ? prose(text) : text).replaceAll("");
    List<String> faults = new ArrayList<>();
    FAULTS.forEach((what, pattern) -> add(name, what, pattern, prose, faults));
    for (String bare : names) {
      add(
          name,
          "a bare name",
          Pattern.compile("(?<![\\w.-])" + Pattern.quote(bare) + "(?![\\w-])"),
          prose,
          faults);
    }
    return faults;
  }

  private static void add(
      String name, String what, Pattern pattern, String prose, List<String> faults) {
    Matcher found = pattern.matcher(prose);
    while (found.find()) {
      faults.add(
          "%s: %s in “%s”"
              .formatted(
                  name,
                  what,
                  prose
                      .substring(
                          Math.max(0, found.start() - 40),
                          Math.min(prose.length(), found.end() + 30))
                      .replace('\n', ' ')));
    }
  }

  private static String prose(String page) {
    String text = NOT_PROSE.matcher(page).replaceAll("\n");
    text = INLINE.matcher(text).replaceAll("");
    return TAG.matcher(text)
        .replaceAll("\n")
        .replace("&#39;", "'")
        .replace("&#x3D;", "=")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">");
  }

  /** What stands in the columns for people. */
  private static String cells(String table) throws IOException {
    String plain = table.startsWith("\uFEFF") ? table.substring(1) : table;
    char delimiter = plain.lines().findFirst().orElse("").contains(";") ? ';' : ',';
    StringBuilder cells = new StringBuilder();
    try (CSVParser parser =
        CSVFormat.DEFAULT.builder().setDelimiter(delimiter).get().parse(new StringReader(plain))) {
      List<String> headings = List.of();
      for (CSVRecord row : parser) {
        if (headings.isEmpty()) {
          headings = row.toList();
        }
        for (int i = 0; i < row.size(); i++) {
          if (i >= headings.size() || !FOR_PROGRAMS.matcher(headings.get(i)).matches()) {
            cells.append(row.get(i)).append('\n');
          }
        }
      }
    }
    return cells.toString();
  }
}
