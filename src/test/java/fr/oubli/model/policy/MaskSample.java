package fr.oubli.model.policy;

import fr.oubli.model.policy.mask.Mask;
import fr.oubli.model.yaml.Document;
import fr.oubli.model.yaml.Mapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A mask as a policy can ask for it, and the types that it takes. Every strategy has one here, and
 * what masks promise is tried on all of them.
 *
 * @param written what stands after the column's name
 * @param takes types of {@link #TYPES}
 */
public record MaskSample(String written, List<String> takes) {

  /** What stands in the text columns of the rows that masks are tried on. */
  private static final Map<String, List<String>> GIVEN =
      Map.of(
          "truncate_network",
          List.of("203.0.113.77", "2001:db8:aa:bb::1"),
          "keep_domain",
          List.of("Béatrice.ONeill@exemple.fr", "x@autre.fr"));

  private static final List<String> TEXTS = List.of("text", "character varying(60)");
  private static final List<String> NUMBERS = List.of("integer", "numeric(12,2)");
  private static final List<String> DATES =
      List.of("date", "timestamp without time zone", "timestamp with time zone");

  private static final List<String> NETWORKS = List.of("inet", "cidr");

  /** Arrays are masked element by element, so that each mask takes those of what it takes. */
  private static final List<String> TEXT_ARRAYS =
      List.of("text[]", "character varying(60)[]", "citext[]");

  private static final List<String> NUMBER_ARRAYS = List.of("integer[]");
  private static final List<String> DATE_ARRAYS = List.of("date[]");
  private static final List<String> NETWORK_ARRAYS = List.of("inet[]");
  private static final List<String> ARRAYS =
      of(TEXT_ARRAYS, NUMBER_ARRAYS, DATE_ARRAYS, NETWORK_ARRAYS, List.of("uuid[]"));

  /** Types of columns that masks are tried on. */
  public static final List<String> TYPES =
      of(TEXTS, List.of("citext"), NUMBERS, DATES, NETWORKS, List.of("uuid"), ARRAYS);

  private static final List<String> ANY_TEXT = of(TEXTS, List.of("citext"), TEXT_ARRAYS);

  @SafeVarargs
  private static List<String> of(List<String>... types) {
    List<String> all = new ArrayList<>();
    for (List<String> each : types) {
      all.addAll(each);
    }
    return List.copyOf(all);
  }

  /** Two texts, of which the mask makes something. */
  public List<String> given() {
    return GIVEN.getOrDefault(word(), List.of("Béatrice O'Neill", "x"));
  }

  /** At least one sample of every strategy and of every mask. */
  public static Stream<MaskSample> all() {
    return Stream.of(
        new MaskSample("null_rewrite", TYPES),
        new MaskSample("{ strategy: null_rewrite }", TYPES),
        new MaskSample("{ strategy: string_rewrite, value: erased }", ANY_TEXT),
        new MaskSample("{ strategy: string_rewrite, value: \"it's {key} \\\\ {key}\" }", ANY_TEXT),
        new MaskSample("{ strategy: random_string_rewrite, length: 12 }", ANY_TEXT),
        new MaskSample("{ strategy: random_string_rewrite, length: 50 }", ANY_TEXT),
        new MaskSample("{ strategy: generalise, keep: 2 }", ANY_TEXT),
        new MaskSample("{ strategy: generalise, to: 100 }", of(NUMBERS, NUMBER_ARRAYS)),
        new MaskSample("{ strategy: generalise, to: 2.5 }", of(NUMBERS, NUMBER_ARRAYS)),
        new MaskSample("{ strategy: generalise, to: month }", of(DATES, DATE_ARRAYS)),
        new MaskSample("{ strategy: generalise, to: quarter }", of(DATES, DATE_ARRAYS)),
        new MaskSample("{ strategy: generalise, to: year }", of(DATES, DATE_ARRAYS)),
        new MaskSample("empty_rewrite", ARRAYS),
        new MaskSample("truncate_network", of(ANY_TEXT, NETWORKS, NETWORK_ARRAYS)),
        new MaskSample(
            "{ strategy: truncate_network, ipv4: 8 }", of(ANY_TEXT, NETWORKS, NETWORK_ARRAYS)),
        new MaskSample(
            "{ strategy: truncate_network, ipv4: 24, ipv6: 32 }",
            of(ANY_TEXT, NETWORKS, NETWORK_ARRAYS)),
        new MaskSample("{ strategy: keep_domain, value: erased }", ANY_TEXT),
        new MaskSample("{ strategy: keep_domain, value: \"it's-{key}\" }", ANY_TEXT),
        new MaskSample("pseudonym", ANY_TEXT),
        new MaskSample("{ strategy: pseudonym }", ANY_TEXT),
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
