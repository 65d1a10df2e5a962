package fr.oubli.rights.reply;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import fr.oubli.platform.output.Typography;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/** The templates of letters: those in HTML escape the values, those in plain text do not. */
public final class Templates {

  static final Template LETTER_HTML = read("letter.html.mustache", true);
  static final Template LETTER_TEXT = read("letter.txt.mustache", false);
  static final Template NOTICE_HTML = read("notice.html.mustache", true);
  static final Template NOTICE_TEXT = read("notice.txt.mustache", false);

  private Templates() {}

  /** A page with French as it is printed. */
  public static String html(Template template, Map<String, Object> model) {
    return Typography.html(template.execute(model));
  }

  /** A plain text with French as it is printed. */
  public static String text(Template template, Map<String, Object> model) {
    return Typography.text(template.execute(model));
  }

  private static Template read(String name, boolean html) {
    return read(Templates.class, name, html);
  }

  /**
   * @param beside in whose package the template is
   */
  public static Template read(Class<?> beside, String name, boolean html) {
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(beside.getResourceAsStream(name)), StandardCharsets.UTF_8)) {
      return Mustache.compiler()
          .escapeHTML(html)
          .emptyStringIsFalse(true)
          .defaultValue("")
          .compile(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
