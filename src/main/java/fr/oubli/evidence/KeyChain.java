package fr.oubli.evidence;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which keys signed the seals, and since when. A key takes the place of another when the last seal
 * that the other signed hands over to it; a change that nobody signed is a fault, unless whoever
 * verifies kept both keys.
 */
final class KeyChain {

  /**
   * Seals that follow one another and that one key signed.
   *
   * @param key the public key, in base 64
   * @param since the first of the seals
   */
  record Span(String key, Seal since, long seals, boolean handedOver) {

    private Span longer() {
      return new Span(key, since, seals + 1, handedOver);
    }
  }

  private final List<String> faults;
  private final Set<String> trusted;
  private final List<Span> spans = new ArrayList<>();
  private String handsOverTo = "";
  private @Nullable Seal last;

  /**
   * @param trusted the public keys that whoever verifies kept; where there is none, the one beside
   *     the first seal is taken
   */
  KeyChain(List<String> faults, List<String> trusted) {
    this.faults = faults;
    this.trusted = new LinkedHashSet<>(trusted);
  }

  void next(Seal seal, String key) {
    Span now = spans.isEmpty() ? null : spans.get(spans.size() - 1);
    if (now != null && now.key().equals(key) && handsOverTo.isEmpty()) {
      spans.set(spans.size() - 1, now.longer());
    } else {
      begin(seal, key, now);
    }
    String signed = seal.facts().of(SealedFacts.KEY);
    if (!signed.isEmpty() && !signed.equals(key)) {
      faults.add(SealChain.name(seal) + " stands beside another key than the one that it names");
    }
    handsOverTo = seal.facts().of(SealedFacts.NEXT_KEY);
    last = seal;
  }

  private void begin(Seal seal, String key, @Nullable Span before) {
    boolean handedOver = handsOverTo.equals(key);
    spans.add(new Span(key, seal, 1, handedOver));
    if (before != null
        && last != null
        && !handedOver
        && !(trusted.contains(key) && trusted.contains(before.key()))) {
      faults.add(
          "%s is signed by another key than %s, which does not hand over to it: %s, before %s"
              .formatted(
                  SealChain.name(seal),
                  SealChain.name(last),
                  SealKey.fingerprint(key),
                  SealKey.fingerprint(before.key())));
    }
  }

  /** Tells of the seals that no kept key vouches for, by itself or by handing over. */
  List<Span> end() {
    if (!trusted.isEmpty()) {
      int from = 0;
      for (int at = 1; at <= spans.size(); at++) {
        if (at == spans.size() || !spans.get(at).handedOver()) {
          vouch(spans.subList(from, at));
          from = at;
        }
      }
    }
    return List.copyOf(spans);
  }

  private void vouch(List<Span> linked) {
    if (linked.stream().map(Span::key).noneMatch(trusted::contains)) {
      linked.forEach(
          span ->
              faults.add(
                  SealChain.name(span.since())
                      + (span.seals() == 1 ? "" : " and the " + (span.seals() - 1) + " after it")
                      + " is not signed by the key"));
    }
  }
}
