package fr.oubli.rights.reply;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Matches;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.RequestHistory;
import fr.oubli.rights.request.RequestIdentities;
import fr.oubli.rights.request.RequestState;
import fr.oubli.rights.request.Right;
import fr.oubli.rights.request.SubjectIdentities;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

/**
 * Writes the letter to the person and the notices to the recipients of their data, and notes in the
 * registers that they were written.
 */
public final class Answer {

  /** Rights of which recipients are told (GDPR art. 19). */
  private static final Set<Right> NOTIFIED =
      EnumSet.of(Right.ERASURE, Right.RECTIFICATION, Right.RESTRICTION);

  private final Letterhead head;
  private final RequestHistory history;
  private final RequestIdentities identities;
  private final SubjectIdentities stored;
  private final Matches matches;
  private final NoticeRegister register;

  /**
   * @param stored by what the person's rows name them
   */
  public Answer(
      DataSource dataSource, Letterhead head, RequestHistory history, SubjectIdentities stored) {
    this.head = head;
    this.history = history;
    this.identities = new RequestIdentities(dataSource);
    this.stored = stored;
    this.matches = new Matches(dataSource);
    this.register = new NoticeRegister(dataSource);
  }

  /**
   * Writes the letter, and a notice to each recipient of data that changed.
   *
   * @throws Refusal when the letter would speak of what nobody did
   */
  public List<Path> write(Request request, List<CategoryOutcome> outcomes) {
    boolean done = !outcomes.isEmpty() || history.has(request.id(), request.right().step());
    if (!done && !Wording.waits(request)) {
      throw nothingToSay(request);
    }
    Set<String> changed = changed(outcomes);
    Notices notices = new Notices(head);
    List<String> told =
        NOTIFIED.contains(request.right()) ? notices.recipients(changed) : List.of();
    List<Identity> who = identities.all(request.id());
    List<Path> written = new ArrayList<>(letter(request, done, outcomes, told));
    // An erasure takes what names the person: the notices that were written with it are the last.
    if (!told.isEmpty() && !who.isEmpty()) {
      written.addAll(notices.write(request, who, changed));
      register.written(request.id(), told, head.today());
    }
    history.note(request.id(), "reply written", String.valueOf(written.get(0).getFileName()));
    return written;
  }

  private List<Path> letter(
      Request request, boolean done, List<CategoryOutcome> outcomes, List<String> told) {
    List<String> paragraphs =
        new Wording(request)
            .paragraphs(done, holdsNothing(request), isEncrypted(request), reason(request));
    return new Letters(head).reply(request, addressee(request, done), paragraphs, outcomes, told);
  }

  /**
   * Until it is certain who asks, the letter is addressed by nothing but what they said themselves.
   * After an erasure it is too: the rows that would name the person are changed.
   */
  private List<String> addressee(Request request, boolean certain) {
    boolean theirWords = certain || !history.has(request.id(), RequestHistory.LEARNED);
    return Addressee.of(
        request,
        theirWords ? identities.all(request.id()) : List.of(),
        certain && request.right() != Right.ERASURE ? stored.of(request.id()) : Set.of());
  }

  private boolean holdsNothing(Request request) {
    return matches.confirmedCollections(request.id()).isEmpty();
  }

  /** Whether the bundle that is sent needs a passphrase: it is the last one that was written. */
  private boolean isEncrypted(Request request) {
    return !history
        .lastNote(request.id(), request.right().step())
        .endsWith(RequestHistory.UNENCRYPTED);
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

  private static Set<String> changed(List<CategoryOutcome> outcomes) {
    Set<String> changed = new TreeSet<>();
    outcomes.stream()
        .filter(outcome -> outcome.kind() != CategoryOutcome.Kind.KEPT)
        .filter(outcome -> outcome.kind() != CategoryOutcome.Kind.LEFT)
        .filter(outcome -> outcome.kind() != CategoryOutcome.Kind.UNSEARCHED)
        .forEach(outcome -> changed.add(outcome.collection()));
    return changed;
  }

  /** The words with which the last doubt, extension or refusal was registered. */
  private String reason(Request request) {
    String step =
        request.state() == RequestState.REFUSED
            ? "refused"
            : request.state() == RequestState.SUSPENDED ? "suspended" : "extended";
    return history.lastNote(request.id(), step);
  }
}
