package fr.oubli.rights.reply;

import fr.oubli.platform.database.DatabaseIdentity;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.rights.reply.Letter.Enclosure;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Matches;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.RequestHistory;
import fr.oubli.rights.request.RequestIdentities;
import fr.oubli.rights.request.RequestState;
import fr.oubli.rights.request.Right;
import fr.oubli.rights.request.SubjectIdentities;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Writes the letter to the person and the notices to the recipients of their data, and notes in the
 * registers that they were written.
 */
public final class Answer {

  /** Rights of which recipients are told (GDPR art. 19). */
  private static final Set<Right> NOTIFIED =
      EnumSet.of(Right.ERASURE, Right.RECTIFICATION, Right.RESTRICTION);

  /** Outcomes that changed nothing of what a recipient holds. */
  private static final Set<CategoryOutcome.Kind> UNCHANGED =
      EnumSet.of(
          CategoryOutcome.Kind.KEPT,
          CategoryOutcome.Kind.LEFT,
          CategoryOutcome.Kind.UNSEARCHED,
          CategoryOutcome.Kind.WITHHELD);

  /** What a bundle is called whose file nobody noted. */
  private static final String UNNAMED_BUNDLE = "l'archive de vos données (ZIP)";

  private final Letterhead head;
  private final RequestHistory history;
  private final RequestIdentities identities;
  private final SubjectIdentities stored;
  private final Matches matches;
  private final NoticeRegister register;
  private final CorrectionRegister corrections;
  private final KeptFiles files;
  private final String databaseMark;
  private final KeptProof proof;
  private final EarlierAnswer earlier;
  private final AddresseeRegister addressees;

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
    this.corrections = new CorrectionRegister(dataSource);
    this.files = new KeptFiles(dataSource);
    this.databaseMark = DatabaseIdentity.beginning(dataSource);
    this.proof = new KeptProof(dataSource, head.periods());
    this.earlier = new EarlierAnswer(dataSource);
    this.addressees = new AddresseeRegister(dataSource);
  }

  /**
   * Writes the letter that the request's stage calls for, and a notice to each recipient of data
   * that changed.
   *
   * @throws Refusal when the letter would speak of what nobody did
   */
  public List<Path> write(Request request, List<CategoryOutcome> outcomes) {
    boolean done = !outcomes.isEmpty() || history.has(request.id(), request.right().step());
    LetterKind kind = kind(request, done);
    if (kind == null) {
      throw nothingToSay(request);
    }
    if (kind == LetterKind.EARLIER) {
      return write(letter(request, kind, List.of(), earlier.words(request.id())), true);
    }
    return write(letter(request, kind, outcomes, reason(request)), done);
  }

  /** Tells the person that a restriction will end, before it does (GDPR art. 18(3)). */
  public List<Path> announceLift(Request request, String reason) {
    return write(letter(request, LetterKind.LIFT_ANNOUNCED, List.of(), reason), true);
  }

  private List<Path> write(Letter letter, boolean certain) {
    Request request = letter.request();
    identities.refuseForgotten(request);
    Outbox outbox =
        new Outbox(
            head.root(),
            request,
            history.times(request.id(), RequestHistory.LETTER) + 1,
            databaseMark);
    Notices notices = new Notices(head, letter);
    Set<String> changed = changed(letter.outcomes());
    List<String> told = told(letter) ? notices.recipients(changed) : List.of();
    List<Identity> who = identities.all(request.id());
    List<String> kept =
        proof.sentences(letter, head.copyUntil(), !addressees.of(request.id()).isEmpty());
    new Letters(head).write(letter, outbox, addressee(request, certain), told, kept);
    // An erasure takes what names the person: the notices that were written with it are the last.
    if (!told.isEmpty() && !who.isEmpty()) {
      notices.write(outbox, who, changed);
      register.written(request.id(), told, head.today(), letter.kind() == LetterKind.LIFTED);
    }
    files.letter(request.id(), head.root(), outbox.kept(), head.today(), head.copyUntil());
    history.note(
        request.id(),
        RequestHistory.LETTER,
        "letter %s (%s): %s".formatted(outbox.mark(), letter.kind().file(), outbox.digests()));
    addressees.end(request.id());
    return outbox.files();
  }

  private static boolean told(Letter letter) {
    return NOTIFIED.contains(letter.request().right())
        && (letter.kind() == LetterKind.ANSWER || letter.kind() == LetterKind.LIFTED);
  }

  private Letter letter(
      Request request, LetterKind kind, List<CategoryOutcome> outcomes, String reason) {
    return new Letter(
        request,
        kind,
        outcomes,
        corrections.of(request.id()),
        kind == LetterKind.ANSWER ? enclosure(request) : null,
        matches.confirmedCollections(request.id()).isEmpty(),
        reason);
  }

  /** Null where nothing can be said yet. */
  private @Nullable LetterKind kind(Request request, boolean done) {
    if (request.state() == RequestState.REFUSED) {
      return LetterKind.REFUSAL;
    }
    if (request.state() == RequestState.SUSPENDED) {
      return LetterKind.DOUBT;
    }
    if (history.has(request.id(), RequestHistory.CLOSED_WITH)) {
      return LetterKind.EARLIER;
    }
    if (done) {
      return history.isLater(request.id(), RequestHistory.LIFTED, request.right().step())
          ? LetterKind.LIFTED
          : LetterKind.ANSWER;
    }
    return request.extendedOn() != null && !request.state().ended() ? LetterKind.EXTENSION : null;
  }

  /**
   * Until it is certain who asks, the letter is addressed by nothing but what they said themselves.
   * After an erasure the rows that would name the person are changed: what they said before was
   * kept for its letters.
   */
  private List<String> addressee(Request request, boolean certain) {
    List<String> kept = certain ? addressees.of(request.id()) : List.of();
    if (!kept.isEmpty()) {
      return kept;
    }
    boolean theirWords = certain || !history.has(request.id(), RequestHistory.LEARNED);
    boolean theirRows = certain && request.right() != Right.ERASURE;
    return Addressee.of(
        request,
        theirWords ? identities.all(request.id()) : List.of(),
        theirRows ? stored.of(request.id()) : Set.of(),
        theirRows ? stored.postalAddress(request.id()) : List.of());
  }

  /** The last bundle that was written; its note says whether it needs a passphrase. */
  private @Nullable Enclosure enclosure(Request request) {
    if (request.right() != Right.ACCESS && request.right() != Right.PORTABILITY) {
      return null;
    }
    String note = history.lastNote(request.id(), request.right().step());
    boolean open = note.endsWith(RequestHistory.UNENCRYPTED);
    return note.isEmpty()
        ? new Enclosure(List.of(UNNAMED_BUNDLE), true, null)
        : new Enclosure(
            List.of(
                (open
                        ? note.substring(0, note.length() - RequestHistory.UNENCRYPTED.length())
                        : note)
                    .split(", ", -1)),
            !open,
            files.bundleUntil(request.id()).orElse(null));
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
        .filter(outcome -> !UNCHANGED.contains(outcome.kind()) && outcome.rows() > 0)
        .forEach(outcome -> changed.add(outcome.collection()));
    return changed;
  }

  /** The words with which the last doubt, extension or refusal was registered. */
  private String reason(Request request) {
    return switch (request.state()) {
      case REFUSED -> String.valueOf(request.outcome());
      case SUSPENDED -> history.lastNote(request.id(), RequestHistory.SUSPENDED);
      default -> history.lastNote(request.id(), RequestHistory.EXTENDED);
    };
  }
}
