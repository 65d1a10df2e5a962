package fr.oubli.check;

import fr.oubli.catalog.Problem;
import fr.oubli.datamap.DataMap;
import fr.oubli.exit.Refusal;
import fr.oubli.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The two files, as far as they can be read: what is wrong with one is no reason not to look at the
 * other.
 *
 * @param policy null where its file is faulty
 * @param map null where its file is faulty
 */
record Given(@Nullable Policy policy, @Nullable DataMap map, List<Problem> faults) {

  Given {
    faults = List.copyOf(faults);
  }

  static Given read(Supplier<Policy> policy, Supplier<DataMap> map) {
    List<Problem> faults = new ArrayList<>();
    Policy promised = read(policy, faults);
    return new Given(promised, read(map, faults), faults);
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
