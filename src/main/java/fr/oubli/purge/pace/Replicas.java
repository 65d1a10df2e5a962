package fr.oubli.purge.pace;

import java.util.Locale;

/** What the role sees of the server's replicas. */
enum Replicas {
  NONE,
  SEEN,
  HIDDEN;

  String told(double behind) {
    return switch (this) {
      case NONE -> "no replica";
      case SEEN -> String.format(Locale.ROOT, "replicas %.1f s behind at most", behind);
      case HIDDEN -> "how far replicas are behind, this role may not see: grant pg_monitor to it";
    };
  }
}
