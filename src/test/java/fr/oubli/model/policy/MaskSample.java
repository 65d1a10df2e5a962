package fr.oubli.model.policy;

import fr.oubli.model.policy.mask.Mask;
import fr.oubli.model.yaml.Document;
import fr.oubli.model.yaml.Mapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A mask as a policy can ask for it, and the types that it takes. Every strategy has one here, and
 * what masks promise is tried on all of them.
 *
 * @param written what stands after the column's name
 * @param takes types of {@link #TYPES}
 */
public record MaskSample(String written, List<String> takes) {

  private static final List<String> TEXTS = List.of("text", "character varying(60)");
  private static final List<String> NUMBERS = List.of("integer", "numeric(12,2)");
  private static final List<String> DATES =
      List.of("date", "timestamp without time zone", "timestamp with time zone");

  /** Types of columns that masks are tried on. */
  public static final List<String> TYPES =
      Stream.of(TEXTS, NUMBERS, DATES, List.of("uuid")).flatMap(List::stream).toList();

  /** At least one sample of every strategy and of every mask. */
  public static Stream<MaskSample> all() {
    return Stream.of(
        new MaskSample("null_rewrite", TYPES),
        new MaskSample("{ strategy: null_rewrite }", TYPES),
        new MaskSample("{ strategy: string_rewrite, value: erased }", TEXTS),
        new MaskSample("{ strategy: string_rewrite, value: \"it's {key} \\\\ {key}\" }", TEXTS),
        new MaskSample("{ strategy: random_string_rewrite, length: 12 }", TEXTS),
        new MaskSample("{ strategy: random_string_rewrite, length: 50 }", TEXTS),
        new MaskSample("{ strategy: generalise, keep: 2 }", TEXTS),
        new MaskSample("{ strategy: generalise, to: 100 }", NUMBERS),
        new MaskSample("{ strategy: generalise, to: 2.5 }", NUMBERS),
        new MaskSample("{ strategy: generalise, to: month }", DATES),
        new MaskSample("{ strategy: generalise, to: quarter }", DATES),
        new MaskSample("{ strategy: generalise, to: year }", DATES),
        new MaskSample("preserve", TYPES),
        new MaskSample("{ strategy: preserve }", TYPES));
  }

  /** The mask, as the policy's reader reads it. */
  public Mask mask() {
    try {
      Path file = Files.createTempFile("mask", ".yml");
      Document document =
          Document.read(Files.writeString(file, "anonymise: { user.name: " + written + " }"));
      Files.delete(file);
      Mapping root = document.root().asMapping().orElseThrow();
      Masks masks = new MaskReader(document.faults()).masks(root);
      document.faults().refuseIfAny();
      return masks.byName().values().iterator().next().mask();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The word by which the policy asks for it. */
  String word() {
    return written.replaceAll("^\\{ strategy: |[, ].*$", "");
  }

  @Override
  public String toString() {
    return written;
  }
}
