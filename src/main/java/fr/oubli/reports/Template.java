package fr.oubli.reports;

import com.samskivert.mustache.Mustache;
import fr.oubli.platform.output.WholeFile;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** A page as a template: whatever is put into it is escaped, and all pages share one style. */
final class Template {

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

  /** Fills the template and writes the file as a whole or not at all. */
  Path write(Path file, Map<String, Object> model) {
    return WholeFile.write(
        file,
        out -> {
          Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          compiled.execute(model, writer);
          writer.flush();
        });
  }
}
