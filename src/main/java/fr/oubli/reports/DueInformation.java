package fr.oubli.reports;

import fr.oubli.model.datacontroller.Controller;
import fr.oubli.model.datacontroller.Controller.Recipient;
import fr.oubli.model.policy.LegalBasis;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.reports.PublishedText.Sentence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What people must be told where data are collected (GDPR art. 13 and 14, and for what happens
 * after a death art. 85 of the loi Informatique et Libertés), looked for in a published text.
 */
final class DueInformation {

  private static final Map<String, Pattern> RIGHTS = rights();

  private static final Pattern ABROAD =
      Pattern.compile(
          "hors de l['’ ]?(union|ue\\b|europe)|espace economique|pays tiers|clauses contractuelles"
              + "|transferts? (de donnees )?(vers|hors)");

  private final Controller controller;
  private final Policy policy;
  private final PublishedText text;
  private final String plain;

  DueInformation(Controller controller, Policy policy, PublishedText text) {
    this.controller = controller;
    this.policy = policy;
    this.text = text;
    this.plain =
        Topics.plain(
            text.sentences().stream().map(Sentence::text).collect(Collectors.joining("\n")));
  }

  private static Map<String, Pattern> rights() {
    Map<String, String> signs = new LinkedHashMap<>();
    signs.put("access (art. 15)", "droit d['’ ]?acces|(acces|acceder) a (vos|leurs|ses) donnees");
    signs.put("rectification (art. 16)", "rectif|mise a jour|corriger");
    signs.put("erasure (art. 17)", "effacement|suppression de|effacer");
    signs.put(
        "restriction (art. 18)",
        "limitation d(u|e) (traitement|leur|l['’ ]usage)|droit a la limitation");
    signs.put("portability (art. 20)", "portabilite");
    signs.put("objection (art. 21)", "opposition|s['’ ]?opposer");
    signs.put(
        "withdrawing a consent (art. 7(3))",
        "(retir|revoqu|retrait)[^.]{0,60}consentement|consentement[^.]{0,60}(retir|revoqu)");
    signs.put("a complaint to the authority (art. 77)", "cnil|autorite de controle");
    signs.put(
        "directives for after one's death (art. 85)", "directives|deces|apres (la|votre|sa) mort");
    Map<String, Pattern> rights = new LinkedHashMap<>();
    signs.forEach((right, sign) -> rights.put(right, Pattern.compile(sign)));
    return rights;
  }

  /** A line for each that is not found. */
  List<String> missing() {
    List<String> missing = new ArrayList<>();
    RIGHTS.forEach(
        (right, sign) -> {
          if (!sign.matcher(plain).find()) {
            missing.add("the right of " + right);
          }
        });
    if (!says("delegue a la protection", "dpo", Topics.plain(controller.officer()))) {
      missing.add("how to reach the data protection officer, " + controller.officer());
    }
    bases().stream()
        .filter(basis -> !plain.contains(Topics.plain(basis)))
        .forEach(basis -> missing.add("the legal basis “" + basis + "”"));
    controller.purposes().stream()
        .filter(purpose -> !isTold(purpose.name()))
        .forEach(
            purpose ->
                missing.add("the purpose “" + purpose.name() + "”" + nearest(purpose.name())));
    controller.recipients().forEach(recipient -> recipient(recipient, missing));
    if (!says("automatis", "profilage")) {
      missing.add("whether decisions are automated (art. 13(2)(f))");
    }
    if (controller.backups() != null && !says("sauvegarde")) {
      missing.add("how long backups keep what was erased");
    }
    return missing;
  }

  private boolean says(String... any) {
    for (String words : any) {
      if (plain.contains(words)) {
        return true;
      }
    }
    return false;
  }

  /** In French, each once, without its article. */
  private Set<String> bases() {
    Set<String> bases = new LinkedHashSet<>();
    for (Rule rule : policy.rules()) {
      bases.add(LegalBasis.french(rule.basis()).replaceFirst("\\s*\\(.*$", ""));
    }
    return bases;
  }

  /** Where a sentence has half of the words that say what a purpose is. */
  private boolean isTold(String purpose) {
    Set<String> wanted = Topics.stems(purpose);
    return text.sentences().stream()
        .anyMatch(sentence -> 2 * shared(wanted, sentence) >= wanted.size());
  }

  private static long shared(Set<String> wanted, Sentence sentence) {
    Set<String> words = Topics.stems(sentence.text());
    return wanted.stream().filter(words::contains).count();
  }

  /** The sentence that a person should look at; empty where none has a word of it. */
  private String nearest(String purpose) {
    Set<String> wanted = Topics.stems(purpose);
    return text.sentences().stream()
        .filter(sentence -> shared(wanted, sentence) > 0)
        .max(Comparator.comparing(sentence -> shared(wanted, sentence)))
        .map(
            sentence ->
                "; the nearest is line %d, “%s”".formatted(sentence.line(), sentence.beginning()))
        .orElse("");
  }

  private void recipient(Recipient recipient, List<String> missing) {
    boolean named = plain.contains(Topics.plain(recipient.name()));
    if (!named && !isTold(recipient.purpose())) {
      missing.add(
          "the recipient %s, for “%s”%s"
              .formatted(recipient.name(), recipient.purpose(), nearest(recipient.purpose())));
    }
    boolean abroad = recipient.lacksSafeguards() || !recipient.safeguards().isBlank();
    if (abroad
        && !ABROAD.matcher(plain).find()
        && !plain.contains(Topics.plain(recipient.country()))) {
      missing.add(
          "that %s has data outside the European Economic Area, in “%s”, and what protects them"
              .formatted(recipient.name(), recipient.country()));
    }
  }
}
