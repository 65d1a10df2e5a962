package fr.oubli.model.yaml;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the faults of the files so that a person sees all of them at once. */
public final class Faults {

  private final List<Fault> found = new ArrayList<>();

  public void add(Place place, String what, String mend) {
    found.add(new Fault(place, what, mend));
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** In the order of the files' lines. */
  public List<Fault> all() {
    return found.stream()
        .distinct()
        .sorted(
            Comparator.comparing((Fault fault) -> fault.place().file())
                .thenComparing(fault -> fault.place().line()))
        .toList();
  }

  /**
   * @throws Refusal with one line per fault (exit code 2) when there is any
   */
  public void refuseIfAny() {
    if (!found.isEmpty()) {
      throw new Refusal(ExitCode.INVALID, all().stream().map(Fault::toString).toList());
    }
  }
}
