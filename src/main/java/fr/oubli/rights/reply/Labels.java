package fr.oubli.rights.reply;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.yaml.Label;
import java.util.Locale;
import java.util.regex.Pattern;

/** What collections and fields are called in a letter. */
record Labels(DataMap map) {

  private static final Pattern YOURS = Pattern.compile("(?iu)^(votre|vos) ");

  /** In the words of the map; its name where the map does not know it. */
  String of(String collection) {
    return map.collection(collection).map(Collection::label).orElse(collection);
  }

  /** As somebody else reads it: comptes, and not votre compte. */
  String forOthers(String collection) {
    String neutral =
        map.label(collection)
            .map(Label::french)
            .orElseGet(() -> YOURS.matcher(of(collection)).replaceFirst(""));
    return neutral.isEmpty()
        ? collection
        : neutral.substring(0, 1).toLowerCase(Locale.FRENCH) + neutral.substring(1);
  }

  /** One row of it, as somebody else reads it. */
  String oneForOthers(String collection) {
    return map.label(collection)
        .map(Label::counted)
        .map(Label.Counted::one)
        .orElseGet(() -> forOthers(collection));
  }

  /** What a field holds, in the words of the map where it has any for it. */
  String value(String collection, String field, String stored) {
    return map.collection(collection)
        .flatMap(each -> each.field(field))
        .map(each -> each.disclosure().wording().values().get(stored))
        .map(Label::toPerson)
        .orElse(stored);
  }

  String field(String collection, String field) {
    return map.collection(collection)
        .flatMap(each -> each.field(field))
        .map(Field::label)
        .orElse(field);
  }
}
