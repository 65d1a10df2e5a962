package fr.oubli.rights.access;

import fr.oubli.rights.access.BundleSection.Shown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** What the CSV files hold, for programs: metadata of the W3C's CSV on the Web. */
final class FileDescription {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private FileDescription() {}

  static byte[] of(List<BundleSection> sections, SheetForm form) {
    Map<String, Object> group = new LinkedHashMap<>();
    group.put("@context", List.of("http://www.w3.org/ns/csvw", Map.of("@language", "fr")));
    group.put(
        "dialect",
        Map.of("delimiter", "" + form.dialect().delimiter(), "header", true, "encoding", "utf-8"));
    group.put("tables", sections.stream().map(section -> table(section, form)).toList());
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(group);
  }

  private static Map<String, Object> table(BundleSection section, SheetForm form) {
    Map<String, Object> table = new LinkedHashMap<>();
    table.put("url", section.file() + ".csv");
    table.put("dc:title", section.label());
    List<String> headings = form.headings(section);
    table.put(
        "tableSchema",
        Map.of(
            "columns",
            IntStream.range(0, headings.size())
                .mapToObj(i -> column(section.columns().get(i), headings.get(i)))
                .toList()));
    return table;
  }

  private static Map<String, Object> column(Shown shown, String heading) {
    Map<String, Object> column = new LinkedHashMap<>();
    column.put("name", shown.field().name());
    column.put("titles", heading);
    column.put("null", "");
    return column;
  }
}
