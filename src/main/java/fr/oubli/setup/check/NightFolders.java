package fr.oubli.setup.check;

import fr.oubli.platform.console.Places;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.platform.output.WholeFile;
import fr.oubli.schema.gate.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whether a night could write its pages, and a key to sign what it did; nothing is made. */
record NightFolders(Places places) {

  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    tried(places.reports(), "reports", "OUBLI_REPORTS", problems);
    if (!Files.exists(places.home().resolve("seal-key"))) {
      tried(places.home(), "the seal key's", "OUBLI_HOME", problems);
    }
    return problems;
  }

  private static void tried(Path folder, String what, String option, List<Problem> problems) {
    try {
      WholeFile.refuseUnwritable(folder, what, option);
    } catch (Refusal refusal) {
      refusal.lines().forEach(line -> problems.add(new Problem(refusal.code(), line)));
    }
  }
}
