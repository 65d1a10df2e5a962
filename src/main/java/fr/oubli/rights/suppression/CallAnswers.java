package fr.oubli.rights.suppression;

import fr.oubli.rights.request.Identity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a program is told of telephone numbers.
 *
 * @param day of the calls
 */
record CallAnswers(LocalDate day, List<One> numbers) {

  /**
   * A number.
   *
   * @param givenOn the day of the consent; null where there is none
   * @param until the last day on which it is good
   * @param contracts that run; only what has to do with them may be spoken of
   * @param reason why there is no consent; null where there is one
   */
  private record One(
      String number,
      boolean mayBeCalled,
      @Nullable LocalDate givenOn,
      @Nullable LocalDate until,
      List<String> contracts,
      @Nullable String reason) {}

  static CallAnswers of(LocalDate day, List<Identity> numbers, List<CallAnswer> answers) {
    List<One> all = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i++) {
      CallAnswer answer = answers.get(i);
      boolean consent = answer.mayBeCalled();
      all.add(
          new One(
              numbers.get(i).value(),
              consent,
              consent ? answer.consent().get(0) : null,
              consent ? answer.consent().get(1) : null,
              answer.contracts(),
              consent ? null : answer.reason()));
    }
    return new CallAnswers(day, all);
  }
}
