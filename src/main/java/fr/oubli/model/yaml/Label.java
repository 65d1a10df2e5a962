package fr.oubli.model.yaml;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people read for a name of a file: one text, which is French, or a text for each reader.
 *
 * @param french for the company's readers
 * @param english the same; null where the file has none
 * @param you as the person whose data they are reads it, such as "Vos commandes"; null where that
 *     is the French
 * @param counted what one of them is called, and several; null where the file does not say it
 */
public record Label(
    String french, @Nullable String english, @Nullable String you, @Nullable Counted counted) {

  /** A noun, as it stands behind a number. */
  public record Counted(String one, String many) {}

  /** The keys of a label with a text for each reader. */
  private static final String[] KEYS = {"fr", "en", "you", "one", "many"};

  /** The same in French and to everybody. */
  public static Label of(String french) {
    return new Label(french, null, null, null);
  }

  /** As the person whose data they are reads it. */
  public String toPerson() {
    return Objects.requireNonNullElse(you, french);
  }

  /** The label that a block has under a key; empty where it has none, or a fault. */
  public static Optional<Label> read(Mapping block, String key) {
    return block.value(key).flatMap(Label::of);
  }

  private static Optional<Label> of(Value value) {
    if (!(value instanceof Mapping texts)) {
      return value.asText().map(Label::of);
    }
    texts.knowing(KEYS);
    if (texts.has("one") != texts.has("many")) {
      texts
          .faults()
          .add(
              texts.place(),
              "a label has 'one' and not 'many', or the other",
              "write both, such as { one: commande, many: commandes }");
    }
    Counted counted =
        texts
            .text("one")
            .flatMap(one -> texts.text("many").map(many -> new Counted(one, many)))
            .orElse(null);
    return texts
        .requiredText("fr", "fr: \"Commandes\"")
        .map(
            french ->
                new Label(
                    french,
                    texts.text("en").orElse(null),
                    texts.text("you").orElse(null),
                    counted));
  }
}
