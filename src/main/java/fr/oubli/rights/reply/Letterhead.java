package fr.oubli.rights.reply;

import fr.oubli.model.datacontroller.Controller;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.RequestPeriods;
import fr.oubli.platform.output.Typography;
import fr.oubli.rights.request.Request;
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
 * @param periods how long copies of letters are kept
 */
public record Letterhead(
    Controller controller, DataMap map, Path root, LocalDate today, RequestPeriods periods) {

  /** One of a policy that says nothing of letters. */
  public Letterhead(Controller controller, DataMap map, Path root, LocalDate today) {
    this(controller, map, root, today, RequestPeriods.DEFAULT);
  }

  /** The last day on which a copy of a letter of today is kept. */
  LocalDate copyUntil() {
    return today.plus(periods.letters());
  }

  /** The first values of a letter's template. */
  Map<String, Object> model(Request request, Outbox outbox) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("controller", controller);
    model.put("request", request.id());
    model.put("number", outbox.mark());
    model.put("register", outbox.register());
    model.put("dateline", dateline());
    return model;
  }

  /** The place and the day, as a letter begins. */
  public String dateline() {
    String day = "le " + Typography.day(today);
    return controller.place().isEmpty() ? "Le" + day.substring(2) : controller.place() + ", " + day;
  }

  Labels labels() {
    return new Labels(map);
  }
}
