package fr.oubli.run;

/** stub */
public interface Progress {
  void started(String name, long units, long rows);

  void advanced(long units, long rows);

  void finished(String name, long rows, long millis);
}
