package fr.oubli.testing;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/** The scripts that make the shipped company's tables, in the order of their versions. */
public final class BusinessTables {

  private static final Path FOLDER = Path.of("sql/reference");

  private BusinessTables() {}

  public static Resource[] scripts() {
    String[] names = Objects.requireNonNull(FOLDER.toFile().list());
    return Arrays.stream(names)
        .sorted(Comparator.comparingInt(BusinessTables::version))
        .map(name -> new FileSystemResource(FOLDER.resolve(name)))
        .toArray(Resource[]::new);
  }

  private static int version(String name) {
    return Integer.parseInt(name.substring(1, name.indexOf("__")));
  }
}
