package fr.oubli.rights.access;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import fr.oubli.model.datacontroller.Controller;
import fr.oubli.platform.output.Typography;
import fr.oubli.rights.request.Request;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/**
 * The page at the top of a bundle: what this is, how it opens and where to begin. It holds nothing
 * of the person, so that it can be read before the rest is opened.
 */
record FirstPage(Controller controller, Request request) {

  static final String FILE = "LISEZ-MOI.html";

  private static final Template TEMPLATE = template();

  private static Template template() {
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(FirstPage.class.getResourceAsStream("first.mustache")),
            StandardCharsets.UTF_8)) {
      return Mustache.compiler().compile(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String html() {
    return Typography.html(
        TEMPLATE.execute(
            Map.of(
                "controller", controller.name(),
                "officer", controller.officer(),
                "right", French.of(request.right().french()),
                "request", request.id())));
  }
}
