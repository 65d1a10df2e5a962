package fr.oubli.setup.check;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.schema.gate.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The policy and the map, as far as they can be read: faults in one file do not keep the other from
 * being checked.
 *
 * @param policy null where its file is faulty
 * @param map null where its file is faulty
 */
record LoadedFiles(@Nullable Policy policy, @Nullable DataMap map, List<Problem> faults) {

  LoadedFiles {
    faults = List.copyOf(faults);
  }

  static LoadedFiles read(Supplier<Policy> policy, Supplier<DataMap> map) {
    List<Problem> faults = new ArrayList<>();
    Policy promised = read(policy, faults);
    return new LoadedFiles(promised, read(map, faults), faults);
  }

  private static <T> @Nullable T read(Supplier<T> file, List<Problem> faults) {
    try {
      return file.get();
    } catch (Refusal refusal) {
      refusal.lines().forEach(line -> faults.add(new Problem(refusal.code(), line)));
      return null;
    }
  }
}
