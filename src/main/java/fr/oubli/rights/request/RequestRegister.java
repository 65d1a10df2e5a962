package fr.oubli.rights.request;

import fr.oubli.platform.exit.Refusal;
import java.time.LocalDate;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The register of requests: it opens them and finds them again. What is done with a request
 * afterwards is in {@link RequestSteps}, the person's identities in {@link RequestIdentities}, who
 * did what in {@link RequestHistory}, and what asks the same in {@link RequestLinks}.
 */
public final class RequestRegister {

  /**
   * What a letter says when it arrives.
   *
   * @param channel how it came, such as post or email
   * @param quality as what the sender wrote: person, heir, parent or mandate
   * @param scope for an objection, the channel that it bears on, or {@code all}
   */
  public record Letter(
      Right right, String channel, String quality, LocalDate receivedOn, String scope) {}

  private final JdbcClient jdbc;
  private final StoredRequests requests;
  private final RequestIdentities identities;
  private final RequestHistory history;
  private final RequestSteps steps;
  private final RequestLinks links;
  private final Deadlines deadlines;
  private final String operator;

  /**
   * @param operator under whose name each step is noted
   */
  public RequestRegister(DataSource dataSource, Deadlines deadlines, String operator) {
    this.jdbc = JdbcClient.create(dataSource);
    this.requests = new StoredRequests(dataSource);
    this.identities = new RequestIdentities(dataSource);
    this.history = new RequestHistory(dataSource, operator);
    this.steps = new RequestSteps(dataSource, deadlines, operator);
    this.links = new RequestLinks(dataSource, operator);
    this.deadlines = deadlines;
    this.operator = operator;
  }

  public RequestIdentities identities() {
    return identities;
  }

  public RequestHistory history() {
    return history;
  }

  public RequestSteps steps() {
    return steps;
  }

  /** Which requests ask the same for the same person. */
  public RequestLinks links() {
    return links;
  }

  /** Registers a letter, with who it says it is from, and the day to answer it by. */
  public Request open(Letter letter, List<Identity> who) {
    return requests.inTransaction(
        () -> {
          long id =
              jdbc.sql(
                      """
                      insert into oubli.request
                        (kind, channel, quality, received_on, scope, deadline, opened_by)
                      values (?, ?, ?, ?, ?, ?, ?) returning id""")
                  .params(
                      letter.right().stored(),
                      letter.channel(),
                      letter.quality(),
                      letter.receivedOn(),
                      letter.scope(),
                      deadlines.first(letter.receivedOn(), 0),
                      operator)
                  .query(Long.class)
                  .single();
          identities.add(id, who);
          history.note(id, "opened", letter.right().stored() + " by " + letter.channel());
          return get(id);
        });
  }

  /**
   * @throws Refusal when there is no such request
   */
  public Request get(long id) {
    return requests.get(id);
  }

  /** Whether a request came from a file, and nobody has looked for its rows yet. */
  public boolean unsearched(long id) {
    return history.has(id, RequestHistory.IMPORTED) && !history.has(id, RequestHistory.SEARCHED);
  }

  /** Where a request stands, and what may come next. */
  public Progress progress(long id) {
    return requests.progress(id);
  }

  /**
   * A request that may be carried out now.
   *
   * @throws Refusal when it is unknown, is of another right, or its stage does not allow it
   */
  public Request toCarryOut(long id, Right... rights) {
    Request request = get(id);
    if (!List.of(rights).contains(request.right())) {
      throw request.refusal(
          "is of " + request.right().stored() + ", not of what this command does");
    }
    progress(id).refuseUnless(Step.CARRY_OUT);
    return request;
  }

  /** Requests that wait for an answer, the most urgent first. */
  public List<Request> waiting() {
    return requests.waiting();
  }
}
