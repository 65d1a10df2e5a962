package fr.oubli.setup.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;

/** The most that the heap ever held at once, in MiB. */
final class Heap {

  private Heap() {}

  static long peak() {
    return pools().stream().map(MemoryPoolMXBean::getPeakUsage).mapToLong(u -> u.getUsed()).sum()
        >> 20;
  }

  static long peakDuring(Runnable work) {
    pools().forEach(MemoryPoolMXBean::resetPeakUsage);
    work.run();
    return peak();
  }

  private static List<MemoryPoolMXBean> pools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }
}
