package fr.oubli.model.datacontroller;

import java.time.LocalDate;
import java.time.Period;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The company as the people whose data it holds must be told of it (GDPR art. 13 to 15).
 *
 * @param sources where data come from
 * @param automatedDecisions what is decided without a person, in words
 * @param security how data are protected, in words (GDPR art. 30(1)(g)); empty where nobody said
 * @param backups how long a backup of the database is kept, with the archived journals that belong
 *     to it; null where nobody declared it
 */
public record Controller(
    Contact contact,
    List<String> sources,
    String automatedDecisions,
    List<String> security,
    List<Purpose> purposes,
    List<Recipient> recipients,
    @Nullable Period backups) {

  /** One that declares nothing of its backups. */
  public Controller(
      Contact contact,
      List<String> sources,
      String automatedDecisions,
      List<String> security,
      List<Purpose> purposes,
      List<Recipient> recipients) {
    this(contact, sources, automatedDecisions, security, purposes, recipients, null);
  }

  /**
   * How the company is reached.
   *
   * @param officer how to reach the data protection officer
   * @param place where letters are written; empty where the address does not say it
   * @param signatory who signs them, by name or by function
   */
  public record Contact(
      String name, String address, String email, String officer, String place, String signatory) {

    /** One whose letters say neither where they were written nor by whom they are signed. */
    public Contact(String name, String address, String email, String officer) {
      this(name, address, email, officer, "", "le délégué à la protection des données");
    }
  }

  /**
   * Why data are used.
   *
   * @param people whose data, in words; empty where nobody said
   */
  public record Purpose(String name, String people, List<String> collections) {
    public Purpose {
      collections = List.copyOf(collections);
    }
  }

  /**
   * Who receives data, by name.
   *
   * @param country in free words
   * @param safeguards what protects data outside the European Economic Area; empty inside
   */
  public record Recipient(
      String name,
      String contact,
      String purpose,
      String country,
      String safeguards,
      List<String> collections) {
    public Recipient {
      collections = List.copyOf(collections);
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

  /**
   * The day by which what was destroyed on a day is gone from the backups too: the last backup that
   * still had it is of that day. Empty where nobody declared how long backups are kept.
   */
  public Optional<LocalDate> goneFromBackups(LocalDate destroyed) {
    return Optional.ofNullable(backups).map(destroyed::plus);
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
