package fr.oubli.model.datamap;

import fr.oubli.model.yaml.Faults;
import fr.oubli.model.yaml.Mapping;
import fr.oubli.model.yaml.NearestWord;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what {@code fides_meta} says of how dates are written. */
final class DateFormReader {

  static final String ZONE = "written-in";
  static final String EPOCH = "epoch";
  static final String FORMAT = "format";
  static final String FROM = "counts-from";
  static final String UNIT = "unit";

  private static final String FORMATS =
      "write iso, or the letters yyyy, MM, dd, HH, mm, ss, SSS and XXX with - / . : , T or spaces"
          + " between, such as dd/MM/yyyy";

  private final Faults faults;

  DateFormReader(Faults faults) {
    this.faults = faults;
  }

  /** The zone that a dataset, a collection or a field says. */
  @Nullable ZoneId zone(Optional<Mapping> meta) {
    return meta.flatMap(this::zone).orElse(null);
  }

  private Optional<ZoneId> zone(Mapping meta) {
    Optional<String> word = meta.text(ZONE);
    Optional<ZoneId> zone =
        word.filter(ZoneId.getAvailableZoneIds()::contains).map(each -> ZoneId.of(each));
    if (word.isPresent() && zone.isEmpty()) {
      faults.add(
          meta.placeOf(ZONE),
          "unknown time zone '" + word.get() + "'",
          NearestWord.mend(
              word.get(),
              ZoneId.getAvailableZoneIds(),
              "write UTC, or a region such as Europe/Paris"));
    }
    return zone;
  }

  /** What a field says; empty where it says nothing. */
  Optional<DateForm> form(Mapping meta) {
    List<String> said =
        List.of(ZONE, EPOCH, FORMAT, FROM, UNIT).stream().filter(meta::has).toList();
    if (said.isEmpty()) {
      return Optional.empty();
    }
    oneOf(meta);
    return Optional.of(
        new DateForm(
            zone(Optional.of(meta)),
            epoch(meta),
            format(meta),
            lasting(meta),
            meta.placeOf(said.get(0))));
  }

  private void oneOf(Mapping meta) {
    List<String> forms = List.of(EPOCH, FORMAT, FROM).stream().filter(meta::has).toList();
    if (forms.size() > 1) {
      faults.add(
          meta.placeOf(forms.get(1)),
          "a date is told by " + String.join(" and ", forms),
          "keep one");
    } else if (meta.has(ZONE) && (meta.has(EPOCH) || meta.has(FROM))) {
      faults.add(
          meta.placeOf(ZONE),
          "'" + ZONE + "' stands beside " + forms.get(0) + ", which needs no zone",
          "take it out");
    }
  }

  private @Nullable EpochUnit epoch(Mapping meta) {
    return meta.text(EPOCH).map(word -> epoch(meta, word).orElse(null)).orElse(null);
  }

  private Optional<EpochUnit> epoch(Mapping meta, String word) {
    Optional<EpochUnit> unit = EpochUnit.of(word);
    if (unit.isEmpty()) {
      faults.add(
          meta.placeOf(EPOCH),
          "unknown unit '" + word + "' of an epoch",
          unitMend(word, EpochUnit.words()));
    }
    return unit;
  }

  private @Nullable DateFormat format(Mapping meta) {
    return meta.text(FORMAT).map(word -> format(meta, word).orElse(null)).orElse(null);
  }

  private Optional<DateFormat> format(Mapping meta, String word) {
    Optional<DateFormat> format = DateFormat.of(word);
    if (format.isEmpty()) {
      faults.add(meta.placeOf(FORMAT), "'" + word + "' is no format of a date", FORMATS);
    } else if (meta.has(ZONE) && !format.get().isNaive()) {
      faults.add(
          meta.placeOf(ZONE),
          "'" + ZONE + "' stands beside the format '" + word + "', which needs no zone",
          "take it out");
    }
    return format;
  }

  private @Nullable Lasting lasting(Mapping meta) {
    if (!meta.has(FROM)) {
      if (meta.has(UNIT)) {
        faults.add(
            meta.placeOf(UNIT),
            "'" + UNIT + "' says nothing without '" + FROM + "'",
            "write " + FROM + ": the field that the time counts from");
      }
      return null;
    }
    Optional<String> from = meta.text(FROM);
    Optional<Duration> unit = meta.text(UNIT).flatMap(word -> unit(meta, word));
    return from.map(field -> new Lasting(field, unit.orElse(null))).orElse(null);
  }

  private Optional<Duration> unit(Mapping meta, String word) {
    Optional<Duration> unit = Lasting.unit(word);
    if (unit.isEmpty()) {
      faults.add(
          meta.placeOf(UNIT), "unknown unit '" + word + "'", unitMend(word, Lasting.units()));
    }
    return unit;
  }

  private static String unitMend(String word, List<String> words) {
    return NearestWord.mend(word, words, "write one of " + String.join(", ", words));
  }
}
