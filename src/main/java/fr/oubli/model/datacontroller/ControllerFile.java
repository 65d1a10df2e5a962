package fr.oubli.model.datacontroller;

import fr.oubli.model.datacontroller.Controller.Beside;
import fr.oubli.model.datacontroller.Controller.Contact;
import fr.oubli.model.datacontroller.Controller.Declared;
import fr.oubli.model.datacontroller.Controller.Purpose;
import fr.oubli.model.datacontroller.Controller.Recipient;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.yaml.Document;
import fr.oubli.model.yaml.Faults;
import fr.oubli.model.yaml.Label;
import fr.oubli.model.yaml.Mapping;
import fr.oubli.model.yaml.Scalar;
import fr.oubli.model.yaml.Sequence;
import fr.oubli.model.yaml.Value;
import java.nio.file.Path;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the file that says who the controller is, why data are used and who receives them. */
public final class ControllerFile {

  private static final String SIGNATORY = "le délégué à la protection des données";
  private static final Pattern PERIOD =
      Pattern.compile("P(?=\\d)(\\d{1,3}Y)?(\\d{1,4}M)?(\\d{1,4}W)?(\\d{1,5}D)?");
  private static final Pattern TOWN = Pattern.compile("\\b\\d{5} +(\\p{L}[\\p{L} '’-]*)");

  private final Faults faults;
  private final DataMap map;
  private final EntryReader entries;

  private ControllerFile(Faults faults, DataMap map) {
    this.faults = faults;
    this.map = map;
    this.entries = new EntryReader(faults);
  }

  /**
   * @throws fr.oubli.platform.exit.Refusal with one line per fault
   */
  public static Controller read(Path path, DataMap map) {
    Document document = Document.read(path);
    ControllerFile file = new ControllerFile(document.faults(), map);
    file.refuseUndecided(document.root());
    Optional<Controller> controller = document.root().asMapping().flatMap(file::controller);
    document.faults().refuseIfAny();
    return controller.orElseThrow();
  }

  /** A question that the skeleton left is a fault: letters would print it as the answer. */
  private void refuseUndecided(Value value) {
    if (value instanceof Mapping mapping) {
      mapping.entries().forEach(entry -> refuseUndecided(entry.value()));
    } else if (value instanceof Sequence sequence) {
      sequence.items().forEach(this::refuseUndecided);
    } else if (value instanceof Scalar scalar
        && scalar.text() != null
        && Skeleton.asks(scalar.text())) {
      faults.add(
          scalar.place(),
          scalar.name() + " still waits for your decision (DECIDE)",
          "write it, or take it out where there is none");
    }
  }

  private Optional<Controller> controller(Mapping root) {
    root.knowing(
        "controller",
        "address",
        "email",
        "data-protection-officer",
        "place",
        "signatory",
        "representative",
        "joint-controllers",
        "sources",
        "automated-decisions",
        "security",
        "purposes",
        "recipients",
        "backups",
        "rules");
    String name = required(root, "controller", "the company's name");
    String address = required(root, "address", "its postal address");
    String email = required(root, "email", "where people write to");
    String officer = required(root, "data-protection-officer", "how to reach them");
    String decisions = required(root, "automated-decisions", "none, or what is decided");
    List<String> sources = root.sequence("sources").map(Sequence::texts).orElse(List.of());
    List<String> security = root.sequence("security").map(Sequence::texts).orElse(List.of());
    List<Purpose> purposes = blocks(root, "purposes").stream().map(this::purpose).toList();
    List<Recipient> recipients = blocks(root, "recipients").stream().map(this::recipient).toList();
    Optional<Period> backups =
        root.text("backups")
            .filter(text -> !Skeleton.asks(text))
            .flatMap(text -> period(text, root));
    Map<String, Label> rules = labels(root);
    return faults.isEmpty()
        ? Optional.of(
            new Controller(
                new Contact(
                    name,
                    address,
                    email,
                    officer,
                    root.text("place").orElseGet(() -> town(address)),
                    root.text("signatory").orElse(SIGNATORY),
                    new Beside(
                        root.text("representative").orElse(""),
                        root.text("joint-controllers").orElse(""))),
                sources,
                decisions,
                security,
                purposes,
                recipients,
                new Declared(backups.orElse(null), rules)))
        : Optional.empty();
  }

  /** The town behind a postal code; empty where the address has none. */
  private static String town(String address) {
    Matcher town = TOWN.matcher(address);
    return town.find() ? town.group(1).replaceFirst("(?i) cedex.*", "").strip() : "";
  }

  private Optional<Period> period(String text, Mapping root) {
    if (PERIOD.matcher(text).matches()) {
      try {
        Period period = Period.parse(text);
        if (!period.isZero()) {
          return Optional.of(period);
        }
      } catch (DateTimeParseException tooLarge) {
        // Told below, as what else is no period.
      }
    }
    faults.add(
        root.placeOf("backups"),
        "'backups' is '" + text + "', not a period",
        "write how long a backup is kept, such as P30D, or take it out where nobody knows");
    return Optional.empty();
  }

  /** What people read for the names of rules. */
  private static Map<String, Label> labels(Mapping root) {
    Map<String, Label> labels = new LinkedHashMap<>();
    root.mapping("rules")
        .ifPresent(
            rules ->
                rules
                    .keys()
                    .forEach(
                        rule ->
                            Label.read(rules, rule).ifPresent(label -> labels.put(rule, label))));
    return labels;
  }

  private Purpose purpose(Mapping block) {
    List<String> known = new ArrayList<>(List.of("name", "people", "collections"));
    known.addAll(RegisterEntry.WORDS);
    block.knowing(known.toArray(String[]::new));
    String name = required(block, "name", "why data are used");
    return new Purpose(
        name, block.text("people").orElse(""), collections(block), entries.entry(block, name));
  }

  private Recipient recipient(Mapping block) {
    block.knowing("name", "contact", "purpose", "country", "safeguards", "kind", "collections");
    return new Recipient(
        required(block, "name", "who receives data"),
        required(block, "contact", "how to write to them"),
        required(block, "purpose", "why they receive data"),
        required(block, "country", "where they are"),
        block.text("safeguards").orElse(""),
        collections(block),
        entries.kind(block));
  }

  private List<String> collections(Mapping block) {
    List<String> known = new ArrayList<>();
    for (String name : block.sequence("collections").map(Sequence::texts).orElse(List.of())) {
      if (map.collection(name).isPresent()) {
        known.add(name);
      } else {
        faults.add(
            block.placeOf("collections"),
            "the map has no collection '" + name + "'",
            map.mend(name));
      }
    }
    return known;
  }

  private static List<Mapping> blocks(Mapping root, String key) {
    return root.sequence(key).map(Sequence::items).orElse(List.of()).stream()
        .flatMap(item -> item.asMapping().stream())
        .toList();
  }

  private static String required(Mapping block, String key, String what) {
    return block.requiredText(key, key + ": " + what).orElse("");
  }
}
