package fr.oubli.rights.reply;

import fr.oubli.model.datacontroller.Controller;
import fr.oubli.model.datacontroller.Controller.Recipient;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Matches;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.RequestRegister;
import fr.oubli.rights.request.Right;
import fr.oubli.rights.request.SubjectIdentities;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Writes what leaves the house for a request, and notes in the registers that it was written. */
public final class Answer {

  /** GDPR art. 19. */
  private static final Set<Right> NOTIFIED =
      EnumSet.of(Right.ERASURE, Right.RECTIFICATION, Right.RESTRICTION);

  private final Letters letters;
  private final NoticeRegister notices;
  private final RequestRegister register;
  private final SubjectIdentities stored;
  private final Matches matches;
  private final Controller controller;
  private final LocalDate today;

  public Answer(
      Letters letters,
      NoticeRegister notices,
      RequestRegister register,
      SubjectIdentities stored,
      Matches matches,
      Controller controller,
      LocalDate today) {
    this.letters = letters;
    this.notices = notices;
    this.register = register;
    this.stored = stored;
    this.matches = matches;
    this.controller = controller;
    this.today = today;
  }

  /**
   * The letter, and a notice to each recipient of data that changed.
   *
   * @throws Refusal when the letter would speak of what nobody did
   */
  public List<Path> write(Request request, List<CategoryOutcome> outcomes) {
    boolean done = !outcomes.isEmpty() || carriedOut(request);
    if (!done && !Wording.waits(request)) {
      throw nothingToSay(request);
    }
    Set<String> changed = new TreeSet<>();
    outcomes.stream().filter(Answer::changed).forEach(o -> changed.add(o.collection()));
    boolean notified = NOTIFIED.contains(request.right());
    List<String> told =
        notified
            ? controller.recipientsOf(changed).stream().map(Recipient::name).toList()
            : List.of();
    List<Identity> identities = register.identities(request.id());
    List<Path> written =
        new ArrayList<>(
            letters.reply(
                request,
                addressee(request, done),
                new Wording(request)
                    .paragraphs(done, holdsNothing(request), isEncrypted(request), reason(request)),
                outcomes,
                told));
    // What names the person went with the erasure: the notices written then are the last ones.
    if (!told.isEmpty() && !identities.isEmpty()) {
      written.addAll(letters.notices(request, identities, changed));
      notices.written(request.id(), told, today);
    }
    register.note(request.id(), "reply written", String.valueOf(written.get(0).getFileName()));
    return written;
  }

  /**
   * Until it is certain who asks, nothing but what they said themselves; an erasure changed the
   * rows that would name them.
   */
  private List<String> addressee(Request request, boolean certain) {
    boolean theirWords = certain || !happened(request, RequestRegister.LEARNED);
    return Addressee.of(
        request,
        theirWords ? register.identities(request.id()) : List.of(),
        certain && request.right() != Right.ERASURE ? stored.of(request.id()) : Set.of());
  }

  private boolean holdsNothing(Request request) {
    return matches.counts(request.id()).stream().allMatch(count -> count.confirmed() == 0);
  }

  /** The last bundle is the one that is sent. */
  private boolean isEncrypted(Request request) {
    return !last(request, request.right().step()).endsWith(RequestRegister.UNENCRYPTED);
  }

  private boolean carriedOut(Request request) {
    return happened(request, request.right().step());
  }

  private boolean happened(Request request, String step) {
    return register.history(request.id()).stream().anyMatch(event -> event.step().equals(step));
  }

  private static Refusal nothingToSay(Request request) {
    String command = request.right().command();
    return new Refusal(
        ExitCode.REFUSED,
        request.state().ended()
            ? "request %d was closed without %s: there is nothing that a letter could say was done"
                .formatted(request.id(), command)
            : "the letter would say that request %d is answered, and it is not; run first: jobs/%s --request %d"
                .formatted(request.id(), command, request.id()));
  }

  private static boolean changed(CategoryOutcome outcome) {
    return outcome.kind() != CategoryOutcome.Kind.KEPT
        && outcome.kind() != CategoryOutcome.Kind.LEFT;
  }

  /** The words with which the last doubt, extension or refusal was registered. */
  private String reason(Request request) {
    String step =
        request.state() == Request.State.REFUSED
            ? "refused"
            : request.state() == Request.State.SUSPENDED ? "suspended" : "extended";
    return last(request, step);
  }

  private String last(Request request, String step) {
    return register.history(request.id()).stream()
        .filter(event -> event.step().equals(step) && event.note() != null)
        .map(event -> String.valueOf(event.note()))
        .reduce("", (earlier, later) -> later);
  }
}
