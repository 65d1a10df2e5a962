package fr.oubli.reports;

import fr.oubli.rights.version.VersionCounts.Counted;
import fr.oubli.rights.version.VersionCounts.VersionCount;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the page says of the versions of the published policy, and of who accepted which. */
record VersionsModel(Counted versions, ReportWords words) {

  Map<String, Object> build() {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("versions-asked", versions.asked());
    model.put("versions-uncounted", versions.asked() && !versions.counted());
    model.put("versions-none", versions.counted() && versions.versions().isEmpty());
    model.put("versions", versions.versions().stream().map(this::version).toList());
    return model;
  }

  private Map<String, Object> version(VersionCount version) {
    return Map.of(
        "version", version.version(),
        "from",
            version.from() == null
                ? words.text("versions-unregistered")
                : words.day(version.from()),
        "people", words.number(version.people()),
        "alarm", !version.registered());
  }
}
