package fr.oubli.rights.access;

import fr.oubli.decision.RequestedEnds.End;
import fr.oubli.rights.version.AcceptedVersions.AcceptedVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an access bundle tells of a person's rows beside the rows themselves.
 *
 * @param ends what the rules decide of them; null where it was not asked, or cannot be told
 * @param accepted the versions of the published policy that the person accepted
 */
record BesideRows(@Nullable List<End> ends, List<AcceptedVersion> accepted) {

  BesideRows {
    ends = ends == null ? null : List.copyOf(ends);
    accepted = List.copyOf(accepted);
  }
}
