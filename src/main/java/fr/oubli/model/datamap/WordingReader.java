package fr.oubli.model.datamap;

import fr.oubli.model.yaml.Faults;
import fr.oubli.model.yaml.Label;
import fr.oubli.model.yaml.Mapping;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what people are to read for a field, a code or an amount. */
record WordingReader(Faults faults) {

  /** The label of a collection or a field. */
  static final String LABEL = "label";

  /** The words for the codes that a field holds. */
  static final String VALUES = "values";

  /** The currency of the amounts that a field holds. */
  static final String MONEY = "money";

  Wording wording(Mapping meta) {
    Map<String, Label> values = new LinkedHashMap<>();
    for (Mapping.Entry entry : meta.mapping(VALUES).map(Mapping::entries).orElse(List.of())) {
      if (values.containsKey(entry.key())) {
        faults.add(entry.place(), "the value '" + entry.key() + "' has words twice", "keep one");
      }
      word(entry).ifPresent(label -> values.put(entry.key(), label));
    }
    return new Wording(Label.read(meta, LABEL).orElse(null), values, money(meta).orElse(null));
  }

  private static Optional<Label> word(Mapping.Entry entry) {
    Mapping alone = new Mapping(entry.key(), List.of(entry), entry.place(), entry.value().faults());
    return Label.read(alone, entry.key());
  }

  private Optional<Currency> money(Mapping meta) {
    return meta.text(MONEY)
        .flatMap(
            written -> {
              try {
                return Optional.of(Currency.getInstance(written));
              } catch (IllegalArgumentException unknown) {
                faults.add(
                    meta.placeOf(MONEY),
                    "unknown currency '" + written + "'",
                    "write the three letters of ISO 4217, such as money: EUR");
                return Optional.empty();
              }
            });
  }
}
