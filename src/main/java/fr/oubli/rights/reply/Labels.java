package fr.oubli.rights.reply;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import java.util.Locale;
import java.util.regex.Pattern;

/** What collections and fields are called in a letter. */
record Labels(DataMap map) {

  private static final Pattern YOURS = Pattern.compile("(?iu)^(votre|vos) ");

  /** In the words of the map; its name where the map does not know it. */
  String of(String collection) {
    return map.collection(collection).map(Collection::label).orElse(collection);
  }

  /** As somebody else reads it: compte, and not votre compte. */
  String forOthers(String collection) {
    String neutral = YOURS.matcher(of(collection)).replaceFirst("");
    return neutral.isEmpty()
        ? collection
        : neutral.substring(0, 1).toLowerCase(Locale.FRENCH) + neutral.substring(1);
  }

  String field(String collection, String field) {
    return map.collection(collection)
        .flatMap(each -> each.field(field))
        .map(Field::label)
        .orElse(field);
  }
}
