package fr.oubli.model.datacontroller;

import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.model.yaml.Label;
import fr.oubli.model.yaml.NearestWord;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.time.LocalDate;
import java.time.Period;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The company as the people whose data it holds must be told of it (GDPR art. 13 to 15).
 *
 * @param sources where data come from
 * @param automatedDecisions what is decided without a person, in words
 * @param security how data are protected, in words (GDPR art. 30(1)(g)); empty where nobody said
 * @param more what else the file declares
 */
public record Controller(
    Contact contact,
    List<String> sources,
    String automatedDecisions,
    List<String> security,
    List<Purpose> purposes,
    List<Recipient> recipients,
    Declared more) {

  /**
   * What the file can leave out.
   *
   * @param backups how long a backup of the database is kept, with the archived journals that
   *     belong to it; null where nobody declared it
   * @param rules what people read for the names of the policy's rules, where the policy itself says
   *     nothing: a policy that only changes its words would be another version in all evidence
   */
  public record Declared(@Nullable Period backups, Map<String, Label> rules) {

    static final Declared NOTHING = new Declared(null, Map.of());

    public Declared {
      rules = Map.copyOf(rules);
    }
  }

  /** One that declares nothing of its backups. */
  public Controller(
      Contact contact,
      List<String> sources,
      String automatedDecisions,
      List<String> security,
      List<Purpose> purposes,
      List<Recipient> recipients) {
    this(contact, sources, automatedDecisions, security, purposes, recipients, Declared.NOTHING);
  }

  /**
   * How the company is reached.
   *
   * @param officer how to reach the data protection officer
   * @param place where letters are written; empty where the address does not say it
   * @param signatory who signs them, by name or by function
   * @param beside who answers beside the company
   */
  public record Contact(
      String name,
      String address,
      String email,
      String officer,
      String place,
      String signatory,
      Beside beside) {

    /** One of whom nobody said whether somebody answers beside. */
    public Contact(
        String name, String address, String email, String officer, String place, String signatory) {
      this(name, address, email, officer, place, signatory, Beside.UNSAID);
    }

    /** One whose letters say neither where they were written nor by whom they are signed. */
    public Contact(String name, String address, String email, String officer) {
      this(name, address, email, officer, "", "le délégué à la protection des données");
    }
  }

  /**
   * Who answers beside the company (GDPR art. 26 and 27), in words; empty where nobody said, which
   * is not the same as nobody.
   *
   * @param representative in the Union, of a company that is elsewhere
   * @param joint other controllers
   */
  public record Beside(String representative, String joint) {

    static final Beside UNSAID = new Beside("", "");
  }

  /**
   * Why data are used.
   *
   * @param people whose data, in words; empty where nobody said
   * @param entry what the record of processing says of it beside
   */
  public record Purpose(String name, String people, List<String> collections, RegisterEntry entry) {
    public Purpose {
      collections = List.copyOf(collections);
    }

    /** One of which the record of processing has nothing else to say. */
    public Purpose(String name, String people, List<String> collections) {
      this(name, people, collections, RegisterEntry.UNSAID);
    }
  }

  /** What a recipient is to the company. */
  public enum RecipientKind {
    /** A department of its own. */
    INTERNAL,
    EXTERNAL,
    /** It acts on the company's behalf (GDPR art. 28). */
    PROCESSOR
  }

  /**
   * Who receives data, by name.
   *
   * @param country in free words
   * @param safeguards what protects data outside the European Economic Area; empty inside
   * @param kind null where nobody said
   */
  public record Recipient(
      String name,
      String contact,
      String purpose,
      String country,
      String safeguards,
      List<String> collections,
      @Nullable RecipientKind kind) {
    public Recipient {
      collections = List.copyOf(collections);
    }

    /** One of which nobody said what it is to the company. */
    public Recipient(
        String name,
        String contact,
        String purpose,
        String country,
        String safeguards,
        List<String> collections) {
      this(name, contact, purpose, country, safeguards, collections, null);
    }

    /**
     * Whether nothing is said to protect the data although the country is outside the European
     * Economic Area, or is not recognised.
     */
    public boolean lacksSafeguards() {
      return safeguards.isBlank() && !EconomicArea.holds(country);
    }
  }

  public Controller {
    sources = List.copyOf(sources);
    security = List.copyOf(security);
    purposes = List.copyOf(purposes);
    recipients = List.copyOf(recipients);
  }

  /** How long a backup is kept; null where nobody declared it. */
  public @Nullable Period backups() {
    return more.backups();
  }

  /**
   * The policy with the labels that the file has for its rules.
   *
   * @throws Refusal where it has one for a rule that the policy does not have
   */
  public Policy naming(Policy policy) {
    List<String> known = policy.rules().stream().map(Rule::written).distinct().toList();
    List<String> lines =
        more.rules().keySet().stream()
            .filter(name -> !known.contains(name))
            .sorted()
            .map(
                name ->
                    "the controller's file has a label for '%s', which is no rule of the policy; %s"
                        .formatted(name, NearestWord.mend(name, known, "take it out")))
            .toList();
    if (!lines.isEmpty()) {
      throw new Refusal(ExitCode.INVALID, lines);
    }
    return policy.labelled(more.rules());
  }

  /**
   * The day by which what was destroyed on a day is gone from the backups too: the last backup that
   * still had it is of that day. Empty where nobody declared how long backups are kept.
   */
  public Optional<LocalDate> goneFromBackups(LocalDate destroyed) {
    return Optional.ofNullable(more.backups()).map(destroyed::plus);
  }

  public String name() {
    return contact.name();
  }

  public String address() {
    return contact.address();
  }

  public String email() {
    return contact.email();
  }

  public String officer() {
    return contact.officer();
  }

  public String place() {
    return contact.place();
  }

  public String signatory() {
    return contact.signatory();
  }

  /** Who receives data of any of these collections. */
  public List<Recipient> recipientsOf(Collection<String> collections) {
    return recipients.stream()
        .filter(recipient -> recipient.collections().stream().anyMatch(collections::contains))
        .toList();
  }
}
