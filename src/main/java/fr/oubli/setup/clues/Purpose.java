package fr.oubli.setup.clues;

import fr.oubli.schema.catalog.Table;
import java.util.List;

/** What a table about people's doings is for, by its name. */
enum Purpose {
  HEALTH("health", "user.health_and_medical"),
  CONSENT("consent", "user.privacy_preferences"),
  BROWSING("browsing", "user.behavior.browsing_history"),
  PURCHASE("purchase", "user.behavior.purchase_history"),
  DEED("deed", "user.behavior"),
  OTHER("", "user.behavior");

  private final String list;
  private final String category;

  Purpose(String list, String category) {
    this.list = list;
    this.category = category;
  }

  String category() {
    return category;
  }

  static Purpose of(Table table) {
    List<String> words = NameWords.of(table.name());
    for (Purpose purpose : values()) {
      if (words.stream().anyMatch(word -> Lexicon.has(purpose.list, word))
          || Lexicon.has(purpose.list, String.join(" ", words))) {
        return purpose;
      }
    }
    return OTHER;
  }
}
