package fr.oubli.rights.access;

import fr.oubli.decision.RequestedEnds.End;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.yaml.Label;
import fr.oubli.platform.output.Typography;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a bundle's page says first: what there is, how much of it and until when. */
record BundleSummary(DataMap map, EndWords words, SearchReport report) {

  Map<String, Object> model() {
    List<Chapter> filled =
        report.chapters().stream().filter(chapter -> chapter.rows() > 0).toList();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("summary", filled.isEmpty() ? "Nous n'avons rien trouvé sur vous." : said(filled));
    model.put("sums", filled.stream().map(this::sum).toList());
    return model;
  }

  private Map<String, Object> sum(Chapter chapter) {
    return Map.of(
        "file", chapter.section().file(),
        "label", chapter.section().label(),
        "count", chapter.rows(),
        "until", words.shortly(report.endsOf(chapter), chapter.rows()));
  }

  private String said(List<Chapter> filled) {
    List<String> counted = new ArrayList<>();
    long others = 0;
    for (Chapter chapter : filled) {
      Optional<String> noun = counted(chapter);
      noun.ifPresent(counted::add);
      others += noun.isPresent() ? 0 : chapter.rows();
    }
    if (others > 0) {
      counted.add(
          counted.isEmpty()
              ? French.rows(others)
              : Typography.count(others, "autre enregistrement", "autres enregistrements"));
    }
    return "Voici ce que nous avons sur vous : " + French.and(counted) + "." + until(filled);
  }

  /** A number with the noun that the map has for a row; archived rows are said to be. */
  private Optional<String> counted(Chapter chapter) {
    boolean archived = !chapter.section().name().equals(chapter.section().collection());
    return map.label(chapter.section().collection())
        .map(Label::counted)
        .map(
            noun ->
                Typography.count(chapter.rows(), noun.one(), noun.many())
                    + (archived ? " (archive)" : ""));
  }

  private String until(List<Chapter> filled) {
    List<LocalDate> days = new ArrayList<>();
    for (Chapter chapter : filled) {
      List<End> ends = report.endsOf(chapter);
      EndWords.last(ends, chapter.rows()).ifPresent(days::add);
    }
    if (days.isEmpty()) {
      return "";
    }
    List<LocalDate> sorted = days.stream().sorted().toList();
    LocalDate first = sorted.get(0);
    LocalDate last = sorted.get(sorted.size() - 1);
    String rest =
        days.size() < filled.size()
            ? " Pour le reste, la fin ne dépend pas d'une date seule : voyez chaque ligne."
            : "";
    return (first.equals(last)
            ? " Nous gardons le tout jusqu'au " + Typography.day(last) + " inclus."
            : " Nous gardons ces données jusqu'à une date qui va, selon les cas, du "
                + Typography.day(first)
                + " au "
                + Typography.day(last)
                + ".")
        + rest;
  }
}
