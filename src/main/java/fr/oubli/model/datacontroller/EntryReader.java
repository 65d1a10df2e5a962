package fr.oubli.model.datacontroller;

import fr.oubli.model.datacontroller.Controller.RecipientKind;
import fr.oubli.model.yaml.Faults;
import fr.oubli.model.yaml.Mapping;
import fr.oubli.model.yaml.NearestWord;
import fr.oubli.model.yaml.Sequence;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the words that only the record of processing needs; each may be left out. */
final class EntryReader {

  private final Faults faults;
  private final Map<String, String> numbered = new HashMap<>();

  EntryReader(Faults faults) {
    this.faults = faults;
  }

  /**
   * @param purpose its name, by which faults call it
   */
  RegisterEntry entry(Mapping block, String purpose) {
    LocalDate created = day(block, "created");
    LocalDate updated = day(block, "updated");
    if (created != null && updated != null && updated.isBefore(created)) {
      faults.add(
          block.placeOf("updated"),
          "'updated' is %s, before 'created', %s".formatted(updated, created),
          "write when the entry was looked at the last time");
    }
    return new RegisterEntry(
        number(block, purpose),
        created,
        updated,
        block.sequence("sub-purposes").map(Sequence::texts).orElse(List.of()),
        block.sequence("sensitive").map(this::sensitive).orElse(null),
        block.text("impact-assessment").orElse(""));
  }

  private String number(Mapping block, String purpose) {
    String number = block.text("number").filter(text -> !Skeleton.asks(text)).orElse("");
    String other =
        number.isEmpty() ? null : numbered.putIfAbsent(number.toLowerCase(Locale.ROOT), purpose);
    if (other != null) {
      faults.add(
          block.placeOf("number"),
          "'number' is %s, which “%s” has already".formatted(number, other),
          "give each purpose a number of its own");
    }
    return number;
  }

  private @Nullable LocalDate day(Mapping block, String key) {
    String text = block.text(key).filter(each -> !Skeleton.asks(each)).orElse("");
    if (text.isEmpty()) {
      return null;
    }
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      faults.add(
          block.placeOf(key),
          "'%s' is '%s', which is no day".formatted(key, text),
          "write it as 2026-11-23");
      return null;
    }
  }

  private Set<SensitiveData> sensitive(Sequence words) {
    Set<SensitiveData> named = EnumSet.noneOf(SensitiveData.class);
    for (String word : words.texts()) {
      Optional<SensitiveData> known = SensitiveData.of(word);
      if (known.isPresent()) {
        named.add(known.get());
      } else if (!Skeleton.asks(word)) {
        faults.add(
            words.place(),
            "'sensitive' has '%s', which is none of them".formatted(word),
            NearestWord.mend(
                word,
                SensitiveData.words(),
                "they are %s; [] says that there are none"
                    .formatted(String.join(", ", SensitiveData.words()))));
      }
    }
    return named;
  }

  /** Null where nobody said. */
  @Nullable RecipientKind kind(Mapping block) {
    String word = block.text("kind").filter(text -> !Skeleton.asks(text)).orElse("");
    if (word.isEmpty()) {
      return null;
    }
    List<String> known =
        Arrays.stream(RecipientKind.values())
            .map(kind -> kind.name().toLowerCase(Locale.ROOT))
            .toList();
    if (known.contains(word)) {
      return RecipientKind.valueOf(word.toUpperCase(Locale.ROOT));
    }
    faults.add(
        block.placeOf("kind"),
        "'kind' is '%s'".formatted(word),
        NearestWord.mend(word, known, "write one of " + String.join(", ", known)));
    return null;
  }
}
