package fr.oubli.rights.access;

import fr.oubli.platform.output.Typography;
import fr.oubli.rights.version.AcceptedVersions.AcceptedVersion;
import java.util.List;
import java.util.Map;

/** The versions of the published policy that a person accepted, as the page says them in French. */
record VersionWords(List<AcceptedVersion> accepted) {

  List<Map<String, Object>> lines() {
    return accepted.stream().map(VersionWords::line).toList();
  }

  private static Map<String, Object> line(AcceptedVersion version) {
    String on = version.acceptedOn() == null ? "" : " le " + Typography.day(version.acceptedOn());
    return Map.of(
        "version",
        version.version(),
        "when",
        "acceptée" + on,
        "what",
        version.from() == null
            ? "Le texte de cette version n'est pas dans notre registre."
            : "En vigueur depuis le %s. Ce qui a changé : %s."
                .formatted(
                    Typography.day(version.from()),
                    String.valueOf(version.changed()).replaceFirst("\\.$", "")),
        "sha256",
        version.sha256() == null ? "" : version.sha256());
  }
}
