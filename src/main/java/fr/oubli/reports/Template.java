package fr.oubli.reports;

import com.samskivert.mustache.Mustache;
import fr.oubli.platform.output.Typography;
import fr.oubli.platform.output.WholeFile;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** A page as a template: whatever is put into it is escaped, and all pages share one style. */
final class Template {

  private static final String FRENCH = "<html lang=\"fr\">";

  private final com.samskivert.mustache.Template compiled;

  Template(String name) {
    this.compiled =
        Mustache.compiler()
            .defaultValue("")
            .emptyStringIsFalse(true)
            .withLoader(Template::reader)
            .compile(reader(name));
  }

  private static Reader reader(String name) {
    return new InputStreamReader(
        Objects.requireNonNull(
            Template.class.getResourceAsStream(name + ".mustache"), "no template " + name),
        StandardCharsets.UTF_8);
  }

  /**
   * Fills the template and writes the file as a whole or not at all; what is in French is set as
   * French is printed.
   */
  Path write(Path file, Map<String, Object> model) {
    String page = compiled.execute(model);
    return WholeFile.write(file, page.contains(FRENCH) ? Typography.html(page) : page);
  }
}
