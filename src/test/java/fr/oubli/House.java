package fr.oubli;

import static java.util.stream.Collectors.toCollection;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The types of some code and what each imports. A nested type counts as the type that it stands in.
 * Our own names are told without {@code fr.oubli}, others whole.
 *
 * @param instanceofs where the type of a value is asked for, which are among the imports
 */
record House(Set<String> types, Set<Import> imports, Set<Import> instanceofs) {

  private static final String BASE = "fr.oubli.";
  private static final Pattern IMPORT =
      Pattern.compile("^import (?:static )?([a-z0-9_.]+[.][A-Z]\\w*)", Pattern.MULTILINE);

  /** One type uses another, which is ours or a library's. */
  record Import(String from, String to, boolean ours) implements Comparable<Import> {

    private static final Comparator<Import> ORDER =
        Comparator.comparing(Import::from).thenComparing(Import::to);

    @Override
    public int compareTo(Import other) {
      return ORDER.compare(this, other);
    }

    String told() {
      return from + " imports " + to;
    }
  }

  /**
   * Reads what the class files use and what the sources import: a class file forgets a constant
   * that was copied into it, and a source does not name what it reaches through a call.
   */
  static House read(Path classes, Path sources) throws IOException {
    // What the libraries' own classes look like bears on no rule and takes seconds to read.
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    House house = new House(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
    for (JavaClass type : new ClassFileImporter().importPath(classes)) {
      house.types.add(shorten(type.getFullName()));
      type.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass().getBaseComponentType())
          .forEach(to -> add(house.imports, type.getFullName(), to.getFullName()));
      type.getInstanceofChecks()
          .forEach(of -> add(house.instanceofs, type.getFullName(), of.getRawType().getFullName()));
    }
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(name -> name.toString().endsWith(".java")).toList()) {
        String from = sources.relativize(file).toString().replace(".java", "");
        IMPORT
            .matcher(Files.readString(file))
            .results()
            .forEach(
                found -> add(house.imports, from.replace(File.separatorChar, '.'), found.group(1)));
      }
    }
    return house;
  }

  private static void add(Set<Import> imports, String from, String to) {
    if (!shorten(from).equals(shorten(to))) {
      imports.add(new Import(shorten(from), shorten(to), to.startsWith(BASE)));
    }
  }

  /** This house with more types in it. */
  House with(House more) {
    return new House(
        both(types, more.types), both(imports, more.imports), both(instanceofs, more.instanceofs));
  }

  /** The package of a type; the empty name is the top. */
  static String packageOf(String type) {
    int point = type.lastIndexOf('.');
    return point < 0 ? "" : type.substring(0, point);
  }

  private static String shorten(String name) {
    String outer = name.replaceFirst("\\$.*", "");
    return outer.startsWith(BASE) ? outer.substring(BASE.length()) : outer;
  }

  private static <T> Set<T> both(Set<T> some, Set<T> more) {
    return Stream.concat(some.stream(), more.stream()).collect(toCollection(TreeSet::new));
  }
}
