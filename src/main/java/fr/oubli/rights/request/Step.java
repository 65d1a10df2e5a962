package fr.oubli.rights.request;

/** What can be done with a request, each with the command that does it. */
public enum Step {
  /** Looks for more rows of the person, and decides on those that are proposed. */
  MATCH("match", "decide on what is proposed", "jobs/request match %1$d --rows"),
  /** It is certain who asks. */
  VERIFY(
      "verify-identity", "make sure who asks", "jobs/request verify-identity %1$d --means \"...\""),
  /** A doubt about who asks stops the clock. */
  SUSPEND("suspend", "stop the clock", "jobs/request suspend %1$d --doubt \"...\""),
  /** The doubt is lifted. */
  RESUME("resume", "let the clock go on", "jobs/request resume %1$d"),
  /** Two months more. */
  EXTEND("extend", "take more time", "jobs/request extend %1$d --reason \"...\" --told-on DAY"),
  /** Does what the person asks for. */
  CARRY_OUT("carry out", "carry it out", "jobs/%2$s --request %1$d%4$s"),
  /** Writes the letter that the request's stage calls for. */
  REPLY("reply", "write the letter", "jobs/reply --request %1$d"),
  /** Ends the request without doing it, for reasons that the person is told. */
  REFUSE("refuse", "refuse it", "jobs/request refuse %1$d --ground GROUND --facts \"...\""),
  /** The answer is on its way. */
  CLOSE("close", "close it", "jobs/request close %1$d --outcome \"...\""),
  /** An earlier request of the same person and right is answered, and this one with it. */
  CLOSE_WITH(
      "close --same-as",
      "close it with the answer to the earlier one",
      "jobs/request close %1$d --same-as %3$s"),
  /** Ends the request although the person gets no answer. */
  CLOSE_UNANSWERED(
      "close --without-answer",
      "close it without an answer",
      "jobs/request close %1$d --without-answer \"why\""),
  /** Ends a restriction. */
  LIFT("lift", "lift the restriction", "jobs/subject-restrict --request %1$d --lift --told-on DAY");

  private final String word;
  private final String what;
  private final String command;

  Step(String word, String what, String command) {
    this.word = word;
    this.what = what;
    this.command = command;
  }

  /** As the table of the README and refusals name it. */
  public String word() {
    return word;
  }

  /** What it is for, in a few words. */
  String what() {
    return what;
  }

  /** The line to type for a request. */
  public String command(Request request) {
    return command(request, "M");
  }

  /**
   * @param earlier the number of the request that it is linked to
   */
  String command(Request request, String earlier) {
    return command.formatted(
        request.id(), request.right().command(), earlier, request.right().options());
  }
}
