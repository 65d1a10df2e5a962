package fr.oubli.rights.reply;

import fr.oubli.model.datacontroller.Controller;
import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.platform.output.WholeFile;
import fr.oubli.rights.request.Request;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What every letter begins with, and where it goes: each request has a folder of its own, which
 * nobody but its owner can read.
 *
 * @param controller who writes
 * @param root where the folders of the requests are
 */
public record Letterhead(Controller controller, DataMap map, Path root, LocalDate today) {

  /** The first values of a letter's template. */
  Map<String, Object> model(Request request) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("controller", controller);
    model.put("request", request.id());
    model.put("today", Wording.day(today));
    return model;
  }

  /** A collection in the words of the map; its name where the map does not know it. */
  String label(String collection) {
    return map.collection(collection).map(Collection::label).orElse(collection);
  }

  Path write(Request request, String name, String content) {
    return write(request, name, out -> out.write(content.getBytes(StandardCharsets.UTF_8)));
  }

  Path write(Request request, String name, WholeFile.Content content) {
    return WholeFile.writePrivate(root.resolve("demande-" + request.id()).resolve(name), content);
  }
}
