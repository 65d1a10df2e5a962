package fr.oubli.setup.check;

import fr.oubli.platform.console.Places;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.platform.output.WholeFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a night under this account could write its pages where they go by default, and a key to
 * sign what it did; nothing is made. Another account may run the nights, and name other folders.
 */
record NightFolders(Places places) {

  List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    tried(places.reports(), "reports", "OUBLI_REPORTS", remarks);
    if (!Files.exists(places.home().resolve("seal-key"))) {
      tried(places.home(), "the seal key's", "OUBLI_HOME", remarks);
    }
    return remarks;
  }

  private static void tried(Path folder, String what, String option, List<String> remarks) {
    try {
      WholeFile.refuseUnwritable(folder, what, option);
    } catch (Refusal refusal) {
      refusal
          .lines()
          .forEach(line -> remarks.add("a night under this account would refuse: " + line));
    }
  }
}
