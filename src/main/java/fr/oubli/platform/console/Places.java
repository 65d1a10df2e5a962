package fr.oubli.platform.console;

import java.nio.file.Path;
import java.util.Map;

/**
 * The files and folders of a command that no option names: those that the environment names, else
 * the usual ones below the root.
 *
 * @param root the folder above jobs/, which the launchers give; else the current folder
 * @param home what Oubli keeps on disk
 */
public record Places(
    Path root,
    Path home,
    Path policy,
    Path dataMap,
    Path controller,
    Path reports,
    Path recordings) {

  private static final String DEMO_POLICY = "jobs/policy.yml";
  private static final String DEMO_MAP = "jobs/datamap.yml";
  private static final String DEMO_CONTROLLER = "jobs/controller.yml";

  public static Places of(Map<String, String> environment) {
    Path root = Path.of(System.getProperty("oubli.root", "")).toAbsolutePath().normalize();
    Surroundings here = new Surroundings(environment, root);
    return new Places(
        root,
        here.at("OUBLI_HOME", ".oubli").toAbsolutePath(),
        here.at("OUBLI_POLICY", DEMO_POLICY),
        here.at("OUBLI_DATAMAP", DEMO_MAP),
        here.at("OUBLI_CONTROLLER", DEMO_CONTROLLER),
        here.at("OUBLI_REPORTS", here.reports()),
        here.at("OUBLI_RECORDINGS", "recordings"));
  }

  /** What the environment and the root say of a place. */
  private record Surroundings(Map<String, String> environment, Path root) {

    /** A second home below the usual one has reports of its own, beside it. */
    String reports() {
      Path usual = root.resolve(".oubli");
      Path home = at("OUBLI_HOME", ".oubli").toAbsolutePath().normalize();
      return home.startsWith(usual) && !home.equals(usual) ? home + "-reports" : "reports";
    }

    Path at(String variable, String usual) {
      String named = environment.getOrDefault(variable, "");
      return named.isBlank() ? root.resolve(usual) : Path.of(named);
    }
  }

  public boolean isDemoMap(Path file) {
    return file.toAbsolutePath().normalize().equals(root.resolve(DEMO_MAP));
  }

  public boolean policyIsDemo() {
    return policy.equals(root.resolve(DEMO_POLICY));
  }

  public boolean controllerIsDemo() {
    return controller.equals(root.resolve(DEMO_CONTROLLER));
  }

  public Path bundles() {
    return root.resolve("bundles");
  }

  public Path replies() {
    return root.resolve("replies");
  }

  /** Files of bad lines that a feed could not take. */
  public Path rejected() {
    return root.resolve("rejected");
  }

  /** What the files of each channel look like. */
  public Path feeds() {
    return root.resolve("jobs/feeds");
  }

  public Path log() {
    return home.resolve("oubli.log");
  }
}
