package fr.oubli.model.policy.mask;

import java.util.List;
import java.util.Optional;

/** The strategies that a policy can name. */
public final class Strategies {

  /** In the order in which people are told of them. */
  public static final List<Strategy> ALL =
      List.of(
          NullRewrite.STRATEGY,
          StringRewrite.STRATEGY,
          RandomString.STRATEGY,
          Generalise.STRATEGY,
          EmptyRewrite.STRATEGY,
          TruncateNetwork.STRATEGY,
          KeepDomain.STRATEGY,
          Pseudonym.STRATEGY,
          Preserve.STRATEGY);

  /** Their words, in the same order. */
  public static final List<String> WORDS = ALL.stream().map(Strategy::word).toList();

  private Strategies() {}

  public static Optional<Strategy> find(String word) {
    return ALL.stream().filter(strategy -> strategy.word().equals(word)).findFirst();
  }
}
