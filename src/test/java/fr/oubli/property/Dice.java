package fr.oubli.property;

import java.util.List;
import java.util.Random;

/** Chances and choices, all from one source of random numbers. */
record Dice(Random random) {

  boolean chance(double share) {
    return random.nextDouble() < share;
  }

  /** From one number to another, both included. */
  int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  @SafeVarargs
  final <T> T of(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  <T> List<T> some(List<T> choices, double share) {
    return choices.stream().filter(each -> chance(share)).toList();
  }
}
