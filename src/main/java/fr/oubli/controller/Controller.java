package fr.oubli.controller;

import java.util.List;

/**
 * The company as the people whose data it holds must be told of it (GDPR art. 13 to 15).
 *
 * @param sources where data come from
 * @param automatedDecisions what is decided without a person, in words
 */
public record Controller(
    String name,
    String address,
    String email,
    String officer,
    List<String> sources,
    String automatedDecisions,
    List<Purpose> purposes,
    List<Recipient> recipients) {

  /** Why data are used. */
  public record Purpose(String name, List<String> collections) {
    public Purpose {
      collections = List.copyOf(collections);
    }
  }

  /**
   * Who receives data, by name.
   *
   * @param safeguards what protects data outside the European Union; empty inside
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
  }

  public Controller {
    sources = List.copyOf(sources);
    purposes = List.copyOf(purposes);
    recipients = List.copyOf(recipients);
  }

  public List<Recipient> recipientsOf(java.util.Collection<String> collections) {
    return recipients.stream()
        .filter(recipient -> recipient.collections().stream().anyMatch(collections::contains))
        .toList();
  }
}
