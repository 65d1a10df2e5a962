package fr.oubli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import fr.oubli.Rooms.Room;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The walls hold. What they forbid is compiled, put among the real code, and told in a sentence.
 * Every room is tried with every room that it may not import, and so each floor with each.
 */
class ForbiddenImportsTest {

  private static final List<String> KINDS =
      List.of("model.policy.Delete", "model.policy.Clock", "model.policy.mask.Mask");
  private static final String SPRING = "org.springframework.jdbc.core.JdbcTemplate";

  @TempDir private static Path folder;

  private static Rooms rooms;
  private static House house;
  private static List<String> told;

  @BeforeAll
  static void plant() throws IOException, URISyntaxException {
    rooms = Rooms.read();
    Map<String, String> types = new TreeMap<>();
    for (Room from : rooms.all()) {
      for (Room to : forbiddenTo(from)) {
        types.put(from.in("Wants_" + to.name()), aTypeOf(to));
      }
      types.put(from.in("Inner"), "java.util.List");
      types.put(from.in("first.One"), "fr.oubli." + from.in("second.Two"));
      types.put(from.in("second.Two"), "fr.oubli." + from.in("first.One"));
      if (!from.imports().isEmpty()) {
        types.put(from.in("WantsInner"), "fr.oubli." + belowOf(from).in("Inner"));
      }
    }
    types.put("model.policy.WantsSpring", SPRING);
    types.put("model.datamap.WantsSpring", SPRING);
    KINDS.forEach(kind -> types.put(ladder(kind), "fr.oubli." + kind));
    types.put("metrics.Homeless", "java.util.List");
    house = ArchitectureTest.house().with(compiled(types));
    told = new Walls(rooms, house).all();
  }

  @TestFactory
  Stream<DynamicTest> anImportOfARoomThatIsNotListedIsTold() {
    return rooms.all().stream()
        .flatMap(from -> forbiddenTo(from).stream().map(to -> wanted(from, to)));
  }

  private static DynamicTest wanted(Room from, Room to) {
    return tells(
        "%s imports %s (%s -> %s): %s"
            .formatted(
                from.in("Wants_" + to.name()),
                aTypeOf(to).replace("fr.oubli.", ""),
                from,
                to,
                why(from, to)));
  }

  private static String why(Room from, Room to) {
    if (to.floor() > from.floor()) {
      return "an import goes down, never up;";
    }
    return to.floor() == from.floor()
        ? "rooms of one floor do not know each other;"
        : "rooms.txt does not list " + to.name() + " for " + from.name() + ";";
  }

  @TestFactory
  Stream<DynamicTest> anImportOfAnotherRoomsInnerTypeIsTold() {
    return rooms.all().stream()
        .filter(from -> !from.imports().isEmpty())
        .map(
            from ->
                tells(
                    "%s imports %s, which is %s's own: use one of its doors"
                        .formatted(
                            from.in("WantsInner"),
                            belowOf(from).in("Inner"),
                            belowOf(from).name())));
  }

  @TestFactory
  Stream<DynamicTest> aCircleInsideARoomIsTold() {
    return rooms.all().stream()
        .map(
            room ->
                tells(
                    "the packages %1$s -> %2$s -> %1$s import each other in a circle (%1$s.One"
                        .formatted(room.in("first"), room.in("second"))));
  }

  @TestFactory
  Stream<DynamicTest> aFrameworkInPolicyOrDataMapIsTold() {
    return Stream.of("model.policy", "model.datamap")
        .map(in -> tells(in + ".WantsSpring imports " + SPRING + ": " + in + " is plain Java"));
  }

  @TestFactory
  Stream<DynamicTest> aLadderOfKindsIsTold() {
    return KINDS.stream().map(kind -> tells(ladder(kind) + " asks `instanceof " + kind + "`: a"));
  }

  private static String ladder(String kind) {
    return "purge.Ladder_" + kind.substring(kind.lastIndexOf('.') + 1);
  }

  @TestFactory
  Stream<DynamicTest> aTypeOutsideOfAllRoomsIsTold() {
    return Stream.of(
        tells("metrics.Homeless lies in no room: move it into"),
        tells("Inner lies in no room: move it into"),
        tells("the package metrics has no package-info: write one"));
  }

  @Test
  void aDoorThatNobodyUsesIsTold() throws IOException {
    Rooms more = Rooms.of(Rooms.table() + "\ndoors schema: Inner Nothing");
    assertThat(new Walls(more, house).idleDoors())
        .anyMatch(it -> it.startsWith("schema.Inner is a door in rooms.txt that no other room"))
        .anyMatch(it -> it.startsWith("schema.Nothing is a door in rooms.txt and no type:"));
  }

  @Test
  void aTableThatListsWhatItMayNotIsTold() throws IOException {
    Rooms more =
        Rooms.of(
            Rooms.table()
                + "\npackage platform.exit imports model"
                + "\npackage decision.keep imports evidence");
    assertThat(new Walls(more, house).table())
        .anyMatch(it -> it.startsWith("rooms.txt lets platform.exit import model, floor 2, which"))
        .anyMatch(it -> it.startsWith("rooms.txt lets decision.keep import evidence, and says"));
  }

  private static DynamicTest tells(String sentence) {
    return dynamicTest(
        sentence, () -> assertThat(told).anyMatch(each -> each.startsWith(sentence)));
  }

  private static List<Room> forbiddenTo(Room from) {
    return rooms.all().stream()
        .filter(to -> !to.equals(from) && !from.imports().contains(to.name()))
        .toList();
  }

  private static Room belowOf(Room from) {
    return rooms.room(from.imports().iterator().next());
  }

  private static String aTypeOf(Room room) {
    return "fr.oubli."
        + Stream.concat(room.doors().stream(), Stream.of("Oubli")).findFirst().orElseThrow();
  }

  /** Compiles one type for each entry, which imports the entry's value. */
  private static House compiled(Map<String, String> types) throws IOException {
    Path sources = Files.createDirectory(folder.resolve("sources"));
    Path classes = Files.createDirectory(folder.resolve("classes"));
    List<Path> files = new ArrayList<>();
    for (Map.Entry<String, String> type : types.entrySet()) {
      String whole = "fr.oubli." + type.getKey();
      Path file = sources.resolve(whole.replace('.', '/') + ".java");
      Files.createDirectories(file.getParent());
      files.add(Files.writeString(file, source(whole, type.getValue())));
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter complaints = new StringWriter();
    String path = System.getProperty("java.class.path");
    List<String> options =
        List.of("-proc:none", "--release", "17", "-d", classes.toString(), "-classpath", path);
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      Iterable<? extends JavaFileObject> units = manager.getJavaFileObjectsFromPaths(files);
      assertThat(compiler.getTask(complaints, manager, null, options, null, units).call())
          .as("compiles: %s", complaints)
          .isTrue();
    }
    return House.read(classes, sources);
  }

  private static String source(String type, String imported) {
    int at = type.lastIndexOf('.');
    return """
        package %s;

        import %s;

        public final class %s {
          static boolean is(Object other) {
            return other instanceof %s;
          }
        }
        """
        .formatted(
            type.substring(0, at),
            imported,
            type.substring(at + 1),
            imported.substring(imported.lastIndexOf('.') + 1));
  }
}
