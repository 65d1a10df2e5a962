package fr.oubli.run;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where things are unless an option says otherwise.
 *
 * @param root the folder above jobs/, which the launchers give; else the current folder
 * @param home what Oubli keeps on disk
 */
public record Places(Path root, Path home) {

  public static Places of(Map<String, String> environment) {
    Path root = Path.of(System.getProperty("oubli.root", "")).toAbsolutePath().normalize();
    String home = environment.getOrDefault("OUBLI_HOME", "");
    return new Places(
        root, home.isBlank() ? root.resolve(".oubli") : Path.of(home).toAbsolutePath());
  }

  public Path policy() {
    return root.resolve("jobs/policy.yml");
  }

  public Path dataMap() {
    return root.resolve("jobs/datamap.yml");
  }

  public Path controller() {
    return root.resolve("jobs/controller.yml");
  }

  public Path reports() {
    return root.resolve("reports");
  }

  public Path recordings() {
    return root.resolve("recordings");
  }

  public Path bundles() {
    return root.resolve("bundles");
  }

  public Path replies() {
    return root.resolve("replies");
  }

  public Path log() {
    return home.resolve("oubli.log");
  }
}
